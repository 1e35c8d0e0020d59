package sharedfiles_test

import (
	"os"
	"testing"

	"carrito/server/inbox/orderdb/pgtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Run(m)) }
