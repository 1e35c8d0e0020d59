// Package stripetest speaks the part of Stripe's API that package stripe uses, on top
// of package sandbox: Checkout Sessions, Payment Intents, disputes, and signed
// webhooks.
package stripetest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"carrito/server/pay"
	"carrito/server/pay/sandbox"
)

// Server is the API with the sandbox's pages. Serve it at the address Bank.Base.
type Server struct {
	Bank *sandbox.Bank

	// Notify is the address for webhooks. Stripe has no address for each order.
	Notify string

	keys pay.Keys
	mux  *http.ServeMux
}

// New returns a server that accepts the key of keys, and signs with its secret. base is
// its address, without a slash at its end; notify is the shop's for webhooks.
func New(base, notify string, keys pay.Keys) *Server {
	s := &Server{Notify: notify, keys: keys, mux: http.NewServeMux()}
	s.Bank = &sandbox.Bank{Name: "Stripe", Base: base, Single: true, Sign: s.sign}
	s.mux.Handle("/sandbox/", s.Bank.Handler())
	s.mux.HandleFunc("POST /v1/checkout/sessions", s.createSession)
	s.mux.HandleFunc("GET /v1/checkout/sessions/{id}", s.getSession)
	s.mux.HandleFunc("GET /v1/payment_intents/{id}", s.getIntent)
	s.mux.HandleFunc("GET /v1/disputes", s.listDisputes)
	return s
}

// ServeHTTP answers like Stripe. The API wants the key, the pages do not.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !strings.HasPrefix(r.URL.Path, "/sandbox/") && r.Header.Get("Authorization") != "Bearer "+s.keys.StripeKey.Reveal() {
		refuse(w, http.StatusUnauthorized, "Invalid API Key provided")
		return
	}
	s.mux.ServeHTTP(w, r)
}

func answer(w http.ResponseWriter, status int, body any) {
	text, err := json.Marshal(body)
	if err != nil {
		status, text = http.StatusInternalServerError, []byte(`{}`)
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	fmt.Fprintf(w, "%s\n", text)
}

func refuse(w http.ResponseWriter, status int, message string) {
	answer(w, status, map[string]any{"error": object{"type": "invalid_request_error", "message": message}})
}

// object is an object of the API.
type object = map[string]any
