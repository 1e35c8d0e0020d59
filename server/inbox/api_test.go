package inbox_test

import (
	"strings"
	"testing"
	"time"

	"carrito/app/catalog"
	"carrito/app/order"
	"carrito/server/inbox"
	"carrito/server/inbox/inboxtest"
	"carrito/server/inbox/orderdb"
)

func TestAPI(t *testing.T) {
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		c := inboxtest.NewCounter(t)
		s := inboxtest.Counted(t, open, c)
		url := inboxtest.Serve(t, s, c, inbox.Limits{})
		o := c.Order("1×4")
		first := inboxtest.Post(t, url, "application/json; charset=utf-8", c.JSON(o))
		if first.Status != 201 || first.ID != o.ID || first.Total != "80.00" {
			t.Fatalf("got %d %s, want 201 with number and total", first.Status, first.Body)
		}
		if placed, err := time.Parse(time.RFC3339, first.Placed); err != nil || time.Since(placed) > time.Minute || placed.Location() != time.UTC {
			t.Errorf("got the time %q, want now in UTC", first.Placed)
		}
		spaced := strings.NewReader(strings.ReplaceAll(string(o.AppendJSON(nil)), `,"`, ", \n\""))
		if again := inboxtest.Post(t, url, "application/json", spaced); again.Status != 201 || again.Body != first.Body {
			t.Errorf("again: got %d %s, want 201 %s", again.Status, again.Body, first.Body)
		}
		other := o
		other.Note = "otra"
		if got := inboxtest.Post(t, url, "application/json", c.JSON(other)); got.Status != 409 || got.Reason != "taken" {
			t.Errorf("another order: got %d %s, want 409 taken", got.Status, got.Body)
		}

		much := c.Order("1×7")
		got := inboxtest.Post(t, url, "application/json", c.JSON(much))
		if got.Status != 409 || got.Reason != "changed" {
			t.Fatalf("too much: got %d %s, want 409 changed", got.Status, got.Body)
		}
		proposal, err := order.Parse(string(got.Order), 2)
		if err != nil || inboxtest.Brief(proposal) != "1×6 120.00" || proposal.ID != much.ID {
			t.Errorf("got the proposal %s, %v, want the six that are left", got.Order, err)
		}
		if got := inboxtest.Post(t, url, "application/json", strings.NewReader(string(got.Order))); got.Status != 201 || got.Total != "120.00" {
			t.Errorf("the proposal: got %d %s, want it taken", got.Status, got.Body)
		}
		if got, want := inboxtest.Stock(t, s), "1=0 2:1=3 2:2=0"; got != want {
			t.Errorf("stock: got %s, want %s", got, want)
		}
		// On terms by which it would be refused now, an order is what it was.
		c.Terms, c.Products = emptyTerms(t), inboxtest.Catalog(t, `[]`)
		if again := inboxtest.Post(t, url, "application/json", c.JSON(o)); again.Status != 201 || again.Body != first.Body {
			t.Errorf("on other terms: got %d %s, want 201 %s", again.Status, again.Body, first.Body)
		}
		c.Terms = nil
		if got := inboxtest.Post(t, url, "application/json", c.JSON(o)); got.Status != 404 {
			t.Errorf("without a channel: got %d %s, want 404", got.Status, got.Body)
		}
	})
}

// What may be any text is kept as it is, and the database with it.
func TestAPIKeepsText(t *testing.T) {
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		c := inboxtest.NewCounter(t)
		s := inboxtest.Counted(t, open, c)
		url := inboxtest.Serve(t, s, c, inbox.Limits{})
		for _, text := range hostile {
			o := c.Order("3×1")
			o.Customer.Name, o.Customer.Address, o.Customer.City, o.Note, o.Lines[0].Note = text+"Ana", text, text, text, text // a name has letters
			o.Customer.PostalCode = text[:min(20, len(text))]
			if got := inboxtest.Post(t, url, "application/json", c.JSON(o)); got.Status != 201 {
				t.Fatalf("%q: got %d %s, want 201", text, got.Status, got.Body)
			}
			got, err := s.Order(t.Context(), o.ID)
			if err != nil || string(got.Order.AppendJSON(nil)) != string(o.AppendJSON(nil)) {
				t.Errorf("%q: got %s, %v, want it as it was", text, got.Order.AppendJSON(nil), err)
			}
		}
		// A product is called what the catalogue calls it, and nothing else is stored.
		o := c.Order("3×1")
		o.Lines[0].Name = hostile[1]
		if got := inboxtest.Post(t, url, "application/json", c.JSON(o)); got.Status != 409 || !strings.Contains(got.Body, `"name":"Medias"`) {
			t.Errorf("another name: got %d %s, want 409 with the catalogue's", got.Status, got.Body)
		}
		o.Lines[0].Name = ""
		inboxtest.Post(t, url, "application/json", c.JSON(o))
		if got, _ := s.Order(t.Context(), o.ID); len(got.Order.Lines) != 1 || got.Order.Lines[0].Name != "Medias" {
			t.Errorf("no name: got %v, want the catalogue's", got.Order.Lines)
		}
	})
}

// An order for what an id meant before is not taken as what it means now. The
// shopper gets the order as it would be, and may send that.
func TestAPIComparesNames(t *testing.T) {
	const sizes = `"options": [{"name": "Talla", "values": ["S", "M"]}],
	 "variants": [{"id": 1, "values": ["S"], "stock": 3}, {"id": 2, "values": ["M"], "stock": 0}]`
	shifted := strings.Replace(inboxtest.Products, sizes, `"options": [{"name": "Talla", "values": ["XS", "S", "M"]}],
	 "variants": [{"id": 1, "values": ["XS"], "stock": 3}, {"id": 2, "values": ["S"], "stock": 3}, {"id": 3, "values": ["M"], "stock": 0}]`, 1)
	tests := []struct {
		name, products string
		want           string // within the answer
	}{
		{"another variant has the id", shifted, `"variantName":"XS"`},
		{"another product has the id", strings.Replace(inboxtest.Products, `"Polo"`, `"Manta"`, 1), `"name":"Manta"`},
		{"a product merely renamed", strings.Replace(inboxtest.Products, `"Polo"`, `"Polo clásico"`, 1), `"name":"Polo clásico"`},
	}
	for _, test := range tests {
		inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
			t.Run(test.name, func(t *testing.T) {
				c := inboxtest.NewCounter(t)
				s := inboxtest.Counted(t, open, c)
				url := inboxtest.Serve(t, s, c, inbox.Limits{})
				o := c.Order("2:1×1")
				c.Products = inboxtest.Catalog(t, test.products)
				before := inboxtest.Stock(t, s)
				got := inboxtest.Post(t, url, "application/json", c.JSON(o))
				if got.Status != 409 || !strings.Contains(got.Body, `"reason":"changed"`) || !strings.Contains(got.Body, test.want) {
					t.Fatalf("got %d %s, want 409 with %s", got.Status, got.Body, test.want)
				}
				if _, err := s.Order(t.Context(), o.ID); err != orderdb.ErrNoOrder || inboxtest.Stock(t, s) != before {
					t.Errorf("got %v and the stock %s, want nothing stored and %s", err, inboxtest.Stock(t, s), before)
				}
				confirmed := c.Propose(o, func(int, int) int { return catalog.NotCounted })
				if got := inboxtest.Post(t, url, "application/json", c.JSON(confirmed)); got.Status != 201 {
					t.Errorf("confirmed: got %d %s, want 201", got.Status, got.Body)
				}
			})
		})
	}
}

// A variant that the catalogue counts and the store does not yet is not sold.
func TestAPIUncounted(t *testing.T) {
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		c := inboxtest.NewCounter(t)
		url := inboxtest.Serve(t, open(), c, inbox.Limits{})
		if got := inboxtest.Post(t, url, "application/json", c.JSON(c.Order("1×1"))); got.Status != 409 {
			t.Errorf("got %d %s, want 409", got.Status, got.Body)
		}
		if got := inboxtest.Post(t, url, "application/json", c.JSON(c.Order("3×1"))); got.Status != 201 {
			t.Errorf("not counted at all: got %d %s, want 201", got.Status, got.Body)
		}
	})
}

func emptyTerms(t *testing.T) *order.Terms {
	c := inboxtest.Terms(t)
	c.Ways = nil
	return c
}

// The answer says what an order holds.
func TestAPISaysHold(t *testing.T) {
	c := inboxtest.NewCounter(t)
	s := inboxtest.Counted(t, func() *orderdb.Store { return inboxtest.Open(t, t.TempDir()+"/orders.db") }, c)
	s.Holds = func() orderdb.Holds { return orderdb.Holds{For: time.Hour, PerHour: 1} }
	url := inboxtest.Serve(t, s, c, inbox.Limits{})
	first := inboxtest.Post(t, url, "application/json", c.JSON(c.Order("1×1")))
	if first.Status != 201 || !strings.Contains(first.Body, `"held":"2`) || strings.Contains(first.Body, `"confirm"`) {
		t.Errorf("got %d %s, want until when it is held", first.Status, first.Body)
	}
	second := inboxtest.Post(t, url, "application/json", c.JSON(c.Order("1×1")))
	if second.Status != 201 || !strings.Contains(second.Body, `"confirm":true`) || strings.Contains(second.Body, `"held"`) {
		t.Errorf("got %d %s, want it said that the shop must confirm", second.Status, second.Body)
	}
}
