package bench_test

import (
	"testing"

	"carrito/server/e2e/browsertest"
)

// compressed serves the demo shop, after waiting until it is compressed.
func compressed(t testing.TB) string {
	t.Helper()
	handler := browsertest.NewDemo(t)
	<-handler.Compressed()
	return browsertest.Listen(t, handler)
}
