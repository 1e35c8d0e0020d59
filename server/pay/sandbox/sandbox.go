// Package sandbox pretends to be a provider of payments, as far as shoppers and the
// shop's owner see it: pages on which to pay, payments with their states, a panel for
// refunds and disputes, and webhooks. Packages mercadopagotest and stripetest add the
// providers' APIs.
//
// Everything that can happen is a form on a page, so tests and people use the sandbox
// in the same way. It keeps everything in memory, and nobody pays anything.
package sandbox

import (
	"crypto/rand"
	"errors"
	"net/http"
	"slices"
	"sync"
	"time"

	"carrito/app/money"
	"carrito/server/pay"
)

// Page is a page on which a shopper pays.
type Page struct {
	ID       string
	Order    string
	Title    string
	Amount   money.Amount
	Currency string
	Return   string // address to which a shopper who has paid returns
	Cancel   string // address to which a shopper returns who has not
	Notify   string // address for webhooks, or empty
	Created  time.Time
	Expires  time.Time // the zero time for never
}

// Payment is what a shopper paid or tried to pay on a page.
type Payment struct {
	ID       string // digits
	Page     Page
	State    pay.State
	Amount   money.Amount
	Refunded money.Amount
	Currency string
	At       time.Time
}

// Bank keeps the pages and payments. Set its fields before its first use.
type Bank struct {
	Name   string // of the provider, as the pages show it
	Base   string // address of the bank, without a slash at its end
	Single bool   // whether a page has one payment, with all tries

	// Sign returns the request that tells the shop of an event.
	Sign func(Event) (*http.Request, error)

	// Back returns the address to which the shopper returns after an event, or
	// without one. Nil is for Return and Cancel as they are.
	Back func(Page, *Payment) string

	Client *http.Client     // sends webhooks; nil is http.DefaultClient
	Now    func() time.Time // nil is time.Now

	mu       sync.Mutex
	pages    []Page
	answers  map[string]answer // by idempotency key
	payments []Payment
	held     []Event
}

// answer is what a request with an idempotency key led to.
type answer struct{ request, page string }

// ErrDiffers is the error for an idempotency key that comes again with another
// request.
var ErrDiffers = errors.New("the idempotency key belongs to another request")

// Open adds a page and gives it an id. A request that comes again with the same key,
// if there is one, gets the same page.
func (b *Bank) Open(key, request string, p Page) (Page, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if before, ok := b.answers[key]; ok && key != "" {
		if before.request != request {
			return Page{}, ErrDiffers
		}
		page, _ := b.page(before.page)
		return page, nil
	}
	p.ID, p.Created = rand.Text(), b.now()
	b.pages = append(b.pages, p)
	if b.answers == nil {
		b.answers = map[string]answer{}
	}
	b.answers[key] = answer{request, p.ID}
	return p, nil
}

// Page returns a page.
func (b *Bank) Page(id string) (Page, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.page(id)
}

func (b *Bank) page(id string) (Page, bool) {
	i := slices.IndexFunc(b.pages, func(p Page) bool { return p.ID == id })
	if i < 0 {
		return Page{}, false
	}
	return b.pages[i], true
}

// Payments returns the payments that match, oldest first.
func (b *Bank) Payments(match func(Payment) bool) []Payment {
	b.mu.Lock()
	defer b.mu.Unlock()
	var found []Payment
	for _, p := range b.payments {
		if match(p) {
			found = append(found, p)
		}
	}
	return found
}

// URL returns the address of a page.
func (b *Bank) URL(p Page) string { return b.Base + "/sandbox/pages/" + p.ID }

// Over reports whether a page has expired.
func (b *Bank) Over(p Page) bool { return !p.Expires.IsZero() && !b.now().Before(p.Expires) }

func (b *Bank) now() time.Time {
	if b.Now == nil {
		return time.Now()
	}
	return b.Now()
}
