package stripe

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/stripe/stripe-go/v85"

	"carrito/server/pay"
)

// Payments returns the payment of a Checkout Session, if there is one. Stripe keeps
// one payment for each session, with all tries.
func (p *Provider) Payments(ctx context.Context, order, page string) ([]pay.Payment, error) {
	if page == "" {
		return nil, nil // no page was opened for the order, or its id was lost: Open answers with the same page again
	}
	asked := &stripe.CheckoutSessionRetrieveParams{}
	asked.AddExpand("payment_intent.latest_charge")
	session, err := p.client().V1CheckoutSessions.Retrieve(ctx, page, asked)
	if err != nil {
		return nil, p.fault(err)
	}
	if session.ID != page || session.ClientReferenceID != order {
		return nil, p.unclear(errors.New("it is about another page or another order"))
	}
	if session.PaymentIntent == nil {
		state, detail := unpaid(session)
		return []pay.Payment{{
			ID: session.ID, Order: order, State: state, Detail: detail,
			Amount: Amount(session.AmountTotal, string(session.Currency)), Currency: upper(session.Currency),
			At: moment(session.Created),
		}}, nil
	}
	payment, err := p.read(ctx, session.PaymentIntent)
	if err != nil {
		return nil, err
	}
	payment.Order = order
	if session.Status != stripe.CheckoutSessionStatusComplete && session.PaymentIntent.Status == stripe.PaymentIntentStatusRequiresAction {
		payment.State = pay.Open // the shopper has not come back from the bank, and can go on with the page
	}
	switch {
	case session.Status == stripe.CheckoutSessionStatusExpired && (payment.State == pay.Refused || payment.State == pay.Open):
		payment.State = pay.Expired
	case payment.State == pay.Paid && session.PaymentStatus != stripe.CheckoutSessionPaymentStatusPaid:
		payment.State = pay.InProcess // session and payment differ
	}
	return []pay.Payment{payment}, nil
}

// Payment returns a payment by the id of its Payment Intent.
func (p *Provider) Payment(ctx context.Context, id string) (pay.Payment, error) {
	asked := &stripe.PaymentIntentRetrieveParams{}
	asked.AddExpand("latest_charge")
	intent, err := p.client().V1PaymentIntents.Retrieve(ctx, id, asked)
	if err != nil {
		return pay.Payment{}, p.fault(err)
	}
	if intent.ID != id {
		return pay.Payment{}, p.unclear(errors.New("it is about another payment"))
	}
	return p.read(ctx, intent)
}

// read returns a Payment Intent, with its charge, in the words of package pay.
func (p *Provider) read(ctx context.Context, intent *stripe.PaymentIntent) (pay.Payment, error) {
	if intent.ID == "" || len(intent.Currency) != 3 {
		return pay.Payment{}, p.unclear(errors.New("a payment has no id or no currency"))
	}
	currency := string(intent.Currency)
	payment := pay.Payment{
		ID: intent.ID, Order: intent.Metadata[orderField], Currency: upper(intent.Currency),
		Amount: Amount(intent.Amount, currency), At: moment(intent.Created),
	}
	payment.State, payment.Detail = tried(intent)
	if payment.State != pay.Paid {
		return payment, nil
	}
	charge := intent.LatestCharge
	if charge == nil || charge.Object == "" {
		return pay.Payment{}, p.unclear(fmt.Errorf("payment %s is paid without a charge", intent.ID))
	}
	payment.Amount, payment.At = Amount(intent.AmountReceived, currency), moment(charge.Created)
	payment.Refunded = Amount(charge.AmountRefunded, currency)
	switch {
	case charge.Status != stripe.ChargeStatusSucceeded || !charge.Paid:
		payment.State = pay.InProcess
	case !payment.Refunded.Zero() && payment.Refunded.Less(payment.Amount):
		payment.State = pay.PartlyRefunded
	case !payment.Refunded.Zero():
		payment.State = pay.Refunded
	}
	if charge.Disputed {
		return p.disputed(ctx, payment)
	}
	return payment, nil
}

// disputed returns the payment with the state of its latest dispute. A charge says
// only that there was one.
func (p *Provider) disputed(ctx context.Context, payment pay.Payment) (pay.Payment, error) {
	asked := &stripe.DisputeListParams{PaymentIntent: stripe.String(payment.ID)}
	asked.Limit = stripe.Int64(1)
	for dispute, err := range p.client().V1Disputes.List(ctx, asked).All(ctx) {
		if err != nil {
			return pay.Payment{}, p.fault(err)
		}
		payment.Detail = "dispute: " + string(dispute.Status)
		switch dispute.Status {
		case stripe.DisputeStatusLost:
			payment.State = pay.ChargedBack
		case stripe.DisputeStatusWon, stripe.DisputeStatusWarningClosed: // as if there had been none
		default:
			payment.State = pay.Disputed
		}
		return payment, nil
	}
	payment.State = pay.Disputed
	return payment, nil
}

func upper(c stripe.Currency) string { return strings.ToUpper(string(c)) }
