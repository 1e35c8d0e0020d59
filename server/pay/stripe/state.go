package stripe

import (
	"cmp"

	"github.com/stripe/stripe-go/v85"

	"carrito/server/pay"
)

// unpaid returns the state of a session on whose page nobody has tried to pay.
func unpaid(s *stripe.CheckoutSession) (state pay.State, detail string) {
	detail = "session: " + string(s.Status)
	switch s.Status {
	case stripe.CheckoutSessionStatusOpen:
		return pay.Open, detail
	case stripe.CheckoutSessionStatusExpired:
		return pay.Expired, detail
	}
	return pay.InProcess, detail // complete without a payment, or not known
}

// tried returns the state of a payment before its refunds and disputes. Only
// succeeded is Paid.
func tried(i *stripe.PaymentIntent) (state pay.State, detail string) {
	detail = string(i.Status)
	switch i.Status {
	case stripe.PaymentIntentStatusSucceeded:
		return pay.Paid, detail
	case stripe.PaymentIntentStatusRequiresPaymentMethod:
		if i.LastPaymentError == nil {
			return pay.Open, detail
		}
		return pay.Refused, detail + ": " + cmp.Or(string(i.LastPaymentError.DeclineCode), string(i.LastPaymentError.Code))
	case stripe.PaymentIntentStatusRequiresConfirmation:
		return pay.Open, detail
	case stripe.PaymentIntentStatusCanceled:
		detail += ": " + string(i.CancellationReason)
		switch i.CancellationReason {
		case stripe.PaymentIntentCancellationReasonAbandoned, stripe.PaymentIntentCancellationReasonAutomatic,
			stripe.PaymentIntentCancellationReasonExpired:
			return pay.Expired, detail
		}
		return pay.Refused, detail
	}
	return pay.InProcess, detail // processing, requires_action, requires_capture, and what is not known
}
