package site

import (
	"strconv"
	"strings"
	"testing"
)

// The page of a product that is sold out has the form with an inbox, and a link to WhatsApp
// on a host of plain files. The form links to the page about data.
func TestAlertOnPages(t *testing.T) {
	s := at(demo(t), "https://shop.example/tienda")
	asFiles, err := s.AsFiles("https://shop.example/tienda")
	if err != nil {
		t.Fatal(err)
	}
	forms, links := 0, 0
	for _, p := range s.Catalog.Products() {
		path := "/tienda/producto/" + strconv.Itoa(p.ID)
		for _, form := range with(all(open(t, s, path), "form"), "action", "/tienda/avisos/nuevo") {
			if class := attr(form.Parent, "class"); (class == "alert") != p.SoldOut() {
				t.Errorf("%s: got the class %q", p.Name, class)
			}
			forms++
		}
		for _, link := range all(open(t, asFiles, path), "a") {
			if to := attr(link, "data-to"); to != "" && strings.HasPrefix(attr(link, "href"), "https://wa.me/"+s.Shop.Contact.WhatsApp+"?text=") {
				links++
			}
		}
	}
	if forms == 0 || links != forms {
		t.Errorf("got %d forms and %d links, want as many of both", forms, links)
	}
	if path := s.PrivacyPath(); path == "" || document(t, s, "/tienda"+path).Status != 200 {
		t.Errorf("got %q, want the page about data", path)
	}
	off := *s
	shop := *s.Shop
	shop.NoAlerts = true
	off.Shop = &shop
	if off.alerts() != "" {
		t.Errorf("switched off: got %q", off.alerts())
	}
}
