package orderdb_test

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"carrito/app/catalog"
	"carrito/app/order"
	"carrito/server/inbox/orderdb"
)

// newAPI serves the orders of a counter.
func newAPI(t testing.TB, s *orderdb.Store, c *counter, limits orderdb.Limits) string {
	t.Helper()
	offer := func() orderdb.Offer { return orderdb.Offer{Terms: c.terms, Products: c.products} }
	server := httptest.NewServer(orderdb.NewAPI(s, offer, limits, log.New(io.Discard, "", 0)))
	t.Cleanup(server.Close)
	return server.URL
}

// reply is any answer of the API.
type reply struct {
	status     int
	retryAfter string
	body       string

	ID, Placed, Total, Reason, Message string
	Faults                             []struct{ Field, Problem string }
	Order                              json.RawMessage
}

func post(t testing.TB, url, contentType string, body io.Reader) reply {
	t.Helper()
	got, err := tryPost(url, contentType, body)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func tryPost(url, contentType string, body io.Reader) (reply, error) {
	answer, err := http.Post(url, contentType, body)
	if err != nil {
		return reply{}, err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	got := reply{status: answer.StatusCode, retryAfter: answer.Header.Get("Retry-After"), body: string(text)}
	if err == nil && json.Unmarshal(text, &got) != nil || answer.Header.Get("Content-Type") != "application/json" {
		err = fmt.Errorf("got %q as %q, want JSON", text, answer.Header.Get("Content-Type"))
	}
	return got, err
}

func (c *counter) json(o order.Order) io.Reader { return strings.NewReader(string(o.AppendJSON(nil))) }

func TestAPI(t *testing.T) {
	databases(t, func(t *testing.T, open func() *orderdb.Store) {
		c := newCounter(t)
		s := counted(t, open, c)
		url := newAPI(t, s, c, orderdb.Limits{})
		o := c.order("1×4")
		first := post(t, url, "application/json; charset=utf-8", c.json(o))
		if first.status != 201 || first.ID != o.ID || first.Total != "80.00" {
			t.Fatalf("got %d %s, want 201 with number and total", first.status, first.body)
		}
		if placed, err := time.Parse(time.RFC3339, first.Placed); err != nil || time.Since(placed) > time.Minute || placed.Location() != time.UTC {
			t.Errorf("got the time %q, want now in UTC", first.Placed)
		}
		spaced := strings.NewReader(strings.ReplaceAll(string(o.AppendJSON(nil)), `,"`, ", \n\""))
		if again := post(t, url, "application/json", spaced); again.status != 201 || again.body != first.body {
			t.Errorf("again: got %d %s, want 201 %s", again.status, again.body, first.body)
		}
		other := o
		other.Note = "otra"
		if got := post(t, url, "application/json", c.json(other)); got.status != 409 || got.Reason != "taken" {
			t.Errorf("another order: got %d %s, want 409 taken", got.status, got.body)
		}

		much := c.order("1×7")
		got := post(t, url, "application/json", c.json(much))
		if got.status != 409 || got.Reason != "changed" {
			t.Fatalf("too much: got %d %s, want 409 changed", got.status, got.body)
		}
		proposal, err := order.Parse(string(got.Order), 2)
		if err != nil || texts(proposal) != "1×6 120.00" || proposal.ID != much.ID {
			t.Errorf("got the proposal %s, %v, want the six that are left", got.Order, err)
		}
		if got := post(t, url, "application/json", strings.NewReader(string(got.Order))); got.status != 201 || got.Total != "120.00" {
			t.Errorf("the proposal: got %d %s, want it taken", got.status, got.body)
		}
		if got, want := stock(t, s), "1=0 2:1=3 2:2=0"; got != want {
			t.Errorf("stock: got %s, want %s", got, want)
		}
		// On terms by which it would be refused now, an order is what it was.
		c.terms, c.products = emptyTerms(t), read(t, `[]`)
		if again := post(t, url, "application/json", c.json(o)); again.status != 201 || again.body != first.body {
			t.Errorf("on other terms: got %d %s, want 201 %s", again.status, again.body, first.body)
		}
		c.terms = nil
		if got := post(t, url, "application/json", c.json(o)); got.status != 404 {
			t.Errorf("without a channel: got %d %s, want 404", got.status, got.body)
		}
	})
}

// What may be any text is kept as it is, and the database with it.
func TestAPIKeepsText(t *testing.T) {
	databases(t, func(t *testing.T, open func() *orderdb.Store) {
		c := newCounter(t)
		s := counted(t, open, c)
		url := newAPI(t, s, c, orderdb.Limits{})
		for _, text := range hostile {
			o := c.order("3×1")
			o.Customer.Name, o.Customer.Address, o.Customer.City, o.Note, o.Lines[0].Note = text+"Ana", text, text, text, text // a name has letters
			o.Customer.PostalCode = text[:min(20, len(text))]
			if got := post(t, url, "application/json", c.json(o)); got.status != 201 {
				t.Fatalf("%q: got %d %s, want 201", text, got.status, got.body)
			}
			got, err := s.Order(t.Context(), o.ID)
			if err != nil || string(got.Order.AppendJSON(nil)) != string(o.AppendJSON(nil)) {
				t.Errorf("%q: got %s, %v, want it as it was", text, got.Order.AppendJSON(nil), err)
			}
		}
		// A product is called what the catalogue calls it, and nothing else is stored.
		o := c.order("3×1")
		o.Lines[0].Name = hostile[1]
		if got := post(t, url, "application/json", c.json(o)); got.status != 409 || !strings.Contains(got.body, `"name":"Medias"`) {
			t.Errorf("another name: got %d %s, want 409 with the catalogue's", got.status, got.body)
		}
		o.Lines[0].Name = ""
		post(t, url, "application/json", c.json(o))
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
	shifted := strings.Replace(products, sizes, `"options": [{"name": "Talla", "values": ["XS", "S", "M"]}],
	 "variants": [{"id": 1, "values": ["XS"], "stock": 3}, {"id": 2, "values": ["S"], "stock": 3}, {"id": 3, "values": ["M"], "stock": 0}]`, 1)
	tests := []struct {
		name, products string
		want           string // within the answer
	}{
		{"another variant has the id", shifted, `"variantName":"XS"`},
		{"another product has the id", strings.Replace(products, `"Polo"`, `"Manta"`, 1), `"name":"Manta"`},
		{"a product merely renamed", strings.Replace(products, `"Polo"`, `"Polo clásico"`, 1), `"name":"Polo clásico"`},
	}
	for _, test := range tests {
		databases(t, func(t *testing.T, open func() *orderdb.Store) {
			t.Run(test.name, func(t *testing.T) {
				c := newCounter(t)
				s := counted(t, open, c)
				url := newAPI(t, s, c, orderdb.Limits{})
				o := c.order("2:1×1")
				c.products = read(t, test.products)
				before := stock(t, s)
				got := post(t, url, "application/json", c.json(o))
				if got.status != 409 || !strings.Contains(got.body, `"reason":"changed"`) || !strings.Contains(got.body, test.want) {
					t.Fatalf("got %d %s, want 409 with %s", got.status, got.body, test.want)
				}
				if _, err := s.Order(t.Context(), o.ID); err != orderdb.ErrNoOrder || stock(t, s) != before {
					t.Errorf("got %v and the stock %s, want nothing stored and %s", err, stock(t, s), before)
				}
				confirmed := c.propose(o, func(int, int) int { return catalog.NotCounted })
				if got := post(t, url, "application/json", c.json(confirmed)); got.status != 201 {
					t.Errorf("confirmed: got %d %s, want 201", got.status, got.body)
				}
			})
		})
	}
}

// A variant that the catalogue counts and the store does not yet is not sold.
func TestAPIUncounted(t *testing.T) {
	databases(t, func(t *testing.T, open func() *orderdb.Store) {
		c := newCounter(t)
		url := newAPI(t, open(), c, orderdb.Limits{})
		if got := post(t, url, "application/json", c.json(c.order("1×1"))); got.status != 409 {
			t.Errorf("got %d %s, want 409", got.status, got.body)
		}
		if got := post(t, url, "application/json", c.json(c.order("3×1"))); got.status != 201 {
			t.Errorf("not counted at all: got %d %s, want 201", got.status, got.body)
		}
	})
}

func emptyTerms(t *testing.T) *order.Terms {
	c := terms(t)
	c.Ways = nil
	return c
}
