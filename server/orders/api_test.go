package orders_test

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"carrito/app/order"
	"carrito/server/orders"
)

// newAPI serves the orders of a counter.
func newAPI(t testing.TB, s *orders.Store, c *counter, limits orders.Limits) string {
	t.Helper()
	offer := func() orders.Offer { return orders.Offer{Terms: c.terms, Products: c.products} }
	server := httptest.NewServer(orders.NewAPI(s, offer, limits, log.New(io.Discard, "", 0)))
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
	databases(t, func(t *testing.T, open func() *orders.Store) {
		c := newCounter(t)
		s := counted(t, open, c)
		url := newAPI(t, s, c, orders.Limits{})
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
	databases(t, func(t *testing.T, open func() *orders.Store) {
		c := newCounter(t)
		s := counted(t, open, c)
		url := newAPI(t, s, c, orders.Limits{})
		for _, test := range tests {
			t.Run(test.name, func(t *testing.T) {
				o := c.order("1×2")
				test.change(&o)
				got := post(t, url, "application/json", c.json(o))
				if got.status != test.status || got.Reason != test.reason || got.Message == "" {
					t.Fatalf("got %d %.300s, want %d %s", got.status, got.body, test.status, test.reason)
				}
				if test.field != "" && !slices.ContainsFunc(got.Faults, func(f struct{ Field, Problem string }) bool { return f.Field == test.field && f.Problem != "" }) {
					t.Errorf("got the faults %v, want one of %s", got.Faults, test.field)
				}
			})
		}
		for _, test := range bodies {
			t.Run(test.name, func(t *testing.T) {
				got := post(t, url, test.contentType, strings.NewReader(test.body))
				if got.status/100 != 4 || got.Reason != test.reason || got.Message == "" || len(got.body) > 2<<10 {
					t.Errorf("got %d %.300s, want 4xx %s", got.status, got.body, test.reason)
				}
			})
		}
		if answer, err := http.Get(url); err != nil || answer.StatusCode != 405 || answer.Header.Get("Allow") != "POST" {
			t.Errorf("GET: got %v, %v, want 405", answer, err)
		}
		if list, err := s.List(t.Context(), orders.Filter{}); len(list) != 0 || err != nil {
			t.Errorf("got %v, %v, want nothing stored", list, err)
		}
		if got, want := stock(t, s), "1=10 2:1=3 2:2=0"; got != want {
			t.Errorf("stock: got %s, want %s", got, want)
		}
	})
}

// What may be any text is kept as it is, and the database with it.
func TestAPIKeepsText(t *testing.T) {
	databases(t, func(t *testing.T, open func() *orders.Store) {
		c := newCounter(t)
		s := counted(t, open, c)
		url := newAPI(t, s, c, orders.Limits{})
		for _, text := range hostile {
			o := c.order("3×1")
			o.Customer.Name, o.Customer.Address, o.Customer.City, o.Note, o.Lines[0].Note = text, text, text, text, text
			o.Customer.PostalCode = text[:min(20, len(text))]
			if got := post(t, url, "application/json", c.json(o)); got.status != 201 {
				t.Fatalf("%q: got %d %s, want 201", text, got.status, got.body)
			}
			got, err := s.Order(t.Context(), o.ID)
			if err != nil || string(got.Order.AppendJSON(nil)) != string(o.AppendJSON(nil)) {
				t.Errorf("%q: got %s, %v, want it as it was", text, got.Order.AppendJSON(nil), err)
			}
		}
		// A product is called what the catalogue calls it, whatever the order says.
		o := c.order("3×1")
		o.Lines[0].Name = hostile[1]
		post(t, url, "application/json", c.json(o))
		if got, _ := s.Order(t.Context(), o.ID); len(got.Order.Lines) != 1 || got.Order.Lines[0].Name != "Medias" {
			t.Errorf("got %v, want the catalogue's name", got.Order.Lines)
		}
	})
}

// A variant that the catalogue counts and the store does not yet is not sold.
func TestAPIUncounted(t *testing.T) {
	databases(t, func(t *testing.T, open func() *orders.Store) {
		c := newCounter(t)
		url := newAPI(t, open(), c, orders.Limits{})
		if got := post(t, url, "application/json", c.json(c.order("1×1"))); got.status != 409 {
			t.Errorf("got %d %s, want 409", got.status, got.body)
		}
		if got := post(t, url, "application/json", c.json(c.order("3×1"))); got.status != 201 {
			t.Errorf("not counted at all: got %d %s, want 201", got.status, got.body)
		}
	})
}

// Who sends too much is told how long to wait, and nobody else.
func TestAPIRate(t *testing.T) {
	c := newCounter(t)
	s := counted(t, func() *orders.Store { return open(t, t.TempDir()+"/orders.db") }, c)
	api := orders.NewAPI(s, func() orders.Offer { return orders.Offer{Terms: c.terms, Products: c.products} },
		orders.Limits{PerMinute: 5, Proxies: 2}, log.New(io.Discard, "", 0))
	ask := func(remote string, forwarded ...string) *http.Response {
		r := httptest.NewRequest("POST", "/api/orders", c.json(c.order("3×1")))
		r.RemoteAddr = remote
		r.Header["X-Forwarded-For"] = forwarded
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		api.ServeHTTP(w, r)
		return w.Result()
	}
	tests := []struct {
		name, remote string
		forwarded    func(i int) []string
	}{
		{"an address", "192.0.2.1:4000", func(int) []string { return nil }},
		{"behind two proxies", "10.0.0.1:1", func(i int) []string { return []string{fmt.Sprintf("1.1.1.%d, 192.0.2.7", i), "10.0.0.2"} }},
		{"an IPv6 network", "[2001:db8::1]:1", func(i int) []string { return []string{fmt.Sprintf("2001:db8:1:2::%d, 10.0.0.2", i)} }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for i := range 5 {
				if got := ask(test.remote, test.forwarded(i)...); got.StatusCode != 201 {
					t.Fatalf("request %d: got %d, want 201", i, got.StatusCode)
				}
			}
			got := ask(test.remote, test.forwarded(6)...)
			if wait, _ := strconv.Atoi(got.Header.Get("Retry-After")); got.StatusCode != 429 || wait < 1 || wait > 12 {
				t.Errorf("got %d, Retry-After %d, want 429 and 12 s at most", got.StatusCode, wait)
			}
		})
	}
}

// Who sends byte by byte is cut off, and holds nobody up.
func TestAPISlow(t *testing.T) {
	c := newCounter(t)
	s := counted(t, func() *orders.Store { return open(t, t.TempDir()+"/orders.db") }, c)
	url := newAPI(t, s, c, orders.Limits{Body: 200 * time.Millisecond})
	conn, err := net.Dial("tcp", strings.TrimPrefix(url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprint(conn, "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n")
	go func() {
		for _, err := conn.Write([]byte("{")); err == nil; _, err = conn.Write([]byte(" ")) {
			time.Sleep(20 * time.Millisecond)
		}
	}()
	if got := post(t, url, "application/json", c.json(c.order("3×1"))); got.status != 201 {
		t.Errorf("another client: got %d, want 201", got.status)
	}
	conn.SetReadDeadline(time.Now().Add(time.Minute))
	answer, err := io.ReadAll(conn)
	if !strings.HasPrefix(string(answer), "HTTP/1.1 408 ") || !strings.Contains(string(answer), `"reason":"too slow"`) {
		t.Errorf("got %q, %v, want 408 and the end", answer, err)
	}
}

func manyLines(n int) []order.Line {
	lines := make([]order.Line, n)
	for i := range lines {
		lines[i] = order.Line{ProductID: i + 1, Quantity: 1}
	}
	return lines
}

func emptyTerms(t *testing.T) *order.Terms {
	c := terms(t)
	c.Ways = nil
	return c
}

// FuzzAPI sends anything: it is never the server's fault, and nothing is stored
// that was not acknowledged.
func FuzzAPI(f *testing.F) {
	c := newCounter(f)
	s := open(f, f.TempDir()+"/orders.db")
	api := orders.NewAPI(s, func() orders.Offer { return orders.Offer{Terms: c.terms, Products: c.products} },
		orders.Limits{}, log.New(io.Discard, "", 0))
	f.Add([]byte("{}"), "application/json")
	f.Add([]byte(`{"id": "`), "text/plain")
	for range 3 {
		f.Add(fuzzOrder(c).AppendJSON(nil), "application/json")
	}
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		before, _ := s.Latest(t.Context())
		r := httptest.NewRequest("POST", "/api/orders", strings.NewReader(string(body)))
		r.Header.Set("Content-Type", contentType)
		w := httptest.NewRecorder()
		api.ServeHTTP(w, r)
		after, _ := s.Latest(t.Context())
		if w.Code >= 500 || w.Code < 200 || !json.Valid(w.Body.Bytes()) {
			t.Errorf("got %d %q, want an answer in JSON", w.Code, w.Body)
		}
		if (after != before) && w.Code != 201 {
			t.Errorf("got %d, and something was stored", w.Code)
		}
	})
}

func fuzzOrder(c *counter) *order.Order {
	o := c.order("3×1")
	return &o
}
