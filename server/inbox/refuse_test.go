package inbox_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"carrito/app/order"
	"carrito/server/inbox"
	"carrito/server/inbox/inboxtest"
	"carrito/server/inbox/orderdb"
)

// hostile are texts that mean something to a database or a page.
var hostile = []string{"'); DROP TABLE orders; --", `<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, "=1+1", "$1", "?", "\\'", "%s%n", "${jndi:x}", "{{.}}"}

// What is faulty is refused with a reason, and nothing of it is stored.
func TestAPIRefuses(t *testing.T) {
	long := strings.Repeat("x", 300<<10)
	tests := []struct {
		name   string
		change func(*order.Order)
		status int
		reason string
		field  string // one of the faults
	}{
		{"a negative quantity", func(o *order.Order) { o.Lines[0].Quantity = -1 }, 400, "invalid", "lines[0].quantity"},
		{"no quantity", func(o *order.Order) { o.Lines[0].Quantity = 0 }, 400, "invalid", "lines[0].quantity"},
		{"a huge quantity", func(o *order.Order) { o.Lines[0].Quantity = 1 << 62 }, 400, "invalid", "lines[0].quantity"},
		{"a negative product", func(o *order.Order) { o.Lines[0].ProductID = -7 }, 400, "invalid", "lines[0].product"},
		{"a line twice", func(o *order.Order) { o.Lines = append(o.Lines, o.Lines[0]) }, 400, "invalid", "lines[1].product"},
		{"no lines", func(o *order.Order) { o.Lines = nil }, 400, "invalid", "lines"},
		{"501 lines", func(o *order.Order) { o.Lines = manyLines(501) }, 400, "invalid", "lines"},
		{"10,000 lines", func(o *order.Order) { o.Lines = manyLines(10_000) }, 413, "too large", ""},
		{"a name of 1 MB", func(o *order.Order) { o.Customer.Name = strings.Repeat("ñ", 1<<19) }, 413, "too large", ""},
		{"a name of 200 kB", func(o *order.Order) { o.Customer.Name = long[:200<<10] }, 400, "invalid", "customer.name"},
		{"no name", func(o *order.Order) { o.Customer.Name = " \t" }, 400, "invalid", "customer.name"},
		{"a line break in a name", func(o *order.Order) { o.Customer.Name = "Ana\nBcc: x" }, 400, "invalid", "customer.name"},
		{"NUL", func(o *order.Order) { o.Note = "a\x00b" }, 400, "invalid", "note"},
		{"another currency", func(o *order.Order) { o.Currency = "USD" }, 400, "invalid", "currency"},
		{"SQL as number", func(o *order.Order) { o.ID = hostile[0] }, 400, "invalid", "id"},
		{"SQL as delivery", func(o *order.Order) { o.Delivery.Method = hostile[0] }, 400, "invalid", "delivery.method"},
		{"SQL as zone", func(o *order.Order) { o.Delivery = order.Delivery{Method: "envio", Zone: hostile[0]} }, 400, "invalid", "delivery.zone"},
		{"SQL as telephone", func(o *order.Order) { o.Customer.Phone = hostile[0] }, 400, "invalid", "customer.phone"},
		{"HTML as e-mail", func(o *order.Order) { o.Customer.Email = hostile[1] }, 400, "invalid", "customer.email"},
		{"a lower price", func(o *order.Order) { o.Lines[0].UnitPrice = o.Figures.Discount }, 409, "changed", ""},
		{"a lower total", func(o *order.Order) { o.Figures.Total = o.Figures.Tax }, 409, "changed", ""},
	}
	bodies := []struct{ name, body, contentType, reason string }{
		{"nothing", "", "application/json", "malformed"},
		{"a list", "[]", "application/json", "malformed"},
		{"half", `{"id": "`, "application/json", "malformed"},
		{"an unknown member", `{"admin": true}`, "application/json", "malformed"},
		{"a price as a number", `{"total": 1.5}`, "application/json", "malformed"},
		{"a member twice", `{"id": "a", "id": "b"}`, "application/json", "malformed"},
		{"deep", strings.Repeat("[", 100<<10), "application/json", "malformed"},
		{"a form", "id=1", "application/x-www-form-urlencoded", "wrong type"},
		{"text", "{}", "text/plain", "wrong type"},
		{"no type", "{}", "", "wrong type"},
		{"a broken type", "{}", ";;;", "wrong type"},
		{"spaces", strings.Repeat(" ", 300<<10), "application/json", "too large"},
	}
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		c := inboxtest.NewCounter(t)
		s := inboxtest.Counted(t, open, c)
		url := inboxtest.Serve(t, s, c, inbox.Limits{})
		for _, test := range tests {
			t.Run(test.name, func(t *testing.T) {
				o := c.Order("1×2")
				test.change(&o)
				got := inboxtest.Post(t, url, "application/json", c.JSON(o))
				if got.Status != test.status || got.Reason != test.reason || got.Message == "" {
					t.Fatalf("got %d %.300s, want %d %s", got.Status, got.Body, test.status, test.reason)
				}
				if test.field != "" && !slices.ContainsFunc(got.Faults, func(f struct{ Field, Problem string }) bool { return f.Field == test.field && f.Problem != "" }) {
					t.Errorf("got the faults %v, want one of %s", got.Faults, test.field)
				}
			})
		}
		for _, test := range bodies {
			t.Run(test.name, func(t *testing.T) {
				got := inboxtest.Post(t, url, test.contentType, strings.NewReader(test.body))
				if got.Status/100 != 4 || got.Reason != test.reason || got.Message == "" || len(got.Body) > 2<<10 {
					t.Errorf("got %d %.300s, want 4xx %s", got.Status, got.Body, test.reason)
				}
			})
		}
		if answer, err := http.Get(url); err != nil || answer.StatusCode != 405 || answer.Header.Get("Allow") != "POST" {
			t.Errorf("GET: got %v, %v, want 405", answer, err)
		}
		if list, err := s.List(t.Context(), orderdb.Filter{}); len(list) != 0 || err != nil {
			t.Errorf("got %v, %v, want nothing stored", list, err)
		}
		if got, want := inboxtest.Stock(t, s), "1=10 2:1=3 2:2=0"; got != want {
			t.Errorf("stock: got %s, want %s", got, want)
		}
	})
}

func manyLines(n int) []order.Line {
	lines := make([]order.Line, n)
	for i := range lines {
		lines[i] = order.Line{ProductID: i + 1, Quantity: 1}
	}
	return lines
}
