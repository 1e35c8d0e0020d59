package shop_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"testing"

	"carrito/server/e2e/browsertest"
)

// oddNames are names of categories and option values that mean something in an address, or
// that are equal but for case and accents.
var oddNames = []string{"a/b", "100 %", "#1", "¿Qué?", "../..", "c&d=e", "👕", "+", "%2F", "pagina/2", "Marrón", "MARRON", "ñ", "n", "قميص", "."}

// oddShop returns a shop of products with n values of an option and categories of odd names
// and others, and one product in none.
func oddShop(t *testing.T, values, categories int) string {
	t.Helper()
	var products []map[string]any
	for i := range values {
		value, category := fmt.Sprintf("Valor %d", i), fmt.Sprintf("Categoría %d", i%categories)
		if i < len(oddNames) {
			value, category = oddNames[i], oddNames[i]
		}
		products = append(products, map[string]any{
			"id": i + 1, "slug": fmt.Sprint("p", i), "name": fmt.Sprintf("Cosa %d", i), "price": fmt.Sprint(10 + i), "category": category,
			"options":  []any{map[string]any{"name": "Tipo/%#?", "values": []string{value}}},
			"variants": []any{map[string]any{"id": 1, "values": []string{value}}},
		})
	}
	products = append(products, map[string]any{"id": values + 1, "slug": "sola", "name": "Cosa sin categoría", "price": "5"})
	content, err := json.Marshal(products)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// TestOddNames opens the page of each category of a small and of a large shop, and filters
// by each value, by links and by the address.
func TestOddNames(t *testing.T) {
	t.Parallel()
	for name, values := range map[string]int{"whole": 40, "in parts": 300} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			handler := browsertest.DemoWith(t, oddShop(t, values, 40))
			tab := browsertest.NewBrowser(t).Open(browsertest.Listen(t, handler))
			tab.Visit("/carrito")
			for _, c := range handler.Site().Catalog.Categories()[:10] {
				tab.Eval(fmt.Sprintf("document.querySelector('.header__category[href=%s]').click()", browsertest.QuoteJS("/categoria/"+c.Slug)))
				tab.AwaitText("h1", c.Name)
				tab.AwaitText("#list-count", fmt.Sprintf("%d producto", c.Count))
				tab.Await(browsertest.Drawn + fmt.Sprintf(" && document.querySelectorAll('.card').length === %d", min(c.Count, 24)))
			}
			tab.Visit("/")
			tab.Await("document.querySelector('.filters__more')")
			awaitWhole(tab)
			tab.Await("!document.querySelector('[data-kept]')")
			tab.Eval("[...document.querySelectorAll('.filters__more')].at(-1).click()")
			for _, value := range oddNames[:6] {
				check(tab, value)
				tab.AwaitText("#list-count", "1 producto")
				tab.Await(browsertest.Drawn)
				at := browsertest.Eval[string](tab, "location.search")
				if query, err := url.ParseQuery(at[1:]); err != nil || len(query) != 1 {
					t.Errorf("%s: got the address %q, want one filter", value, at)
				}
				tab.Press("link", "Quitar el filtro "+value)
				tab.AwaitAt("/")
				tab.Await(browsertest.Drawn)
			}
		})
	}
}

// TestManyValues looks at a shop with 300 values of an option and 40 categories, on a phone
// and on a desktop: nothing is wider than the page, and the product without category is found.
func TestManyValues(t *testing.T) {
	t.Parallel()
	base := browsertest.Listen(t, browsertest.DemoWith(t, oddShop(t, 300, 40)))
	for _, width := range []int64{412, 1280} {
		tab := browsertest.NewBrowser(t).Open(base)
		tab.Look("light", width)
		tab.Visit("/")
		tab.Screenshot(fmt.Sprint("many home ", width))
		tab.Await("document.scrollingElement.scrollWidth <= innerWidth")
		if width < 900 {
			tab.Press("button", "Filtrar")
		}
		awaitWhole(tab)
		tab.Await("!document.querySelector('[data-kept]')")
		tab.Eval("[...document.querySelectorAll('.filters__more')].at(-1).click()")
		tab.Await("document.querySelectorAll('#filters [type=checkbox]').length > 290 && document.activeElement.type === 'search'")
		tab.Screenshot(fmt.Sprint("many values ", width))
		tab.Keys("valor 29")
		tab.Await("document.querySelectorAll('#filters [name^=\"o.\"]').length === 11")
		tab.Visit("/buscar?q=sin+categoria")
		tab.AwaitText(".card__name", "Cosa sin categoría")
		tab.Visit(fmt.Sprint("/producto/", 301))
		tab.AwaitText("h1", "Cosa sin categoría")
		tab.Screenshot(fmt.Sprint("many none ", width))
		tab.Await("document.scrollingElement.scrollWidth <= innerWidth")
	}
}
