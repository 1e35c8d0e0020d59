package cashier

import (
	"context"
	"time"

	"carrito/server/pay"
)

// writer writes webhooks of many requests in one transaction, so that they share the
// wait for the disk.
type writer struct {
	payments Payments
	queue    chan *hook // unbuffered
}

// hook is a webhook to be written.
type hook struct {
	provider string
	event    pay.Event
	done     chan error // has room for one
}

const maxWrites = 64 // webhooks in one transaction

func newWriter(payments Payments) *writer {
	return &writer{payments: payments, queue: make(chan *hook)}
}

// write returns once a webhook is on the disk.
func (w *writer) write(ctx context.Context, provider string, e pay.Event) error {
	one := &hook{provider, e, make(chan error, 1)}
	select {
	case w.queue <- one:
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(patience): // the shop ends
		return context.DeadlineExceeded
	}
	select {
	case err := <-one.done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// run writes webhooks until ctx is done.
func (w *writer) run(ctx context.Context) {
	for {
		select {
		case first := <-w.queue:
			w.writeAll(w.gather(first))
		case <-ctx.Done():
			return
		}
	}
}

func (w *writer) gather(first *hook) []*hook {
	all := []*hook{first}
	for len(all) < maxWrites {
		select {
		case next := <-w.queue:
			all = append(all, next)
		default:
			return all
		}
	}
	return all
}

func (w *writer) writeAll(all []*hook) {
	// Not a request's context: if it ends, the others must still be written.
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	events := map[string][]pay.Event{}
	for _, one := range all {
		events[one.provider] = append(events[one.provider], one.event)
	}
	faults := map[string]error{}
	for provider, some := range events {
		faults[provider] = w.payments.Hear(ctx, provider, some, time.Now())
	}
	for _, one := range all {
		one.done <- faults[one.provider]
	}
}
