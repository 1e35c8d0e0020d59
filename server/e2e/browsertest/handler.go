package browsertest

import (
	"log"
	"os"
	"sync"
	"testing"

	"carrito/server/httpd"
	"carrito/server/site"
)

// shared holds the handlers of shops that no test changes, by their content. Each is
// loaded and compressed once for all tests.
var shared = struct {
	sync.Mutex
	handlers map[string]*httpd.Handler
}{handlers: map[string]*httpd.Handler{}}

// SharedHandler returns the handler of the shop in the files, for tests that only
// serve it. Equal content gives the same handler.
func SharedHandler(t testing.TB, content string, files func() site.Files) *httpd.Handler {
	t.Helper()
	shared.Lock()
	defer shared.Unlock()
	if handler, ok := shared.handlers[content]; ok {
		return handler
	}
	handler := loadHandler(t, files(), log.New(os.Stderr, "", 0))
	shared.handlers[content] = handler
	return handler
}

// NewHandler returns a new handler of the shop in the files. It logs to the test.
func NewHandler(t testing.TB, files site.Files) *httpd.Handler {
	t.Helper()
	return loadHandler(t, files, log.New(t.Output(), "", 0))
}

// loadHandler returns a new handler of the shop in the files.
func loadHandler(t testing.TB, files site.Files, logger *log.Logger) *httpd.Handler {
	t.Helper()
	handler, err := httpd.NewHandler(files, logger)
	if err != nil {
		t.Fatal(err)
	}
	return handler
}
