package notify

import (
	"context"
	"errors"
	"log"
	"time"

	"carrito/server/inbox/orderdb"
)

// lane sends the notices of one channel, one after the other.
type lane struct {
	name    string
	channel Channel
	outbox  Outbox
	log     *log.Logger
	pace    pace
}

func (l *lane) run(ctx context.Context, every time.Duration) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		if err := l.send(ctx, time.Now()); err != nil && ctx.Err() == nil {
			l.log.Printf("notices to the owner by %s: %v", l.name, err)
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// send sends what is due.
func (l *lane) send(ctx context.Context, now time.Time) error {
	for {
		limit := batch
		digester, ok := l.channel.(Digester)
		if ok {
			limit = l.pace.limit(now)
		}
		if limit == 0 {
			return nil
		}
		due, err := l.outbox.Due(ctx, now, l.name, limit)
		if err != nil || len(due) == 0 {
			return err
		}
		parcels := l.parcels(due, ok && len(due) > l.pace.left(now))
		for i, parcel := range parcels {
			l.pace.count(now)
			if err := l.deliver(ctx, digester, parcel, now); err != nil {
				return errors.Join(err, l.release(ctx, parcels[i:]))
			}
		}
	}
}

// parcels returns groups of notices that are sent together.
func (l *lane) parcels(due []orderdb.Notice, together bool) [][]orderdb.Notice {
	if together {
		return [][]orderdb.Notice{due}
	}
	var parcels [][]orderdb.Notice
	for i := range due {
		parcels = append(parcels, due[i:i+1])
	}
	return parcels
}

// deliver sends notices, alone or as a digest, and notes what came of it. The
// error is the outbox's, or that of ctx.
func (l *lane) deliver(ctx context.Context, digester Digester, notices []orderdb.Notice, now time.Time) error {
	marking, cancel := outlasting(ctx)
	defer cancel()
	found, read, err := l.read(ctx, marking, notices, now)
	if err != nil || len(found) == 0 {
		return err
	}
	limited, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if len(found) > 1 {
		err = digester.SendAll(limited, found)
	} else {
		err = l.channel.Send(limited, found[0])
	}
	switch {
	case err == nil:
		return l.outbox.Delivered(marking, numbers(read)...)
	case ctx.Err() != nil:
		return ctx.Err() // the server stops; the receiver is not at fault
	}
	wait := delay(read[0].Tries)
	l.log.Printf("%s of order %s, try %d, again in %v: %v", l.name, read[0].OrderID, read[0].Tries+1, wait.Round(time.Second), err)
	return l.outbox.Failed(marking, err, now.Add(wait), numbers(read)...)
}

// read returns the orders of notices, and those notices whose orders there are.
func (l *lane) read(ctx, marking context.Context, notices []orderdb.Notice, now time.Time) (found []News, read []orderdb.Notice, _ error) {
	for _, n := range notices {
		o, err := l.outbox.Order(ctx, n.OrderID)
		switch {
		case err == nil:
		case errors.As(err, new(*orderdb.UnreadableError)):
			l.log.Print(err)
		case errors.Is(err, orderdb.ErrUnavailable), ctx.Err() != nil:
			return nil, nil, err
		default: // it must not delay the notices after it
			l.log.Printf("%s of order %s: %v", l.name, n.OrderID, err)
			if err := l.outbox.Failed(marking, err, now.Add(longest), n.Number); err != nil {
				return nil, nil, err
			}
			continue
		}
		found, read = append(found, News{o, n.About, n.Number}), append(read, n)
	}
	return found, read, nil
}

// release gives back what was not sent, so that whoever comes next sends it.
func (l *lane) release(ctx context.Context, parcels [][]orderdb.Notice) error {
	if ctx.Err() == nil {
		return nil // the outbox cannot be reached
	}
	marking, cancel := outlasting(ctx)
	defer cancel()
	var all []int64
	for _, parcel := range parcels {
		all = append(all, numbers(parcel)...)
	}
	return l.outbox.Release(marking, all...)
}

// outlasting returns a context for notes on what was sent: it outlives ctx for a
// moment.
func outlasting(ctx context.Context) (context.Context, context.CancelFunc) {
	marking, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*patience)
	stop := context.AfterFunc(ctx, func() { time.AfterFunc(grace, cancel) })
	return marking, func() { stop(); cancel() }
}

func numbers(notices []orderdb.Notice) []int64 {
	all := make([]int64, len(notices))
	for i, n := range notices {
		all[i] = n.Number
	}
	return all
}
