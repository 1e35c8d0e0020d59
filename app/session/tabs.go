package session

import (
	"cmp"
	"slices"

	"carrito/app/cart"
)

// Channel carries messages between the tabs of a browser, as the
// BroadcastChannel of the HTML standard does.
type Channel interface {
	// Post sends a message to all other tabs that are open.
	Post(message string)
	// Listen calls heard with every message of another tab, and woken whenever
	// messages may have been missed: when the tab opens, is thawed, shown, or
	// back from the back/forward cache.
	Listen(heard func(message string), woken func())
}

// Tabs is how a session is one with those of the other tabs. All fields may be
// empty.
type Tabs struct {
	Channel  Channel
	Document string // how this document is called in the ledger; empty for a random name
	Products string // address of the catalogue, another one for another catalogue

	// Compare is called when another tab has another catalogue. It compares this
	// tab's with the shop's, without blocking, and calls [Session.Compared] when
	// that is done. It does not call it if the shop cannot be reached.
	Compare func()

	// Heard is called when another tab or another catalogue has changed the session,
	// with what the shopper must be told of that.
	Heard func(News)
}

// Join makes the session one with those of the other tabs, and asks for them.
func (s *Session) Join(tabs Tabs) {
	s.tabs = tabs
	s.document = cmp.Or(tabs.Document, s.document)
	if tabs.Channel != nil {
		tabs.Channel.Listen(s.hear, s.wake)
	}
}

// isShared reports whether a variable is one of all tabs, by its name. The cart
// and the favourites are, in a way of their own.
func isShared(name string) bool {
	return isVariable(name) && name != Cart && name != Changes && name != Title && name != Favorites
}

// say tells the other tabs the session.
func (s *Session) say(ask bool) {
	if s.tabs.Channel == nil {
		return
	}
	vars := map[string]string{}
	for name, text := range s.memory {
		if _, said := s.ledger[name]; said || name == Cart || name == Changes {
			vars[name] = text
		}
	}
	s.tabs.Channel.Post(message{ask, s.tabs.Products, vars}.String())
}

// hear takes over what another tab says, and answers it. Where that tab has
// another catalogue, this tab asks for the one the shop has now, and until it
// is there leaves the cart as the other tab has it: what the older catalogue
// lacks must not be taken away, nor a new price told as an old one.
func (s *Session) hear(text string) {
	m, ok := parseMessage(text)
	if !ok {
		return
	}
	if m.ask {
		s.say(false)
	}
	if m.products != "" && m.products != s.tabs.Products && !s.others[m.products] && s.tabs.Compare != nil {
		s.others[m.products] = true
		s.noteBefore()
		s.tabs.Compare()
	}
	s.merge(m)
}

// noteBefore keeps the cart as it is here, before another catalogue or another
// tab changes it.
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
		if !slices.ContainsFunc(news.Changes, func(told cart.Change) bool {
			return told.Kind == c.Kind && told.Line.Key() == c.Line.Key()
		}) {
			news.Changes = append(news.Changes, c)
		}
	}
	if spoke || len(news.Renamed) > 0 {
		s.say(false)
	}
	s.heard(news)
}

// merge makes the session that of both tabs.
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

// wake makes the session that of the storage, which another document of this
// tab may have changed meanwhile, and asks the other tabs for theirs.
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
	s.say(true)
}

// joined goes on with a ledger that was merged with that of another cart.
func (s *Session) joined(other cart.Cart, news News) {
	both := cart.New(s.ledger.arrange(s.cart.Lines(), other.Lines()))
	var spoke bool
	if news.Changes, spoke = s.reconcile(both); spoke {
		s.say(false)
	}
	s.heard(news)
}

func (s *Session) heard(news News) {
	if s.tabs.Heard != nil {
		s.tabs.Heard(news)
	}
}
