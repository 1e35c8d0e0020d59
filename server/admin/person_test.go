package admin_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"carrito/app/order"
	"carrito/server/alert"
	"carrito/server/complaint"
	"carrito/server/inbox/orderdb"
)

// The owner gives out what there is of a shopper, and deletes it after a second question.
// Neither is in the log.
func TestPerson(t *testing.T) {
	o := signedIn(t, "/tienda")
	customer := order.Customer{Name: "=Mariana", Phone: "+51 987 654 321", Email: "mariana@olvidable.example"}
	closed := o.place(func(placed *order.Order) { placed.Customer = customer })
	o.place(func(placed *order.Order) { placed.Customer = customer })
	other := o.place(func(placed *order.Order) { placed.Customer.Name, placed.Customer.Phone = "Luz", "900111222" })
	for _, placed := range []time.Time{time.Now().AddDate(-3, 0, 0), time.Now()} {
		if _, err := o.store.AddComplaint(t.Context(), complaint.Sheet{Name: "Mariana Q.", Email: customer.Email, Detail: "se rompió", Placed: placed}); err != nil {
			t.Fatal(err)
		}
	}
	for _, a := range []alert.Alert{{Product: 3, Name: "=Bolso", Contact: "+51987654321"}, {Product: 3, Name: "Bolso", Contact: "luz@correo.example"}, {Product: 4, Name: "Polo", Contact: "mariana@olvidable.example"}} {
		if a.Asked = time.Now(); o.store.AddAlert(t.Context(), a) != nil {
			t.Fatal("the alert is not stored")
		}
	}
	if err := o.store.SetState(t.Context(), closed.ID, orderdb.Cancelled, "owner"); err != nil {
		t.Fatal(err)
	}
	ask := func(fields ...string) answer {
		t.Helper()
		form := url.Values{"proof": {o.proof()}, "who": {"Mariana@olvidable.example"}}
		for _, field := range fields {
			name, value, _ := strings.Cut(field, "=")
			form.Set(name, value)
		}
		return o.do("POST", "/admin/clientes", form)
	}
	if got := text(t, ask("who=nadie@olvidable.example").body); !strings.Contains(got, "No hay nada con ese correo") {
		t.Errorf("nobody: got %q", got)
	}
	if got := text(t, ask("who=").body); !strings.Contains(got, "No hay nada con ese correo") {
		t.Errorf("an empty text: got %q", got)
	}
	got := text(t, ask().body)
	if strings.Count(got, "Pedido ") != 2 || strings.Count(got, "Hoja de reclamación ") != 2 || strings.Count(got, "Aviso pedido: Polo") != 1 || !strings.Contains(got, "1 pedido todavía está por entregar") || !strings.Contains(got, "conservar 1 hoja") {
		t.Errorf("got %q, want two orders and two complaints", got)
	}
	var file struct {
		Orders     []json.RawMessage
		Complaints []complaint.Sheet
		Alerts     []struct{ Product, Contact string }
	}
	if data := ask("do=json"); json.Unmarshal([]byte(data.body), &file) != nil || len(file.Orders) != 2 || len(file.Complaints) != 2 || len(file.Alerts) != 1 || file.Alerts[0].Product != "Polo" || strings.Contains(data.body, "Luz") {
		t.Errorf("JSON: got %s", data.body)
	}
	if data := ask("do=csv"); data.header.Get("Content-Type") != "text/csv; charset=utf-8" || !strings.Contains(data.body, "orders 1 order customer name,'=Mariana") || !strings.Contains(data.body, "complaints 2 Detail,se rompió") {
		t.Errorf("CSV: got %s", data.body)
	}
	if got := ask("do=erase"); got.status != http.StatusUnprocessableEntity || !strings.Contains(got.body, "No se borró nada") {
		t.Errorf("not sure: got %d", got.status)
	}
	if got := text(t, ask("do=erase", "sure=yes").body); !strings.Contains(got, "Se borraron los datos de 3 pedidos, reclamos y avisos.") || strings.Count(got, "Pedido ") != 1 {
		t.Errorf("got %q, want one order and one complaint left", got)
	}
	if data := ask("who=987654321", "do=csv"); !strings.Contains(data.body, "alerts 1 product,'=Bolso") || !strings.Contains(data.body, "alerts 1 contact,'+51987654321") || strings.Contains(data.body, "luz@") {
		t.Errorf("CSV of a number: got %s", data.body)
	}
	if stored, err := o.store.Order(t.Context(), other.ID); err != nil || stored.Order.Customer.Name != "Luz" {
		t.Errorf("another shopper: got %v, %v", stored.Order.Customer, err)
	}
	if log := o.log.String(); strings.Contains(strings.ToLower(log), "mariana") || !strings.Contains(log, "a shopper is forgotten in 1 orders, 1 complaints and 1 alerts") {
		t.Errorf("got the log %q, want it without the shopper", log)
	}
}
