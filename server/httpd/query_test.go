package httpd

import (
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"
)

// A page is made once, whatever is added to its address.
func TestAddedQueriesAreKeptOnce(t *testing.T) {
	h, _ := newHandler(t, folder(t))
	pages := h.current.Load().pages
	for _, address := range []string{"/", "/producto/1", "/categoria/gorros", "/carrito", "/buscar?q=gorra", "/producto/1?variante=9"} {
		for i := range 20 {
			join := "?"
			if strings.Contains(address, "?") {
				join = "&"
			}
			w := httptest.NewRecorder()
			h.ServeHTTP(w, httptest.NewRequest("GET", fmt.Sprintf("%s%sutm=%d&pagina=x%d", address, join, i, i), nil))
			if w.Code != 200 {
				t.Fatalf("%s: got %d, want 200", address, w.Code)
			}
		}
	}
	if got := len(pages.entries); got != 6 {
		t.Errorf("got %d pages made, want 6", got)
	}
}
