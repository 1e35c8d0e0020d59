package mercadopago

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"strconv"

	"carrito/app/money"
	"carrito/server/pay"
)

const (
	perPage  = 50 // payments of a search
	maxPages = 20
)

// Payments searches the payments of an order, whichever page they were made on.
func (p *Provider) Payments(ctx context.Context, order, _ string) ([]pay.Payment, error) {
	var all []pay.Payment
	seen := map[string]bool{}
	for offset := 0; offset < perPage*maxPages; offset += perPage {
		query := url.Values{
			"sort": {"date_created"}, "criteria": {"asc"}, "external_reference": {order},
			"limit": {strconv.Itoa(perPage)}, "offset": {strconv.Itoa(offset)},
		}
		var page found
		if err := p.get(ctx, "/v1/payments/search?"+query.Encode(), &page); err != nil {
			return nil, err
		}
		for _, result := range page.Results {
			payment, err := result.read()
			if err != nil {
				return nil, p.unclear(err)
			}
			if payment.Order == order && !seen[payment.ID] { // a payment moves to the next page if another one comes before it
				seen[payment.ID] = true
				all = append(all, payment)
			}
		}
		if len(page.Results) == 0 || offset+len(page.Results) >= page.Paging.Total {
			return all, nil
		}
	}
	return nil, p.unclear(fmt.Errorf("the order has more than %d payments", perPage*maxPages))
}

// Payment returns the payment with a number.
func (p *Provider) Payment(ctx context.Context, id string) (pay.Payment, error) {
	if !isNumber(id) {
		return pay.Payment{}, fmt.Errorf("mercadopago: %w: its number has other characters than digits", pay.ErrUnknown)
	}
	var answer payment
	if err := p.get(ctx, "/v1/payments/"+id, &answer); err != nil {
		return pay.Payment{}, err
	}
	payment, err := answer.read()
	if err == nil && payment.ID != id {
		err = fmt.Errorf("it is about the payment %s instead of %s", payment.ID, id)
	}
	if err != nil {
		return pay.Payment{}, p.unclear(err)
	}
	return payment, nil
}

// read returns the payment in the words of package pay.
func (p payment) read() (pay.Payment, error) {
	if !isNumber(p.ID.String()) {
		return pay.Payment{}, fmt.Errorf("a payment has no number")
	}
	total, err := amount(p.Amount, p.Currency)
	if err != nil {
		return pay.Payment{}, fmt.Errorf("payment %s: the amount %w", p.ID, err)
	}
	var refunded money.Amount
	if p.Refunded != "" {
		if refunded, err = amount(p.Refunded, p.Currency); err != nil {
			return pay.Payment{}, fmt.Errorf("payment %s: the refunded amount %w", p.ID, err)
		}
	}
	return pay.Payment{
		ID: p.ID.String(), Order: p.ExternalReference,
		State: state(p.Status, p.StatusDetail, total, refunded), Detail: p.Status + ": " + p.StatusDetail,
		Amount: total, Refunded: refunded, Currency: p.Currency,
		At: date(cmp.Or(p.DateApproved, p.DateCreated)),
	}, nil
}

// state maps the statuses of the OpenAPI document. Only approved is Paid, and only
// as long as nothing was refunded.
func state(status, detail string, total, refunded money.Amount) pay.State {
	switch status {
	case "approved":
		switch {
		case refunded.Zero():
			return pay.Paid
		case refunded.Less(total):
			return pay.PartlyRefunded
		}
		return pay.Refunded
	case "rejected":
		return pay.Refused
	case "cancelled":
		if detail == "expired" {
			return pay.Expired
		}
		return pay.Refused
	case "refunded":
		return pay.Refunded
	case "in_mediation":
		return pay.Disputed
	case "charged_back":
		if detail == "in_process" {
			return pay.Disputed
		}
		return pay.ChargedBack
	}
	return pay.InProcess // pending, in_process, authorized, and what is not known
}

// isNumber reports whether an id consists of digits.
func isNumber(id string) bool {
	for _, c := range id {
		if c < '0' || c > '9' {
			return false
		}
	}
	return id != "" && len(id) <= 20
}
