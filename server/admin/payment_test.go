package admin_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"carrito/app/money"
	"carrito/app/order"
	"carrito/server/inbox/orderdb"
	"carrito/server/pay"
)

// pays gives an order a way of paying.
func pays(means string) func(*order.Order) {
	return func(o *order.Order) { o.Payment.Method = means }
}

// links returns the texts of the links with addresses that have a part.
func links(t *testing.T, page, part string) []string {
	t.Helper()
	var found []string
	for n := range nodes(t, page, "a") {
		if strings.Contains(attribute(n, "href"), part) && n.FirstChild != nil && n.FirstChild.Type == html.TextNode {
			found = append(found, n.FirstChild.Data)
		}
	}
	return found
}

// The list shows how far each payment is, and only the orders in one state if the owner
// wants that.
func TestListOfPayments(t *testing.T) {
	o := signedIn(t, "/tienda")
	o.store.Provider = func(means string) string { return strings.TrimPrefix(means, "cash") }
	if got := links(t, o.get("/admin/pedidos").body, "pago="); len(got) > 0 {
		t.Errorf("without payments: got links %q, want none", got)
	}
	o.place(nil)
	cash, hosted, said := o.place(pays("cash")), o.place(pays("stripe")), o.place(pays("cash"))
	if err := o.store.Payments().Say(t.Context(), said.ID, time.Now()); err != nil {
		t.Fatal(err)
	}
	page := o.get("/admin/pedidos").body
	if got, want := links(t, page, "pago="), []string{"Sin pagar (1)", "Dice que pagó (1)", "Espera el pago (1)"}; !slices.Equal(got, want) {
		t.Errorf("got the links %q, want %q", got, want)
	}
	for _, test := range []struct {
		query string
		want  []string
	}{
		{"pago=unpaid", []string{cash.ID}}, {"pago=awaiting", []string{hosted.ID}}, {"pago=said&estado=new", []string{said.ID}},
		{"pago=said&estado=done", nil}, {"pago=paid", nil},
	} {
		var got []string
		for n := range nodes(t, o.get("/admin/pedidos?"+test.query).body, "tr") {
			if id := attribute(n, "data-order"); id != "" {
				got = append(got, id)
			}
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: got %q, want %q", test.query, got, test.want)
		}
	}
}

// The owner notes that an order is paid, and that the money went back.
func TestPaymentByHand(t *testing.T) {
	o := signedIn(t, "")
	placed := o.place(pays("cash"))
	path := "/admin/pedidos/" + placed.ID
	proof := o.proof()
	form := func(to, note string) url.Values {
		return url.Values{"proof": {proof}, "payment": {to}, "note": {note}}
	}
	tests := []struct {
		name   string
		form   url.Values
		status int
		want   orderdb.PayState
		shows  string
	}{
		{"no proof", url.Values{"payment": {"paid"}}, http.StatusForbidden, orderdb.Unpaid, ""},
		{"not possible", form("refunded", ""), http.StatusConflict, orderdb.Unpaid, "No se cambió"},
		{"of the provider only", form("awaiting", ""), http.StatusConflict, orderdb.Unpaid, "No se cambió"},
		{"long note", form("paid", strings.Repeat("ñ", 501)), http.StatusBadRequest, orderdb.Unpaid, "más de 500"},
		{"paid", form("paid", "Yape 4711 <script>alert(1)</script>"), http.StatusSeeOther, orderdb.Paid, ""},
		{"paid again", form("paid", ""), http.StatusConflict, orderdb.Paid, "Pagado"},
		{"refunded", form("refunded", ""), http.StatusSeeOther, orderdb.Refunded, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := o.do("POST", path+"/pago", test.form)
			stored, err := o.store.Order(t.Context(), placed.ID)
			if got.status != test.status || err != nil || stored.Payment != test.want || !strings.Contains(text(t, got.body), test.shows) {
				t.Errorf("got %d, %q, %v, want %d, %q and %q in\n%s", got.status, stored.Payment, err, test.status, test.want, test.shows, text(t, got.body))
			}
		})
	}
	page := text(t, o.get(path).body)
	if !strings.Contains(page, "Pagado (Tienda)") || !strings.Contains(page, "Yape 4711 <script>alert(1)</script>") || !strings.Contains(page, "Devuelto (Tienda)") {
		t.Errorf("got %s, want both steps with the owner's note as text", page)
	}
	if got := o.do("POST", "/admin/pedidos/none/pago", form("paid", "")); got.status != http.StatusNotFound {
		t.Errorf("got %d for an order that does not exist, want 404", got.status)
	}
}

// What the provider says stands beside what the order costs.
func TestPaymentThatDiffers(t *testing.T) {
	o := signedIn(t, "")
	o.store.Provider = func(means string) string { return means }
	placed := o.place(pays("stripe"))
	made := pay.Payment{
		ID: "pi_1", Order: placed.ID, State: pay.Paid, Detail: "succeeded <b>", At: time.Now(),
		Amount: money.FromMinor(5000, 2), Refunded: money.FromMinor(100, 2), Currency: "USD",
	}
	if err := o.store.Payments().Settle(t.Context(), placed.ID, "stripe", []pay.Payment{made}, time.Now()); err != nil {
		t.Fatal(err)
	}
	page := o.get("/admin/pedidos/" + placed.ID).body
	for _, want := range []string{"Pago distinto", "Pedido: S/ 108.73", "$ 50.00 (Pagado)", "devuelto $ 1.00", "succeeded <b>", "Proveedor de pagos"} {
		if !strings.Contains(strings.ReplaceAll(text(t, page), "\u00a0", " "), want) {
			t.Errorf("got no %q in %s", want, text(t, page))
		}
	}
}

// A button opens WhatsApp with the state written out, if the number can be one.
func TestMessageToShopper(t *testing.T) {
	o := signedIn(t, "/tienda")
	tests := []struct{ phone, want string }{
		{"+51 999 000 222", "https://wa.me/51999000222?text="}, {"999000222", "https://wa.me/51999000222?text="},
		{"+54 9 11 2345-6789", "https://wa.me/5491123456789?text="}, {"12", ""}, {"javascript:alert(1)", ""},
	}
	for _, test := range tests {
		placed := o.place(func(o *order.Order) { o.Customer.Phone, o.Payment.Method = test.phone, "cash" })
		stored, err := o.store.Order(t.Context(), placed.ID)
		if err != nil {
			t.Fatal(err)
		}
		link := ""
		for n := range nodes(t, o.get("/admin/pedidos/"+placed.ID).body, "a") {
			if attribute(n, "id") == "message" {
				link = attribute(n, "href")
			}
		}
		if test.want == "" {
			if link != "" {
				t.Errorf("%q: got %s, want no link", test.phone, link)
			}
			continue
		}
		u, err := url.Parse(link)
		said := u.Query().Get("text")
		if err != nil || !strings.HasPrefix(link, test.want) {
			t.Errorf("%q: got %s, want %s…", test.phone, link, test.want)
		}
		for _, want := range []string{"Rosa Quispe", "Nuevo", "Sin pagar", "https://shop.example/tienda/pedido/" + stored.Token} {
			if !strings.Contains(said, want) {
				t.Errorf("got %q, want %q in it", said, want)
			}
		}
	}
}
