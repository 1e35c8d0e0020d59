// Package offline_test has the stories of the service worker: the shop without a
// network, new versions and new catalogues, and the shop as an installed app.
package offline_test

import (
	"testing"

	"carrito/server/e2e/browsertest"
)

func TestMain(m *testing.M) { browsertest.Main(m) }
