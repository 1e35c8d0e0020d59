package cashier

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/google/uuid"

	"carrito/server/inbox/orderdb"
	"carrito/server/pay"
)

const (
	batch      = 8                // orders or webhooks taken at a time, and asked about at once
	firstRetry = 2 * time.Second  // of a webhook that could not be followed; it doubles
	lastRetry  = 30 * time.Minute // between two tries
	keepEvents = time.Hour        // of webhooks that were followed
	maxTries   = 200              // of a webhook, in about four days; Run asks after the order anyway
)

// Run follows webhooks as they come, and every interval asks after payments that are
// open and due, until ctx is done.
func (c *Cashier) Run(ctx context.Context, interval time.Duration) {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	tidy := time.NewTicker(keepEvents)
	defer tidy.Stop()
	quiet := false
	for {
		err := errors.Join(c.followAll(ctx), c.askAll(ctx))
		if err != nil && !quiet && ctx.Err() == nil {
			c.log.Printf("payments: %v", err)
		}
		quiet = err != nil // said once
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		case <-c.wake:
		case now := <-tidy.C:
			c.payments.ForgetEvents(ctx, now.Add(-keepEvents)) // tried again at the next one
		}
	}
}

// askAll asks after all payments that are due. The error is the database's.
func (c *Cashier) askAll(ctx context.Context) error {
	for {
		due, err := c.payments.Open(ctx, time.Now(), batch)
		if err != nil || len(due) == 0 {
			return err
		}
		each(due, func(id string) {
			limited, cancel := context.WithTimeout(ctx, patience)
			defer cancel()
			if err := c.settle(limited, id); err != nil && ctx.Err() == nil {
				c.log.Printf("payments: the order %s: %v", id, err)
			}
		})
		if len(due) < batch || ctx.Err() != nil {
			return nil
		}
	}
}

// followAll follows all webhooks that are due. The error is the database's.
func (c *Cashier) followAll(ctx context.Context) error {
	for {
		due, err := c.payments.Heard(ctx, time.Now(), batch)
		if err != nil || len(due) == 0 {
			return err
		}
		var mu sync.Mutex
		var done []int64
		each(due, func(e orderdb.PayEvent) {
			limited, cancel := context.WithTimeout(ctx, patience)
			defer cancel()
			err := c.follow(limited, e)
			if err != nil && ctx.Err() == nil {
				c.log.Printf("payments: a webhook of %s: %v", e.Provider, err)
			}
			if err == nil || e.Tries >= maxTries {
				mu.Lock()
				done = append(done, e.Number)
				mu.Unlock()
				return
			}
			c.payments.Retry(ctx, e.Number, time.Now().Add(min(firstRetry<<min(e.Tries, 12), lastRetry))) // if that fails, it is due again soon
		})
		if err := c.payments.Done(ctx, time.Now(), done...); err != nil {
			return err
		}
		if len(due) < batch || ctx.Err() != nil {
			return nil
		}
	}
}

// each calls do for every item, some at once.
func each[T any](items []T, do func(T)) {
	var group sync.WaitGroup
	turns := make(chan struct{}, batch)
	for _, item := range items {
		turns <- struct{}{}
		group.Go(func() {
			defer func() { <-turns }()
			do(item)
		})
	}
	group.Wait()
}

// follow asks the provider of a webhook what has happened. A webhook about something
// that is not of this shop needs no second try.
func (c *Cashier) follow(ctx context.Context, e orderdb.PayEvent) error {
	err := c.look(ctx, e)
	if errors.Is(err, pay.ErrUnknown) || errors.Is(err, orderdb.ErrNoOrder) {
		return nil
	}
	return err
}

func (c *Cashier) look(ctx context.Context, e orderdb.PayEvent) error {
	provider, ok := c.providers[e.Provider]
	if !ok {
		return pay.ErrUnknown
	}
	if e.Payment != "" {
		// A search may not find a payment that the provider has just made.
		payment, err := provider.Payment(ctx, e.Payment)
		if err != nil {
			return err
		}
		if !isOrder(payment.Order) {
			return orderdb.ErrNoOrder
		}
		return c.payments.Settle(ctx, payment.Order, e.Provider, []pay.Payment{payment}, time.Now())
	}
	id := e.Order
	if id == "" {
		var err error
		if id, err = c.payments.OrderOfPage(ctx, e.Provider, e.Page); err != nil {
			return err
		}
	}
	if !isOrder(id) {
		return orderdb.ErrNoOrder
	}
	return c.settle(ctx, id)
}

// isOrder reports whether a text can be the number of an order. It may come from
// anybody who has an account at the provider.
func isOrder(text string) bool { return len(text) == 36 && uuid.Validate(text) == nil }
