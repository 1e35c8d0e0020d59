package shop_test

import (
	"fmt"
	"slices"
	"testing"

	"carrito/server/e2e/browsertest"
)

// fetchedParts is JavaScript for how many parts of the catalogue the page has fetched.
const fetchedParts = `performance.getEntriesByType("resource").filter(({name}) => /\/part\.[0-9a-f]+\.json$/.test(name)).length`

// TestLargeShop walks through a shop whose catalogue comes in parts: at its own server, and
// from plain files under a path.
func TestLargeShop(t *testing.T) {
	places := browsertest.EndsWith(t, browsertest.Many(1000))
	browsertest.InEngines(t, func(t *testing.T, s browsertest.Shopper) { s.At(t, places, largeShop) })
}

func largeShop(t *testing.T, tab *browsertest.Tab, at browsertest.Place) {
	tab.Visit("/producto/500")
	tab.AwaitText("h1", "Artículo 500")
	tab.AwaitText(".related", "Artículo 510")
	if got := browsertest.Eval[int](tab, fetchedParts); got != 0 {
		t.Errorf("got %d parts with the page of a product, want none: the page has what it needs", got)
	}
	tab.Press("button", "Agregar al carrito")
	tab.AwaitCount(1)

	tab.Press("link", "Carrito")
	tab.AwaitText("table", "Artículo 500")
	tab.Press("link", "MODA DJANGO")
	tab.AwaitText(".card__name", "Artículo 1000")
	tab.Press("link", "Siguiente")
	tab.AwaitAt("/pagina/2")
	tab.Await("document.querySelectorAll('.card__link').length === 24")
	tab.AwaitText(".card__name", "Artículo 976")
	tab.Press("link", "Artículo 970")
	tab.AwaitText("h1", "Artículo 970")

	tab.Press("link", "Sección 3")
	tab.AwaitText("h1", "Sección 3")
	tab.AwaitText(".list__count", "100 productos")
	tab.AwaitText(".grid", "Artículo 993")
	tab.Press("link", "Menor precio")
	tab.AwaitAt("/categoria/seccion-3?orden=precio")
	tab.Await(allDrawn + ` && document.querySelectorAll(".card__link").length === 24`)
	prices := browsertest.Eval[[]float64](tab, `[...document.querySelectorAll(".card .price__now")].map(e => +e.textContent.replace(/[^\d.]/g, ""))`)
	if !slices.IsSorted(prices) {
		t.Errorf("got the prices %v, want the lowest first", prices)
	}

	tab.TypeInto("Buscar productos", "articulo 77")
	tab.Press("button", "Buscar")
	tab.AwaitAt("/buscar?q=articulo+77")
	tab.AwaitText(".grid", "Artículo 77")

	tab.Visit("/agregarCarrito/7")
	tab.AwaitCount(2)
	tab.AwaitText("table", "Artículo 7")
	for _, id := range []int{1, 32, 33, 1000} {
		tab.Visit(fmt.Sprintf("/producto/%d", id))
		tab.AwaitText("h1", fmt.Sprintf("Artículo %d", id))
	}
	tab.Visit("/producto/1001")
	tab.AwaitText(".content", "Ese producto no existe")
	searchLargeShop(tab)
}

// searchLargeShop buys a product that is among the suggestions for a text, and narrows what
// is found for another. There are two products in the cart.
func searchLargeShop(tab *browsertest.Tab) {
	tab.T.Helper()
	tab.Look("light", 1280)
	tab.Eval(toSearch)
	tab.Keys("articulo 77")
	tab.Await(complete)
	tab.PressOn(options + `.find(o => o.querySelector(".suggest__text")?.textContent === "Artículo 77")`)
	tab.AwaitAt("/producto/77")
	tab.AwaitText("h1", "Artículo 77")
	tab.Press("button", "Agregar al carrito")
	tab.AwaitCount(3)

	tab.TypeInto("Buscar productos", "articulo")
	tab.Press("button", "Buscar")
	tab.AwaitAt("/buscar?q=articulo")
	narrow(tab, "Sección 3")
	tab.AwaitAt("/buscar?categoria=seccion-3&q=articulo")
	const narrowed = `/^100 productos/.test(document.getElementById("list-count").textContent) && [...document.querySelectorAll(".card__name")].every(e => /3$/.test(e.textContent.trim()))`
	tab.Await(allDrawn + " && " + narrowed)
	tab.Reload()
	tab.Await(allDrawn + " && " + narrowed + " && " + checked + " === 'seccion-3'")
	tab.AwaitCount(3)
}
