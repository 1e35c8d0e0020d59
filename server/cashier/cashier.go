// Package cashier takes payments for orders at providers such as Mercado Pago and
// Stripe.
//
// [Cashier.Open] sends a shopper to a provider's page. What counts as paid is only the
// provider's own answer: package orderdb compares it with the order. A webhook says when
// to ask ([Hook]), [Cashier.Refresh] asks when the shopper looks, and [Cashier.Run] asks
// after whatever is open, also if no webhook ever comes.
package cashier

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log"
	"maps"
	"slices"
	"strings"
	"time"

	"carrito/app/shop"
	"carrito/server/inbox/orderdb"
	"carrito/server/pay"
	"carrito/server/words"
)

// Payments is what the cashier reads and changes in the database.
// [orderdb.Payments] implements it.
type Payments interface {
	Of(ctx context.Context, id string) (orderdb.Payment, error)
	Begin(ctx context.Context, id string, wanted orderdb.PayPage, now time.Time) (orderdb.PayPage, error)
	Opened(ctx context.Context, id string, page orderdb.PayPage) error
	Settle(ctx context.Context, id, provider string, said []pay.Payment, now time.Time) error
	Postpone(ctx context.Context, id string, now time.Time) error
	Open(ctx context.Context, now time.Time, limit int) ([]string, error)
	OrderOfPage(ctx context.Context, provider, page string) (string, error)

	Hear(ctx context.Context, provider string, events []pay.Event, now time.Time) error
	Heard(ctx context.Context, now time.Time, limit int) ([]orderdb.PayEvent, error)
	Done(ctx context.Context, now time.Time, events ...int64) error
	Retry(ctx context.Context, event int64, next time.Time) error
	ForgetEvents(ctx context.Context, before time.Time) error
}

var _ Payments = orderdb.Payments{}

// Cashier takes payments. Use [New]. It is safe for concurrent use.
type Cashier struct {
	providers Providers
	payments  Payments
	shop      func() *shop.Shop
	log       *log.Logger

	wake      chan struct{} // has a message if there is a webhook to follow
	refreshes refreshes
}

// Providers are the providers for which the owner has keys, by their kind.
type Providers map[string]pay.Provider

// New returns a cashier. shop returns the shop as it is now.
func New(providers Providers, payments Payments, shop func() *shop.Shop, log *log.Logger) *Cashier {
	return &Cashier{
		providers: providers, payments: payments, shop: shop, log: log,
		wake: make(chan struct{}, 1), refreshes: newRefreshes(),
	}
}

// patience is how long a shopper waits for a page, and a question for its answer.
const patience = 15 * time.Second

// Open returns the address of the provider's page on which an order is to be paid. base
// is the shop's address, without a slash at its end. Before it opens another page for an
// order it asks what was paid on those before. The error is as that of
// [orderdb.Payments.Begin], or one of package pay's.
func (c *Cashier) Open(ctx context.Context, o orderdb.Stored, base string) (string, error) {
	// A shopper who goes away meanwhile may come back, and then the page is there.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	provider, ok := c.providers[o.Provider]
	if !ok {
		return "", fmt.Errorf("%w: there are no keys for %q", pay.ErrUnavailable, o.Provider)
	}
	if doubt, err := c.inDoubt(ctx, o); err != nil {
		return "", err
	} else if doubt {
		if err := c.settle(ctx, o.Order.ID); err != nil {
			return "", err
		}
	}
	page, err := c.payments.Begin(ctx, o.Order.ID, orderdb.PayPage{Provider: o.Provider, Title: c.title(o), Base: base}, time.Now())
	if err != nil || page.URL != "" {
		return page.URL, err
	}
	opened, err := provider.Open(ctx, request(o, page))
	if err != nil {
		c.log.Printf("payments: the order %s has no page: %v", o.Order.ID, err)
		return "", err
	}
	page.ID, page.URL = opened.ID, opened.URL
	return page.URL, c.payments.Opened(ctx, o.Order.ID, page)
}

// inDoubt reports whether to ask what was paid on the pages of an order before it is to
// be paid: none of them is the one to pay on, or a try on it has failed. A provider
// without keys cannot be asked, and must not keep the shopper from another one.
func (c *Cashier) inDoubt(ctx context.Context, o orderdb.Stored) (bool, error) {
	known, err := c.payments.Of(ctx, o.Order.ID)
	if err != nil || len(known.Pages) == 0 {
		return false, err
	}
	for _, page := range known.Pages {
		if _, ok := c.providers[page.Provider]; !ok && page.ID != "" {
			return false, nil
		}
	}
	last := known.Pages[len(known.Pages)-1]
	return o.Payment != orderdb.Awaiting || last.Provider != o.Provider || !time.Now().Before(last.Expires), nil
}

// title returns what a provider's page says is paid for.
func (c *Cashier) title(o orderdb.Stored) string {
	s := c.shop()
	return words.In(s.Language).Order(words.Number(o.Order.ID)) + " · " + s.Name
}

// request asks for a page. It is the same each time for the same page.
func request(o orderdb.Stored, page orderdb.PayPage) pay.Request {
	r := pay.Request{
		Order: o.Order.ID, Attempt: page.Attempt, Title: page.Title,
		Amount: o.Order.Figures.Total, Currency: o.Order.Currency, Email: o.Order.Customer.Email,
		Return: page.Base + "/pedido/" + o.Token + "?vuelta", Expires: page.Expires,
	}
	if reachable(page.Base) {
		r.Notify = page.Base + HookAddress + page.Provider
	}
	return r
}

// reachable reports whether webhooks can reach a shop at an address. The sandbox reaches
// one on this machine.
func reachable(base string) bool {
	return strings.HasPrefix(base, "https://") || strings.HasPrefix(base, "http://localhost:") || strings.HasPrefix(base, "http://127.0.0.1:")
}

// settle asks the providers of an order's pages what was paid, and records it.
func (c *Cashier) settle(ctx context.Context, id string) error {
	payment, err := c.payments.Of(ctx, id)
	if err != nil {
		return err
	}
	var faults []error
	asked := map[string]bool{} // providers
	said := map[string][]pay.Payment{}
	for _, page := range payment.Pages {
		if page.ID == "" { // nobody has its address
			continue
		}
		asked[page.Provider] = true
		found, err := c.ask(ctx, id, page)
		if err != nil {
			faults = append(faults, err)
		}
		said[page.Provider] = append(said[page.Provider], found...)
	}
	if faults != nil {
		return errors.Join(append(faults, c.payments.Postpone(ctx, id, time.Now()))...)
	}
	if len(asked) == 0 {
		return c.payments.Settle(ctx, id, "", nil, time.Now())
	}
	for _, provider := range bestFirst(asked, said) {
		if err := c.payments.Settle(ctx, id, provider, said[provider], time.Now()); err != nil {
			return err
		}
	}
	return nil
}

// bestFirst returns providers, those first that say that an order is paid: the answer of
// another one must not return its units before.
func bestFirst(asked map[string]bool, said map[string][]pay.Payment) []string {
	rank := func(provider string) int {
		best := 0
		for _, payment := range said[provider] {
			switch payment.State {
			case pay.Open, pay.Refused, pay.Expired:
			case pay.InProcess:
				best = max(best, 1)
			default:
				best = 2
			}
		}
		return best
	}
	return slices.SortedFunc(maps.Keys(asked), func(a, b string) int { return cmp.Or(rank(b)-rank(a), cmp.Compare(a, b)) })
}

// ask asks for the payments of one page.
func (c *Cashier) ask(ctx context.Context, id string, page orderdb.PayPage) ([]pay.Payment, error) {
	provider, ok := c.providers[page.Provider]
	if !ok {
		return nil, fmt.Errorf("there are no keys for %q", page.Provider)
	}
	found, err := provider.Payments(ctx, id, page.ID)
	if errors.Is(err, pay.ErrUnknown) {
		return nil, nil
	}
	return found, err
}
