package site

import (
	"net/url"
	"path/filepath"
	"strings"
	"testing"
)

const hiddenProducts = `[
  {"id": 1, "slug": "aro", "name": "Aro", "price": "5"},
  {"id": 2, "slug": "secreto", "name": "Secreto", "price": "6", "category": "Nueva", "hidden": true},
  {"id": 3, "slug": "anillo", "name": "Anillo", "price": "7", "hidden": false}
]`

// A hidden product is nowhere in the shop: neither in its pages, its files nor its
// sitemap.
func TestHidden(t *testing.T) {
	s := load(t, plainShop, hiddenProducts)
	if n := s.Catalog.Counts().Products; n != 2 {
		t.Errorf("got %d products, want 2", n)
	}
	if got := string(s.Products()); strings.Contains(strings.ToLower(got), "secreto") || !strings.Contains(got, `"Anillo"`) {
		t.Errorf("got %s, want it without the hidden product", got)
	}
	for _, path := range s.PlainPaths() {
		page, err := s.Page(&url.URL{Path: path})
		if err != nil || strings.Contains(strings.ToLower(string(page.HTML)), "secreto") {
			t.Errorf("%s: got %v or the hidden product", path, err)
		}
	}
	if page, err := s.Page(&url.URL{Path: "/producto/2"}); err != nil || page.Status != 404 {
		t.Errorf("got %d, %v, want 404", page.Status, err)
	}
	draft, err := Draft(s.source, []byte(strings.ReplaceAll(hiddenProducts, "Secreto", "Secreto nuevo")))
	if err != nil {
		t.Fatal(err)
	}
	if page, err := draft.Page(&url.URL{Path: "/producto/2"}); err != nil || !strings.Contains(string(page.HTML), "Secreto nuevo") {
		t.Errorf("got %d, %v, want the draft of the hidden product", page.Status, err)
	}
}

// Faults of a draft are those of the file it would be.
func TestCheckProducts(t *testing.T) {
	s := load(t, plainShop, hiddenProducts)
	if err := CheckProducts(s.source, []byte(hiddenProducts)); err != nil {
		t.Error(err)
	}
	for products, want := range map[string]string{
		strings.Replace(hiddenProducts, `"hidden": true`, `"hidden": "sí"`, 1): `product 2 "secreto": hidden must be true or false`,
		strings.Replace(hiddenProducts, `"price": "6"`, `"price": "6,50"`, 1):  `product 2 "secreto": price "6,50"`,
	} {
		if err := CheckProducts(s.source, []byte(products)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	missing := s.source
	missing.Shop = filepath.Join(t.TempDir(), "shop.json")
	if err := CheckProducts(missing, []byte(hiddenProducts)); err == nil {
		t.Error("got no error, want one without shop.json")
	}
}
