// Package ui is what the shopper sees: one layout, one file for each page, and
// the parts they are made of.
//
// Use [NewRoot] with a [Store] to show the shop at an address; the browser
// program mounts it, the server writes its HTML. [Store.Route] is the table of
// contents: which address is which page. Pages read the store and change it
// only through its methods, each of which says what happened in words.
package ui

import (
	"strings"

	"carrito/app/cart"
	"carrito/app/catalog"
	"carrito/app/money"
	"carrito/app/order"
	"carrito/app/session"
	"carrito/app/shop"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Store is everything a page may show: the shop, what it sells, the shopper's
// session and the words for it.
type Store struct {
	Shop    *shop.Shop
	Catalog *catalog.Catalog
	Session *session.Session
	Text    *Text
	Prefix  string        // path the shop lives under, without a slash at its end; empty at the root
	Folders bool          // pages are folders on a host of plain files, and their addresses end in a slash
	Sized   catalog.Sized // the pictures made from the originals

	// Live is false on the server, where nobody's cart is known.
	Live bool

	// Pause, where it is not nil, is called between the parts of the first page,
	// so that the shopper can use the one of the server meanwhile.
	Pause func()
	// HandOver, where it is not nil, puts the first page in the place of the
	// server's once it is drawn, and reports whether that could be done already.
	HandOver func() bool

	// Arrived, where it is not nil, is called when another page is shown.
	Arrived func()

	// Post, where it is not nil, keeps an order for the channels post and server
	// until it is delivered, and tries at once. What becomes of it is told by
	// [Store.OrderTold].
	Post func(channel shop.Channel, o order.Order)
	// Cancel takes an order that waits back.
	Cancel func(id string)
	// Moment writes a moment as the shop's locale does. One that it cannot read is "".
	Moment func(text string) string
	// CheckPromo, where it is not nil, works out which of the published promo
	// codes was typed, and calls found within [Store.Do]: with false where it is
	// none of them. It is nil where the browser cannot hash; a code then goes
	// unchecked to a channel whose server knows it. See [order.HashRounds].
	CheckPromo func(typed string, found func(order.Promo, bool))

	// Tabs is how the session is one with those of the other tabs.
	Tabs session.Tabs

	storage     session.Storage    // where the session came from
	root        app.Context        // of the Root, which outlives whatever was pressed
	changed     func(renewed bool) // draws the page anew, of a renewed catalogue or not; nil before the first one
	message     message            // the last thing that happened
	news        []string           // what the shopper must know since the session opened
	newsOfOrder bool               // whether the last order is part of it
	undo        []removed
	offer       *offer  // a cart that came by a link; nil for none
	sharing     sharing // the cart, as a link
	terms       *order.Terms
	here        string // path of the page that is shown
	checkout    checkout
	told        bool // whether the shopper knows that storage is broken
	stale       catalog.Staleness
	day         string // of the prices, in words, while they are stale
	update      func() // takes the new version of the shop; nil where there is none
}

// message is what the live region says and a passing notice shows.
type message struct {
	number int // counts messages, so that the same text twice is still news
	text   string
	error  bool
	toast  bool // shown in a passing notice, with a link to the cart
}

// removed is a cart line that can be put back.
type removed struct {
	line  cart.Line
	place int
}

// NewStore returns a store for a checked shop and catalogue whose session is
// empty and in memory: the one the server renders from.
func NewStore(s *shop.Shop, products *catalog.Catalog) *Store {
	store := &Store{Shop: s, Catalog: products, Text: TextIn(s.Language)}
	store.terms, _ = order.NewTerms(s) // who loads shop.json has told its faults
	store.Session, _ = session.Open(&session.Memory{}, products, s.Name, s.Money.Digits)
	return store
}

// Open reads the shopper's session from storage and makes the store live.
func (s *Store) Open(storage session.Storage) {
	var news session.News
	s.storage = storage
	s.Session, news = session.Open(storage, s.Catalog, s.Shop.Name, s.Shop.Money.Digits)
	s.Live = true
	s.resume(&news)
	s.tell(news)
	if s.HandOver == nil {
		s.join()
	}
}

// join makes the session one with those of the other tabs. Until the page is
// handed over boot.js speaks with them.
func (s *Store) join() {
	s.Tabs.Heard = s.heard
	s.Session.Join(s.Tabs)
}

// heard shows what another tab, or a newer catalogue, has made of the session.
func (s *Store) heard(news session.News) {
	renewed := s.Catalog != s.Session.Products()
	s.Catalog = s.Session.Products()
	s.tell(news)
	if s.changed != nil {
		s.changed(renewed)
		if s.here == checkoutPath {
			// Behind what was typed and is not yet taken over.
			s.root.Dispatch(func(ctx app.Context) { ctx.Defer(func(app.Context) { s.fill(false) }) })
		}
	}
}

// tell puts what happened to the session before the shopper.
func (s *Store) tell(news session.News) {
	s.news = append(s.news, s.damageNews(news.Damage)...)
	for _, change := range news.Changes {
		s.news = append(s.news, s.changeNews(change))
	}
	for _, p := range news.Renamed {
		s.news = append(s.news, s.Text.FavoriteRenamed(p.Name))
	}
	s.tellBroken()
}

// reopen reads the session again, for when boot.js has written it.
func (s *Store) reopen() {
	s.forget()
	s.Open(s.storage)
}

func (s *Store) pause() {
	if s.Pause != nil {
		s.Pause()
	}
}

// Money writes an amount for the shopper.
func (s *Store) Money(a money.Amount) string { return s.Shop.Money.Text(a) }

// href returns the address of a page of the shop, wherever the shop lives.
func (s *Store) href(path string) string { return s.Prefix + s.inFolders(path) }

// inFolders ends a page's path in a slash where pages are folders: hosts of
// plain files send a browser there from the path without, a round trip later.
func (s *Store) inFolders(path string) string {
	if !s.Folders {
		return path
	}
	path, query, asks := strings.Cut(path, "?")
	path = strings.TrimSuffix(path, "/") + "/"
	if asks {
		path += "?" + query
	}
	return path
}

// within returns the path of a page within the shop, without the slash at its
// end but for the first page, and whether the shop has it at all.
func (s *Store) within(path string) (string, bool) {
	path, ok := strings.CutPrefix(path, s.Prefix)
	if ok && path != "" && path[0] != '/' { // "/shopping" is not in "/shop"
		ok = false
	}
	return "/" + strings.Trim(path, "/"), ok
}

func (s *Store) damageNews(damage cart.Damage) []string {
	var news []string
	for _, entry := range damage.Dropped {
		news = append(news, s.Text.EntryDropped(entry))
	}
	if damage.Unreadable {
		news = append(news, s.Text.CartUnreadable)
	}
	return news
}

func (s *Store) changeNews(c cart.Change) string {
	name := lineName(c.Line)
	switch c.Kind {
	case cart.PriceChanged:
		return s.Text.PriceChanged(name, s.Money(c.Line.UnitPrice), s.Money(c.Price))
	case cart.Renamed:
		return s.Text.Renamed(name, s.nameNow(c.Line))
	case cart.StockReduced:
		return s.Text.StockReduced(name, c.Quantity)
	case cart.TooMany:
		return s.Text.TooMany(name, c.Quantity)
	case cart.SoldOut:
		return s.Text.SoldOutSince(name)
	default:
		if name == "" {
			name = string(c.Line.Key())
		}
		return s.Text.GoneSince(name)
	}
}

// tellBroken says once that the session cannot be saved.
func (s *Store) tellBroken() {
	if s.Session.Broken() != nil && !s.told {
		s.told = true
		s.news = append(s.news, s.Text.StorageBroken)
	}
}

// nameNow returns what the catalogue calls a line.
func (s *Store) nameNow(l cart.Line) string {
	if p, ok := s.Catalog.Product(l.ProductID); ok {
		v, _ := p.Variant(l.VariantID)
		l.Name, l.Variant = p.Name, v.Name()
	}
	return lineName(l)
}

// lineName is a line's name with the variant in it: "Polo básico (M / Blanco)".
func lineName(l cart.Line) string {
	if l.Variant == "" {
		return l.Name
	}
	return l.Name + " (" + l.Variant + ")"
}
