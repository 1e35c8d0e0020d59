package orderdb

import (
	"context"
	"log"
	"time"
)

// Keep forgets the shoppers of orders older than a number of months, at once and
// then every interval until ctx is done. It calls months each time; zero means
// never. It also finishes what a server that was killed had begun to forget.
func (s *Store) Keep(ctx context.Context, interval time.Duration, months func() int, log *log.Logger) {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	for {
		if err := s.finishForgetting(ctx); err != nil && ctx.Err() == nil {
			log.Printf("what was forgotten could not be overwritten: %v", err)
		}
		if n := months(); n > 0 {
			forgotten, err := s.ForgetBefore(ctx, time.Now().AddDate(0, -n, 0))
			switch {
			case err != nil && ctx.Err() == nil:
				log.Printf("shoppers of old orders could not be forgotten: %v", err)
			case forgotten > 0:
				log.Printf("the shoppers of %d orders and complaints older than %d months are forgotten", forgotten, n)
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}
