// Package parity_test checks that boot.js and worker.js, which run without the program,
// do the same as the Go packages that they stand in for.
package parity_test

import (
	"testing"

	"carrito/server/e2e/browsertest"
)

func TestMain(m *testing.M) { browsertest.Main(m) }
