// Package shop_test has the stories of browsing: lists, search, products and options,
// favourites and recently viewed products, the keyboard, the history, and other
// languages.
package shop_test

import (
	"testing"

	"carrito/server/e2e/browsertest"
)

func TestMain(m *testing.M) { browsertest.Main(m) }
