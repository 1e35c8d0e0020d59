// Package alert knows what a shopper asks for on the page of a sold-out product: to be
// told when the product is back. The owner reads who waits on a page of package admin,
// and writes to them by WhatsApp or mail. The shop sends nothing by itself.
package alert

import (
	"net/url"
	"strings"
	"time"

	"carrito/app/catalog"
	"carrito/app/shop"
)

// Alert is one shopper who waits for one product or variant.
type Alert struct {
	Number           int64     `json:"-"`
	Product, Variant int       `json:"-"`       // ids; Variant is 0 for a product without variants
	Name             string    `json:"product"` // of product and variant, when the shopper asked
	Contact          Contact   `json:"contact"`
	Asked            time.Time `json:"asked"`
	Told             time.Time `json:"told,omitzero"` // when the owner wrote; zero until then
}

// KeptAfterTold is for how long an alert is kept after the owner has written.
const KeptAfterTold = 30 * 24 * time.Hour

// KeptMonths is for how many months an alert is kept if shop.json says nothing of months.
const KeptMonths = 24

// The most alerts that the shop keeps, so that nobody fills its database.
const (
	MaxOfProduct = 500    // of one product or variant
	MaxOfShop    = 50_000 // of all products
)

// MaxName is how many characters of a product's name are kept.
const MaxName = 300

// Offered reports whether the shop takes alerts, and not only messages that ask for one.
func Offered(s *shop.Shop) bool {
	_, inbox := s.Orders.Channel(shop.ServerChannel)
	return inbox && !s.NoAlerts
}

// Link returns the address that opens a message to a contact, with its text written.
func (c Contact) Link(subject, text string) string {
	escape := func(text string) string { return strings.ReplaceAll(url.QueryEscape(text), "+", "%20") }
	if c.IsEmail() {
		return "mailto:" + strings.Replace(escape(string(c)), "%40", "@", 1) + "?subject=" + escape(subject) + "&body=" + escape(strings.ReplaceAll(text, "\n", "\r\n"))
	}
	return "https://wa.me/" + strings.TrimPrefix(string(c), "+") + "?text=" + escape(text)
}

// Name returns the name of a product with its variant, as shoppers know it.
func Name(p *catalog.Product, v catalog.Variant) string {
	if v.ID == 0 {
		return p.Name
	}
	return p.Name + " (" + v.Name() + ")"
}
