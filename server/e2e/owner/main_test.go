// Package owner_test has the stories of the owner's page: orders, holds, passwords and
// passkeys.
package owner_test

import (
	"testing"

	"carrito/server/e2e/browsertest"
)

func TestMain(m *testing.M) { browsertest.Main(m) }
