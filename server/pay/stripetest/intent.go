package stripetest

import (
	"net/http"
	"slices"
	"strings"

	"carrito/server/pay"
	"carrito/server/pay/sandbox"
)

func (s *Server) getIntent(w http.ResponseWriter, r *http.Request) {
	payment, ok := s.payment(trim(r.PathValue("id"), intentPrefix))
	if !ok {
		refuse(w, http.StatusNotFound, "No such payment_intent")
		return
	}
	answer(w, http.StatusOK, intent(payment, slices.Contains(expanded(r), "latest_charge")))
}

// intent writes a payment as a Payment Intent, with its charge written out or as an
// id.
func intent(p sandbox.Payment, expand bool) object {
	out := object{
		"id": intentPrefix + p.Page.ID, "object": "payment_intent", "livemode": false, "created": p.At.Unix(),
		"amount": p.Page.Amount.Minor(), "amount_received": 0, "currency": strings.ToLower(p.Currency),
		"status": status(p.State), "metadata": object{"order": p.Page.Order}, "latest_charge": nil,
	}
	switch p.State {
	case pay.InProcess:
		return out
	case pay.Refused:
		out["last_payment_error"] = object{"type": "card_error", "code": "card_declined", "decline_code": "insufficient_funds"}
		return out
	case pay.Expired:
		out["cancellation_reason"] = "automatic"
		return out
	}
	out["amount_received"], out["latest_charge"] = p.Amount.Minor(), chargePrefix+p.Page.ID
	if expand {
		out["latest_charge"] = charge(p)
	}
	return out
}

// status returns the status of a Payment Intent. Refunds and disputes are in its
// charge.
func status(s pay.State) string {
	switch s {
	case pay.InProcess:
		return "processing"
	case pay.Refused:
		return "requires_payment_method"
	case pay.Expired:
		return "canceled"
	}
	return "succeeded"
}

func charge(p sandbox.Payment) object {
	return object{
		"id": chargePrefix + p.Page.ID, "object": "charge", "livemode": false, "created": p.At.Unix(),
		"amount": p.Amount.Minor(), "amount_captured": p.Amount.Minor(), "amount_refunded": p.Refunded.Minor(),
		"currency": strings.ToLower(p.Currency), "status": "succeeded", "paid": true, "captured": true,
		"refunded": p.State == pay.Refunded, "disputed": p.State == pay.Disputed || p.State == pay.ChargedBack,
		"billing_details": object{"address": nil, "email": nil, "name": nil, "phone": nil, "tax_id": nil},
		"metadata":        object{"order": p.Page.Order}, "payment_intent": intentPrefix + p.Page.ID,
	}
}

func (s *Server) listDisputes(w http.ResponseWriter, r *http.Request) {
	disputes := []any{}
	if p, ok := s.payment(trim(r.FormValue("payment_intent"), intentPrefix)); ok && (p.State == pay.Disputed || p.State == pay.ChargedBack) {
		disputes = append(disputes, dispute(p))
	}
	answer(w, http.StatusOK, object{"object": "list", "url": "/v1/disputes", "has_more": false, "data": disputes})
}

func dispute(p sandbox.Payment) object {
	status := "needs_response"
	if p.State == pay.ChargedBack {
		status = "lost"
	}
	return object{
		"id": disputePrefix + p.Page.ID, "object": "dispute", "livemode": false, "created": p.At.Unix(),
		"amount": p.Amount.Minor(), "currency": strings.ToLower(p.Currency), "status": status, "reason": "fraudulent",
		"charge": chargePrefix + p.Page.ID, "payment_intent": intentPrefix + p.Page.ID,
		"balance_transactions": []any{}, "enhanced_eligibility_types": []any{}, "evidence": evidence(),
		"evidence_details":     object{"due_by": nil, "enhanced_eligibility": object{}, "has_evidence": false, "past_due": false, "submission_count": 0},
		"is_charge_refundable": false, "metadata": object{},
	}
}

// evidence writes a dispute's evidence: none.
func evidence() object {
	out := object{"enhanced_evidence": object{}}
	for name := range strings.FieldsSeq(`access_activity_log billing_address cancellation_policy cancellation_policy_disclosure
		cancellation_rebuttal customer_communication customer_email_address customer_name customer_purchase_ip customer_signature
		duplicate_charge_documentation duplicate_charge_explanation duplicate_charge_id product_description receipt refund_policy
		refund_policy_disclosure refund_refusal_explanation service_date service_documentation shipping_address shipping_carrier
		shipping_date shipping_documentation shipping_tracking_number uncategorized_file uncategorized_text`) {
		out[name] = nil
	}
	return out
}

// expanded returns what a request wants to have written out.
func expanded(r *http.Request) []string {
	r.ParseForm()
	return append(r.Form["expand[]"], r.Form["expand[0]"]...)
}

func trim(id, prefix string) string {
	if rest, ok := strings.CutPrefix(id, prefix); ok {
		return rest
	}
	return ""
}
