// Package cart_test has the stories of the cart: quantities, undo, damaged and outdated
// carts, cart links, and the cart before the program runs.
package cart_test

import (
	"testing"

	"carrito/server/e2e/browsertest"
)

func TestMain(m *testing.M) { browsertest.Main(m) }
