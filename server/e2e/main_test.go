package e2e

import (
	"testing"

	"carrito/server/e2e/browsertest"
)

func TestMain(m *testing.M) { browsertest.Main(m) }
