package stripe_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"carrito/app/money"
	"carrito/server/pay"
	"carrito/server/pay/paytest"
	"carrito/server/pay/stripe"
)

// answer is what Stripe says of a session. The fields are JSON.
type answer struct{ status, paymentStatus, intent, charge, dispute string }

func (a answer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.URL.Path, "/v1/disputes") {
		data := ""
		if a.dispute != "" {
			data = fmt.Sprintf(`{"object": "dispute", "id": "dp_1", "status": %q}`, a.dispute)
		}
		fmt.Fprintf(w, `{"object": "list", "has_more": false, "data": [%s]}`, data)
		return
	}
	intent := "null"
	if a.intent != "" {
		charge := "null"
		if a.charge != "" {
			charge = `{"object": "charge", "id": "ch_1", "created": 2, ` + a.charge + `}`
		}
		intent = fmt.Sprintf(`{"object": "payment_intent", "id": "pi_1", "created": 1, "currency": "pen", "amount": 4990, %s, "latest_charge": %s}`, a.intent, charge)
	}
	fmt.Fprintf(w, `{"object": "checkout.session", "id": "cs_1", "client_reference_id": "order", "created": 1, "currency": "pen",
		"amount_total": 4990, "status": %q, "payment_status": %q, "payment_intent": %s}`, a.status, a.paymentStatus, intent)
}

// Each status of session, payment, charge and dispute, and those that are not known.
func TestStates(t *testing.T) {
	const (
		succeeded = `"status": "succeeded", "amount_received": 4990`
		charged   = `"status": "succeeded", "paid": true, "amount_refunded": 0`
		disputed  = charged + `, "disputed": true`
	)
	all, some, none := money.FromMinor(4990, 2), money.FromMinor(1000, 2), money.Amount{}
	tests := []struct {
		name     string
		answer   answer
		want     pay.State
		refunded money.Amount
	}{
		{"open", answer{"open", "unpaid", "", "", ""}, pay.Open, none},
		{"expired", answer{"expired", "unpaid", "", "", ""}, pay.Expired, none},
		{"complete without a payment", answer{"complete", "no_payment_required", "", "", ""}, pay.InProcess, none},
		{"session of another status", answer{"odd", "paid", "", "", ""}, pay.InProcess, none},

		{"begun", answer{"open", "unpaid", `"status": "requires_payment_method"`, "", ""}, pay.Open, none},
		{"begun and expired", answer{"expired", "unpaid", `"status": "requires_payment_method"`, "", ""}, pay.Expired, none},
		{"refused", answer{"open", "unpaid", `"status": "requires_payment_method", "last_payment_error": {"type": "card_error", "code": "card_declined"}`, "", ""}, pay.Refused, none},
		{"refused and expired", answer{"expired", "unpaid", `"status": "requires_payment_method", "last_payment_error": {"type": "card_error", "code": "card_declined"}`, "", ""}, pay.Expired, none},
		{"to be confirmed", answer{"open", "unpaid", `"status": "requires_confirmation"`, "", ""}, pay.Open, none},
		{"to be authenticated", answer{"open", "unpaid", `"status": "requires_action"`, "", ""}, pay.Open, none},
		{"never authenticated", answer{"expired", "unpaid", `"status": "requires_action"`, "", ""}, pay.Expired, none},
		{"voucher to be paid in a shop", answer{"complete", "unpaid", `"status": "requires_action"`, "", ""}, pay.InProcess, none},
		{"processing", answer{"complete", "unpaid", `"status": "processing"`, "", ""}, pay.InProcess, none},
		{"to be captured", answer{"complete", "unpaid", `"status": "requires_capture"`, "", ""}, pay.InProcess, none},
		{"abandoned", answer{"expired", "unpaid", `"status": "canceled", "cancellation_reason": "abandoned"`, "", ""}, pay.Expired, none},
		{"ended by itself", answer{"expired", "unpaid", `"status": "canceled", "cancellation_reason": "automatic"`, "", ""}, pay.Expired, none},
		{"fraud", answer{"complete", "unpaid", `"status": "canceled", "cancellation_reason": "fraudulent"`, "", ""}, pay.Refused, none},
		{"payment of another status", answer{"complete", "paid", `"status": "odd"`, charged, ""}, pay.InProcess, none},

		{"paid", answer{"complete", "paid", succeeded, charged, ""}, pay.Paid, none},
		{"session does not say that it is paid", answer{"complete", "unpaid", succeeded, charged, ""}, pay.InProcess, none},
		{"charge pending", answer{"complete", "paid", succeeded, `"status": "pending", "paid": true`, ""}, pay.InProcess, none},
		{"charge failed", answer{"complete", "paid", succeeded, `"status": "failed", "paid": false`, ""}, pay.InProcess, none},
		{"partly refunded", answer{"complete", "paid", succeeded, `"status": "succeeded", "paid": true, "amount_refunded": 1000`, ""}, pay.PartlyRefunded, some},
		{"refunded", answer{"complete", "paid", succeeded, `"status": "succeeded", "paid": true, "amount_refunded": 4990`, ""}, pay.Refunded, all},

		{"dispute to be answered", answer{"complete", "paid", succeeded, disputed, "needs_response"}, pay.Disputed, none},
		{"dispute under review", answer{"complete", "paid", succeeded, disputed, "under_review"}, pay.Disputed, none},
		{"inquiry to be answered", answer{"complete", "paid", succeeded, disputed, "warning_needs_response"}, pay.Disputed, none},
		{"inquiry under review", answer{"complete", "paid", succeeded, disputed, "warning_under_review"}, pay.Disputed, none},
		{"inquiry closed", answer{"complete", "paid", succeeded, disputed, "warning_closed"}, pay.Paid, none},
		{"dispute won", answer{"complete", "paid", succeeded, disputed, "won"}, pay.Paid, none},
		{"dispute lost", answer{"complete", "paid", succeeded, disputed, "lost"}, pay.ChargedBack, none},
		{"dispute prevented", answer{"complete", "paid", succeeded, disputed, "prevented"}, pay.Disputed, none},
		{"dispute of another status", answer{"complete", "paid", succeeded, disputed, "odd"}, pay.Disputed, none},
		{"dispute that is not listed", answer{"complete", "paid", succeeded, disputed, ""}, pay.Disputed, none},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			api := httptest.NewServer(test.answer)
			defer api.Close()
			p, err := stripe.New(paytest.Keys(), stripe.Options{API: api.URL})
			if err != nil {
				t.Fatal(err)
			}
			got, err := p.Payments(t.Context(), "order", "cs_1")
			if err != nil {
				t.Fatal(err)
			}
			paytest.Compare(t, got, "order", []pay.Payment{{State: test.want, Amount: all, Refunded: test.refunded, Currency: "PEN"}})
		})
	}
}

// A payment that is paid has a charge that says so.
func TestPaidWithoutCharge(t *testing.T) {
	api := httptest.NewServer(answer{"complete", "paid", `"status": "succeeded", "amount_received": 4990`, "", ""})
	defer api.Close()
	p, err := stripe.New(paytest.Keys(), stripe.Options{API: api.URL})
	if err != nil {
		t.Fatal(err)
	}
	_, err = p.Payments(t.Context(), "order", "cs_1")
	paytest.CheckError(t, err, pay.ErrUnavailable)
}
