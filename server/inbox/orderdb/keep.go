package orderdb

import (
	"context"
	"log"
	"time"
)

// Keep forgets the shoppers of orders that are older than so many months, at once
// and then every so often, until ctx is done. months is asked each time; with zero
// all are kept.
func (s *Store) Keep(ctx context.Context, every time.Duration, months func() int, log *log.Logger) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		if n := months(); n > 0 {
			forgotten, err := s.ForgetBefore(ctx, time.Now().AddDate(0, -n, 0))
			switch {
			case err != nil && ctx.Err() == nil:
				log.Printf("shoppers of old orders could not be forgotten: %v", err)
			case forgotten > 0:
				log.Printf("the shoppers of %d orders older than %d months are forgotten", forgotten, n)
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}
