package shopper

import (
	"errors"

	"carrito/app/order"
	"carrito/app/shop"
)

// Promos finds out which promo code a shopper typed.
type Promos interface {
	// Check calls found, when the page can change, with the promo code that was
	// typed, or with false for none of the shop's. With an error nothing is known:
	// then the shop's server checks the code. See [order.HashRounds].
	Check(typed string, found func(p order.Promo, ok bool, err error))
}

// Unchecked is the [Promos] of a browser that cannot compute hashes.
type Unchecked struct{}

var errUnchecked = errors.New("promo codes cannot be checked here")

// Check calls found with an error.
func (Unchecked) Check(_ string, found func(order.Promo, bool, error)) {
	found(order.Promo{}, false, errUnchecked)
}

// typedPromo is what is known of the promo code that was typed.
type typedPromo struct {
	typed     string // in the form of [shop.NormalCode]
	promo     order.Promo
	unknown   bool // not a code of the shop
	asking    bool // to be found out
	unchecked bool // cannot be found out here
}

// of returns the promo code that was typed, as far as it is known.
func (p typedPromo) of(typed string) order.Promo {
	if p.typed == shop.NormalCode(typed) {
		return p.promo
	}
	return order.Promo{}
}

// CheckPromo finds out which promo code was typed.
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
		c.promo = typedPromo{typed: typed, promo: found, unknown: !ok && err == nil, unchecked: err != nil}
		if err == nil {
			c.announceTotal()
		}
	})
}

// PromoUnchecked reports whether the typed promo code goes to the shop unchecked.
func (c *Checkout) PromoUnchecked() bool { return c.promo.unchecked }

// Problems of a promo code in addition to those of package order.
const (
	// PromoAsking is the problem of a code that is being checked.
	PromoAsking order.Problem = "asking"
	promoTooFew               = order.TooFew
)

// PromoProblem returns what is wrong with the promo code of an order, or "".
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
