package stripetest

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"carrito/server/pay"
	"carrito/server/pay/sandbox"
	"carrito/server/pay/stripe"
)

// The prefixes of ids.
const (
	sessionPrefix = "cs_test_"
	intentPrefix  = "pi_"
	chargePrefix  = "ch_"
	disputePrefix = "dp_"
)

// The limits of expires_at.
const (
	shortest = 30 * time.Minute
	longest  = 24 * time.Hour
)

func (s *Server) createSession(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 64<<10)
	price, err := strconv.ParseInt(r.PostFormValue("line_items[0][price_data][unit_amount]"), 10, 64)
	if err != nil || price <= 0 || r.PostFormValue("mode") != "payment" || r.PostFormValue("line_items[0][quantity]") != "1" {
		refuse(w, http.StatusBadRequest, "the session is not a payment of one item, once")
		return
	}
	currency := strings.ToUpper(r.PostFormValue("line_items[0][price_data][currency]"))
	page := sandbox.Page{
		Order: r.PostFormValue("client_reference_id"), Title: r.PostFormValue("line_items[0][price_data][product_data][name]"),
		Amount: stripe.Amount(price, currency), Currency: currency,
		Return: r.PostFormValue("success_url"), Cancel: r.PostFormValue("cancel_url"), Notify: s.Notify,
	}
	now := time.Now()
	if s.Bank.Now != nil {
		now = s.Bank.Now()
	}
	page.Expires = now.Add(longest)
	if text := r.PostFormValue("expires_at"); text != "" {
		at, err := strconv.ParseInt(text, 10, 64)
		page.Expires = time.Unix(at, 0)
		if left := page.Expires.Sub(now); err != nil || left < shortest-time.Minute || left > longest {
			refuse(w, http.StatusBadRequest, "The `expires_at` timestamp must be between 30 minutes and 24 hours from now.")
			return
		}
	}
	page, err = s.Bank.Open(r.Header.Get("Idempotency-Key"), r.PostForm.Encode(), page)
	if err != nil {
		refuse(w, http.StatusBadRequest, err.Error())
		return
	}
	answer(w, http.StatusOK, s.session(page, false))
}

func (s *Server) getSession(w http.ResponseWriter, r *http.Request) {
	page, ok := s.Bank.Page(trim(r.PathValue("id"), sessionPrefix))
	if !ok {
		refuse(w, http.StatusNotFound, "No such checkout.session")
		return
	}
	answer(w, http.StatusOK, s.session(page, slices.Contains(expanded(r), "payment_intent.latest_charge")))
}

// session writes a page as a Checkout Session, with its payment written out or as an
// id.
func (s *Server) session(page sandbox.Page, expand bool) object {
	out := object{
		"id": sessionPrefix + page.ID, "object": "checkout.session", "livemode": false, "mode": "payment",
		"created": page.Created.Unix(), "expires_at": page.Expires.Unix(), "url": s.Bank.URL(page),
		"amount_total": page.Amount.Minor(), "currency": strings.ToLower(page.Currency), "client_reference_id": page.Order,
		"metadata": object{"order": page.Order}, "status": "open", "payment_status": "unpaid",
		"success_url": page.Return, "cancel_url": page.Cancel, "payment_intent": nil,
		"automatic_tax": object{"enabled": false, "liability": nil, "provider": nil, "status": nil},
		"custom_fields": []any{}, "payment_method_types": []string{"card"}, "shipping_options": []any{},
		"custom_text": object{"after_submit": nil, "shipping_address": nil, "submit": nil, "terms_of_service_acceptance": nil},
	}
	if s.Bank.Over(page) {
		out["status"] = "expired"
	}
	payment, ok := s.payment(page.ID)
	if !ok {
		return out
	}
	if payment.State != pay.Refused {
		out["status"] = "complete"
	}
	if status(payment.State) == "succeeded" {
		out["payment_status"] = "paid"
	}
	out["payment_intent"] = intentPrefix + page.ID
	if expand {
		out["payment_intent"] = intent(payment, true)
	}
	return out
}

// payment returns the payment of a page.
func (s *Server) payment(page string) (sandbox.Payment, bool) {
	found := s.Bank.Payments(func(p sandbox.Payment) bool { return p.Page.ID == page })
	if len(found) == 0 {
		return sandbox.Payment{}, false
	}
	return found[0], true
}
