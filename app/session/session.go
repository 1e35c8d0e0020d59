// Package session is the browser session: the variables that live while a
// browser is open, the cart among them, the same in every tab.
//
// Use [Open] once, when the program starts, with the browser's sessionStorage
// or any other [Storage], and [Session.Join] to make it one with the sessions
// of the other tabs. Every change is written before it is shown: change the
// cart through [Session.Add] and [Session.Change] only. The variables are those
// that F12, Application, Session storage shows: carrito, titulo, sesion,
// cliente, favoritos, vistos and whatever else [Session.Set] is given, and
// cambios, by which the tabs come to the same session.
//
// # Every tab
//
// Storage is a tab's own. A tab that opens, or comes back from the
// back/forward cache or from being frozen, asks the others, and every change
// is said to all of them, so that the session ends with the last tab. A page that
// goes leaves its session with the worker, in memory: a page that Firefox kept
// has a storage from before (see boot.js). What two tabs do at once both counts:
//
//   - units added add up;
//   - of two quantities set, or lines removed, the later word stands, and units
//     whose adding it did not know of come on top;
//   - emptying the cart removes every line the tab knows of, and undoing sets
//     what was removed;
//   - of two words on one product's being a favourite the later stands, so that
//     those added in two tabs are both there;
//   - of two values of any other variable the later stands: of two products that
//     two tabs open in the same moment, vistos may have one only.
//
// All tabs that have heard of the same changes, in whatever order and however
// often, have the same session, to the byte: cambios is a state-based CRDT; see
// ledger.go. Where adds come to more than there is in stock, or to more than
// [cart.MaxQuantity], every tab cuts them down to the limit and tells what it
// did, as it does when the catalogue has changed.
//
// A message is the sender's variables as they stand, in JSON, with a version.
// Messages of another version, of more than a million bytes, or that are
// anything else are passed over.
package session

import (
	"cmp"
	"math"

	"carrito/app/cart"
	"carrito/app/catalog"

	"github.com/google/uuid"
)

// The names of the session variables.
const (
	Cart      = "carrito"   // the cart's JSON; see package cart
	Changes   = "cambios"   // who changed what last, for the other tabs; see ledger.go
	Title     = "titulo"    // the shop's name
	ID        = "sesion"    // a random UUID (RFC 9562, version 4), new for every session
	Customer  = "cliente"   // the shopper's own details, once given
	Favorites = "favoritos" // ids of the products kept in mind, such as [3,46], in the order they were added
	Viewed    = "vistos"    // ids of the products looked at, the latest first
	Draft     = "pedido"    // the order that is being written
	Ordered   = "enviado"   // the order that was sent last, and what became of it
)

// Session is one browser session, as one tab has it.
type Session struct {
	storage  Storage
	catalog  func() *catalog.Catalog
	digits   int // decimals of the currency
	document string
	cart     cart.Cart
	ledger   ledger
	memory   map[string]string // the variables, as last written or meant to be
	broken   error             // why storage is no longer used; nil while it works
	tabs     Tabs
	others   map[string]bool // addresses of other tabs' catalogues for which Compare was called
	before   *cart.Cart      // the cart as it was when another tab's catalogue was heard of; nil once compared

	favorites []int // those that the catalogue has
}

// News is what a shopper must be told when a session opens, or when another
// tab has changed it.
type News struct {
	Damage  cart.Damage        // what of the stored cart could not be read
	Changes []cart.Change      // what the catalogue changed since it was stored
	Renamed []*catalog.Product // favourites that were called otherwise when they were chosen
}

// Open reads the session from storage, or begins one. Its cart is brought in
// line with the catalogue. The catalogue belongs to the caller: products returns the
// present one, and [Session.Compared] must be called after it was replaced. Title is
// the shop's name and digits the number of decimals of its currency. If storage does
// not work, the session is in memory; see [Session.Broken].
func Open(storage Storage, products func() *catalog.Catalog, title string, digits int) (*Session, News) {
	s := &Session{
		storage: storage, catalog: products, digits: digits, document: newDocument(),
		memory: map[string]string{}, others: map[string]bool{},
	}
	var news News
	s.cart, s.ledger, news.Damage = s.readCart()
	for name := range s.ledger {
		if isShared(name) {
			s.read(name)
		}
	}
	s.read(Customer)
	s.read(Viewed)
	s.read(Draft)
	s.read(Ordered)
	s.readFavorites()
	if id := s.read(ID); !isID(id) || s.ledger[ID].by == "" {
		if !isID(id) {
			id = uuid.NewString()
		}
		s.ledger[ID] = entry{n: s.ledger.stamp(), by: s.document}
		s.write(ID, id)
	}
	s.write(Title, title)
	news.Renamed = s.renamedFavorites()
	news.Changes, _ = s.reconcile(s.cart)
	return s, news
}

// newDocument returns a name for this document in the ledger.
func newDocument() string { return "t" + uuid.NewString()[:8] }

func isID(text string) bool {
	id, err := uuid.Parse(text)
	return err == nil && id.Version() == 4 && id.String() == text
}

// readCart reads the stored cart and its ledger. Where they differ, because
// the cart was changed by hand or by a program without a ledger, the cart is
// right.
func (s *Session) readCart() (cart.Cart, ledger, cart.Damage) {
	c, damage := cart.Parse(s.read(Cart), s.digits)
	l := parseLedger(s.read(Changes))
	l.record(c.Lines(), nil, s.document, cart.MaxQuantity)
	return cart.New(l.arrange(c.Lines(), nil)), l, damage
}

// reconcile makes a cart the session's, in line with the catalogue, and returns
// what a shopper must be told of it. It reports whether a line is another now.
func (s *Session) reconcile(c cart.Cart) (changes []cart.Change, spoke bool) {
	c = c.Clone()
	if s.before == nil {
		changes = c.Reconcile(s.catalog())
	}
	return changes, s.take(c)
}

// take writes a cart and makes it the session's. Where the lines added have more
// units than the ledger says, these were added. It reports whether the ledger
// says more now.
func (s *Session) take(c cart.Cart, added ...cart.Key) bool {
	spoke := s.ledger.record(c.Lines(), added, s.document, math.MaxInt)
	c = cart.New(s.ledger.arrange(c.Lines(), nil))
	s.write(Cart, string(c.AppendJSON(nil)))
	favorites := s.writeFavorites()
	s.write(Changes, s.ledger.String())
	s.cart, s.favorites = c, favorites
	return spoke
}

// Cart returns the cart, for reading.
func (s *Session) Cart() *cart.Cart { return &s.cart }

// ID returns the session's UUID.
func (s *Session) ID() string { return s.memory[ID] }

// Broken returns why the session lives in memory only, and nil while storage
// works.
func (s *Session) Broken() error { return s.broken }

// Add puts n units of a product's variant in the cart, as [cart.Cart.Add] does,
// on top of what other tabs add at the same time.
func (s *Session) Add(p *catalog.Product, variantID, n int) error {
	return s.change(func(c *cart.Cart) error { return c.Add(p, variantID, n) }, cart.KeyOf(p.ID, variantID))
}

// Take adds the units of another cart's lines, as [cart.Cart.Take] does, on top
// of what other tabs add at the same time. It returns how many units that were,
// and what could not be added in full.
func (s *Session) Take(other *cart.Cart) (units int, less []cart.Change) {
	changed, before := s.cart.Clone(), s.cart.Count()
	added, less := changed.Take(other, s.catalog())
	if len(added) == 0 {
		return 0, less
	}
	s.take(changed, added...)
	s.say(false)
	return s.cart.Count() - before, less
}

// Change lets f change a copy of the cart, writes the outcome and only then
// makes it the session's cart. The quantities it leaves are last words; see
// [Session.Add]. Where f returns an error nothing changes, and Change returns
// it. A failure to write is not an error to the shopper: the session goes on in
// memory, and [Session.Broken] says so.
func (s *Session) Change(f func(*cart.Cart) error) error { return s.change(f) }

func (s *Session) change(f func(*cart.Cart) error, added ...cart.Key) error {
	changed := s.cart.Clone()
	if err := f(&changed); err != nil {
		return err
	}
	s.take(changed, added...)
	s.say(false)
	return nil
}

// Get returns a session variable, empty where it is not set.
func (s *Session) Get(name string) string { return s.memory[name] }

// Set writes a session variable, in every tab where its name is of the letters
// a to z.
func (s *Session) Set(name, text string) {
	if isShared(name) {
		s.ledger[name] = entry{n: s.ledger.stamp(), by: s.document}
	}
	s.write(name, text)
	s.write(Changes, s.ledger.String())
	s.say(false)
}

func (s *Session) read(name string) string {
	if s.broken != nil {
		return ""
	}
	text, ok, err := s.storage.Get(name)
	if err != nil {
		s.broken = err
	}
	if ok {
		s.memory[name] = text
	}
	return text
}

// write keeps trying after a failure, with all the variables: a session whose
// storage was full is stored whole as soon as there is room.
func (s *Session) write(name, text string) {
	if s.memory[name] == text && s.broken == nil {
		return
	}
	s.memory[name] = text
	names := []string{name}
	if s.broken != nil {
		names = sorted(s.memory)
	}
	s.broken = nil
	for _, name := range names {
		s.broken = cmp.Or(s.broken, s.storage.Set(name, s.memory[name]))
	}
}

// Outdated reports whether storage has another cart than the session: another
// document of the tab, or boot.js, has changed it.
func (s *Session) Outdated() bool {
	text, _, err := s.storage.Get(Cart)
	return err == nil && s.broken == nil && text != s.memory[Cart]
}

// Storage returns where the session is stored.
func (s *Session) Storage() Storage { return s.storage }
