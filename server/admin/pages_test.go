package admin_test

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"carrito/app/order"
	"carrito/server/inbox/orderdb"
	"carrito/server/shoptest"
)

var addresses = []struct{ method, path string }{
	{"GET", "/admin/pedidos"}, {"GET", "/admin/pedidos/1"}, {"POST", "/admin/pedidos/1"}, {"GET", "/admin/cambios"},
	{"POST", "/admin/pedidos/1/pago"}, {"GET", "/admin/pedidos/1/datos"}, {"POST", "/admin/pedidos/1/olvidar"}, {"GET", "/admin/sesiones"}, {"POST", "/admin/sesiones"}, {"POST", "/admin/salir"}, {"POST", "/admin/entrar"}, {"GET", "/admin/pedidos.css"}, {"GET", "/admin/pedidos.js"},
	{"GET", "/admin/clientes"}, {"POST", "/admin/clientes"}, {"GET", "/admin/ventas"}, {"GET", "/admin/ventas/periodos.csv"},
	{"POST", "/admin/llaves"}, {"POST", "/admin/llaves/reto"}, {"POST", "/admin/entrar/reto"}, {"POST", "/admin/entrar/llave"}, {"GET", "/admin/llaves.js"},
	{"GET", "/admin/reclamos"}, {"POST", "/admin/reclamos/1"},
}

// Without a password every address answers with the shop's own 404.
func TestNothingWithoutPassword(t *testing.T) {
	o := newOwner(t, "")
	for _, a := range addresses {
		if got := o.do(a.method, a.path, url.Values{"password": {""}}); got.status != http.StatusNotFound || got.body != "the shop's own 404\n" || got.header.Get("Content-Security-Policy") != "" {
			t.Errorf("%s %s: got %d %q %v, want the shop's 404", a.method, a.path, got.status, got.body, got.header)
		}
	}
	o.setPassword(password)
	for _, path := range []string{"/admin/", "/admin", "/admin/other", "/admin/pedidos/1/more"} {
		if got := o.get(path); got.body != "the shop's own 404\n" {
			t.Errorf("%s: got %d, want the shop's 404", path, got.status)
		}
	}
}

// Visitors who are not signed in see the sign-in form and nothing of an order.
func TestNothingWithoutSession(t *testing.T) {
	o := newOwner(t, "")
	o.setPassword(password)
	placed := o.place(nil)
	for _, path := range []string{"/admin/pedidos", "/admin/pedidos/" + placed.ID, "/admin/cambios", "/admin/sesiones", "/admin/reclamos", "/admin/ventas", "/admin/ventas/productos.csv", "/admin/clientes"} {
		got := o.get(path)
		if got.status != http.StatusForbidden || strings.Contains(got.body, "Rosa") || !strings.Contains(got.body, `type="password"`) {
			t.Errorf("%s: got %d %s", path, got.status, got.body)
		}
	}
	got := o.do("POST", "/admin/pedidos/"+placed.ID, url.Values{"state": {"confirmed"}})
	if stored, err := o.store.Order(context.Background(), placed.ID); got.status != http.StatusForbidden || err != nil || stored.State != orderdb.New {
		t.Errorf("got %d, state %s, %v, want nothing changed", got.status, stored.State, err)
	}
}

func TestEveryAnswerIsGuarded(t *testing.T) {
	o := signedIn(t, "")
	placed := o.place(nil)
	for _, path := range []string{"/admin/pedidos", "/admin/pedidos/" + placed.ID, "/admin/pedidos/none", "/admin/sesiones", "/admin/reclamos", "/admin/ventas", "/admin/ventas/stock.csv", "/admin/clientes"} {
		header := o.get(path).header
		for name, want := range map[string]string{
			"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY",
		} {
			if got := header.Get(name); got != want {
				t.Errorf("%s: got %s %q, want %q", path, name, got, want)
			}
		}
		csp := header.Get("Content-Security-Policy")
		if strings.Contains(csp, "unsafe") || !strings.Contains(csp, "default-src 'none'") || !strings.Contains(csp, "frame-ancestors 'none'") || !strings.Contains(csp, "base-uri 'none'") {
			t.Errorf("%s: got policy %q", path, csp)
		}
	}
}

// Only the owner is warned of a proxy that the server does not know.
func TestWarnsOfUnknownProxy(t *testing.T) {
	o := newOwner(t, "")
	o.setPassword(password)
	o.handler.UnknownProxy = func() bool { return true }
	if got := o.get("/admin/pedidos"); strings.Contains(got.body, "-proxies") {
		t.Errorf("signed out: got %s, want no warning", text(t, got.body))
	}
	o.signIn(password)
	if got := o.get("/admin/pedidos"); !strings.Contains(got.body, "-proxies 1") {
		t.Errorf("got %s, want the warning", text(t, got.body))
	}
	o.handler.UnknownProxy = func() bool { return false }
	if got := o.get("/admin/pedidos"); strings.Contains(got.body, "-proxies") {
		t.Errorf("no such proxy: got %s, want no warning", text(t, got.body))
	}
}

// The list shows every order once, page by page, the newest first.
func TestList(t *testing.T) {
	o := signedIn(t, "/tienda")
	if got := text(t, o.get("/admin/pedidos").body); !strings.Contains(got, "Todavía no hay pedidos") {
		t.Errorf("got %q, want the text of an empty list", got)
	}
	var want []string
	for range 120 {
		want = append(want, o.place(nil).ID)
	}
	slices.Reverse(want)
	var got []string
	pages := 0
	for path := "/admin/pedidos"; path != ""; pages++ {
		page := o.get(path).body
		path = ""
		for n := range nodes(t, page, "tr") {
			if id := attribute(n, "data-order"); id != "" {
				got = append(got, id)
			}
		}
		for n := range nodes(t, page, "a") {
			if attribute(n, "rel") == "next" {
				path = strings.TrimPrefix(attribute(n, "href"), "/tienda")
			}
		}
	}
	if !slices.Equal(got, want) || pages != 3 {
		t.Errorf("got %d orders on %d pages, want 120 on 3, the newest first", len(got), pages)
	}
	if err := o.store.SetState(context.Background(), want[7], orderdb.Cancelled, "test"); err != nil {
		t.Fatal(err)
	}
	page := o.get("/admin/pedidos?estado=cancelled").body
	if strings.Count(page, "data-order=") != 1 || !strings.Contains(page, want[7]) {
		t.Errorf("got %d cancelled orders, want one", strings.Count(page, "data-order="))
	}
	if got := text(t, page); !strings.Contains(got, "Hoy: 119 pedidos, S/ 12,938.87") {
		t.Errorf("got %q, want today's total without the cancelled one", got)
	}
}

// The page of an order is complete, and shows every text of the order as text.
func TestOrderIsText(t *testing.T) {
	o := signedIn(t, "")
	const hostile = `"><script>alert(1)</script><img src=x onerror=alert(1)>' OR 1=1;-- {{.}} javascript:alert(1)`
	placed := o.place(func(o *order.Order) {
		c := &o.Customer
		for _, field := range []*string{
			&c.Name, &c.Phone, &c.Email, &c.Address, &c.City, &c.PostalCode, &o.Note, &o.Promo, &o.Delivery.Method,
			&o.Delivery.Zone, &o.Lines[0].Name, &o.Lines[0].Note, &o.Lines[1].Variant,
		} {
			*field = hostile
		}
	})
	plain := o.place(nil)
	for _, path := range []string{"/admin/pedidos", "/admin/pedidos/" + placed.ID} {
		page := o.get(path).body
		if !strings.Contains(text(t, page), hostile) {
			t.Errorf("%s: want the text as it was typed", path)
		}
		scripts := 0
		for n := range nodes(t, page, "script") {
			scripts++
			if !strings.HasPrefix(attribute(n, "src"), "/admin/pedidos.js?v=") {
				t.Errorf("%s: got the script %v, want the page's own only", path, n.Attr)
			}
		}
		for range nodes(t, page, "img") {
			t.Errorf("%s: got a picture, want none", path)
		}
		for n := range nodes(t, page, "a") {
			if href := attribute(n, "href"); !strings.HasPrefix(href, "/") && href != "" && href != "tel:11111" && !strings.HasPrefix(href, "mailto:%22%3E%3Cscript") {
				t.Errorf("%s: got a link to %q, want none to it", path, href)
			}
		}
		if scripts != 1 {
			t.Errorf("%s: got %d scripts, want the page's own", path, scripts)
		}
	}
	got := text(t, o.get("/admin/pedidos/"+plain.ID).body)
	for _, want := range []string{
		plain.ID, "Bolso tote de lona", "Nota: Para regalo", "Polo básico (M / Blanco)", "S/ 69.80", "Descuento (ALPACA10) −S/ 10.97", "IGV 18 % (incluido)", "S/ 108.73",
		"Rosa Quispe Ñahui", "+51 999 000 222", "Envío a domicilio, Lima y Callao", "Dpto. 302 15001 Lima", "Portón verde.", "Nuevo (Cliente)", "Confirmar", "Cancelar el pedido…",
	} {
		if !strings.Contains(strings.ReplaceAll(got, "\u00a0", " "), want) {
			t.Errorf("got %q, want %q in it", got, want)
		}
	}
}

func TestChangeState(t *testing.T) {
	o := signedIn(t, "/tienda")
	placed := o.place(nil)
	path := "/admin/pedidos/" + placed.ID
	proof := o.proof()
	state := func() orderdb.State {
		t.Helper()
		stored, err := o.store.Order(context.Background(), placed.ID)
		if err != nil {
			t.Fatal(err)
		}
		return stored.State
	}
	form := func(to string) url.Values { return url.Values{"proof": {proof}, "state": {to}} }
	refused := []struct {
		name    string
		form    url.Values
		headers []string
		want    int
	}{
		{"no proof", url.Values{"state": {"confirmed"}}, nil, 403},
		{"another proof", url.Values{"state": {"confirmed"}, "proof": {strings.Repeat("A", 43)}}, nil, 403},
		{"another site", form("confirmed"), []string{"Sec-Fetch-Site: cross-site"}, 403},
		{"another origin", form("confirmed"), []string{"Origin: https://evil.example"}, 403},
		{"not a state", form("<b>"), nil, 409},
		{"not the next", form("done"), nil, 409},
	}
	for _, r := range refused {
		if got := o.do("POST", path, r.form, r.headers...); got.status != r.want || state() != orderdb.New {
			t.Errorf("%s: got %d and %s, want %d and nothing changed", r.name, got.status, state(), r.want)
		}
	}
	if got := o.do("POST", path, form("confirmed"), "Sec-Fetch-Site: same-origin"); got.status != http.StatusSeeOther || got.header.Get("Location") != "/tienda"+path {
		t.Errorf("got %d to %q, want the order again", got.status, got.header.Get("Location"))
	}
	got := text(t, o.get(path).body)
	if state() != orderdb.Confirmed || !strings.Contains(got, "Confirmado (Tienda)") || !strings.Contains(got, "Marcar como enviado") {
		t.Errorf("got %s, %q", state(), got)
	}
	if got := o.do("POST", "/admin/pedidos/none", form("confirmed")); got.status != http.StatusNotFound {
		t.Errorf("an unknown order: got %d, want 404", got.status)
	}
	if got := text(t, o.do("POST", path, form("done")).body); !strings.Contains(got, "No se cambió") || !strings.Contains(got, "(Confirmado)") {
		t.Errorf("got %q, want the text that the order is in another state", got)
	}
}

// The owner can export a shopper's data, and erase it from orders that are
// closed.
func TestShoppersData(t *testing.T) {
	o := signedIn(t, "")
	o.site.Shop.Orders.KeepMonths = 18
	setMariana := func(placed *order.Order) {
		placed.Customer.Name, placed.Customer.Email = "Mariana", "mariana@olvidable.example"
	}
	closed, open := o.place(setMariana), o.place(setMariana)
	other := o.place(func(placed *order.Order) { placed.Customer = order.Customer{Name: "Luz", Phone: "900111222"} })
	path := "/admin/pedidos/" + closed.ID
	if got := o.get(path + "/datos"); got.status != 200 || got.header.Get("Content-Disposition") == "" || strings.Count(got.body, `"Mariana"`) != 2 || strings.Contains(got.body, "Luz") {
		t.Errorf("data: got %d %s, want the shopper's two orders and no other", got.status, got.body)
	}
	if got := o.get("/admin/pedidos/none/datos"); got.status != http.StatusNotFound {
		t.Errorf("data of an unknown order: got %d, want 404", got.status)
	}
	proof := url.Values{"proof": {o.proof()}}
	if got := o.do("POST", path+"/olvidar", proof); got.status != http.StatusConflict || !strings.Contains(got.body, "No se borró nada") {
		t.Errorf("an open order: got %d, want it refused", got.status)
	}
	if err := o.store.SetState(t.Context(), closed.ID, orderdb.Cancelled, "owner"); err != nil {
		t.Fatal(err)
	}
	if got := text(t, o.get(path).body); !strings.Contains(got, "se borran 18 meses después") || !strings.Contains(got, "Borrar los datos de este cliente") {
		t.Errorf("got %q, want how long the data is kept, and a way to erase it", got)
	}
	if got := o.do("POST", path+"/olvidar", url.Values{}); got.status != http.StatusForbidden {
		t.Errorf("without proof: got %d, want it refused", got.status)
	}
	if got := o.do("POST", path+"/olvidar", proof); got.status != http.StatusSeeOther {
		t.Errorf("got %d, want 303", got.status)
	}
	for id, want := range map[string]string{closed.ID: orderdb.Nobody, open.ID: "Mariana", other.ID: "Luz"} {
		if got, err := o.store.Order(t.Context(), id); err != nil || got.Order.Customer.Name != want {
			t.Errorf("got %v, %v, want %s", got.Order.Customer, err, want)
		}
	}
	if got := text(t, o.get(path).body); strings.Contains(got, "Mariana") || strings.Contains(got, "Borrar los datos") {
		t.Errorf("got %q, want the order without the shopper", got)
	}
}

// The texts of shoppers and products do not change the writing direction of
// anything around them.
func TestTextsAreIsolated(t *testing.T) {
	o := signedIn(t, "")
	const mark = "\u202eקניה"
	placed := o.place(func(placed *order.Order) {
		c := &placed.Customer
		c.Name, c.Phone, c.Address, c.City, c.PostalCode = mark, mark, mark, mark, mark
		placed.Note, placed.Lines[0].Name, placed.Lines[0].Note = mark, mark, mark
	})
	for path, least := range map[string]int{"/admin/pedidos": 1, "/admin/pedidos/" + placed.ID: 7} {
		page := o.get(path).body
		isolated := 0
		for n := range nodes(t, page, "bdi") {
			isolated += strings.Count(n.FirstChild.Data, mark)
		}
		// Attributes have no effect on direction.
		if all := strings.Count(text(t, page), mark); isolated != all || all < least {
			t.Errorf("%s: got %d of %d texts isolated, want all, and at least %d", path, isolated, all, least)
		}
	}
}

// An event announces each change.
func TestEvents(t *testing.T) {
	o := signedIn(t, "")
	ctx, stop := context.WithTimeout(t.Context(), 15*time.Second)
	defer stop()
	request, err := http.NewRequestWithContext(ctx, "GET", o.base+"/admin/cambios", nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := o.client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if got := response.Header.Get("Content-Type"); got != "text/event-stream" {
		t.Fatalf("got type %q", got)
	}
	lines := bufio.NewScanner(response.Body)
	next := func() (number int64) {
		for lines.Scan() {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				fmt.Sscan(data, &number)
				return number
			}
		}
		t.Fatalf("the stream ended: %v", lines.Err())
		return 0
	}
	first := next()
	shoptest.Place(t, o.store, shoptest.Order(t))
	for next() <= first {
	}
}
