package shop_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"testing"

	"carrito/app/catalog"
	"carrito/app/filter"
	"carrito/server/e2e/browsertest"
)

// oddNames are names of categories and option values that mean something in an address, or
// that are equal but for case and accents.
var oddNames = []string{"a/b", "100 %", "#1", "¿Qué?", "../..", "c&d=e", "👕", "+", "%2F", "pagina/2", "Marrón", "MARRON", "ñ", "n", "قميص", "."}

// of returns how many odd names are the same as one, that included.
func of(name string) (n int) {
	for _, other := range oddNames {
		if filter.Key(other) == filter.Key(name) {
			n++
		}
	}
	return n
}

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

// TestOddNames opens the page of each category with an odd name, of a small and of a large
// shop, and filters by each odd value: by a press, and by the address. The shop is at its own
// server, and the large one in plain files under a path too. Names that are equal after
// folding are one.
func TestOddNames(t *testing.T) {
	t.Parallel()
	for name, values := range map[string]int{"whole": 40, "in parts": 300} {
		products := oddShop(t, values, 40)
		categories := browsertest.DemoWith(t, products).Site().Catalog.Categories()
		places := browsertest.EndsWith(t, products)
		if name == "whole" {
			places = places[:1] // the catalogue of a small shop is one file at both
		}
		for _, at := range places {
			t.Run(name+"/"+at.Name, func(t *testing.T) {
				t.Parallel()
				tab := browsertest.NewBrowser(t).Open(at.Serve(t).Base)
				openOddCategories(tab, categories)
				filterOddValues(tab)
			})
		}
	}
}

// openOddCategories opens the page of each category with an odd name, by a press and by its
// address.
func openOddCategories(tab *browsertest.Tab, categories []catalog.Category) {
	tab.T.Helper()
	tab.Visit("/carrito")
	odd := 0
	for _, c := range categories {
		if !slices.Contains(oddNames, c.Name) {
			continue
		}
		odd += of(c.Name)
		opened := func() {
			tab.T.Helper()
			tab.AwaitText("h1", c.Name)
			tab.AwaitText("#list-count", fmt.Sprintf("%d producto", c.Count))
			tab.Await(browsertest.Drawn + fmt.Sprintf(" && document.querySelectorAll('.card').length === %d", min(c.Count, 24)))
		}
		link := fmt.Sprintf("[...document.querySelectorAll('.header__category')].find(e => e.textContent === %s)", browsertest.QuoteJS(c.Name))
		href := browsertest.Eval[string](tab, link+".href")
		tab.Eval(link + ".click()")
		opened()
		tab.Navigate(href)
		opened()
	}
	if odd != len(oddNames) {
		tab.T.Errorf("got the categories of %d odd names, want %d", odd, len(oddNames))
	}
}

// filterOddValues filters by each odd value, by a press and by the address.
func filterOddValues(tab *browsertest.Tab) {
	tab.T.Helper()
	tab.Visit("/")
	tab.Await("document.querySelector('.filters__more')")
	tab.AwaitWhole()
	tab.Await("!document.querySelector('[data-kept]')")
	tab.Eval("[...document.querySelectorAll('.filters__more')].at(-1).click()")
	var addresses []string
	for i, value := range oddNames {
		if slices.ContainsFunc(oddNames[:i], func(earlier string) bool { return filter.Key(earlier) == filter.Key(value) }) {
			continue
		}
		tab.Eval(fmt.Sprintf("[...document.querySelectorAll('#filters [name^=\"o.\"]')].find(e => e.value === %s).click()", browsertest.QuoteJS(filter.Key(value))))
		tab.Await("location.search !== ''")
		tab.AwaitText("#list-count", fmt.Sprintf("%d producto", of(value)))
		tab.Await(browsertest.Drawn)
		at := browsertest.Eval[string](tab, "location.search")
		if query, err := url.ParseQuery(at[1:]); err != nil || len(query) != 1 {
			tab.T.Errorf("%s: got the address %q, want one filter", value, at)
		}
		addresses = append(addresses, at)
		chip := browsertest.Eval[string](tab, "document.querySelector('.chip').textContent")
		if filter.Key(chip) != filter.Key(value) {
			tab.T.Errorf("%s: got the chip %q", value, chip)
		}
		tab.Press("link", "Quitar el filtro "+chip)
		tab.AwaitAt("/")
		tab.Await(browsertest.Drawn)
	}
	for i, at := range addresses {
		tab.Navigate(tab.Base + "/" + at)
		tab.Await(allDrawn + " && document.querySelector('.chip') && location.search !== ''")
		want := 0
		for _, name := range oddNames {
			if chip := browsertest.Eval[string](tab, "document.querySelector('.chip').textContent"); filter.Key(chip) == filter.Key(name) {
				want++
			}
		}
		if got := browsertest.Eval[int](tab, "document.querySelectorAll('.card').length"); got != want || got == 0 {
			tab.T.Errorf("address %d %s: got %d products, want %d", i, at, got, want)
		}
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
		tab.AwaitWhole()
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
