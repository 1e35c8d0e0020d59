package admin_test

import (
	"context"
	"encoding/csv"
	"net/http"
	"strings"
	"testing"

	"carrito/app/order"
	"carrito/server/inbox/orderdb"
)

// The page has the sums of each currency, and each plot has a table.
func TestSales(t *testing.T) {
	o := signedIn(t, "/tienda")
	if got := text(t, o.get("/admin/ventas").body); !strings.Contains(got, "No se vendió nada en estas fechas.") {
		t.Errorf("got %q, want nothing sold", got)
	}
	o.place(nil)
	o.place(nil)
	o.place(func(placed *order.Order) { placed.Currency = "USD" })
	cancelled := o.place(nil)
	if err := o.store.SetState(context.Background(), cancelled.ID, orderdb.Cancelled, "test"); err != nil {
		t.Fatal(err)
	}
	for path, rows := range map[string]int{"/admin/ventas": 31, "/admin/ventas?por=semana": 26, "/admin/ventas?por=mes": 24, "/admin/ventas?por=%3Cb&hasta=x": 31} {
		page := o.get(path).body
		got := strings.ReplaceAll(text(t, page), "\u00a0", " ")
		for _, want := range []string{"Pedidos en PEN", "2 pedidos Ventas S/ 217.46 Promedio S/ 108.73 Aparte 1 cancelado", "Pedidos en USD", "1 pedido Ventas $ 108.73", "Bolso tote de lona", "4 unidades S/ 139.60", "Por agotarse"} {
			if !strings.Contains(got, want) {
				t.Errorf("%s: got %q, want %q in it", path, got, want)
			}
		}
		plots, tables := 0, 0
		for n := range nodes(t, page, "svg") {
			if attribute(n, "role") == "img" {
				plots++
				bars := 0
				for rect := range n.Descendants() {
					if rect.Data == "rect" {
						bars++
					}
				}
				if bars != rows {
					t.Errorf("%s: got %d bars, want %d", path, bars, rows)
				}
			}
		}
		for n := range nodes(t, page, "table") {
			lines := 0
			for tr := range n.Descendants() {
				if tr.Data == "tr" {
					lines++
				}
			}
			if lines == rows+1 {
				tables++
			}
		}
		if plots != 2 || tables != 2 {
			t.Errorf("%s: got %d plots and %d tables of %d periods, want 2 of each", path, plots, tables, rows)
		}
	}
	earlier := ""
	for n := range nodes(t, o.get("/admin/ventas?por=mes").body, "a") {
		if attribute(n, "rel") == "prev" {
			earlier = strings.TrimPrefix(attribute(n, "href"), "/tienda")
		}
	}
	page := o.get(earlier).body
	if got := text(t, page); strings.Contains(got, "Bolso") || !strings.Contains(page, `rel="next" href="/tienda/admin/ventas?por=mes"`) && !strings.Contains(page, `href="/tienda/admin/ventas?por=mes" rel="next"`) {
		t.Errorf("%s: got %q, want nothing sold then, and a link back to now", earlier, got)
	}
}

// The files have every number of the page, and no formulas.
func TestSalesFiles(t *testing.T) {
	o := signedIn(t, "")
	o.place(func(placed *order.Order) { placed.Lines[0].ProductID, placed.Lines[0].Name = 999999, "=1+1" })
	for path, want := range map[string]string{
		"/admin/ventas/periodos.csv?por=mes": "PEN 1 108.73 108.73 0 0 0 0",
		"/admin/ventas/productos.csv":        "999999 '=1+1 PEN 2 69.80",
		"/admin/ventas/stock.csv":            "product variant name variant name sku units",
	} {
		got := o.get(path)
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(got.body, "\ufeff"))).ReadAll()
		var lines []string
		for _, row := range rows {
			lines = append(lines, strings.Join(row, " "))
		}
		if all := strings.Join(lines, "\n"); err != nil || !strings.Contains(all, want) || got.header.Get("Content-Type") != "text/csv; charset=utf-8" {
			t.Errorf("%s: got %v %q %v, want %q in it", path, got.header, all, err, want)
		}
	}
	if got := o.get("/admin/ventas/other.csv"); got.status != http.StatusNotFound {
		t.Errorf("another file: got %d, want 404", got.status)
	}
}

// What has few units left is listed, by the number of shop.json.
func TestLowStock(t *testing.T) {
	o := signedIn(t, "")
	if err := o.store.Count(context.Background(), o.site.Catalog); err != nil {
		t.Fatal(err)
	}
	o.site.Shop.LowStock = 1
	few := strings.Count(o.get("/admin/ventas/stock.csv").body, "\n")
	o.site.Shop.LowStock = 12
	many := strings.Count(o.get("/admin/ventas/stock.csv").body, "\n")
	if got := text(t, o.get("/admin/ventas").body); few >= many || !strings.Contains(got, "quedan 12 unidades o menos") {
		t.Errorf("got %d and %d rows, and %q, want more with a higher number", few, many, got)
	}
}
