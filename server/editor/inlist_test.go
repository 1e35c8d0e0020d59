package editor_test

import (
	"net/http"
	"strings"
	"testing"

	"carrito/app/cart"
)

// Price and units of variants are changed in the list, and a count that equals the
// number in the file counts too.
func TestVariantsInList(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	got := o.send("GET", list, nil).body
	o.has(got, "2 variantes", "S 3, M", `aria-label="Precio de Polo &amp; &lt;b&gt;cía&lt;/b&gt; S"`, `placeholder="29.90"`)
	o.saved(o.press(o.open(list), "price.2:1", "1.030,5", "stock.2:2", "7", "do", "save"))
	o.has(o.file(), `{ "id": 1, "values": [ "S" ], "price": "1030.50", "stock": 3 }`, `{ "id": 2, "values": [ "M" ], "price": "31.90", "stock": 7 }`)
	o.saved(o.press(o.open(list), "stock.2:1", "4", "do", "save"))
	if got := o.open(list).Get("stock.2:1"); got != "4" {
		t.Errorf("got %s units shown, want 4 before the shop has read the file again", got)
	}
	o.saved(o.press(o.open(list+"/2"), "variant.0.stock", "3", "do", "save"))
	if got := o.open(list + "/2").Get("variant.0.stock"); got != "3" {
		t.Errorf("got %s units shown, want 3 before the shop has read the file again", got)
	}
	o.saved(o.press(o.open(list), "price.2:2", "", "do", "save"))
	o.has(o.file(), `{ "id": 2, "values": [ "M" ], "stock": 7 }`)
	if err := o.store.SetStock(t.Context(), cart.KeyOf(2, 1), 1); err != nil {
		t.Fatal(err)
	}
	o.saved(o.press(o.open(list), "stock.2:1", "3", "do", "save"))
	if n := o.left(cart.KeyOf(2, 1)); n != 3 {
		t.Errorf("got %d units, want 3", n)
	}
}

// What cannot be saved of a variant stands beside it, and so does what another owner
// has saved meanwhile.
func TestFaultsOfVariantsInList(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	first, second, third := o.open(list), o.open(list), o.open(list)
	got := o.press(first, "price.2:1", "nada", "stock.2:2", "-1", "do", "save")
	o.has(got.body, `value="nada"`, `id="price-fault-2:1"`, `id="stock-fault-2:2"`, "<details open>")
	o.saved(o.press(first, "price.2:1", "11", "do", "save"))
	got = o.press(second, "price.2:1", "12", "stock.2:2", "5", "do", "save")
	o.has(got.body, "antes «», ahora «11.00», tú «12.00»", `value="5"`)
	o.saved(o.press(o.formOf(got.body), "do", "save"))
	o.has(o.file(), `"price": "12.00"`, `"stock": 5`)
	product := o.open(list + "/2")
	o.saved(o.press(product, "option.0.values", "S", "do", "save"))
	got = o.press(third, "stock.2:2", "9", "do", "save")
	if got.status != http.StatusConflict {
		t.Errorf("got status %d, want the row said to be gone", got.status)
	}
}

// Marked products go first or last, and dragged ones where they were dropped. A button
// that was pressed has the focus again.
func TestOrder(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	order := func() string {
		var ids []string
		for _, part := range strings.Split(o.file(), `"slug"`)[1:] {
			ids = append(ids, strings.Trim(strings.Fields(part)[1], `",`))
		}
		return strings.Join(ids, " ")
	}
	o.saved(o.press(o.open(list), "mark", "3", "do", "first"))
	if got := order(); got != "bolso gorra polo" {
		t.Errorf("first: got %s", got)
	}
	o.saved(o.press(o.open(list), "mark", "1", "do", "last"))
	if got := order(); got != "bolso polo gorra" {
		t.Errorf("last: got %s", got)
	}
	f := o.open(list)
	f.Values["id"] = []string{"1", "3", "2", "3", "99"}
	o.saved(o.press(f, "do", "order"))
	if got := order(); got != "gorra bolso polo" {
		t.Errorf("dragged: got %s", got)
	}
	got := o.press(o.open(list), "do", "down.1")
	body := o.send("GET", strings.TrimPrefix(got.header.Get("Location"), "/tienda"), nil).body
	if n := strings.Count(body, "autofocus"); n != 1 {
		t.Errorf("got %d buttons with the focus, want the one that was pressed", n)
	}
	o.has(body, `value="down.1" aria-label="Bajar Gorra" autofocus`)
}
