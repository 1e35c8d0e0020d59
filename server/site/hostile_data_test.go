package site

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"net/url"
	"strings"
	"testing"

	"carrito/app/session"
	"carrito/app/ui/pages"
	"carrito/server/listing"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// The search field holds the text of the search.
func TestHostileSearch(t *testing.T) {
	for name, text := range hostile {
		root := open(t, hostileSite(t, text), "/buscar?q="+url.QueryEscape(text))
		field := with(all(root, "input"), "name", "q")[0]
		if got := attr(field, "value"); got != text {
			t.Errorf("%s: got %q, want %q", name, got, text)
		}
	}
}

// Only browsers draw the lines of a cart. They are harmless even if the server
// draws them.
func TestHostileCart(t *testing.T) {
	for name, hostile := range hostile {
		t.Run(name, func(t *testing.T) {
			s := hostileSite(t, hostile)
			store := pages.New(s.Shop, s.Catalog)
			store.Open(&session.Memory{})
			store.Add(1, 0, 1)
			store.Add(2, 1, 1)
			store.Remove("1")
			tree, err := parseMarkup(app.HTMLString(pages.NewRoot(store, &url.URL{Path: "/carrito"})))
			if err != nil {
				t.Fatal(err)
			}
			var b bytes.Buffer
			if err := writeMarkup(&b, tree); err != nil {
				t.Fatal(err)
			}
			root := parse(t, b.Bytes())
			checkHarmless(t, root, s)
			name := hostile + " (" + hostile + ")"
			one(t, "button Eliminar", with(all(root, "button"), "aria-label", "Eliminar "+name))
			if got := text(one(t, "main", all(root, "main"))); !strings.Contains(got, "Se quitó "+hostile) {
				t.Errorf("got %q, want the removed product's name in it", got)
			}
		})
	}
}

func TestHostileData(t *testing.T) {
	for name, hostile := range hostile {
		t.Run(name, func(t *testing.T) {
			s := hostileSite(t, hostile)
			root := open(t, s, "/producto/2")
			var settings pages.Settings
			script := one(t, "settings", with(all(root, "script"), "id", pages.SettingsID))
			if err := json.Unmarshal([]byte(text(script)), &settings); err != nil {
				t.Fatal(err)
			}
			if settings.Shop.Name != hostile || settings.Shop.Contact.Hours != hostile {
				t.Errorf("settings: got %q and %q, want %q", settings.Shop.Name, settings.Shop.Contact.Hours, hostile)
			}
			// Search engines get each text in one line, without separators of paragraphs.
			line := strings.Join(strings.Fields(strings.ReplaceAll(hostile, "\u2028", " ")), " ")
			product := structured[listing.Product](t, root, "ProductGroup")
			for field, got := range map[string]string{
				"name": product.Name, "category": product.Category, "option": product.Variants[0].Properties[0].Value, "SKU": product.Variants[0].SKU,
			} {
				if got != line {
					t.Errorf("JSON-LD: %s: got %q, want %q", field, got, line)
				}
			}
			once := strings.TrimSpace(strings.ReplaceAll(hostile, "\u2028", "\n"))
			if want := once + "\n\n" + once; product.Description != want {
				t.Errorf("JSON-LD: description: got %q, want %q", product.Description, want)
			}
			trail := structured[breadcrumbList](t, root, "BreadcrumbList")
			if got := trail.Elements[2].Name; got != hostile {
				t.Errorf("JSON-LD: breadcrumb: got %q, want %q", got, hostile)
			}
			data, err := s.Sitemap(SitemapName, "https://other.example")
			if err != nil {
				t.Fatal(err)
			}
			if err := xml.Unmarshal(data, &urlSet{}); err != nil {
				t.Errorf("sitemap: got %v, want XML", err)
			}
		})
	}
}
