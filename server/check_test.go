package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"carrito/server/picture/picturetest"
)

// checkHints returns the hints of the command check for a shop with a WhatsApp
// number and products of some categories.
func checkHints(t *testing.T, locale, currency, whatsApp string, categories ...string) []string {
	t.Helper()
	web := t.TempDir()
	products := make([]string, len(categories))
	for i, category := range categories {
		id := strings.Repeat("1", i+1)
		products[i] = `{"id": ` + id + `, "slug": "p` + id + `", "name": "x", "price": "1", "category": "` + category + `"}`
	}
	for name, text := range map[string]string{
		"shop.json":     `{"name": "x", "language": "es", "locale": "` + locale + `", "currency": "` + currency + `", "contact": {"whatsapp": "` + whatsApp + `"}}`,
		"products.json": "[" + strings.Join(products, ",") + "]",
	} {
		if err := os.WriteFile(filepath.Join(web, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	stdout, err := command(t, "check", "-web", web, "-shop", filepath.Join(web, "shop.json"), "-products", filepath.Join(web, "products.json"))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(stdout), "\n")[3:] // after the counts
	return slices.DeleteFunc(lines, func(line string) bool { return strings.HasPrefix(line, "feeds: ") })
}

func TestCheckHintsAtWhatsApp(t *testing.T) {
	const none = "shop.json: contact.whatsapp "
	tests := []struct{ name, locale, currency, number, want string }{
		{"none", "es-PE", "PEN", "", ""},
		{"correct", "es-PE", "PEN", "51999000111", ""},
		{"of another country", "es-PE", "PEN", "34600123456", ""},
		{"Mexico, as WhatsApp writes it", "es-MX", "MXN", "5215512345678", ""},
		{"Argentina, as WhatsApp writes it", "es-AR", "ARS", "5491123456789", ""},
		{"national", "es-PE", "PEN", "999000111", none + "999000111 is not a phone number with its country code; in PE write 51999000111"},
		{"national, country of the currency", "es", "PEN", "999000111", none + "999000111 is not a phone number with its country code; in PE write 51999000111"},
		{"national in the USA", "es-US", "USD", "2025550123", none + "2025550123 is not a phone number with its country code; in US write 12025550123"},
		{"of no numbering plan", "es-PE", "PEN", "1234567", none + "1234567 is not a phone number with its country code, which is 51 in PE"},
		{"of no numbering plan and no country", "es", "EUR", "1234567", none + "1234567 is not a phone number with its country code"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := strings.Join(checkHints(t, test.locale, test.currency, test.number), "\n"); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestCheckNamesMergedCategories(t *testing.T) {
	tests := []struct {
		name       string
		categories []string
		want       []string
	}{
		{"different", []string{"C", "C++", "C#", "สี้", "สี"}, nil},
		{"same slug", []string{"Niños", "Ninos", "Polos", "NIÑOS"}, []string{`products.json: "Niños" and "Ninos" and "NIÑOS" are one category, at /categoria/ninos`}},
		{"same name", []string{"Polos", "Polos"}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := checkHints(t, "es-PE", "PEN", "", test.categories...); !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// check warns of orders that browsers send in clear text.
func TestCheckHintsAtClearText(t *testing.T) {
	for url, want := range map[string]bool{"https://orders.example/new": false, "http://localhost:9/new": false, "http://orders.example/new": true} {
		flags := webFolder(t, `, "orders": {"channels": [{"kind": "post", "url": "`+url+`"}], `+pickup+`}`)
		stdout, err := command(t, append([]string{"check"}, flags...)...)
		if got := strings.Contains(stdout, "in clear text"); err != nil || got != want {
			t.Errorf("%s: got %s, %v, want a hint: %v", url, stdout, err, want)
		}
	}
}

// check lists the files that no visitor gets, so that owners do not look for
// them in the shop.
func TestCheckListsWithheldFiles(t *testing.T) {
	const prefix = "web: neither served nor exported: "
	many := strings.Split("a.txt b.txt c.txt d.txt e.txt f.txt g.txt h.txt i.txt j.txt k.txt", " ")
	tests := []struct {
		name  string
		files []string
		want  string
	}{
		{"shop.json alone", []string{"foto.png", "css/base.css", ".env", ".git/config"}, prefix + `"shop.json"`},
		{"the ledger and copies", []string{"products.ids.json", "shop copy.json", "datos/pedidos.csv"},
			prefix + `"datos/pedidos.csv", "products.ids.json", "shop copy.json", "shop.json"`},
		{"many", many, prefix + `"a.txt", "b.txt", "c.txt", "d.txt", "e.txt", "f.txt", "g.txt", "h.txt", "i.txt", "j.txt" and 2 more`},
		{"a name with an escape sequence", []string{"a\x1b[2J.txt"}, prefix + `"a\x1b[2J.txt", "shop.json"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			web := t.TempDir()
			for _, name := range append(test.files, "shop.json", "products.json") {
				text := map[string]string{"shop.json": `{"name": "x", "language": "es", "locale": "es-PE", "currency": "PEN"}`, "products.json": "[]"}[name]
				if err := os.MkdirAll(filepath.Dir(filepath.Join(web, name)), 0o700); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(web, name), []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			stdout, err := command(t, "check", "-web", web, "-shop", filepath.Join(web, "shop.json"), "-products", filepath.Join(web, "products.json"))
			if err != nil {
				t.Fatal(err)
			}
			if lines := strings.Split(stdout, "\n"); lines[2] != test.want {
				t.Errorf("got %s, want %s", lines[2], test.want)
			}
		})
	}
}

// check reports pictures that cannot be used as faults. For other pictures it
// gives hints.
func TestCheckLooksAtPictures(t *testing.T) {
	flags := webFolder(t, "")
	web := flags[1]
	for name, content := range map[string][]byte{"wrong.png": picturetest.Bare(t, 4, 2), "bomb.png": picturetest.Huge(30_000, 30_000)} {
		if err := os.WriteFile(filepath.Join(web, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	check := func(name string, width, height int) string {
		products := fmt.Sprintf(`[{"id": 1, "slug": "a", "name": "A", "price": "1", "images": [{"src": "/web/%s", "alt": "a", "width": %d, "height": %d}]}]`, name, width, height)
		if err := os.WriteFile(filepath.Join(web, "products.json"), []byte(products), 0o600); err != nil {
			t.Fatal(err)
		}
		stdout, err := command(t, append([]string{"check"}, flags...)...)
		return fmt.Sprint(stdout, err)
	}
	if got := check("wrong.png", 4, 2); !strings.Contains(got, "/web/wrong.png: it is a JPEG picture") {
		t.Errorf("a JPEG named .png: got %q, want a hint", got)
	}
	if got := check("bomb.png", 30_000, 30_000); !strings.Contains(got, "faults were found") || !strings.Contains(got, "30000 × 30000 pixels, which is too large") {
		t.Errorf("900 million pixels: got %q, want a fault", got)
	}
}
