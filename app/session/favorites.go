package session

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"carrito/app/cart"
	"carrito/app/catalog"
)

// MaxFavorites is the maximum number of favourites: as many as one page shows without
// delay on a phone.
const MaxFavorites = 60

// ErrFull is the error of adding more than [MaxFavorites].
var ErrFull = errors.New("there is no room for more favourites")

// Favorites returns the ids of those favourites that the catalogue has, in the order
// in which they were added. Callers must not change the slice.
func (s *Session) Favorites() []int { return s.favorites }

// SetFavorite makes a product the last of the favourites, or removes it from them. It
// returns [ErrFull] if there is no room for it. It does nothing if the product is
// already in that state.
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
	s.share(false)
	return nil
}

// favorite returns the name of a favourite's entry in the ledger, such as "3:0". It
// looks like the line of a variant 0, which no product has: so every version of the
// program and of boot.js merges it, and the cart ignores it. The entry's place is that
// among the favourites, or 0 if the product is not one. Its offset is a check of the
// product's name, or 0 if a version without checks wrote it.
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

// renamedFavorites returns the favourites whose name has changed since the shopper
// chose them. It records the new names, so each change is returned once.
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

// favorites returns the ids of the favourites in their order, and the stamp of the
// last write of any favourite, or 0 if there was none.
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

// insertFavorite inserts an id at its place. It does not use package slices: a sort of
// one more type adds 2 kB to the program.
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

// readFavorites reads favoritos if it was changed by hand: the ledger has, next to
// the stamp, the list that a program wrote last. A complete list replaces the
// favourites. From a damaged one, it takes the ids that it can read, but only if no
// favourite was ever recorded.
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

// writeFavorites writes the favourites in the ledger to favoritos, and returns those
// that the catalogue has. The variable and its entry depend only on the entries of
// the products, so tabs with the same entries have the same variable.
func (s *Session) writeFavorites() []int {
	ids, stamp := s.ledger.favorites()
	if stamp > 0 {
		text := writeIDs(ids)
		s.ledger[Favorites] = entry{n: stamp, by: word(text)}
		s.write(Favorites, text)
	}
	return s.known(ids, MaxFavorites)
}

// word returns a list of ids in a form that a ledger can store: "_3_46" for [3,46].
func word(list string) string {
	return "_" + strings.ReplaceAll(strings.Trim(list, "[]"), ",", "_")
}
