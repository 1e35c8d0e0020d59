package notify

import (
	"context"
	"errors"
	"sync"
	"time"
)

// Send sends what is due now, by all channels at once. The error is the outbox's:
// what a channel refuses is noted there, and tried again later.
func (s *Sender) Send(ctx context.Context, now time.Time) error {
	lanes := s.all()
	faults := make([]error, len(lanes))
	var running sync.WaitGroup
	for i, l := range lanes {
		running.Go(func() { faults[i] = l.send(ctx, now) })
	}
	running.Wait()
	return errors.Join(faults...)
}
