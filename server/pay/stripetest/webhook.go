package stripetest

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/stripe/stripe-go/v85"
	"github.com/stripe/stripe-go/v85/webhook"

	"carrito/server/pay"
	"carrito/server/pay/sandbox"
)

// sign returns the webhook about a payment.
func (s *Server) sign(e sandbox.Event) (*http.Request, error) {
	kind, about := s.about(e)
	body, err := json.Marshal(object{
		"id": "evt_" + e.ID, "object": "event", "api_version": stripe.APIVersion, "created": e.At.Unix(),
		"livemode": false, "pending_webhooks": 1, "type": kind, "data": object{"object": about},
		"request": object{"id": nil, "idempotency_key": nil},
	})
	if err != nil {
		return nil, err
	}
	request, err := http.NewRequest(http.MethodPost, e.Payment.Page.Notify, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	mac := webhook.ComputeSignature(e.At, body, s.keys.StripeSecret.Reveal())
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Stripe-Signature", fmt.Sprintf("t=%d,v1=%s", e.At.Unix(), hex.EncodeToString(mac)))
	return request, nil
}

// about returns the type of an event, and the object that it is about.
func (s *Server) about(e sandbox.Event) (kind string, about object) {
	switch e.Payment.State {
	case pay.Refunded, pay.PartlyRefunded:
		return "charge.refunded", charge(e.Payment)
	case pay.Disputed:
		return "charge.dispute.created", dispute(e.Payment)
	case pay.ChargedBack:
		return "charge.dispute.closed", dispute(e.Payment)
	case pay.Refused:
		return "payment_intent.payment_failed", intent(e.Payment, false)
	case pay.Expired:
		return "checkout.session.async_payment_failed", s.session(e.Payment.Page, false)
	}
	if !e.New {
		return "checkout.session.async_payment_succeeded", s.session(e.Payment.Page, false)
	}
	return "checkout.session.completed", s.session(e.Payment.Page, false)
}
