// Package notify tells the owner of every new order, by mail and by a signed
// webhook.
//
// What is to be told stands in the outbox of package orders since the order was
// placed. [Sender.Run] takes it from there, tries again for as long as it fails,
// and marks it once the other side has taken it: so nothing is lost, and where a
// server dies between the two it is told a second time, with the same id.
// [FromEnvironment] reads the owner's settings.
package notify

import (
	"context"
	"errors"
	"log"
	"math/rand/v2"
	"time"

	"carrito/server/orders"
)

// The names of the channels, as they stand in the outbox.
const (
	MailChannel    = "mail"
	WebhookChannel = "webhook"
)

// Outbox is where notices wait. [orders.Store] is one.
type Outbox interface {
	// Due returns notices that are to be sent now, and holds them back from
	// others for a while.
	Due(ctx context.Context, now time.Time, limit int) ([]orders.Notice, error)
	Delivered(ctx context.Context, notice int64) error
	Failed(ctx context.Context, notice int64, why error, next time.Time) error
	Order(ctx context.Context, id string) (orders.Stored, error)
}

var _ Outbox = (*orders.Store)(nil)

// Channel is a way to the owner. Send returns nil only once the other side has
// taken the news of the order. Of one with a Fault it tells that it cannot be read.
type Channel interface {
	Send(ctx context.Context, o orders.Stored) error
}

const (
	batch    = 4                // notices taken at a time
	patience = 20 * time.Second // for one notice: a batch is sent within the two minutes that it is leased for
	first    = 5 * time.Second  // until the second try
	longest  = time.Hour        // between two tries
)

// Sender sends what is in an outbox.
type Sender struct {
	Outbox   Outbox
	Channels map[string]Channel
	Log      *log.Logger
	Every    time.Duration // between two looks at the outbox
}

// Run sends until ctx is done, and marks what it was about.
func (s *Sender) Run(ctx context.Context) {
	ticker := time.NewTicker(s.Every)
	defer ticker.Stop()
	for {
		if err := s.Send(ctx, time.Now()); err != nil && ctx.Err() == nil {
			s.Log.Printf("notices to the owner: %v", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// Send sends what is due now. The error is the outbox's: what a channel
// refuses is noted there, and tried again later.
func (s *Sender) Send(ctx context.Context, now time.Time) error {
	for {
		due, err := s.Outbox.Due(ctx, now, batch)
		if err != nil || len(due) == 0 {
			return err
		}
		for _, n := range due {
			if err := s.send(ctx, n, now); err != nil {
				return err
			}
		}
	}
}

func (s *Sender) send(ctx context.Context, n orders.Notice, now time.Time) error {
	channel, ok := s.Channels[n.Channel]
	if !ok {
		return s.Outbox.Failed(ctx, n.Number, errNotConfigured, now.Add(longest))
	}
	o, err := s.Outbox.Order(ctx, n.OrderID)
	switch {
	case errors.As(err, new(*orders.UnreadableError)):
		s.Log.Print(err)
	case errors.Is(err, orders.ErrUnavailable), ctx.Err() != nil:
		return err
	case err != nil: // it must not hold up those after it
		s.Log.Printf("%s of order %s: %v", n.Channel, n.OrderID, err)
		return s.Outbox.Failed(ctx, n.Number, err, now.Add(longest))
	}
	limited, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	err = channel.Send(limited, o)
	if err != nil && ctx.Err() != nil {
		return ctx.Err() // the server is stopped: that is no fault of the other side
	}
	marking, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	if err == nil {
		return s.Outbox.Delivered(marking, n.Number)
	}
	wait := delay(n.Tries)
	s.Log.Printf("%s of order %s, try %d, again in %v: %v", n.Channel, n.OrderID, n.Tries+1, wait.Round(time.Second), err)
	return s.Outbox.Failed(marking, n.Number, err, now.Add(wait))
}

// delay is how long to wait after so many tries before: twice as long each
// time, with up to half of it taken off by chance, so that what failed together
// does not come back together.
func delay(tries int) time.Duration {
	d := longest
	if tries < 10 { // 5 s × 2¹⁰ is more than an hour
		d = min(longest, first<<tries)
	}
	return d - rand.N(d/2)
}
