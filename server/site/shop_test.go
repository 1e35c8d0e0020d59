package site

import (
	"net/url"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/net/html"
)

// demo loads the demo shop in web/.
func demo(t *testing.T) *Site {
	t.Helper()
	s, err := Load(Files{Shop: "../../web/shop.json", Products: "../../web/products.json", Web: "../../web"})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

const plainShop = `{"name": "Tienda", "tagline": "Una tienda", "description": "De todo.", "language": "es", "locale": "es-PE",
	"currency": "PEN", "baseURL": "https://shop.example/"}`

// folder writes shop.json and products.json to a new web folder.
func folder(t *testing.T, shop, products string) Files {
	t.Helper()
	web := t.TempDir()
	files := Files{Shop: filepath.Join(web, "shop.json"), Products: filepath.Join(web, "products.json"), Web: web}
	write(t, files.Shop, shop)
	write(t, files.Products, products)
	return files
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func load(t *testing.T, shop, products string) *Site {
	t.Helper()
	s, err := Load(folder(t, shop, products))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// open parses the document at an address.
func open(t *testing.T, s *Site, address string) *html.Node {
	t.Helper()
	return parse(t, document(t, s, address).HTML)
}

func document(t *testing.T, s *Site, address string) Document {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	page, err := s.Page(u)
	if err != nil {
		t.Fatal(err)
	}
	return page
}
