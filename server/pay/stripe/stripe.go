// Package stripe takes payments with Stripe Checkout. For each order it creates a
// Checkout Session, whose page takes cards and the other ways that the owner has
// chosen at Stripe.
package stripe

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/stripe/stripe-go/v85"

	"carrito/server/pay"
)

// Kind is the name of the provider in shop.json.
const Kind = "stripe"

// orderField is the metadata field with the order's number. Stripe copies the
// metadata of a payment to its charge.
const orderField = "order"

// Provider is Stripe.
type Provider struct {
	key, secret pay.Secret
	client      func() *stripe.Client // a function, so that package fmt does not print the key inside
	plain       bool                  // whether pages may be without TLS
}

var _ pay.Provider = (*Provider)(nil)

// Options differ from the zero value for a sandbox and in tests only.
type Options struct {
	API       string            // address without a slash at its end; "" for Stripe's
	Transport http.RoundTripper // nil for [http.DefaultTransport]
}

// New returns the provider. The error names the keys that are not set.
func New(keys pay.Keys, o Options) (*Provider, error) {
	err := errors.Join(
		pay.Missing(pay.StripeKeyVariable, keys.StripeKey),
		pay.Missing(pay.StripeSecretVariable, keys.StripeSecret),
	)
	if err != nil {
		return nil, err
	}
	api, transport, err := atRoot(cmp.Or(o.API, stripe.APIURL), o.Transport)
	if err != nil {
		return nil, err
	}
	backends := stripe.NewBackendsWithConfig(&stripe.BackendConfig{
		URL:               stripe.String(api),
		HTTPClient:        pay.NewClient(transport),
		MaxNetworkRetries: stripe.Int64(0), // the client tries again by itself, and stops with the context
		EnableTelemetry:   stripe.Bool(false),
		LeveledLogger:     &stripe.LeveledLogger{Level: stripe.LevelNull}, // it would log whole answers
	})
	client := stripe.NewClient(keys.StripeKey.Reveal(), stripe.WithBackends(backends))
	return &Provider{
		key: keys.StripeKey, secret: keys.StripeSecret,
		client: func() *stripe.Client { return client },
		plain:  strings.HasPrefix(o.API, "http:"),
	}, nil
}

// Kind returns "stripe".
func (p *Provider) Kind() string { return Kind }

// Open creates a Checkout Session.
func (p *Provider) Open(ctx context.Context, r pay.Request) (pay.Page, error) {
	price, err := minor(r.Amount, r.Currency)
	if err != nil {
		return pay.Page{}, err
	}
	asked := &stripe.CheckoutSessionCreateParams{
		Mode:              stripe.String(string(stripe.CheckoutSessionModePayment)),
		ClientReferenceID: stripe.String(r.Order),
		Metadata:          map[string]string{orderField: r.Order},
		PaymentIntentData: &stripe.CheckoutSessionCreatePaymentIntentDataParams{Metadata: map[string]string{orderField: r.Order}},
		SuccessURL:        stripe.String(r.Return),
		CancelURL:         stripe.String(r.Return),
		// Stripe would otherwise let shoppers pay in their own currency.
		AdaptivePricing: &stripe.CheckoutSessionCreateAdaptivePricingParams{Enabled: stripe.Bool(false)},
		LineItems: []*stripe.CheckoutSessionCreateLineItemParams{{
			Quantity: stripe.Int64(1),
			PriceData: &stripe.CheckoutSessionCreateLineItemPriceDataParams{
				Currency:    stripe.String(strings.ToLower(r.Currency)),
				UnitAmount:  stripe.Int64(price),
				ProductData: &stripe.CheckoutSessionCreateLineItemPriceDataProductDataParams{Name: stripe.String(r.Title)},
			},
		}},
	}
	if r.Email != "" {
		asked.CustomerEmail = stripe.String(r.Email)
	}
	if !r.Expires.IsZero() {
		asked.ExpiresAt = stripe.Int64(r.Expires.Unix())
	}
	asked.SetIdempotencyKey("carrito-" + r.Order + "-" + strconv.Itoa(r.Attempt))
	session, err := p.client().V1CheckoutSessions.Create(ctx, asked)
	if err != nil {
		return pay.Page{}, p.fault(err)
	}
	if session.ID == "" || session.ClientReferenceID != r.Order || !p.isPage(session.URL) {
		return pay.Page{}, p.unclear(errors.New("the session has no id, no page or another order"))
	}
	return pay.Page{ID: session.ID, URL: session.URL, Expires: moment(session.ExpiresAt)}, nil
}

// isPage reports whether an address is one to send a shopper to: with TLS, unless
// the API is a sandbox without.
func (p *Provider) isPage(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Host != "" && (u.Scheme == "https" || u.Scheme == "http" && p.plain)
}

// moment reads a time; the zero time stands for none.
func moment(unix int64) time.Time {
	if unix == 0 {
		return time.Time{}
	}
	return time.Unix(unix, 0).UTC()
}

// fault returns the error of package pay for one of the library, whose text would be
// a whole JSON document.
func (p *Provider) fault(err error) error {
	var refused *stripe.Error
	if errors.As(err, &refused) {
		return pay.Refusal(Kind, refused.HTTPStatusCode, refused.Msg, p.key)
	}
	return pay.Unreachable(Kind, err, p.key)
}

// unclear returns the error for an answer that cannot be understood.
func (p *Provider) unclear(err error) error {
	return pay.Unreachable(Kind, fmt.Errorf("its answer is not understood: %w", err), p.key)
}
