package mercadopagotest

import (
	"encoding/json"
	"net/http"
	"strconv"

	"carrito/server/pay"
	"carrito/server/pay/sandbox"
)

// dates is how the API writes times.
const dates = "2006-01-02T15:04:05.000-07:00"

// payment is Payment of the OpenAPI document.
type payment struct {
	ID                json.Number `json:"id"`
	DateCreated       string      `json:"date_created"`
	DateApproved      *string     `json:"date_approved"`
	OperationType     string      `json:"operation_type"`
	PaymentMethod     string      `json:"payment_method_id"`
	PaymentType       string      `json:"payment_type_id"`
	Status            string      `json:"status"`
	StatusDetail      string      `json:"status_detail"`
	Currency          string      `json:"currency_id"`
	Description       string      `json:"description"`
	ExternalReference string      `json:"external_reference"`
	Amount            json.Number `json:"transaction_amount"`
	Refunded          json.Number `json:"transaction_amount_refunded"`
	Captured          bool        `json:"captured"`
	Installments      int         `json:"installments"`
}

func write(p sandbox.Payment) payment {
	status, detail := words(p.State)
	out := payment{
		ID: json.Number(p.ID), DateCreated: p.At.Format(dates),
		OperationType: "regular_payment", PaymentMethod: "visa", PaymentType: "credit_card",
		Status: status, StatusDetail: detail, Currency: p.Currency, Description: p.Page.Title,
		ExternalReference: p.Page.Order, Amount: json.Number(p.Amount.String()), Refunded: json.Number(p.Refunded.String()),
		Captured: true, Installments: 1,
	}
	if p.State == pay.Paid {
		out.DateApproved = &out.DateCreated
	}
	return out
}

// words returns status and status_detail of a state.
func words(s pay.State) (status, detail string) {
	switch s {
	case pay.Paid:
		return "approved", "accredited"
	case pay.PartlyRefunded:
		return "approved", "partially_refunded"
	case pay.Refused:
		return "rejected", "cc_rejected_insufficient_amount"
	case pay.Expired:
		return "cancelled", "expired"
	case pay.Refunded:
		return "refunded", "refunded"
	case pay.Disputed:
		return "in_mediation", "pending"
	case pay.ChargedBack:
		return "charged_back", "settled"
	}
	return "pending", "pending_waiting_payment"
}

func (s *Server) getPayment(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	found := s.Bank.Payments(func(p sandbox.Payment) bool { return p.ID == id })
	if len(found) == 0 {
		refuse(w, http.StatusNotFound, "not_found", "Payment not found")
		return
	}
	answer(w, http.StatusOK, write(found[0]))
}

func (s *Server) searchPayments(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	if query.Get("sort") != "date_created" || query.Get("criteria") != "asc" {
		refuse(w, http.StatusBadRequest, "bad_request", "sort and criteria are required")
		return
	}
	order := query.Get("external_reference")
	found := s.Bank.Payments(func(p sandbox.Payment) bool { return p.Page.Order == order })
	limit, offset := count(query.Get("limit"), 30), count(query.Get("offset"), 0)
	results := []payment{}
	for _, p := range found[min(offset, len(found)):min(offset+limit, len(found))] {
		results = append(results, write(p))
	}
	answer(w, http.StatusOK, map[string]any{
		"results": results,
		"paging":  map[string]int{"total": len(found), "limit": limit, "offset": offset},
	})
}

// count reads a number that is not negative.
func count(text string, otherwise int) int {
	n, err := strconv.ParseUint(text, 10, 16)
	if err != nil {
		return otherwise
	}
	return int(n)
}
