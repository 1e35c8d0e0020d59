package stripe

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/stripe/stripe-go/v85"
	"github.com/stripe/stripe-go/v85/webhook"

	"carrito/server/pay"
)

// Hear checks a webhook with Stripe's library. The library compares the time of the
// signature with the clock, and only with the past, so Hear does that itself.
func (p *Provider) Hear(header http.Header, _ url.Values, body []byte, now time.Time) (pay.Event, error) {
	signature := header.Get("Stripe-Signature")
	if p.secret.Reveal() == "" || webhook.ValidatePayloadIgnoringTolerance(body, signature, p.secret.Reveal()) != nil {
		return pay.Event{}, pay.ErrForged
	}
	if err := pay.Fresh(signed(signature), now); err != nil {
		return pay.Event{}, err
	}
	// The owner sets the version of the API at the webhook; ids are the same in all.
	event, err := webhook.ConstructEventWithOptions(body, signature, p.secret.Reveal(),
		webhook.ConstructEventOptions{IgnoreTolerance: true, IgnoreAPIVersionMismatch: true})
	if err != nil || event.Data == nil {
		return pay.Event{}, pay.ErrIgnored // signed, but not an event
	}
	return about(event)
}

// about returns what an event is about. The events to choose at Stripe are
// checkout.session.*, payment_intent.*, charge.* and charge.dispute.*.
func about(event stripe.Event) (pay.Event, error) {
	var object struct {
		Object        string            `json:"object"`
		ID            string            `json:"id"`
		Reference     string            `json:"client_reference_id"`
		Metadata      map[string]string `json:"metadata"`
		PaymentIntent expandable        `json:"payment_intent"`
	}
	if json.Unmarshal(event.Data.Raw, &object) != nil {
		return pay.Event{}, pay.ErrIgnored
	}
	heard := pay.Event{ID: event.ID, Order: object.Metadata[orderField], Payment: string(object.PaymentIntent)}
	switch object.Object {
	case "checkout.session":
		heard.Order, heard.Page = object.Reference, object.ID
	case "payment_intent":
		heard.Payment = object.ID
	case "charge", "dispute", "refund":
	default:
		return pay.Event{}, pay.ErrIgnored
	}
	if heard.Payment == "" && heard.Page == "" {
		return pay.Event{}, pay.ErrIgnored
	}
	return heard, nil
}

// expandable is the id of an object that Stripe names, or writes out.
type expandable string

// UnmarshalJSON reads an id, an object with an id, or null.
func (e *expandable) UnmarshalJSON(text []byte) error {
	var id string
	if json.Unmarshal(text, &id) == nil {
		*e = expandable(id)
		return nil
	}
	var object struct {
		ID string `json:"id"`
	}
	err := json.Unmarshal(text, &object)
	*e = expandable(object.ID)
	return err
}

// signed returns the time in the header field Stripe-Signature, t=1742505638,v1=….
// As in the library, the last one counts.
func signed(signature string) time.Time {
	var at time.Time
	for part := range strings.SplitSeq(signature, ",") {
		if text, ok := strings.CutPrefix(part, "t="); ok {
			if n, err := strconv.ParseInt(text, 10, 64); err == nil {
				at = time.Unix(n, 0)
			}
		}
	}
	return at
}
