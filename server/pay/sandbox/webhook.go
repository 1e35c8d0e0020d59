package sandbox

import (
	"context"
	"crypto/rand"
	"io"
	"net/http"
	"slices"
	"time"
)

// Event is something that happened to a payment.
type Event struct {
	ID      string
	New     bool // whether the payment is new
	Payment Payment
	At      time.Time
}

// The values of the field webhook, which says how the shop is told of an event.
const (
	Once  = "once"
	Twice = "twice"
	Late  = "late" // after the next one, so out of order too, or when the panel sends it
	Lost  = "lost"
)

// tell sends the webhooks about payments in the background.
func (b *Bank) tell(how string, added bool, payments []Payment) {
	var due []Event
	for _, p := range payments {
		due = append(due, Event{ID: rand.Text(), New: added, Payment: p, At: b.now()})
	}
	switch how {
	case Late:
		b.mu.Lock()
		b.held = append(b.held, due...)
		b.mu.Unlock()
		return
	case Lost:
		return
	case Twice:
		due = append(due, due...)
	}
	if len(due) > 0 {
		go b.send(append(due, b.release()...))
	}
}

// release returns the events that were held back.
func (b *Bank) release() []Event {
	b.mu.Lock()
	defer b.mu.Unlock()
	held := slices.Clone(b.held)
	b.held = nil
	return held
}

// patience is how long a webhook waits for the shop's answer.
const patience = 5 * time.Second

// send sends webhooks one after the other. A shop that does not answer misses them.
func (b *Bank) send(events []Event) {
	client := b.Client
	if client == nil {
		client = http.DefaultClient
	}
	for _, e := range events {
		if e.Payment.Page.Notify == "" {
			continue
		}
		request, err := b.Sign(e)
		if err != nil {
			continue
		}
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		if response, err := client.Do(request.WithContext(ctx)); err == nil {
			io.Copy(io.Discard, io.LimitReader(response.Body, 64<<10))
			response.Body.Close()
		}
		cancel()
	}
}
