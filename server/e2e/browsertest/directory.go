package browsertest

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"
)

// Directory is what a shop whose catalogue comes in parts says about them.
type Directory struct {
	Folder string            // beginning of all paths
	Parts  []string          // the hashes of the parts with products, the oldest first
	Files  map[string]string // the rest of the paths of lists and index, by name
}

// DirectoryOf asks a shop for its directory.
func DirectoryOf(t testing.TB, shop http.Handler) (d Directory) {
	t.Helper()
	get := func(path string, into any) {
		t.Helper()
		w := httptest.NewRecorder()
		shop.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		if err := json.Unmarshal(w.Body.Bytes(), into); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
	var current struct{ Products string }
	get("/web/current.json", &current)
	get(current.Products, &d)
	return d
}

// Part returns the path of a part with products.
func (d Directory) Part(i int) string { return d.Folder + d.Parts[i] + ".json" }
