// Package unit_test runs the unit tests that need a browser, in all engines.
package unit_test

import (
	"testing"

	"carrito/server/e2e/browsertest"
)

func TestMain(m *testing.M) { browsertest.Main(m) }
