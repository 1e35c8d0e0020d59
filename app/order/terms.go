package order

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"carrito/app/cart"
	"carrito/app/money"
	"carrito/app/shop"
)

// Terms is on what terms a shop takes orders: its settings with their amounts
// read.
type Terms struct {
	Minimum money.Amount // subtotal from which on orders are taken
	Ways    []Way
	Promos  []Promo
	Tax     Tax
	Limits  Limits

	currency string
	digits   int
}

// Limits are the most of one order. Whoever wants more writes to the shop.
type Limits struct {
	Quantity, Units, Lines int
	Value                  money.Amount // subtotal; zero for any
	Hold                   int          // hours, see [shop.Limits]
	PerHour                int          // orders of all shoppers
}

// Limits where shop.json names none: far more than a household orders, and far less
// than empties a shop.
const (
	defaultQuantity = 100
	defaultUnits    = 300
	defaultLines    = 100
	defaultHold     = 48
	defaultPerHour  = 200
)

// Way is a way of delivery.
type Way struct {
	ID, Name string
	Pickup   bool
	Zones    []Zone // none where Cost holds everywhere
	Cost     Cost
}

// Zone is a part of the country with a cost of its own.
type Zone struct {
	ID, Name string
	Cost     Cost
}

// Cost is what a delivery costs.
type Cost struct {
	Price    money.Amount
	FreeFrom money.Amount // subtotal, less the discount, from which on it costs nothing; zero for never
}

// HashRounds is how often a promo code is hashed before it is published: Hash is
// PBKDF2 (RFC 8018) with HMAC-SHA-256 of the code, as [shop.NormalCode] has it,
// with the bytes of the text Salt, 32 bytes long, in hexadecimal.
const HashRounds = 100_000

// Promo is a code that takes something off the subtotal. In the browser Code is
// not known, only Salt and Hash; see [HashRounds].
type Promo struct {
	Code, Salt, Hash string

	Percent int          // hundredths of a per cent, 0 where Amount holds
	Amount  money.Amount // no more than the subtotal is taken off
	Minimum money.Amount // subtotal from which on it holds
}

// Tax is the sales tax. Percent 0 is none.
type Tax struct {
	Name     string
	Percent  int // hundredths of a per cent: 1800 is 18 %
	Included bool
}

// NewTerms reads the amounts of a shop's settings, whose money format must be
// known. The error names every faulty one by its field.
func NewTerms(s *shop.Shop) (*Terms, error) {
	r := reader{digits: s.Money.Digits}
	o := &s.Orders
	t := &Terms{currency: s.Currency, digits: s.Money.Digits}
	t.Minimum = r.amount("orders.minimum", o.Minimum)
	for i, d := range o.Delivery {
		at := fmt.Sprintf("orders.delivery[%d]", i)
		way := Way{ID: d.ID, Name: d.Name, Pickup: d.Pickup, Cost: r.cost(at, d.Price, d.FreeFrom)}
		for j, z := range d.Zones {
			cost := r.cost(fmt.Sprintf("%s.zones[%d]", at, j), z.Price, z.FreeFrom)
			way.Zones = append(way.Zones, Zone{z.ID, z.Name, cost})
		}
		t.Ways = append(t.Ways, way)
	}
	t.Limits = Limits{
		Quantity: r.limit("quantity", o.Limits.Quantity, defaultQuantity, cart.MaxQuantity),
		Units:    r.limit("units", o.Limits.Units, defaultUnits, MaxLines*cart.MaxQuantity),
		Lines:    r.limit("lines", o.Limits.Lines, defaultLines, MaxLines),
		Hold:     r.limit("hold", o.Limits.Hold, defaultHold, 10_000),
		PerHour:  r.limit("perHour", o.Limits.PerHour, defaultPerHour, 1_000_000),
		Value:    r.amount("orders.limits.value", o.Limits.Value),
	}
	t.Tax = Tax{Name: o.Tax.Name, Percent: r.percent("orders.tax.percent", o.Tax.Percent), Included: o.Tax.Included}
	for i, p := range o.Promos {
		at := fmt.Sprintf("orders.promos[%d]", i)
		t.Promos = append(t.Promos, r.promo(at, p))
	}
	return t, errors.Join(r.faults...)
}

// reader reads amounts and percentages, and notes which are none.
type reader struct {
	digits int
	faults []error
}

func (r *reader) amount(field, text string) money.Amount {
	a, err := money.Parse(cmp.Or(text, "0"), r.digits)
	if err != nil {
		r.faults = append(r.faults, fmt.Errorf("%s %q %w", field, text, err))
		return money.FromMinor(0, r.digits)
	}
	return a
}

// limit returns the limit of a name, or usual where it is left out.
func (r *reader) limit(name string, n, usual, most int) int {
	if n < 0 || n > most {
		r.faults = append(r.faults, fmt.Errorf("orders.limits.%s is %d; it must be 1 to %d", name, n, most))
	}
	return cmp.Or(n, usual)
}

func (r *reader) cost(at, price, freeFrom string) Cost {
	return Cost{Price: r.amount(at+".price", price), FreeFrom: r.amount(at+".freeFrom", freeFrom)}
}

func (r *reader) promo(at string, p shop.Promo) Promo {
	before := len(r.faults)
	promo := Promo{
		Code: shop.NormalCode(p.Code), Salt: p.Salt, Hash: p.Hash,
		Percent: r.percent(at+".percent", p.Percent),
		Amount:  r.amount(at+".amount", p.Amount),
		Minimum: r.amount(at+".minimum", p.Minimum),
	}
	if promo.Percent == 0 && promo.Amount.Zero() && len(r.faults) == before {
		r.faults = append(r.faults, fmt.Errorf("%s takes nothing off", at))
	}
	return promo
}

// maxPercent is 100 %, in hundredths.
const maxPercent = 100_00

func (r *reader) percent(field, text string) int {
	a, err := money.Parse(cmp.Or(text, "0"), 2)
	switch {
	case err == money.ErrDecimals:
		err = errors.New("has more than two decimals")
	case err == money.ErrRange || a.Minor() > maxPercent:
		err = errors.New("is more than 100")
	}
	if err != nil {
		r.faults = append(r.faults, fmt.Errorf("%s %q %w", field, text, err))
		return 0
	}
	return int(a.Minor())
}

// Currency returns the shop's currency and its number of decimals.
func (t *Terms) Currency() (code string, digits int) { return t.currency, t.digits }

// Way returns the way of delivery of an id.
func (t *Terms) Way(id string) (Way, bool) {
	i := slices.IndexFunc(t.Ways, func(w Way) bool { return w.ID == id })
	if i < 0 {
		return Way{}, false
	}
	return t.Ways[i], true
}

// Zone returns the zone of an id.
func (w Way) Zone(id string) (Zone, bool) {
	i := slices.IndexFunc(w.Zones, func(z Zone) bool { return z.ID == id })
	if i < 0 {
		return Zone{}, false
	}
	return w.Zones[i], true
}

// Promo returns the promo code that was typed, where the codes are known: on
// the server. It reports false where there is none.
func (t *Terms) Promo(typed string) (Promo, bool) {
	code := shop.NormalCode(typed)
	i := slices.IndexFunc(t.Promos, func(p Promo) bool { return p.Code == code && code != "" })
	if i < 0 {
		return Promo{}, false
	}
	return t.Promos[i], true
}
