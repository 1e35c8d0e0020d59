package ui

import (
	"errors"
	"net/url"
	"strconv"
	"strings"

	"carrito/app/cart"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// offer is a cart that came by a link, until the shopper says what to do with
// it, or why the link brought none.
type offer struct {
	text  string // of the link
	cart  cart.Cart
	fault string // in words; empty for a cart
}

// contentID is where the skip link leads to. Any other fragment on the cart's
// page is taken for a cart link, or for what is left of one.
const contentID = "content"

const offerID = "offer"

// AddressChanged looks for a cart link in the address, which the shopper has put
// there while the page was open. It may be called once the first page is drawn.
func (s *Store) AddressChanged() {
	s.Do(func() {
		if s.readLink(s.root.Page().URL()) {
			s.focus(offerID)
		}
	})
}

// readLink offers the cart that the address of the cart's page brings, and says
// so where the link is none. Nothing is added before the shopper says so. It
// reports whether there is something new to see.
func (s *Store) readLink(at *url.URL) bool {
	path, _ := s.within(at.Path)
	link := at.Fragment
	if path != cartPath || link == "" || link == contentID || s.offer != nil && s.offer.text == link {
		return false
	}
	brought, err := cart.ParseLink(link)
	if err == nil {
		s.offer = &offer{text: link, cart: brought}
	} else {
		s.offer = &offer{fault: s.linkFault(err)}
		s.say(s.offer.fault, false)
		s.leaveLink()
	}
	return true
}

func (s *Store) linkFault(err error) string {
	if errors.Is(err, cart.ErrLinkVersion) {
		return s.Text.LinkOfOtherVersion
	}
	return s.Text.LinkDamaged
}

// leaveLink takes the link out of the address, so that neither a reload nor Back
// brings it again.
func (s *Store) leaveLink() {
	at := *s.root.Page().URL()
	at.Fragment, at.RawFragment = "", ""
	s.root.Page().ReplaceURL(&at)
}

// offered returns what of the offer can be had today, and in words what cannot.
func (s *Store) offered() (c cart.Cart, less []string) {
	c = s.offer.cart.Clone()
	for _, change := range c.Reconcile(s.Catalog) {
		if change.Kind != cart.PriceChanged { // a link has no prices
			less = append(less, s.lessNews(change))
		}
	}
	return c, less
}

// lessNews says why a line of a link could not be had, or not in full.
func (s *Store) lessNews(c cart.Change) string {
	name := lineName(c.Line)
	switch {
	case c.Kind == cart.Renamed:
		return s.Text.RenamedInLink(name)
	case c.Kind == cart.StockReduced:
		return s.Text.OnlyLeft(name, c.Quantity)
	case c.Kind == cart.TooMany:
		return s.Text.TooMany(name, c.Quantity)
	case c.Kind == cart.SoldOut:
		return s.Text.IsSoldOut(name)
	case name == "":
		return s.Text.NotInShop(strconv.Itoa(c.Line.ProductID))
	default:
		return s.Text.OptionNotInShop(name)
	}
}

// TakeOffer adds what can be had of the offered cart to the shopper's own.
func (s *Store) TakeOffer() {
	brought, _ := s.offered()
	units, less := s.Session.Take(&brought)
	s.tellBroken()
	words := []string{s.Text.OfferTaken(units)}
	for _, change := range less {
		words = append(words, s.lessNews(change))
	}
	if units > 0 {
		s.undo = nil
		s.say(strings.Join(words, " "), true)
	} else {
		words[0] = s.Text.OfferNotTaken
		s.fail(strings.Join(words, " "))
	}
	s.closeOffer()
}

// DeclineOffer leaves the shopper's cart as it is.
func (s *Store) DeclineOffer() {
	s.say(s.Text.OfferNotTaken, false)
	s.closeOffer()
}

func (s *Store) closeOffer() {
	s.offer = nil
	s.leaveLink()
	s.focus("title")
}

func (s *Store) onTakeOffer(ctx app.Context, e app.Event) {
	s.TakeOffer()
	s.expire()
}

func (s *Store) onDeclineOffer(ctx app.Context, e app.Event) { s.DeclineOffer() }

func (s *Store) onCloseFault(ctx app.Context, e app.Event) { s.closeOffer() }
