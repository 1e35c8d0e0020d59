package stripe_test

import (
	"net/http"
	"testing"

	"carrito/server/pay"
	"carrito/server/pay/paytest"
	"carrito/server/pay/sandbox"
	"carrito/server/pay/stripe"
	"carrito/server/pay/stripetest"
)

// connect connects the provider with the sandbox, whose answers are checked against
// Stripe's OpenAPI document.
func connect(t *testing.T) *paytest.Side {
	t.Helper()
	return paytest.Connect(t, func(base, notify string) (http.Handler, *sandbox.Bank) {
		server := stripetest.New(base, notify, paytest.Keys())
		return documented(t, server), server.Bank
	}, func(base string) (pay.Provider, error) {
		return stripe.New(paytest.Keys(), stripe.Options{API: base})
	})
}

func TestStories(t *testing.T)  { paytest.Stories(t, connect) }
func TestFailures(t *testing.T) { paytest.Failures(t, connect) }

func TestWrongName(t *testing.T) {
	paytest.WrongName(t, func(base string, transport http.RoundTripper) (pay.Provider, error) {
		return stripe.New(paytest.Keys(), stripe.Options{API: base, Transport: transport})
	})
}

func TestOpen(t *testing.T) {
	s := connect(t)
	first := s.Open(t)
	if !first.Expires.Equal(s.Request.Expires) {
		t.Errorf("got the end %v, want %v", first.Expires, s.Request.Expires)
	}
	if got := s.Ask(t, first); len(got) != 1 || got[0].State != pay.Open || !pay.Same(got[0].Amount, s.Request.Amount) {
		t.Errorf("got %+v, want one payment that is open", got)
	}
	if again := s.Open(t); again != first {
		t.Errorf("opened again: got %+v, want %+v", again, first)
	}
	changed := s.Request
	changed.Title = "other"
	_, err := s.Provider.Open(t.Context(), changed)
	paytest.CheckError(t, err, pay.ErrRejected)
	s.Request.Attempt = 1
	if another := s.Open(t); another.ID == first.ID {
		t.Error("another attempt: got the same page, want another")
	}
}

// A shopper whose card was refused pays with another one, in the same payment.
func TestSecondCard(t *testing.T) {
	s := connect(t)
	page := s.Open(t)
	paytest.Press(t, page.URL, "how", sandbox.PayRefused)
	refused := s.Ask(t, page)
	paytest.Press(t, page.URL, "how", sandbox.PayNow)
	paid := s.Ask(t, page)
	if refused[0].State != pay.Refused || paid[0].State != pay.Paid || refused[0].ID != paid[0].ID {
		t.Errorf("got %+v and %+v, want one payment, refused and then paid", refused, paid)
	}
}

func TestOtherOrder(t *testing.T) {
	s := connect(t)
	page := s.Open(t)
	_, err := s.Provider.Payments(t.Context(), "another", page.ID)
	paytest.CheckError(t, err, pay.ErrUnavailable)
	_, err = s.Provider.Payments(t.Context(), s.Request.Order, "cs_test_unknown")
	paytest.CheckError(t, err, pay.ErrUnknown)
	if got, err := s.Provider.Payments(t.Context(), s.Request.Order, ""); len(got) > 0 || err != nil {
		t.Errorf("without a page: got %v, %v, want nothing", got, err)
	}
	_, err = s.Provider.Payment(t.Context(), "pi_../../customers")
	paytest.CheckError(t, err, pay.ErrUnknown)
}

// The sandbox can be below a path of the shop's own address.
func TestBelowAPath(t *testing.T) {
	keys := paytest.Keys()
	side := paytest.Connect(t, func(base, notify string) (http.Handler, *sandbox.Bank) {
		server := stripetest.New(base+"/sandbox/stripe", notify, keys)
		return http.StripPrefix("/sandbox/stripe", server), server.Bank
	}, func(base string) (pay.Provider, error) {
		return stripe.New(keys, stripe.Options{API: base + "/sandbox/stripe"})
	})
	page := side.Open(t)
	paytest.Press(t, page.URL, "how", sandbox.PayNow)
	if got := side.Ask(t, page); got[0].State != pay.Paid {
		t.Errorf("got %+v, want it paid", got)
	}
}
