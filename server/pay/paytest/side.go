package paytest

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"

	"github.com/google/uuid"

	"carrito/app/money"
	"carrito/server/pay"
	"carrito/server/pay/sandbox"
)

// Keys are keys for tests.
func Keys() pay.Keys {
	return pay.Keys{
		MercadoPagoToken: pay.NewSecret("APP_USR-4711-token"), MercadoPagoSecret: pay.NewSecret("mp-webhook-secret"),
		StripeKey: pay.NewSecret("sk_test_4711key"), StripeSecret: pay.NewSecret("whsec_4711secret"),
	}
}

// Side is a provider with its sandbox, and a shop that hears its webhooks.
type Side struct {
	Provider pay.Provider
	Bank     *sandbox.Bank
	API      *Faults
	Heard    <-chan Heard
	Request  pay.Request // for a new order
}

// Heard is what Hear returned for a webhook.
type Heard struct {
	Event pay.Event
	Err   error
}

// Connect makes a Side. sandboxed returns the sandbox at the address base, which tells
// the address notify of events; provider returns the provider that uses the API at
// base.
func Connect(t *testing.T, sandboxed func(base, notify string) (http.Handler, *sandbox.Bank), provider func(base string) (pay.Provider, error)) *Side {
	t.Helper()
	heard := make(chan Heard, 100)
	side := &Side{Heard: heard, API: &Faults{}}
	shop := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Errorf("webhook: %v", err)
		}
		event, err := side.Provider.Hear(r.Header, r.URL.Query(), body, time.Now())
		heard <- Heard{event, err}
	}))
	t.Cleanup(shop.Close)
	server := httptest.NewUnstartedServer(side.API)
	base := "http://" + server.Listener.Addr().String()
	side.API.Handler, side.Bank = sandboxed(base, shop.URL+"/webhook")
	server.Start()
	t.Cleanup(server.Close)
	var err error
	if side.Provider, err = provider(base); err != nil {
		t.Fatal(err)
	}
	side.Request = pay.Request{
		Order: uuid.NewString(), Title: "Pedido de Ana", Amount: money.FromMinor(4990, 2), Currency: "PEN",
		Email: "ana@example.com", Return: "https://shop.example/pedido/1?x=y", Notify: shop.URL + "/webhook",
		Expires: time.Now().Add(2 * time.Hour).Truncate(time.Second),
	}
	return side
}

// Open opens a page for the order of Request.
func (s *Side) Open(t *testing.T) pay.Page {
	t.Helper()
	page, err := s.Provider.Open(t.Context(), s.Request)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

// Ask asks for the payments of a page.
func (s *Side) Ask(t *testing.T, page pay.Page) []pay.Payment {
	t.Helper()
	payments, err := s.Provider.Payments(t.Context(), s.Request.Order, page.ID)
	if err != nil {
		t.Fatal(err)
	}
	return payments
}

// Press sends a form of the sandbox as a browser does. It returns the address to which
// the browser goes on, or "" if it stays.
func Press(t testing.TB, address string, fields ...string) string {
	t.Helper()
	form := url.Values{}
	for i := 0; i < len(fields); i += 2 {
		form.Set(fields[i], fields[i+1])
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	response, err := client.PostForm(address, form)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode >= 400 {
		body, _ := io.ReadAll(response.Body)
		t.Fatalf("%s %v: got %s: %s", address, fields, response.Status, body)
	}
	return response.Header.Get("Location")
}

// Change changes the latest payment at the sandbox's panel.
func (s *Side) Change(t *testing.T, what string, fields ...string) {
	t.Helper()
	all := s.Bank.Payments(func(p sandbox.Payment) bool { return p.Page.Order == s.Request.Order })
	if len(all) == 0 {
		t.Fatal("there is no payment")
	}
	Press(t, s.Bank.Base+"/sandbox/payments/"+all[len(all)-1].ID, append([]string{"what", what}, fields...)...)
}

// Next returns what the shop hears next.
func (s *Side) Next(t *testing.T) Heard {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	select {
	case heard := <-s.Heard:
		return heard
	case <-ctx.Done():
		t.Fatal("the shop hears nothing")
		return Heard{}
	}
}
