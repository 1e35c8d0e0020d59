package orderpage

import (
	"context"

	"carrito/server/inbox/orderdb"
	"carrito/server/pay"
)

// Cashier sends shoppers to providers' pages and asks providers what was paid.
type Cashier interface {
	// Open returns the address of the provider's page on which an order is to be
	// paid. base is the shop's address with its prefix, without a slash at its end.
	// The errors are those of [orderdb.Payments.Begin], [pay.ErrUnavailable] and
	// [pay.ErrRejected].
	Open(ctx context.Context, o orderdb.Stored, base string) (string, error)

	// Refresh asks the provider after the payment of an order in the background, if
	// that was not done in the last two seconds.
	Refresh(id string)
}

// NoCashier is the cashier of a shop without providers of payments.
type NoCashier struct{}

// Open returns [pay.ErrUnavailable].
func (NoCashier) Open(context.Context, orderdb.Stored, string) (string, error) {
	return "", pay.ErrUnavailable
}

// Refresh does nothing.
func (NoCashier) Refresh(string) {}
