package stripe_test

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stripe/stripe-go/v85/webhook"

	"carrito/server/pay"
	"carrito/server/pay/paytest"
	"carrito/server/pay/stripe"
)

func provider(t testing.TB) *stripe.Provider {
	t.Helper()
	p, err := stripe.New(paytest.Keys(), stripe.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// sign signs a webhook with Stripe's library.
func sign(body, secret string, at time.Time) string {
	return webhook.GenerateTestSignedPayload(&webhook.UnsignedPayload{Payload: []byte(body), Secret: secret, Timestamp: at}).Header
}

// event returns a webhook about an object.
func event(kind, object string) string {
	return fmt.Sprintf(`{"id": "evt_1", "object": "event", "api_version": "2019-12-03", "type": %q, "data": {"object": %s}}`, kind, object)
}

const (
	session = `{"object": "checkout.session", "id": "cs_1", "client_reference_id": "order", "payment_intent": "pi_1"}`
	intent  = `{"object": "payment_intent", "id": "pi_1", "metadata": {"order": "order"}}`
)

func TestSignatures(t *testing.T) {
	secret := paytest.Keys().StripeSecret.Reveal()
	now := time.Unix(1742505638, 0)
	body := event("checkout.session.completed", session)
	good := sign(body, secret, now)
	v1 := func(signature string) string { return signature[strings.Index(signature, "v1="):] }
	tests := []struct {
		name, signature, body string
		want                  error
	}{
		{"signed", good, body, nil},
		{"two v1, the second is right", "t=1742505638,v1=00," + v1(good), body, nil},
		{"another version too", good + ",v0=00", body, nil},
		{"almost too old", sign(body, secret, now.Add(-5*time.Minute)), body, nil},
		{"not signed", "", body, pay.ErrForged},
		{"garbage", "garbage", body, pay.ErrForged},
		{"without t", v1(good), body, pay.ErrForged},
		{"without v1", "t=1742505638", body, pay.ErrForged},
		{"v0 only", "t=1742505638,v0=" + v1(good)[3:], body, pay.ErrForged},
		{"another t", "t=1742505639," + v1(good), body, pay.ErrForged},
		{"a new t before the signed one", "t=1742505639," + good, body, nil},
		{"a new t after the signed one", good + ",t=1742505639", body, pay.ErrForged},
		{"another secret", sign(body, "other", now), body, pay.ErrForged},
		{"no secret", sign(body, "", now), body, pay.ErrForged},
		{"another body", good, body + " ", pay.ErrForged},
		{"old", sign(body, secret, now.Add(-5*time.Minute-time.Second)), body, pay.ErrOld},
		{"future", sign(body, secret, now.Add(5*time.Minute+time.Second)), body, pay.ErrOld},
		{"signed, but no JSON", sign("{", secret, now), "{", pay.ErrIgnored},
		{"signed, but no event", sign("{}", secret, now), "{}", pay.ErrIgnored},
		{"an event without data", sign(`{"object": "event"}`, secret, now), `{"object": "event"}`, pay.ErrIgnored},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := provider(t).Hear(http.Header{"Stripe-Signature": {test.signature}}, nil, []byte(test.body), now)
			if !errors.Is(err, test.want) {
				t.Fatalf("got %v, want %v", err, test.want)
			}
			want := pay.Event{}
			if err == nil {
				want = pay.Event{ID: "evt_1", Order: "order", Payment: "pi_1", Page: "cs_1"}
			}
			if got != want {
				t.Errorf("got %+v, want %+v", got, want)
			}
		})
	}
}

func TestEvents(t *testing.T) {
	tests := []struct {
		name, kind, object string
		want               pay.Event // the zero value if it is ignored
	}{
		{"session", "checkout.session.completed", session, pay.Event{ID: "evt_1", Order: "order", Payment: "pi_1", Page: "cs_1"}},
		{"expired", "checkout.session.expired", `{"object": "checkout.session", "id": "cs_1", "client_reference_id": "order", "payment_intent": null}`,
			pay.Event{ID: "evt_1", Order: "order", Page: "cs_1"}},
		{"written out", "checkout.session.completed", `{"object": "checkout.session", "id": "cs_1", "payment_intent": ` + intent + `}`,
			pay.Event{ID: "evt_1", Payment: "pi_1", Page: "cs_1"}},
		{"refused", "payment_intent.payment_failed", intent, pay.Event{ID: "evt_1", Order: "order", Payment: "pi_1"}},
		{"refunded", "charge.refunded", `{"object": "charge", "id": "ch_1", "metadata": {"order": "order"}, "payment_intent": "pi_1"}`,
			pay.Event{ID: "evt_1", Order: "order", Payment: "pi_1"}},
		{"refund", "refund.updated", `{"object": "refund", "id": "re_1", "payment_intent": "pi_1"}`, pay.Event{ID: "evt_1", Payment: "pi_1"}},
		{"disputed", "charge.dispute.created", `{"object": "dispute", "id": "dp_1", "payment_intent": "pi_1"}`, pay.Event{ID: "evt_1", Payment: "pi_1"}},
		{"customer", "customer.created", `{"object": "customer", "id": "cus_1"}`, pay.Event{}},
		{"charge of nothing", "charge.updated", `{"object": "charge", "id": "ch_1"}`, pay.Event{}},
		{"not an object", "charge.updated", `[]`, pay.Event{}},
		{"wrong type", "charge.updated", `{"object": "charge", "payment_intent": 1}`, pay.Event{}},
	}
	now := time.Now()
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			body := event(test.kind, test.object)
			header := http.Header{"Stripe-Signature": {sign(body, paytest.Keys().StripeSecret.Reveal(), now)}}
			got, err := provider(t).Hear(header, nil, []byte(body), now)
			if got != test.want || errors.Is(err, pay.ErrIgnored) != (test.want == pay.Event{}) {
				t.Errorf("got %+v, %v, want %+v", got, err, test.want)
			}
		})
	}
}

// Whatever is sent, only what is signed is heard.
func FuzzHear(f *testing.F) {
	f.Add("t=1742505638,v1=00", []byte(event("checkout.session.completed", session)))
	f.Add("t=1,t=2,v1=zz,", []byte(event("payment_intent.succeeded", intent)))
	f.Add(",,=,v1==", []byte(`{"object": "event", "data": {"object": {"payment_intent": {"id": 1}}}}`))
	p := provider(f)
	now := time.Unix(1742505638, 0)
	f.Fuzz(func(t *testing.T, signature string, body []byte) {
		if got, err := p.Hear(http.Header{"Stripe-Signature": {signature}}, nil, body, now); !errors.Is(err, pay.ErrForged) || got != (pay.Event{}) {
			t.Errorf("got %+v, %v, want that it is forged", got, err)
		}
		header := http.Header{"Stripe-Signature": {sign(string(body), paytest.Keys().StripeSecret.Reveal(), now)}}
		got, err := p.Hear(header, nil, body, now)
		if err != nil && !errors.Is(err, pay.ErrIgnored) || err == nil && got.Payment == "" && got.Page == "" {
			t.Errorf("signed: got %+v, %v, want something to ask after", got, err)
		}
	})
}
