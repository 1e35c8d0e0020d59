package session

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"carrito/app/cart"
	"carrito/app/catalog"
)

// MaxFavorites is how many favourites a shopper can have: as many as one page
// shows without delay on a phone.
const MaxFavorites = 60

// ErrFull is the error of one favourite more than [MaxFavorites].
var ErrFull = errors.New("there is no room for more favourites")

// Favorites returns the ids of the shopper's favourites, in the order in which
// they were added, as far as the catalogue has them. Callers must not change it.
func (s *Session) Favorites() []int { return s.favorites }

// SetFavorite makes a product one of the shopper's favourites, the last of them,
// or takes it out. It returns [ErrFull] where there is no room for it. What is so
// already is neither written nor said.
func (s *Session) SetFavorite(id int, is bool) error {
	switch was := slices.Contains(s.favorites, id); {
	case was == is:
		return nil
	case is && len(s.favorites) >= MaxFavorites:
		return ErrFull
	}
	s.setFavorite(id, is)
	favorites := s.writeFavorites()
	s.write(Changes, s.ledger.String())
	s.favorites = favorites
	s.say(false)
	return nil
}

// favorite is the name of a ledger's entry on a favourite: "3:0", as if of a
// variant 0, which no product has. Being about a line, it is merged by every
// version of the program and of boot.js, and is nothing to the cart. Its place is
// that among the favourites, and 0 of a product that is none. Its offset is a
// check of what the product was called, and 0 where nobody knows: a version that
// has no checks makes it so.
func favorite(id int) string { return strconv.Itoa(id) + noVariant }

const noVariant = ":0"

func (s *Session) setFavorite(id int, is bool) {
	word := entry{n: s.ledger.stamp(), by: s.document}
	if p, ok := s.catalog().Product(id); is && ok {
		word.offset = cart.Check(p.Name)
	}
	if is {
		word.place = word.n
	}
	s.ledger[favorite(id)] = word
}

// renamedFavorites returns the favourites that are called otherwise now than when
// the shopper chose them, and takes the new names for granted from now on.
func (s *Session) renamedFavorites() (renamed []*catalog.Product) {
	ids, _ := s.ledger.favorites()
	for _, id := range ids {
		p, ok := s.catalog().Product(id)
		word := s.ledger[favorite(id)]
		if !ok || word.offset == 0 || word.offset == cart.Check(p.Name) {
			continue
		}
		word.n, word.by, word.offset = s.ledger.stamp(), s.document, cart.Check(p.Name)
		s.ledger[favorite(id)] = word
		renamed = append(renamed, p)
	}
	return renamed
}

// favorites returns the ids of the favourites in their order, and the stamp of
// the last word on any product: 0 where none was spoken.
func (l ledger) favorites() (ids []int, stamp int) {
	for name, e := range l {
		product, _, _ := strings.Cut(name, ":")
		id, err := strconv.Atoi(product)
		if err != nil || id < 1 || favorite(id) != name {
			continue
		}
		stamp = max(stamp, e.n)
		if e.place > 0 {
			ids = l.insertFavorite(ids, id, e.place)
		}
	}
	return ids, stamp
}

// insertFavorite puts an id in its place among the others. It is no sort of
// package slices, since that of one more type is 2 kB of the program.
func (l ledger) insertFavorite(ids []int, id, place int) []int {
	ids = append(ids, id)
	for i := len(ids) - 1; i > 0; i-- {
		before := l[favorite(ids[i-1])].place
		if before < place || before == place && ids[i-1] < id {
			break
		}
		ids[i], ids[i-1] = ids[i-1], ids[i]
	}
	return ids
}

// readFavorites takes over what was done to favoritos by hand, since a program
// wrote it. The ledger knows what that was: beside the stamp stands what it wrote.
// A list is right as it stands; of what is none, only where the ledger knows no
// better, the ids that can be read.
func (s *Session) readFavorites() {
	text := s.read(Favorites)
	ids, whole := parseIDs(text)
	had, stamp := s.ledger.favorites()
	if s.ledger[Favorites].by == word(text) || !whole && stamp > 0 {
		return
	}
	ids = s.known(ids, MaxFavorites)
	for _, id := range had {
		if !slices.Contains(ids, id) {
			s.setFavorite(id, false)
		}
	}
	for _, id := range ids {
		s.setFavorite(id, true)
	}
}

// writeFavorites writes favoritos as the ledger has them, and returns those that
// can be shown. The variable and its entry follow from the entries on the
// products alone, so that all tabs that have the same of these have the same of
// both.
func (s *Session) writeFavorites() []int {
	ids, stamp := s.ledger.favorites()
	if stamp > 0 {
		text := writeIDs(ids)
		s.ledger[Favorites] = entry{n: stamp, by: word(text)}
		s.write(Favorites, text)
	}
	return s.known(ids, MaxFavorites)
}

// word returns a list of ids as one word, which may stand in a ledger:
// "_3_46" of [3,46].
func word(list string) string {
	return "_" + strings.ReplaceAll(strings.Trim(list, "[]"), ",", "_")
}
