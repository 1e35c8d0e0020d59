// Package bench_test has the benchmarks of the whole shop. `make bench` and
// `make lighthouse` run them.
package bench_test

import (
	"testing"

	"carrito/server/e2e/browsertest"
)

func TestMain(m *testing.M) { browsertest.Main(m) }
