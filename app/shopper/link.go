package shopper

import (
	"errors"
	"strconv"
	"strings"

	"carrito/app/cart"
)

// Link is the cart of a cart link, until the shopper takes or declines it.
type Link struct {
	shopper *Shopper
	linked  *linkedCart // nil if there is none
}

// linkedCart is the content of a cart link.
type linkedCart struct {
	link  string
	cart  cart.Cart
	fault string // why the link cannot be read, or ""
}

// Open reads a cart link. It adds nothing to the cart. isNew reports whether
// there is something new to show, and faulty whether the link cannot be read.
func (l *Link) Open(link string) (isNew, faulty bool) {
	if l.linked != nil && l.linked.link == link {
		return false, false
	}
	brought, err := cart.ParseLink(link)
	if err == nil {
		l.linked = &linkedCart{link: link, cart: brought}
		return true, false
	}
	text := l.shopper.Text.LinkDamaged
	if errors.Is(err, cart.ErrLinkVersion) {
		text = l.shopper.Text.LinkOfOtherVersion
	}
	l.linked = &linkedCart{fault: text}
	l.shopper.Announce(text, false)
	return true, true
}

// Opened reports whether a link waits for the shopper's answer. fault says why
// it cannot be read, or is "".
func (l *Link) Opened() (fault string, ok bool) {
	if l.linked == nil {
		return "", false
	}
	return l.linked.fault, true
}

// Awaits reports whether a product of the link's cart is on its way. It asks for all such
// products.
func (l *Link) Awaits() bool { return l.linked.cart.Awaits(l.shopper.Catalog) }

// Cart returns what can be bought of the link's cart, and sentences for the rest.
func (l *Link) Cart() (c cart.Cart, less []string) {
	c = l.linked.cart.Clone()
	for _, change := range c.Reconcile(l.shopper.Catalog) {
		if change.Kind != cart.PriceChanged { // a link has no prices
			less = append(less, l.lessText(change))
		}
	}
	return c, less
}

// lessText returns the sentence for a line that cannot be bought, or not in full.
func (l *Link) lessText(c cart.Change) string {
	t, name := l.shopper.Text, LineName(c.Line)
	switch {
	case c.Kind == cart.Renamed:
		return t.RenamedInLink(name)
	case c.Kind == cart.StockReduced:
		return t.OnlyLeft(name, c.Quantity)
	case c.Kind == cart.TooMany:
		return t.TooMany(name, c.Quantity)
	case c.Kind == cart.SoldOut:
		return t.IsSoldOut(name)
	case name == "":
		return t.NotInShop(strconv.Itoa(c.Line.ProductID))
	default:
		return t.OptionNotInShop(name)
	}
}

// Take adds what can be bought of the link's cart to the shopper's own cart. It does
// nothing while [Link.Awaits].
func (l *Link) Take() Result {
	if l.linked == nil || l.Awaits() { // pressed twice, or too early
		return Result{}
	}
	s := l.shopper
	brought, _ := l.Cart()
	units, less := s.Session.Take(&brought)
	s.warnOfStorage()
	l.Close()
	words := []string{s.Text.LinkedTaken(units)}
	for _, change := range less {
		words = append(words, l.lessText(change))
	}
	if units == 0 {
		words[0] = s.Text.LinkedNotTaken
		return s.Refuse(strings.Join(words, " "))
	}
	s.removed = nil
	return s.done(strings.Join(words, " "), true)
}

// Decline drops the link and leaves the shopper's cart as it is.
func (l *Link) Decline() Result {
	l.Close()
	return l.shopper.done(l.shopper.Text.LinkedNotTaken, false)
}

// Close drops the link.
func (l *Link) Close() { l.linked = nil }
