// Package tabs_test has the stories of several tabs that share a session, and of pages in
// the back/forward cache.
package tabs_test

import (
	"testing"

	"carrito/server/e2e/browsertest"
)

func TestMain(m *testing.M) { browsertest.Main(m) }
