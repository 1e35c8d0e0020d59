package mercadopago_test

import (
	"net/http"
	"testing"

	"carrito/server/pay"
	"carrito/server/pay/mercadopago"
	"carrito/server/pay/mercadopagotest"
	"carrito/server/pay/paytest"
	"carrito/server/pay/sandbox"
)

// connect connects the provider with the sandbox, whose requests and answers are
// checked against Mercado Pago's OpenAPI document where there is one.
func connect(t *testing.T) *paytest.Side {
	t.Helper()
	return paytest.Connect(t, func(base, _ string) (http.Handler, *sandbox.Bank) {
		server := mercadopagotest.New(base, paytest.Keys())
		return documented(t, server), server.Bank
	}, func(base string) (pay.Provider, error) {
		return mercadopago.New(paytest.Keys(), mercadopago.Options{API: base})
	})
}

func TestStories(t *testing.T)  { paytest.Stories(t, connect) }
func TestFailures(t *testing.T) { paytest.Failures(t, connect) }

func TestWrongName(t *testing.T) {
	paytest.WrongName(t, func(base string, transport http.RoundTripper) (pay.Provider, error) {
		return mercadopago.New(paytest.Keys(), mercadopago.Options{API: base, Transport: transport})
	})
}

func TestOpen(t *testing.T) {
	s := connect(t)
	first := s.Open(t)
	if !first.Expires.Equal(s.Request.Expires) {
		t.Errorf("got the end %v, want %v", first.Expires, s.Request.Expires)
	}
	if got := s.Ask(t, first); len(got) > 0 {
		t.Errorf("got %+v, want no payments", got)
	}
	if again := s.Open(t); again != first {
		t.Errorf("opened again: got %+v, want %+v", again, first)
	}
	s.Request.Attempt = 1
	if another := s.Open(t); another.ID == first.ID {
		t.Error("another attempt: got the same page, want another")
	}
}

// A payment that is tried again is another payment, and so is one on another page.
func TestSeveralPayments(t *testing.T) {
	s := connect(t)
	page := s.Open(t)
	paytest.Press(t, page.URL, "how", sandbox.PayRefused)
	paytest.Press(t, page.URL, "how", sandbox.PayTwice)
	s.Request.Attempt = 1
	paytest.Press(t, s.Open(t).URL, "how", sandbox.PayLater)
	got := s.Ask(t, page)
	want := []pay.State{pay.Refused, pay.Paid, pay.Paid, pay.InProcess}
	if len(got) != len(want) {
		t.Fatalf("got %d payments, want %d", len(got), len(want))
	}
	for i, w := range want {
		if got[i].State != w {
			t.Errorf("payment %d: got %s, want %s", i, got[i].State, w)
		}
	}
}

func TestManyPayments(t *testing.T) {
	s := connect(t)
	page := s.Open(t)
	for range 120 {
		paytest.Press(t, page.URL, "how", sandbox.PayRefused, "webhook", sandbox.Lost)
	}
	s.API.Break(0, nil)
	if got := s.Ask(t, page); len(got) != 120 {
		t.Errorf("got %d payments, want 120", len(got))
	}
	if got := s.API.Requests(); got != 3 {
		t.Errorf("got %d requests, want 3 of 50 payments", got)
	}
}

func TestWebhooks(t *testing.T) {
	s := connect(t)
	page := s.Open(t)
	paytest.Press(t, page.URL, "how", sandbox.PayLater, "webhook", sandbox.Late)
	s.Change(t, sandbox.Approve, "webhook", sandbox.Lost)
	s.Change(t, sandbox.Half, "webhook", sandbox.Twice)
	var ids []string
	for range 3 { // half refunded, the same again, and the first one
		heard := s.Next(t)
		if heard.Err != nil {
			t.Fatal(heard.Err)
		}
		ids = append(ids, heard.Event.ID)
	}
	if ids[0] == ids[1] || ids[1] == ids[2] {
		t.Errorf("got the events %q, want each signed anew", ids)
	}
	if got := s.Ask(t, page); got[0].State != pay.PartlyRefunded {
		t.Errorf("got %+v, want it partly refunded", got)
	}
}

// Another shop's token finds nothing.
func TestWrongToken(t *testing.T) {
	s := connect(t)
	s.Open(t)
	keys := paytest.Keys()
	keys.MercadoPagoToken = pay.NewSecret("APP_USR-other-token")
	p, err := mercadopago.New(keys, mercadopago.Options{API: s.Bank.Base})
	if err != nil {
		t.Fatal(err)
	}
	_, err = p.Open(t.Context(), s.Request)
	paytest.CheckError(t, err, pay.ErrRejected)
	_, err = s.Provider.Payment(t.Context(), "123")
	paytest.CheckError(t, err, pay.ErrUnknown)
	_, err = s.Provider.Payment(t.Context(), "../customers")
	paytest.CheckError(t, err, pay.ErrUnknown)
}
