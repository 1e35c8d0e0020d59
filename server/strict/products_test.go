package strict_test

import (
	"bytes"
	"errors"
	"image"
	_ "image/jpeg"
	"io"
	"os"
	"strings"
	"testing"
	"testing/iotest"

	"carrito/app/catalog"
	"carrito/server/strict"
)

// polo has every field of products.json.
const polo = `{"id": 7, "slug": "polo-basico", "name": "Polo básico", "price": "39.90", "compareAtPrice": "49.90",
	"category": "Polos", "description": "Algodón peinado.\n\nLavar en frío.", "tags": ["verano", "2x1"], "stock": 12, "sku": "POLO", "hidden": false,
	"images": [{"src": "/web/images/polo.jpg", "alt": "Polo blanco", "width": 1200, "height": 1500},
		{"src": "https://cdn.example/polo.jpg", "alt": "Espalda"}],
	"options": [{"name": "Talla", "values": ["S", "M"]}, {"name": "Color", "values": ["Blanco"]}],
	"variants": [{"id": 1, "sku": "POLO-S", "values": ["S", "Blanco"], "price": "35", "compareAtPrice": "45.5", "stock": 0, "image": 1},
		{"id": 2, "values": ["M", "Blanco"]}]}`

// read reads a products.json without faults.
func read(t testing.TB, products ...string) *catalog.Catalog {
	t.Helper()
	c, err := strict.Products(strings.NewReader("["+strings.Join(products, ",")+"]"), strict.Rules{Digits: 2})
	if err != nil {
		t.Fatalf("Products: %v", err)
	}
	return c
}

// Notepad writes a byte order mark.
func TestByteOrderMark(t *testing.T) {
	if _, err := strict.Products(strings.NewReader("\ufeff[]\r\n"), strict.Rules{}); err != nil {
		t.Errorf("got %v, want no error", err)
	}
}

func TestProductsError(t *testing.T) {
	if c, err := strict.Products(failing{}, strict.Rules{}); !errors.Is(err, errDisk) || c != nil {
		t.Errorf("got %v, %v, want no catalogue and %v", c, err, errDisk)
	}
}

// TestDemoProducts reads the products.json and the pictures of the demo.
func TestDemoProducts(t *testing.T) {
	file, err := os.Open("../../web/products.json")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	sizes := 0
	c, err := strict.Products(file, strict.Rules{Digits: 2, ImageSize: func(src string) (int, int, error) {
		picture, err := os.Open("../.." + src)
		if err != nil {
			return 0, 0, err
		}
		defer picture.Close()
		config, _, err := image.DecodeConfig(picture)
		sizes++
		return config.Width, config.Height, err
	}})
	if err != nil {
		t.Fatal(err)
	}
	counts := c.Counts()
	if counts.Products == 0 || counts.Categories == 0 || counts.Variants <= counts.Products || counts.Images != sizes {
		t.Errorf("got %+v and %d pictures measured, want some of each and every picture measured", counts, sizes)
	}
}

// However the file arrives, it is read as a whole.
func TestProductsInPieces(t *testing.T) {
	first, rest := `[{"id": 1, "slug": "a", "name": "A", "price": "1"},`, `{"id": 2, "slug": "b", "name": "B", "price": "2"}]`
	for name, r := range map[string]io.Reader{
		"a string":    strings.NewReader(first + rest),
		"bytes":       bytes.NewReader([]byte(first + rest)),
		"two strings": io.MultiReader(strings.NewReader(first), strings.NewReader(rest)),
		"letters":     iotest.OneByteReader(strings.NewReader(first + rest)),
	} {
		if c, err := strict.Products(r, strict.Rules{Digits: 2}); err != nil || len(c.Products()) != 2 {
			t.Errorf("%s: got %v, want 2 products", name, err)
		}
	}
}
