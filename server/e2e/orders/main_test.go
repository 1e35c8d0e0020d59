// Package orders_test has the stories of orders: the checkout, orders that wait for a
// network, holds, limits, changed prices, and orders without the program.
package orders_test

import (
	"testing"

	"carrito/server/e2e/browsertest"
)

func TestMain(m *testing.M) { browsertest.Main(m) }
