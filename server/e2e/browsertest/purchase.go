package browsertest

import (
	"fmt"
	"slices"
	"testing"

	"carrito/app/catalog"
	"carrito/server/httpd"
)

// Purchase is a product, or a variant of one, that a story buys.
type Purchase struct {
	*catalog.Product
	Variant catalog.Variant // the product itself if it has no options
}

// Purchases returns what stories buy in a generated shop: one of the oldest products, which
// has no options, and a variant of one of the latest, which shoppers must choose and which
// has its own price. There are enough units of both.
func Purchases(t testing.TB, shop *httpd.Handler) (plain, sized Purchase) {
	t.Helper()
	products := shop.Site().Catalog.Products()
	for _, p := range products {
		if v, ok := p.Variant(0); ok && isUsual(v) {
			plain = Purchase{p, v}
			break
		}
	}
	for _, p := range slices.Backward(products) {
		i := slices.IndexFunc(p.Variants, func(v catalog.Variant) bool { return isUsual(v) && v.Price != p.Price && v.Price != p.First().Price })
		if i >= 0 {
			sized = Purchase{p, p.Variants[i]}
			break
		}
	}
	if plain.Product == nil || sized.Product == nil {
		t.Fatal("the shop has no such products")
	}
	return plain, sized
}

// isUsual reports whether a story can buy several units of a variant, and its price is
// above the least of an order and is written without a separator.
func isUsual(v catalog.Variant) bool {
	return (v.Stock == catalog.NotCounted || v.Stock >= 10) && v.Price.Minor() >= 10_000 && v.Price.Minor() < 100_000
}

// LineName returns what the cart calls the purchase.
func (p Purchase) LineName() string {
	if len(p.Variants) == 0 {
		return p.Name
	}
	return p.Name + " (" + p.Variant.Name() + ")"
}

// Add opens the page of a purchase, chooses the variant and adds it to the cart, which then
// has count units.
func (tab *Tab) Add(p Purchase, count int) {
	tab.T.Helper()
	tab.Visit(fmt.Sprintf("/producto/%d", p.ID))
	tab.AwaitText("h1", p.Name)
	for i, value := range p.Variant.Values {
		tab.PressOn(fmt.Sprintf(`[...document.querySelectorAll("[name=option-%d]")].find(e => e.value === %q)`, i, value))
	}
	tab.AwaitText(".price", "S/ "+p.Variant.Price.String())
	tab.Press("button", "Agregar al carrito")
	tab.AwaitCount(count)
}

// AwaitLine waits until the page of the cart has so many units of a purchase, with its
// options, its price and its picture.
func (tab *Tab) AwaitLine(p Purchase, units int) {
	tab.T.Helper()
	tab.Await(fmt.Sprintf(`[...document.querySelectorAll("tr.line")].some(line =>
		[%q, %q, %q].every(text => line.textContent.replace(/\u00a0/g, " ").includes(text)) &&
		line.querySelector(".line__picture img") && line.querySelector("input").value === "%d")`,
		p.Name, p.Variant.Name(), "S/ "+p.Variant.Price.String(), units))
}
