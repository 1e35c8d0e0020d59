// Package session is the browser session: the variables that live while a browser
// is open, the cart among them. All tabs have the same session.
//
// Use [Open] once, when the program starts, with the browser's sessionStorage or any
// other [Storage], and [Session.Join] to connect it with the sessions of the other
// tabs. A change is written before it is shown, so change the cart only by
// [Session.Add], [Session.Take] and [Session.Change]. The variables are those that
// the browser's developer tools show under Session storage: carrito, titulo, sesion,
// cliente, favoritos, vistos, busquedas, pedido, enviado and any other that [Session.Set] is
// given, and cambios, by which the tabs reach the same session.
//
// # Every tab
//
// Each tab has a storage of its own. A tab asks the others for their session when it
// opens, comes back from the back/forward cache or is thawed. It posts each of its
// changes to the others. So the session ends with the last tab. When a page goes,
// the service worker keeps its session in memory, because Firefox restores a cached
// page with the storage of an earlier time (see boot.js). If two tabs change the
// session at the same time, both changes count:
//
//   - units that both add are added up;
//   - if both set a quantity, or remove a line, the last write wins; units that the
//     writer did not know of are added to it;
//   - emptying the cart removes every line that the tab knows of; undoing it sets
//     the quantities again;
//   - for each product, the last write decides whether it is a favourite, so
//     favourites added in two tabs are both there;
//   - for any other variable the last write wins. If two tabs open a product at the
//     same moment, vistos may have only one of them.
//
// Tabs that have received the same changes have the same session, byte for byte, in
// whatever order and however often the changes came: cambios is a state-based CRDT;
// see ledger.go. If adds exceed the stock or [cart.MaxQuantity], every tab reduces
// them to the limit and reports that, as it does when the catalogue changes.
//
// A message has all variables of its sender as JSON, and a version. A tab ignores
// messages of another version or of more than a million bytes, and anything else
// that is not a message.
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
	Changes   = "cambios"   // the changes of all tabs; see ledger.go
	Title     = "titulo"    // the shop's name
	ID        = "sesion"    // a random UUID (RFC 9562, version 4), new for every session
	Customer  = "cliente"   // the shopper's name, contact and address, once given
	Favorites = "favoritos" // ids of the favourites, such as [3,46], in the order in which they were added
	Viewed    = "vistos"    // ids of the products that were viewed, the latest first
	Searched  = "busquedas" // the latest searches, one a line, the latest first
	Draft     = "pedido"    // the order draft
	Ordered   = "enviado"   // the last order that was sent, and its state
)

// Session is a tab's copy of the browser session.
type Session struct {
	storage  Storage
	catalog  func() *catalog.Catalog
	digits   int // decimals of the currency
	document string
	cart     cart.Cart
	ledger   ledger
	memory   map[string]string // the variables; storage has the same while it works
	broken   error             // why storage does not work; nil while it does
	tabs     Tabs
	others   map[string]bool // addresses of other tabs' catalogues for which Compare was called
	before   *cart.Cart      // the cart as it was when another tab's catalogue was heard of; nil once compared

	favorites []int // ids of the favourites that the catalogue has
}

// News is what the shopper must know after a session was opened, or changed by
// another tab or catalogue.
type News struct {
	Damage  cart.Damage        // parts of the stored cart that could not be read
	Changes []cart.Change      // changes that the catalogue made to the cart
	Renamed []*catalog.Product // favourites whose name has changed since they were chosen
}

// Open reads the session from storage, or begins a new one. It adjusts the cart to
// the catalogue. The catalogue belongs to the caller: products returns the
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

// newDocument returns a new name of this document for the ledger.
func newDocument() string { return "t" + uuid.NewString()[:8] }

func isID(text string) bool {
	id, err := uuid.Parse(text)
	return err == nil && id.Version() == 4 && id.String() == text
}

// readCart reads the stored cart and its ledger. If they differ, the cart was changed
// by hand or by a program without a ledger; then the cart is right.
func (s *Session) readCart() (cart.Cart, ledger, cart.Damage) {
	c, damage := cart.Parse(s.read(Cart), s.digits)
	l := parseLedger(s.read(Changes))
	l.record(c.Lines(), nil, s.document, cart.MaxQuantity)
	return cart.New(l.arrange(c.Lines(), nil)), l, damage
}

// reconcile adjusts a cart to the catalogue and makes it the session's. It returns
// the changes, for the shopper, and reports whether the ledger has changed.
func (s *Session) reconcile(c cart.Cart) (changes []cart.Change, spoke bool) {
	c = c.Clone()
	if s.before == nil {
		changes = c.Reconcile(s.catalog())
	}
	return changes, s.take(c)
}

// take writes a cart and makes it the session's. If one of the added lines has more
// units than the ledger, the ledger records them as an add, and other differences
// as writes. take reports whether the ledger has changed.
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

// Broken returns why the session is only in memory, or nil while storage works.
func (s *Session) Broken() error { return s.broken }

// Add adds n units of a product's variant to the cart, as [cart.Cart.Add] does. Units
// that other tabs add at the same time count as well.
func (s *Session) Add(p *catalog.Product, variantID, n int) error {
	return s.change(func(c *cart.Cart) error { return c.Add(p, variantID, n) }, cart.KeyOf(p.ID, variantID))
}

// Take adds the units of another cart's lines, as [cart.Cart.Take] does. Units that
// other tabs add at the same time count as well. It returns the number of units
// added, and the lines that could not be added in full.
func (s *Session) Take(other *cart.Cart) (units int, less []cart.Change) {
	changed, before := s.cart.Clone(), s.cart.Count()
	added, less := changed.Take(other, s.catalog())
	if len(added) == 0 {
		return 0, less
	}
	s.take(changed, added...)
	s.share(false)
	return s.cart.Count() - before, less
}

// Change calls f with a copy of the cart, writes the result and then makes it the
// session's cart. Unlike [Session.Add] it sets quantities: of two tabs the last write
// wins. If f returns an error, Change returns it and changes nothing. A failure to
// write is not an error: the session goes on in memory, and [Session.Broken] returns
// the reason.
func (s *Session) Change(f func(*cart.Cart) error) error { return s.change(f) }

func (s *Session) change(f func(*cart.Cart) error, added ...cart.Key) error {
	changed := s.cart.Clone()
	if err := f(&changed); err != nil {
		return err
	}
	s.take(changed, added...)
	s.share(false)
	return nil
}

// Get returns a session variable, or "" if it is not set.
func (s *Session) Get(name string) string { return s.memory[name] }

// Set writes a session variable. If its name consists of the letters a to z, all tabs
// get it, except for the variables that the session itself writes; see isShared.
func (s *Session) Set(name, text string) {
	if isShared(name) {
		s.ledger[name] = entry{n: s.ledger.stamp(), by: s.document}
	}
	s.write(name, text)
	s.write(Changes, s.ledger.String())
	s.share(false)
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

// write writes a variable. After a failure it writes all variables each time, so that
// a session whose storage was full is stored completely once there is room.
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

// Outdated reports whether the cart in storage differs from the session's, because
// another document of the tab or boot.js has changed it.
func (s *Session) Outdated() bool {
	text, _, err := s.storage.Get(Cart)
	return err == nil && s.broken == nil && text != s.memory[Cart]
}

// Storage returns where the session is stored.
func (s *Session) Storage() Storage { return s.storage }
