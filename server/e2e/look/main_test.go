// Package look_test has the stories of how pages look: accessibility, narrow and
// enlarged pages, forced colours, and nothing that moves while a page loads.
package look_test

import (
	"testing"

	"carrito/server/e2e/browsertest"
)

func TestMain(m *testing.M) { browsertest.Main(m) }
