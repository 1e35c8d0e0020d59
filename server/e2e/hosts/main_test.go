// Package hosts_test has the stories of what browsers download: that every host serves
// every file, compressed, and only once.
package hosts_test

import (
	"testing"

	"carrito/server/e2e/browsertest"
)

func TestMain(m *testing.M) { browsertest.Main(m) }
