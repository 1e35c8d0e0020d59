package strict_test

import (
	"strings"
	"testing"

	"carrito/server/strict"
)

func TestCategories(t *testing.T) {
	t.Parallel()
	const plain = `{"name": "Tienda", "language": "es", "locale": "es-PE", "currency": "PEN", "categories": `
	picture := func(fields string) string { return `{"Polos": {"picture": {` + fields + `}}}` }
	tests := []struct{ name, categories, want string }{
		{"text", `{"Polos": {"text": "De algodón.\n\nHechos en Lima."}}`, ""},
		{"the most letters", `{"Polos": {"text": "` + strings.Repeat("ñ", 2000) + `"}}`, ""},
		{"HTML", `{"Polos": {"text": "<script>alert(1)</script>"}}`, ""},
		{"right to left", `{"قمصان": {"text": "قمصان من القطن"}}`, ""},
		{"picture", picture(`"src": "/web/images/fotos/a.jpg", "alt": "Polos", "width": 4, "height": 3`), ""},
		{"nothing", `{"Polos": {}}`, ""},
		{"too many letters", `{"Polos": {"text": "` + strings.Repeat("ñ", 10_000) + `"}}`, "categories.Polos.text has 10000 letters; it may have 2000"},
		{"a control character", `{"Polos": {"text": "a\u0000b"}}`, "categories.Polos.text has a control character"},
		{"a long alternative text", picture(`"src": "/web/images/a.jpg", "alt": "` + strings.Repeat("a", 251) + `"`), "categories.Polos.picture.alt has 251 letters; it may have 250"},
		{"two lines", picture(`"src": "/web/images/a.jpg", "alt": "a\nb"`), "categories.Polos.picture.alt must be one line"},
		{"no file", picture(`"alt": "Polos"`), "categories.Polos.picture.src is missing"},
		{"a file elsewhere", picture(`"src": "/web/shop.json"`), `categories.Polos.picture.src is "/web/shop.json"; it must be a file under /web/images/`},
		{"a way out", picture(`"src": "/web/images/../shop.json"`), "it must be a file under /web/images/"},
		{"another host", picture(`"src": "https://a.example/web/images/a.jpg"`), "it must be a file under /web/images/"},
		{"an escape", picture(`"src": "/web/images/%2e%2e/shop.json"`), "it must be a file under /web/images/"},
		{"a name twice", `{"Polos": {"text": "a"}, "POLOS": {"text": "b"}}`, `categories.Polos is there twice, also as "POLOS"`},
		{"an empty name", `{" ": {"text": "a"}}`, "categories has a name that is empty"},
		{"a list", `["Polos"]`, "categories must be an object"},
		{"a text", `{"Polos": "De algodón"}`, "categories.Polos must be an object"},
		{"a number", `{"Polos": {"text": 1}}`, "categories.Polos.text must be text"},
		{"an unknown field", `{"Polos": {"html": "<b>"}}`, `unknown field "categories.Polos.html"`},
		{"an unknown field of the picture", picture(`"source": "/web/images/a.jpg"`), `unknown field "categories.Polos.picture.source"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s, err := strict.Shop(strings.NewReader(plain + test.categories + "}"))
			if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
				t.Errorf("got %v, want %q", err, test.want)
			}
			if test.want == "" && len(s.Categories) != 1 {
				t.Errorf("got %v, want the category", s.Categories)
			}
		})
	}
}
