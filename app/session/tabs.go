package session

import (
	"cmp"
	"slices"

	"carrito/app/cart"
)

// Channel carries messages between the tabs of a browser, like the BroadcastChannel
// of the HTML standard.
type Channel interface {
	// Post sends a message to all other open tabs.
	Post(message string)
	// Listen calls heard with every message of another tab. It calls woken whenever
	// the tab may have missed messages: when it opens, is thawed or shown, or comes
	// back from the back/forward cache.
	Listen(heard func(message string), woken func())
}

// Tabs connects a session with those of the other tabs. All fields may be empty.
type Tabs struct {
	Channel  Channel
	Document string // name of this document in the ledger; empty for a random one
	Products string // address of the catalogue; another catalogue has another address

	// Compare is called when another tab has another catalogue, once for each until
	// the tab is woken. It starts to compare this tab's catalogue with the shop's. It
	// does not block. [Session.Compared] must be called afterwards, unless the shop
	// cannot be reached.
	Compare func()

	// Heard is called when another tab or another catalogue has changed the session,
	// with what the shopper must be told of that.
	Heard func(News)
}

// Join connects the session with those of the other tabs, and asks for them.
func (s *Session) Join(tabs Tabs) {
	s.tabs = tabs
	s.document = cmp.Or(tabs.Document, s.document)
	if tabs.Channel != nil {
		tabs.Channel.Listen(s.hear, s.wake)
	}
}

// isShared reports whether all tabs get a variable as it is written, by its name. The
// cart and the favourites are merged from the ledger instead; each tab writes the
// ledger and the shop's name itself.
func isShared(name string) bool {
	return isVariable(name) && name != Cart && name != Changes && name != Title && name != Favorites
}

// share posts the session to the other tabs, and asks for theirs if ask is set.
func (s *Session) share(ask bool) {
	if s.tabs.Channel == nil {
		return
	}
	vars := map[string]string{}
	for name, text := range s.memory {
		if _, known := s.ledger[name]; known || name == Cart || name == Changes {
			vars[name] = text
		}
	}
	s.tabs.Channel.Post(message{ask, s.tabs.Products, vars}.String())
}

// hear handles a message of another tab. If that tab has another catalogue, this tab
// compares its own with the shop's. Until that is done it does not adjust the cart to
// its catalogue, which may be the older one: it would remove new products, and
// report a new price as a change to the old one.
func (s *Session) hear(text string) {
	m, ok := parseMessage(text)
	if !ok {
		return
	}
	if m.ask {
		s.share(false)
	}
	if m.products != "" && m.products != s.tabs.Products && !s.others[m.products] && s.tabs.Compare != nil {
		s.others[m.products] = true
		s.noteBefore()
		s.tabs.Compare()
	}
	s.merge(m)
}

// noteBefore stores the cart as it is before another catalogue or tab changes it,
// unless it is stored already.
func (s *Session) noteBefore() {
	if s.before == nil {
		before := s.cart.Clone()
		s.before = &before
	}
}

// Compared brings the session in line with the catalogue after that was compared
// with the shop's and, if they differed, replaced. Address is where the catalogue
// is from. [Tabs.Heard] gets what the catalogue changes about the cart as it was
// before another tab's changes. If nothing was waiting for the comparison, and the
// address is the one it was, Compared does nothing.
func (s *Session) Compared(address string) {
	if s.before == nil && address == s.tabs.Products {
		return
	}
	s.tabs.Products = address
	s.noteBefore() // unless another tab's message has done so
	news := News{Changes: s.before.Reconcile(s.catalog()), Renamed: s.renamedFavorites()}
	s.before = nil
	changes, spoke := s.reconcile(s.cart)
	for _, c := range changes {
		if !slices.ContainsFunc(news.Changes, func(reported cart.Change) bool {
			return reported.Kind == c.Kind && reported.Line.Key() == c.Line.Key()
		}) {
			news.Changes = append(news.Changes, c)
		}
	}
	if spoke || len(news.Renamed) > 0 {
		s.share(false)
	}
	s.heard(news)
}

// Supplied brings the session in line with products that were loaded after it was opened.
func (s *Session) Supplied() {
	var news News
	var spoke bool
	news.Changes, spoke = s.reconcile(s.cart)
	if news.Renamed = s.renamedFavorites(); spoke || len(news.Renamed) > 0 {
		s.share(false)
	}
	s.heard(news)
}

// merge merges the session of another tab into this one.
func (s *Session) merge(m message) {
	if m.vars[Changes] == s.memory[Changes] {
		return
	}
	taken := s.ledger.merge(parseLedger(m.vars[Changes]))
	if len(taken) == 0 {
		return
	}
	theirs, _ := cart.Parse(m.vars[Cart], s.digits)
	for _, name := range taken {
		if text, ok := m.vars[name]; ok && isShared(name) {
			s.write(name, text)
		}
	}
	s.joined(theirs, News{})
}

// wake merges the session in storage, which another document of this tab may have
// changed, into this one, and asks the other tabs for theirs.
func (s *Session) wake() {
	s.others = map[string]bool{}
	if s.broken == nil {
		s.document = cmp.Or(s.tabs.Document, newDocument())
		stored, changes, damage := s.readCart()
		for _, name := range s.ledger.merge(changes) {
			if isShared(name) {
				s.read(name)
			}
		}
		s.joined(stored, News{Damage: damage})
	}
	s.share(true)
}

// joined makes a cart from the merged ledger and the lines of both carts. It posts
// the session if the catalogue has changed the cart.
func (s *Session) joined(other cart.Cart, news News) {
	both := cart.New(s.ledger.arrange(s.cart.Lines(), other.Lines()))
	var spoke bool
	if news.Changes, spoke = s.reconcile(both); spoke {
		s.share(false)
	}
	s.heard(news)
}

func (s *Session) heard(news News) {
	if s.tabs.Heard != nil {
		s.tabs.Heard(news)
	}
}
