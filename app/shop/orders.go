package shop

import (
	"slices"
	"strings"

	"carrito/app/typed"
)

// Orders is what the owner says about how an order is made: where it goes, how
// it is delivered, and what comes on top of the prices. Amounts and percentages
// are decimal texts, as in products.json; package order works with them.
type Orders struct {
	Channels []Channel  `json:"channels,omitempty"` // in the order in which the shopper is offered them; none: no orders are taken
	Delivery []Delivery `json:"delivery,omitempty"` // what the shopper chooses between
	Tax      Tax        `json:"tax,omitzero"`
	Minimum  string     `json:"minimum,omitempty"` // subtotal from which on orders are taken, "30.00"
	Promos   []Promo    `json:"promos,omitempty"`
	Limits   Limits     `json:"limits,omitzero"`

	NoReceipts bool `json:"-" owner:"noReceipts"` // whether shoppers get no mail about their orders. No page has it
	KeepMonths int  `json:"-" owner:"keepMonths"` // after which the shopper's data is taken out of an order; 0 for never. No page has it
}

// Limits are the most that the shop takes without a word with the shopper. What is
// left out is what package order says.
type Limits struct {
	Quantity int    `json:"quantity,omitempty"` // units of one line
	Units    int    `json:"units,omitempty"`    // of an order
	Lines    int    `json:"lines,omitempty"`    // of an order
	Value    string `json:"value,omitempty"`    // subtotal, "5000.00"; any where it is left out
	Hold     int    `json:"hold,omitempty"`     // hours for which a new order holds its units, unless the owner confirms it
	PerHour  int    `json:"perHour,omitempty"`  // orders of all shoppers: those above hold nothing before the owner confirms them
}

// Taken reports whether the shop takes orders at all.
func (o *Orders) Taken() bool { return len(o.Channels) > 0 }

// Channel returns the channel of a kind, and whether the shop has it.
func (o *Orders) Channel(kind string) (Channel, bool) {
	i := slices.IndexFunc(o.Channels, func(c Channel) bool { return c.Kind == kind })
	if i < 0 {
		return Channel{}, false
	}
	return o.Channels[i], true
}

// Kinds returns the kinds of the channels there are.
func (o *Orders) Kinds() []string {
	kinds := make([]string, len(o.Channels))
	for i, c := range o.Channels {
		kinds[i] = c.Kind
	}
	return kinds
}

// Delivery is a way in which the goods reach the shopper.
type Delivery struct {
	ID       string `json:"id"`                 // a to z, 0 to 9 and -, the same for ever
	Name     string `json:"name"`               // "Envío a domicilio"
	Pickup   bool   `json:"pickup,omitempty"`   // fetched by the shopper: no address is asked for
	Price    string `json:"price,omitempty"`    // "10.00"; nothing where it is left out
	FreeFrom string `json:"freeFrom,omitempty"` // subtotal, less the discount, from which on it costs nothing
	Zones    []Zone `json:"zones,omitempty"`    // where prices differ from place to place: in place of Price and FreeFrom
}

// Zone is a part of the country with a delivery price of its own.
type Zone struct {
	ID       string `json:"id"`
	Name     string `json:"name"` // "Lima y Callao"
	Price    string `json:"price,omitempty"`
	FreeFrom string `json:"freeFrom,omitempty"`
}

// Tax is the sales tax on goods and delivery.
type Tax struct {
	Name     string `json:"name,omitempty"`     // "IGV"; empty where none is shown
	Percent  string `json:"percent,omitempty"`  // "18" or "10.5", two decimals at most
	Included bool   `json:"included,omitempty"` // whether the prices have it in them
}

// Promo is a code that makes an order cheaper. Its code is in shop.json only:
// what pages carry of it is Salt and Hash; see package order.
type Promo struct {
	Code    string `json:"-" owner:"code"`
	Salt    string `json:"salt,omitempty"`
	Hash    string `json:"hash,omitempty"`
	Percent string `json:"percent,omitempty"` // off the subtotal
	Amount  string `json:"amount,omitempty"`  // or this much
	Minimum string `json:"minimum,omitempty"` // subtotal from which on it holds
}

// MaxCode is the longest promo code, in characters.
const MaxCode = 50

// NormalCode is how a promo code is compared: as [typed.Code] has it, in capitals.
func NormalCode(code string) string { return strings.ToUpper(typed.Code(code)) }
