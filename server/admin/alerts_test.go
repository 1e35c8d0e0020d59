package admin_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"carrito/app/catalog"
	"carrito/server/alert"
)

// waits stores that somebody waits for a product.
func (o *owner) waits(p *catalog.Product, variant int, name string, contact alert.Contact) {
	o.t.Helper()
	if err := o.store.AddAlert(o.t.Context(), alert.Alert{Product: p.ID, Variant: variant, Name: name, Contact: contact, Asked: time.Now()}); err != nil {
		o.t.Fatal(err)
	}
}

// The owner sees who waits, hears of products that are back, writes with one press, and
// takes it back.
func TestAlerts(t *testing.T) {
	o := signedIn(t, "/tienda")
	var out, in *catalog.Product
	for _, p := range o.site.Catalog.Products() {
		if p.SoldOut() {
			out = p
		} else if len(p.Variants) == 0 && in == nil {
			in = p
		}
	}
	if got := o.get("/admin/avisos"); got.status != http.StatusOK || !strings.Contains(got.body, "Nadie espera un producto.") {
		t.Errorf("nobody: got %d %s", got.status, got.body)
	}
	o.waits(out, out.First().ID, "Antes <b>", "ana@correo.example")
	if got := o.get("/admin/pedidos"); strings.Contains(got.body, "otra vez en stock") {
		t.Error("nothing is back: got news")
	}
	o.waits(in, 0, in.Name, "+51987654321")
	o.waits(in, 0, in.Name, "eva@correo.example")
	o.waits(&catalog.Product{ID: 99999}, 0, "<i>Ido</i>", "ivo@correo.example")
	if got := o.get("/admin/pedidos"); !strings.Contains(got.body, `<a href="/tienda/admin/avisos">Un producto que esperan tus clientes está otra vez en stock.`) {
		t.Errorf("got %s, want the news", got.body)
	}
	page := o.get("/admin/avisos").body
	for _, want := range []string{"&lt;i&gt;Ido&lt;/i&gt;", "Ya no está en el catálogo", "Agotado", "Otra vez en stock", "2 esperan"} {
		if !strings.Contains(page, want) {
			t.Errorf("got %s, want %q in it", page, want)
		}
	}
	// A product's name is what it is now. Who asked for another one may mean another product.
	if strings.Contains(page, `"><bdi>Antes`) || !strings.Contains(page, "<bdi>ana@correo.example</bdi> <bdi>Antes &lt;b&gt;</bdi>") {
		t.Errorf("got %s, want the earlier name beside the shopper only", page)
	}
	order := []string{in.Name, "eva@correo.example", "+51987654321", "Ido", "ana@correo.example"}
	for i, at := 0, 0; i < len(order); i++ {
		next := strings.Index(page[at:], strings.ReplaceAll(order[i], "+", "&#43;"))
		if next < 0 {
			t.Fatalf("got %s, want %q in the order %q", page, order[i], order)
		}
		at += next
	}
	all, err := o.store.Alerts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	number := func(contact alert.Contact) string {
		for _, a := range all {
			if a.Contact == contact {
				return strconv.FormatInt(a.Number, 10)
			}
		}
		t.Fatal("no alert of " + contact)
		return ""
	}
	path := "/admin/avisos/" + number("+51987654321")
	proof := o.proof()
	link := "https://wa.me/51987654321?text=" + strings.ReplaceAll(url.QueryEscape("Hola. Nos pediste que te avisáramos: «"+in.Name+"» está otra vez en stock, a "+o.site.Shop.Money.Text(in.Price)+".\nhttps://shop.example/tienda/producto/"+strconv.Itoa(in.ID)), "+", "%20")
	if !strings.Contains(page, `href="`+link+`" target="_blank" rel="noopener" data-tell="tell-`+number("+51987654321")+`"`) {
		t.Errorf("got %s, want the link %s", page, link)
	}
	if !strings.Contains(page, `href="mailto:ana@correo.example?`) || strings.Contains(page, `data-tell="tell-`+number("ana@correo.example")) {
		t.Error("sold out: want a mail without a text, and nobody marked by it")
	}
	for _, step := range []struct {
		name, path string
		form       url.Values
		status     int
		told       bool
	}{
		{"another form", path, url.Values{}, http.StatusForbidden, false},
		{"told", path, url.Values{"proof": {proof}}, http.StatusSeeOther, true},
		{"told twice", path, url.Values{"proof": {proof}}, http.StatusSeeOther, true},
		{"undo", path, url.Values{"proof": {proof}, "do": {"undo"}}, http.StatusSeeOther, false},
		{"no such alert", "/admin/avisos/99999", url.Values{"proof": {proof}}, http.StatusSeeOther, false},
		{"no number", "/admin/avisos/x", url.Values{"proof": {proof}}, http.StatusNotFound, false},
	} {
		if got := o.do("POST", step.path, step.form); got.status != step.status {
			t.Errorf("%s: got %d, want %d", step.name, got.status, step.status)
		}
		if got := o.get("/admin/avisos").body; strings.Contains(got, `id="undo-`+number("+51987654321")) != step.told {
			t.Errorf("%s: got %s, want told %v", step.name, got, step.told)
		}
	}
	for _, a := range all {
		if err := o.store.Tell(t.Context(), a.Number, time.Now()); err != nil {
			t.Fatal(err)
		}
	}
	if got := o.get("/admin/pedidos"); strings.Contains(got.body, "otra vez en stock") {
		t.Error("all are told: got news")
	}
}

// Many who wait are shown in part, and the rest is counted.
func TestManyAlerts(t *testing.T) {
	o := signedIn(t, "")
	p := o.site.Catalog.Products()[0]
	for i := range 55 {
		o.waits(p, 0, p.Name, alert.Contact("a"+strconv.Itoa(i)+"@correo.example"))
	}
	if got := o.get("/admin/avisos").body; strings.Count(got, `id="tell-`) != 50 || !strings.Contains(got, "Y 5 más") {
		t.Errorf("got %d rows, want 50 and the rest counted", strings.Count(got, `id="tell-`))
	}
	o.store.Close()
	if got := o.get("/admin/avisos"); got.status != http.StatusServiceUnavailable {
		t.Errorf("without a database: got %d", got.status)
	}
}
