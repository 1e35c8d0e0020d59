// Package mercadopago takes payments with Mercado Pago's Checkout Pro. For each order
// it creates a preference, whose page takes cards, wallets and cash.
//
// The fields and states are those of Mercado Pago's OpenAPI document; what the
// document lacks is as its libraries for Node.js and Go have it.
package mercadopago

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

	"github.com/google/uuid"

	"carrito/server/pay"
)

// Kind is the name of the provider in shop.json.
const Kind = "mercadopago"

// API is the address of Mercado Pago's API.
const API = "https://api.mercadopago.com"

// Provider is Mercado Pago.
type Provider struct {
	token, secret pay.Secret
	api           string
	client        *http.Client
}

var _ pay.Provider = (*Provider)(nil)

// Options differ from the zero value for a sandbox and in tests only.
type Options struct {
	API       string            // address without a slash at its end; "" for [API]
	Transport http.RoundTripper // nil for [http.DefaultTransport]
}

// New returns the provider. The error names the keys that are not set.
func New(keys pay.Keys, o Options) (*Provider, error) {
	err := errors.Join(
		pay.Missing(pay.MercadoPagoTokenVariable, keys.MercadoPagoToken),
		pay.Missing(pay.MercadoPagoSecretVariable, keys.MercadoPagoSecret),
	)
	if err != nil {
		return nil, err
	}
	return &Provider{
		token: keys.MercadoPagoToken, secret: keys.MercadoPagoSecret,
		api: cmp.Or(o.API, API), client: pay.NewClient(o.Transport),
	}, nil
}

// Kind returns "mercadopago".
func (p *Provider) Kind() string { return Kind }

// dates is how Mercado Pago writes times.
const dates = "2006-01-02T15:04:05.000-07:00"

// Open creates a preference.
func (p *Provider) Open(ctx context.Context, r pay.Request) (pay.Page, error) {
	price, err := number(r.Amount, r.Currency)
	if err != nil {
		return pay.Page{}, err
	}
	key, err := idempotencyKey(r)
	if err != nil {
		return pay.Page{}, err
	}
	asked := preference{
		Items:             []item{{Title: r.Title, Quantity: 1, Price: price, Currency: r.Currency}},
		BackURLs:          &backURLs{Success: r.Return, Pending: r.Return, Failure: r.Return},
		AutoReturn:        "approved",
		ExternalReference: r.Order,
		NotificationURL:   webhooksOnly(r.Notify),
	}
	if r.Email != "" {
		asked.Payer = &payer{Email: r.Email}
	}
	if !r.Expires.IsZero() {
		asked.Expires, asked.ExpirationDateTo = true, r.Expires.UTC().Format(dates)
	}
	var created preference
	if err := p.post(ctx, "/checkout/preferences", key, asked, &created); err != nil {
		return pay.Page{}, err
	}
	if created.ID == "" || created.ExternalReference != r.Order || !p.isPage(created.InitPoint) {
		return pay.Page{}, p.unclear(errors.New("the preference has no id, no page or another order"))
	}
	return pay.Page{ID: created.ID, URL: created.InitPoint, Expires: date(created.ExpirationDateTo)}, nil
}

// idempotencyKey returns the same key for the same attempt of an order. Mercado
// Pago wants a UUID.
func idempotencyKey(r pay.Request) (string, error) {
	order, err := uuid.Parse(r.Order)
	if err != nil {
		return "", fmt.Errorf("mercadopago: the order's number is not a UUID: %w", err)
	}
	if r.Attempt == 0 {
		return order.String(), nil
	}
	return uuid.NewSHA1(order, []byte(strconv.Itoa(r.Attempt))).String(), nil
}

// webhooksOnly adds the parameter that keeps Mercado Pago from also sending its older,
// unsigned notifications (IPN) to an address.
func webhooksOnly(notify string) string {
	if notify == "" {
		return ""
	}
	sign := "?"
	if strings.Contains(notify, "?") {
		sign = "&"
	}
	return notify + sign + "source_news=webhooks"
}

// isPage reports whether an address is one to send a shopper to: with TLS, unless
// the API is a sandbox without.
func (p *Provider) isPage(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Host != "" && (u.Scheme == "https" || u.Scheme == "http" && strings.HasPrefix(p.api, "http:"))
}

// date reads a time; the zero time stands for none.
func date(text string) time.Time {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return time.Time{}
	}
	return t.UTC()
}
