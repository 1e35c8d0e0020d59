package shopper

import (
	"errors"

	"carrito/app/order"
	"carrito/app/shop"
)

// Promos checks the promo code that a shopper typed.
type Promos interface {
	// Check calls found, when the page can change, with the promo code that was typed,
	// or with ok false if the shop has no such code. If err is not nil, the code could
	// not be checked here, and the shop's server checks it. See [order.HashRounds].
	Check(typed string, found func(p order.Promo, ok bool, err error))
}

// Unchecked is the [Promos] of a browser that cannot compute hashes.
type Unchecked struct{}

var errUnchecked = errors.New("promo codes cannot be checked here")

// Check calls found with an error.
func (Unchecked) Check(_ string, found func(order.Promo, bool, error)) {
	found(order.Promo{}, false, errUnchecked)
}

// typedPromo is the promo code that was typed, and what is known of it.
type typedPromo struct {
	typed     string // normalized by [shop.NormalCode]
	promo     order.Promo
	unknown   bool // not a code of the shop
	asking    bool // being checked
	unchecked bool // could not be checked here

	send string // kind of the channel whose button was pressed while the code was checked, or ""
}

// of returns the promo code for what was typed, or the zero Promo if it is not known.
func (p typedPromo) of(typed string) order.Promo {
	if p.typed == shop.NormalCode(typed) {
		return p.promo
	}
	return order.Promo{}
}

// CheckPromo checks the promo code in the draft.
func (c *Checkout) CheckPromo() {
	typed := shop.NormalCode(c.Draft().Promo)
	if typed == c.promo.typed {
		return
	}
	c.promo = typedPromo{typed: typed}
	if typed == "" {
		return
	}
	c.promo.asking = true
	c.Promos.Check(typed, func(found order.Promo, ok bool, err error) {
		if c.promo.typed != typed {
			return
		}
		pressed := c.promo.send
		c.promo = typedPromo{typed: typed, promo: found, unknown: !ok && err == nil, unchecked: err != nil}
		if err == nil {
			c.announceTotal()
		}
		if pressed != "" {
			c.shopper.Page.Press(SendID(pressed))
		}
	})
}

// awaitsPromo reports whether the promo code is being checked. The button that sends the order
// is then pressed once more when the code is known.
func (c *Checkout) awaitsPromo(kind string) bool {
	if c.promo.asking {
		c.promo.send = kind
	}
	return c.promo.asking
}

// PromoUnchecked reports whether the promo code could not be checked here.
func (c *Checkout) PromoUnchecked() bool { return c.promo.unchecked }

// Problems of a promo code in addition to those of package order.
const (
	// PromoAsking is the problem of a code that is being checked.
	PromoAsking order.Problem = "asking"
	promoTooFew               = order.TooFew
)

// PromoProblem returns the problem with the promo code of an order, or "".
func (c *Checkout) PromoProblem(o order.Order) order.Problem {
	switch p := c.promo; {
	case o.Promo == "" || shop.NormalCode(o.Promo) != p.typed || p.unchecked:
		return ""
	case p.asking:
		return PromoAsking
	case p.unknown:
		return order.Unknown
	case !p.promo.Holds(o.Figures.Subtotal):
		return promoTooFew
	}
	return ""
}
