package export

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"carrito/app/catalog"
	"carrito/app/ui/pages"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
	"golang.org/x/net/html"
)

// A browser draws the same lists and products of a large shop, from what it finds in the
// exported files, as their pages show. A page brings the products that it shows: where a
// shopper arrives, no part with products is asked for. Lists look the same to a shopper who
// comes from another page, which brings none of their products.
func TestPagesFromExportedParts(t *testing.T) {
	r := readerOf(t, parted(t, base), false)
	elsewhere, _ := r.open("carrito/index.html")
	checked := 0
	for _, page := range slices.Sorted(maps.Keys(r.files)) {
		folder, _, _ := strings.Cut(page, "/")
		if !slices.Contains([]string{"index.html", "pagina", "categoria", "producto"}, folder) {
			continue
		}
		checked++
		shop, here := r.open(page)
		shop.Bring(here)
		app.HTMLString(pages.NewRoot(shop, r.addressOf(page)))
		if wanted := slices.DeleteFunc(shop.Catalog.Wanted(), func(p catalog.Part) bool { return p.Name != "" }); len(wanted) > 0 {
			t.Errorf("%s: got %d parts with products asked for, want none", page, len(wanted))
		}
		r.compare(shop, page)
		if folder != "producto" {
			r.compare(elsewhere, page)
		}
	}
	if checked < 300+300/24 {
		t.Errorf("got %d pages, want one for each product, and the lists", checked)
	}
}

// compare compares a page as the browser program draws it with the exported one.
func (r *reader) compare(shop *pages.Shop, page string) {
	r.t.Helper()
	if got, want := contentOf(r.t, r.draw(shop, page)), contentOf(r.t, r.files[page]); got != want {
		r.t.Errorf("%s: drawn from parts, got\n%.600s\nwant\n%.600s", page, got, want)
	}
}

// draw returns a page as the browser program draws it once it has what the page needs.
func (r *reader) draw(shop *pages.Shop, page string) string {
	r.t.Helper()
	drawn := func() string { return app.HTMLString(pages.NewRoot(shop, r.addressOf(page))) }
	content := drawn()
	for rounds := 0; r.supply(shop.Catalog) > 0; rounds++ {
		if content = drawn(); rounds == 6 {
			r.t.Fatalf("%s: parts are asked for without end", page)
		}
	}
	return content
}

// contentOf returns the text of a page's main part without spaces, and where its links lead.
func contentOf(t *testing.T, page string) string {
	t.Helper()
	var main *html.Node
	for n := range parse(t, page).Descendants() {
		if n.Data == "main" && main == nil {
			main = n
		}
	}
	if main == nil {
		t.Fatal("got a page without a main part")
	}
	content := []string{strings.Join(strings.Fields(text(main)), "")}
	for n := range main.Descendants() {
		if n.Data == "a" {
			content = append(content, attr(n, "href"))
		}
	}
	return strings.Join(content, " ")
}
