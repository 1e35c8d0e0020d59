package paytest

import (
	"context"
	"errors"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"carrito/server/pay"
)

// Failures runs the faults that a provider's API may have. Every call must tell the
// shop that the provider is unavailable or rejects it, without a key in the text.
func Failures(t *testing.T, connect func(*testing.T) *Side) {
	var elsewhere atomic.Int64
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { elsewhere.Add(1) }))
	defer other.Close()
	tests := []struct {
		name     string
		fault    http.HandlerFunc
		want     error
		requests int // of one call
	}{
		{"500", Status(http.StatusInternalServerError), pay.ErrUnavailable, 3},
		{"503", Status(http.StatusServiceUnavailable), pay.ErrUnavailable, 3},
		{"429", Status(http.StatusTooManyRequests), pay.ErrUnavailable, 3},
		{"redirect to another host", Redirect(other.URL), pay.ErrUnavailable, 1},
		{"HTML", HTML, pay.ErrUnavailable, 1},
		{"JSON cut off", CutOff, pay.ErrUnavailable, 1},
		{"answer cut off", HangUp, pay.ErrUnavailable, 3},
		{"10 MB", Long, pay.ErrUnavailable, 1},
		{"wrong key", Echo(http.StatusUnauthorized), pay.ErrRejected, 1},
		{"forbidden", Echo(http.StatusForbidden), pay.ErrRejected, 1},
		{"refused request", Echo(http.StatusBadRequest), pay.ErrRejected, 1},
		{"unknown", Echo(http.StatusNotFound), pay.ErrUnknown, 1},
		{"busy", Echo(http.StatusConflict), pay.ErrUnavailable, 3},
	}
	s := connect(t)
	page := s.Open(t)
	for _, test := range tests {
		for name, call := range s.calls(page) {
			t.Run(test.name+", "+name, func(t *testing.T) {
				s.API.Break(100, test.fault)
				defer s.API.Break(0, nil)
				err := call(t.Context())
				CheckError(t, err, test.want)
				if got := s.API.Requests(); got != test.requests {
					t.Errorf("got %d requests, want %d", got, test.requests)
				}
			})
		}
	}
	if n := elsewhere.Load(); n > 0 {
		t.Errorf("got %d requests at another host, want none", n)
	}
	for name, call := range s.calls(page) {
		t.Run("slow, "+name, func(t *testing.T) {
			s.API.Break(100, Hang)
			defer s.API.Break(0, nil)
			ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
			defer cancel()
			err := call(ctx)
			CheckError(t, err, pay.ErrUnavailable)
			if !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("got %v, want that the time is up", err)
			}
		})
		t.Run("one fault only, "+name, func(t *testing.T) {
			s.API.Break(1, Status(http.StatusBadGateway))
			if err := call(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
}

// calls returns the calls of a provider. Those for payments need one.
func (s *Side) calls(page pay.Page) map[string]func(context.Context) error {
	return map[string]func(context.Context) error{
		"Open": func(ctx context.Context) error {
			_, err := s.Provider.Open(ctx, s.Request)
			return err
		},
		"Payments": func(ctx context.Context) error {
			_, err := s.Provider.Payments(ctx, s.Request.Order, page.ID)
			return err
		},
	}
}

// CheckError checks an error, and that it shows no key.
func CheckError(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("got %v, want %v", err, want)
	}
	for _, kind := range []error{pay.ErrUnavailable, pay.ErrRejected, pay.ErrUnknown} {
		if kind != want && errors.Is(err, kind) {
			t.Errorf("got %v, which is also %v", err, kind)
		}
	}
	keys := Keys()
	for _, key := range []pay.Secret{keys.MercadoPagoToken, keys.MercadoPagoSecret, keys.StripeKey, keys.StripeSecret} {
		if strings.Contains(err.Error(), key.Reveal()[:8]) {
			t.Errorf("got %q, want no key in it", err)
		}
	}
	if len(err.Error()) > 1000 || strings.ContainsRune(err.Error(), '\x1b') {
		t.Errorf("got %q, want a short text without control characters", err)
	}
}

// WrongName checks that a provider does not speak to a host whose certificate is for
// another name.
func WrongName(t *testing.T, provider func(base string, transport http.RoundTripper) (pay.Provider, error)) {
	var requests atomic.Int64
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { requests.Add(1) }))
	server.Config.ErrorLog = log.New(io.Discard, "", 0) // it logs each failed handshake
	server.StartTLS()
	defer server.Close()
	base := strings.Replace(server.URL, "127.0.0.1", "localhost", 1) // the certificate is for 127.0.0.1 and example.com
	p, err := provider(base, server.Client().Transport)
	if err != nil {
		t.Fatal(err)
	}
	_, err = p.Payments(t.Context(), "b5b0f0a2-6a0c-4c43-9f6a-0d7c3f0c1f11", "cs_1")
	CheckError(t, err, pay.ErrUnavailable)
	if requests.Load() > 0 {
		t.Error("got a request at a host with a wrong certificate, want none")
	}
}
