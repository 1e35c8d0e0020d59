package order

import (
	"cmp"
	"slices"

	"carrito/app/cart"
	"carrito/app/money"
	"carrito/app/shop"
)

// Terms are the terms on which a shop takes orders: its settings, with their amounts
// parsed.
type Terms struct {
	Minimum  money.Amount // minimum subtotal of an order
	Ways     []Way
	Payments []Means // empty if the shop and the shopper agree on the payment
	Promos   []Promo
	Tax      Tax
	Limits   Limits

	currency string
	digits   int
}

// Limits are the maximums of one order. A shopper who wants more writes to the shop.
type Limits struct {
	Quantity, Units, Lines int
	Value                  money.Amount // maximum subtotal; zero means no limit
	Hold                   int          // hours, see [shop.Limits]
	PerHour                int          // orders an hour, of all shoppers
}

// Default limits. They are far above the order of a household, and far below one that
// empties a shop.
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
	Zones    []Zone // empty if Cost applies everywhere
	Cost     Cost
}

// Zone is a part of the country with its own cost of delivery.
type Zone struct {
	ID, Name string
	Cost     Cost
}

// Cost is the cost of a delivery.
type Cost struct {
	Price    money.Amount
	FreeFrom money.Amount // subtotal less discount from which delivery is free; zero means never
}

// HashRounds is the number of iterations for the published hash of a promo code. The
// hash is PBKDF2 (RFC 8018) with HMAC-SHA-256. Its password is the code in the form of
// [shop.NormalCode], and its salt the bytes of the text Salt. It is 32 bytes long, in
// hexadecimal.
const HashRounds = 100_000

// Promo is a promo code, which reduces the subtotal. The browser knows only Salt and
// Hash, not Code; see [HashRounds].
type Promo struct {
	Code, Salt, Hash string

	Percent int          // in hundredths of a per cent; 0 if Amount applies
	Amount  money.Amount // at most the subtotal is subtracted
	Minimum money.Amount // minimum subtotal
}

// Tax is the sales tax. Percent 0 means no tax.
type Tax struct {
	Name     string
	Percent  int // hundredths of a per cent: 1800 is 18 %
	Included bool
}

// MaxLimits are the highest limits that a shop can set. Its Value is unused: any
// amount can be the highest value of an order.
var MaxLimits = Limits{
	Quantity: cart.MaxQuantity,
	Units:    MaxLines * cart.MaxQuantity,
	Lines:    MaxLines,
	Hold:     10_000,
	PerHour:  1_000_000,
}

// NewTerms parses the amounts in a shop's settings, whose money format must be set. An
// amount that cannot be read counts as left out: package strict reports it to the owner.
func NewTerms(s *shop.Shop) *Terms {
	digits, o := s.Money.Digits, &s.Orders
	amount := func(text string) money.Amount { return amount(text, digits) }
	t := &Terms{currency: s.Currency, digits: digits, Minimum: amount(o.Minimum)}
	for _, d := range o.Delivery {
		way := Way{ID: d.ID, Name: d.Name, Pickup: d.Pickup, Cost: Cost{amount(d.Price), amount(d.FreeFrom)}}
		for _, z := range d.Zones {
			way.Zones = append(way.Zones, Zone{z.ID, z.Name, Cost{amount(z.Price), amount(z.FreeFrom)}})
		}
		t.Ways = append(t.Ways, way)
	}
	t.Payments = newMeans(s.Payments, digits)
	t.Limits = Limits{
		Quantity: limit(o.Limits.Quantity, defaultQuantity, MaxLimits.Quantity),
		Units:    limit(o.Limits.Units, defaultUnits, MaxLimits.Units),
		Lines:    limit(o.Limits.Lines, defaultLines, MaxLimits.Lines),
		Hold:     limit(o.Limits.Hold, defaultHold, MaxLimits.Hold),
		PerHour:  limit(o.Limits.PerHour, defaultPerHour, MaxLimits.PerHour),
		Value:    amount(o.Limits.Value),
	}
	percent, _ := Percent(o.Tax.Percent)
	t.Tax = Tax{Name: o.Tax.Name, Percent: percent, Included: o.Tax.Included}
	for _, p := range o.Promos {
		percent, _ := Percent(p.Percent)
		t.Promos = append(t.Promos, Promo{
			Code: shop.NormalCode(p.Code), Salt: p.Salt, Hash: p.Hash,
			Percent: percent, Amount: amount(p.Amount), Minimum: amount(p.Minimum),
		})
	}
	return t
}

// amount parses an amount. A text that is empty or cannot be read is zero.
func amount(text string, digits int) money.Amount {
	a, err := money.Parse(cmp.Or(text, "0"), digits)
	if err != nil {
		return money.FromMinor(0, digits)
	}
	return a
}

// limit returns n, or usual if n is left out or out of its range.
func limit(n, usual, most int) int {
	if n <= 0 || n > most {
		return usual
	}
	return n
}

// maxPercent is 100 %, in hundredths.
const maxPercent = 100_00

// Percent reads a percentage that may be left out, such as "10.5", in hundredths.
// Its errors are those of [money.Parse]; a percentage above 100 is out of range.
func Percent(text string) (int, error) {
	a, err := money.Parse(cmp.Or(text, "0"), 2)
	if err == nil && a.Minor() > maxPercent {
		err = money.ErrRange
	}
	if err != nil {
		return 0, err
	}
	return int(a.Minor()), nil
}

// Currency returns the shop's currency and its number of decimals.
func (t *Terms) Currency() (code string, digits int) { return t.currency, t.digits }

// Way returns the way of delivery with the given id.
func (t *Terms) Way(id string) (Way, bool) {
	i := slices.IndexFunc(t.Ways, func(w Way) bool { return w.ID == id })
	if i < 0 {
		return Way{}, false
	}
	return t.Ways[i], true
}

// Zone returns the zone with the given id.
func (w Way) Zone(id string) (Zone, bool) {
	i := slices.IndexFunc(w.Zones, func(z Zone) bool { return z.ID == id })
	if i < 0 {
		return Zone{}, false
	}
	return w.Zones[i], true
}

// Promo returns the promo of a typed code. It works only on the server, which knows the
// codes. It reports false if there is no such code.
func (t *Terms) Promo(typed string) (Promo, bool) {
	code := shop.NormalCode(typed)
	i := slices.IndexFunc(t.Promos, func(p Promo) bool { return p.Code == code && code != "" })
	if i < 0 {
		return Promo{}, false
	}
	return t.Promos[i], true
}
