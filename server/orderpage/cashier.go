package orderpage

import (
	"context"

	"carrito/server/inbox/orderdb"
)

// Cashier sends shoppers to providers' pages and asks providers what was paid.
type Cashier interface {
	// Open returns the address of the provider's page on which an order is to be
	// paid. base is the shop's address with its prefix, without a slash at its end.
	// The errors are those of [orderdb.Payments.Begin], and of package pay where the
	// provider gives no page.
	Open(ctx context.Context, o orderdb.Stored, base string) (string, error)

	// Refresh asks the provider after the payment of an order in the background, if
	// that was not done in the last two seconds.
	Refresh(id string)
}
