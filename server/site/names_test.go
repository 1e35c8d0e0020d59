package site

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"carrito/app/address"
)

// hostileNames mean something in an address or a file system, or are signs alone.
var hostileNames = []string{"..", "../..", "a/b?c#d%20", "%2e%2e", "/", "👕", "👖", "C", "C++", "C#", "producto", "index.html", "pagina/2", "مرحبا", "a&o.color=rojo", "x\u202ey", `"'<script>`}

// Each category and each option value with such a name has its own page or its own filter,
// whether the catalogue is whole or comes in parts. Those that are equal after folding are
// one; check names them.
func TestHostileNames(t *testing.T) {
	for _, more := range []int{0, 250} {
		var products []string
		add := func(category, value string) {
			quoted := func(text string) string { b, _ := json.Marshal(text); return string(b) }
			products = append(products, fmt.Sprintf(`{"id": %d, "slug": "p-%[1]d", "name": "Producto %[1]d", "price": "5", "category": %s,
				"options": [{"name": "a/b?c#d%%", "values": [%s]}], "variants": [{"id": 1, "values": [%[3]s]}]}`, len(products)+1, quoted(category), quoted(value)))
		}
		for _, name := range hostileNames {
			add(name, name)
		}
		for range more {
			add("Otra", "otro")
		}
		add("OTRA", "Ótro ")
		s := load(t, plainShop, "["+strings.Join(products, ",")+"]")
		slugs := map[string]bool{}
		for _, c := range s.Catalog.Categories() {
			if slugs[c.Slug] || strings.ContainsAny(c.Slug, "/?#%.<>\"'&= ") || c.Slug == "" {
				t.Errorf("%q: got the slug %q, want one of its own that is no path", c.Name, c.Slug)
			}
			slugs[c.Slug] = true
			path := address.Category(c.Slug)
			if !slices.Contains(s.PlainPaths(), path) {
				t.Errorf("%q: no file for %s", c.Name, path)
			}
			title := text(one(t, "heading", all(open(t, s, path), "h1")))
			if title != c.Name {
				t.Errorf("%s: got the heading %q, want %q", path, title, c.Name)
			}
		}
		if got, want := len(slugs), len(hostileNames)+1; got != want {
			t.Errorf("got %d categories, want %d", got, want)
		}
		for i, name := range hostileNames {
			query := url.Values{"o.a/b?c#d%": {name}}
			root := open(t, s, "/?"+query.Encode())
			if got := with(all(root, "a"), "href", fmt.Sprintf("/producto/%d", i+1)); len(got) == 0 {
				t.Errorf("%q: the filter does not find its product", name)
			}
			if got := len(with(all(root, "li"), "class", "grid__cell")); got != 1 {
				t.Errorf("%q: got %d products, want 1", name, got)
			}
		}
		root := open(t, s, "/?"+url.Values{"o.A/B?c#d% ": {"OTRÓ"}}.Encode())
		if got, want := len(with(all(root, "li"), "class", "grid__cell")), min(24, more+1); got != want {
			t.Errorf("equal after folding: got %d products, want %d", got, want)
		}
	}
}
