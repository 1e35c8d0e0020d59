// Package mercadopagotest speaks the part of Mercado Pago's API that package
// mercadopago uses, on top of package sandbox: preferences, payments and their
// search, and signed webhooks.
package mercadopagotest

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"carrito/app/money"
	"carrito/server/pay"
	"carrito/server/pay/sandbox"
)

// Server is the API with the sandbox's pages. Serve it at the address Bank.Base.
type Server struct {
	Bank *sandbox.Bank
	keys pay.Keys
	mux  *http.ServeMux
}

// New returns a server that accepts the token of keys, and signs with its secret. base
// is its address, without a slash at its end.
func New(base string, keys pay.Keys) *Server {
	s := &Server{keys: keys, mux: http.NewServeMux()}
	s.Bank = &sandbox.Bank{Name: "Mercado Pago", Base: base, Sign: s.sign, Back: back}
	s.mux.Handle("/sandbox/", s.Bank.Handler())
	s.mux.HandleFunc("POST /checkout/preferences", s.createPreference)
	s.mux.HandleFunc("GET /v1/payments/search", s.searchPayments)
	s.mux.HandleFunc("GET /v1/payments/{id}", s.getPayment)
	return s
}

// ServeHTTP answers like Mercado Pago. The API wants the token, the pages do not.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !strings.HasPrefix(r.URL.Path, "/sandbox/") && r.Header.Get("Authorization") != "Bearer "+s.keys.MercadoPagoToken.Reveal() {
		refuse(w, http.StatusUnauthorized, "unauthorized", "invalid access token")
		return
	}
	s.mux.ServeHTTP(w, r)
}

// preference is what the API takes and answers.
type preference struct {
	ID        string `json:"id"`
	InitPoint string `json:"init_point"`
	Items     []struct {
		Title    string      `json:"title"`
		Quantity int         `json:"quantity"`
		Price    json.Number `json:"unit_price"`
		Currency string      `json:"currency_id"`
	} `json:"items"`
	BackURLs struct {
		Success string `json:"success"`
		Pending string `json:"pending"`
		Failure string `json:"failure"`
	} `json:"back_urls"`
	ExternalReference string `json:"external_reference"`
	NotificationURL   string `json:"notification_url,omitempty"`
	DateCreated       string `json:"date_created"`
	Expires           bool   `json:"expires"`
	ExpirationDateTo  string `json:"expiration_date_to,omitempty"`
}

const maxBody = 64 << 10

func (s *Server) createPreference(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	var p preference
	if err != nil || json.Unmarshal(body, &p) != nil || len(p.Items) != 1 || p.Items[0].Quantity != 1 {
		refuse(w, http.StatusBadRequest, "bad_request", "the preference is not JSON with one item, once")
		return
	}
	page := sandbox.Page{
		Order: p.ExternalReference, Title: p.Items[0].Title, Currency: p.Items[0].Currency,
		Return: p.BackURLs.Success, Cancel: p.BackURLs.Failure, Notify: p.NotificationURL,
	}
	if page.Amount, err = parseAmount(p.Items[0].Price); err != nil {
		refuse(w, http.StatusBadRequest, "invalid_items", "unit_price "+err.Error())
		return
	}
	if p.Expires {
		if page.Expires, err = time.Parse(time.RFC3339, p.ExpirationDateTo); err != nil {
			refuse(w, http.StatusBadRequest, "invalid_expiration_date_to", "expiration_date_to is no date")
			return
		}
	}
	page, err = s.Bank.Open(r.Header.Get("X-Idempotency-Key"), string(body), page)
	if err != nil {
		refuse(w, http.StatusBadRequest, "idempotency_error", err.Error())
		return
	}
	p.ID, p.InitPoint, p.DateCreated = page.ID, s.Bank.URL(page), page.Created.Format(dates)
	answer(w, http.StatusCreated, p)
}

// parseAmount reads an amount with the decimals that it is written with.
func parseAmount(n json.Number) (money.Amount, error) {
	_, fraction, _ := strings.Cut(n.String(), ".")
	return money.Parse(n.String(), len(fraction))
}

// back adds what Mercado Pago tells the shop in the address of the shopper's return.
// The shop must not believe it.
func back(page sandbox.Page, last *sandbox.Payment) string {
	address, status, id := page.Cancel, "null", "null"
	if last != nil {
		address, id = page.Return, last.ID
		status, _ = words(last.State)
	}
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	query := u.Query()
	query.Set("preference_id", page.ID)
	query.Set("external_reference", page.Order)
	query.Set("payment_id", id)
	query.Set("status", status)
	u.RawQuery = query.Encode()
	return u.String()
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

// refuse answers with Error of the OpenAPI document.
func refuse(w http.ResponseWriter, status int, code, message string) {
	answer(w, status, map[string]any{"status": status, "error": code, "message": message, "cause": []any{}})
}
