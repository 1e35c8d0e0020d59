// Package inboxtest has what the tests of the inbox and of its database share: a
// small shop whose orders can be placed, and stores of every kind.
package inboxtest

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"
	"testing"

	"carrito/server/strict"

	"carrito/app/catalog"
	"carrito/app/money"
	"carrito/app/order"
	"carrito/app/shop"
	"carrito/server/inbox/orderdb"
)

// Products are a hat in stock ten times, a shirt in two sizes, and socks whose
// stock is not counted.
const Products = `[
	{"id": 1, "slug": "gorra", "name": "Gorra", "price": "20.00", "stock": 10},
	{"id": 2, "slug": "polo", "name": "Polo", "price": "39.90", "options": [{"name": "Talla", "values": ["S", "M"]}],
	 "variants": [{"id": 1, "values": ["S"], "stock": 3}, {"id": 2, "values": ["M"], "stock": 0}]},
	{"id": 3, "slug": "medias", "name": "Medias", "price": "9.90"}]`

// Catalog reads a catalogue of products with prices of two decimals.
func Catalog(t testing.TB, products string) *catalog.Catalog {
	t.Helper()
	c, err := strict.Products(strings.NewReader(products), strict.Rules{Digits: 2})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Terms returns the terms of a shop with a promo code, two ways of delivery and three of
// paying.
func Terms(t testing.TB) *order.Terms {
	t.Helper()
	s := &shop.Shop{Currency: "PEN", Money: money.Format{Code: "PEN", Digits: 2}}
	s.Payments = []shop.Payment{{Kind: shop.Cash}, {Kind: shop.MercadoPago}, {Kind: shop.Stripe}}
	s.Orders = shop.Orders{
		Channels: []shop.Channel{{Kind: shop.ServerChannel}},
		Delivery: []shop.Delivery{
			{ID: "envio", Name: "Envío", Zones: []shop.Zone{{ID: "lima", Name: "Lima", Price: "10.00"}}},
			{ID: "recojo", Name: "Recojo", Pickup: true},
		},
		Tax:    shop.Tax{Name: "IGV", Percent: "18", Included: true},
		Promos: []shop.Promo{{Code: "DIEZ", Percent: "10"}},
	}
	if err := strict.Terms(s); err != nil {
		t.Fatal(err)
	}
	return order.NewTerms(s)
}

// ManyHats is a catalogue with enough stock for any load.
const ManyHats = `[{"id": 1, "slug": "gorra", "name": "Gorra", "price": "20.00", "stock": 1000000}]`

// Counter makes and places orders on a shop's terms.
type Counter struct {
	t        testing.TB
	Terms    *order.Terms
	Products *catalog.Catalog
}

// NewCounter returns a counter with [Terms] and [Products].
func NewCounter(t testing.TB) *Counter { return &Counter{t, Terms(t), Catalog(t, Products)} }

// Propose works out an order on the counter's terms; see [orderdb.Propose].
func (c *Counter) Propose(o order.Order, left func(product, variant int) int) order.Order {
	promo, _ := c.Terms.Promo(o.Promo)
	return c.Terms.Propose(o, c.Products, promo, left)
}

// Order returns an order with a line for each text: "1×2" is two units of product 1,
// "2:1×3" three units of variant 1 of product 2.
func (c *Counter) Order(lines ...string) order.Order {
	c.t.Helper()
	id, err := order.NewID()
	if err != nil {
		c.t.Fatal(err)
	}
	o := order.Order{ID: id, Customer: order.Customer{Name: "Ana Ñahui", Phone: "999 000 111"}, Delivery: order.Delivery{Method: "recojo"}}
	for _, text := range lines {
		var l order.Line
		if _, err := fmt.Sscanf(text, "%d:%d×%d", &l.ProductID, &l.VariantID, &l.Quantity); err != nil {
			l.VariantID = 0
			if _, err := fmt.Sscanf(text, "%d×%d", &l.ProductID, &l.Quantity); err != nil {
				c.t.Fatalf("%q: %v", text, err)
			}
		}
		o.Lines = append(o.Lines, l)
	}
	return c.Propose(o, func(int, int) int { return catalog.NotCounted })
}

// JSON returns an order as it is sent to the API.
func (c *Counter) JSON(o order.Order) io.Reader {
	return strings.NewReader(string(o.AppendJSON(nil)))
}

// Place places an order, and fails the test if it is refused.
func (c *Counter) Place(s *orderdb.Store, o order.Order) orderdb.Receipt {
	c.t.Helper()
	receipt, err := s.Place(context.Background(), o, c.Propose)
	if err != nil {
		c.t.Fatalf("place: got %v, want it taken", err)
	}
	return receipt
}

// Brief returns the lines and the total of an order, such as "1×6 120.00".
func Brief(o order.Order) string {
	var all []string
	for _, l := range o.Lines {
		all = append(all, string(l.Key())+"×"+strconv.Itoa(l.Quantity))
	}
	return strings.Join(append(all, o.Figures.Total.String()), " ")
}
