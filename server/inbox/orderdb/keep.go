package orderdb

import (
	"cmp"
	"context"
	"log"
	"time"

	"carrito/server/alert"
)

// Keep forgets the shoppers of orders, complaints and alerts older than a number of
// months, at once and then every interval until ctx is done. It calls months each time;
// zero means never, and for alerts [alert.KeptMonths]. It forgets alerts whose shoppers
// were told long ago in any case. It also finishes what a server that was killed had begun to forget.
func (s *Store) Keep(ctx context.Context, interval time.Duration, months func() int, log *log.Logger) {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	for {
		if err := s.finishForgetting(ctx); err != nil && ctx.Err() == nil {
			log.Printf("what was forgotten could not be overwritten: %v", err)
		}
		n, now := months(), time.Now()
		var oldest time.Time
		if n > 0 {
			oldest = now.AddDate(0, -n, 0)
		}
		switch forgotten, err := s.forgetAlerts(ctx, now.AddDate(0, -cmp.Or(n, alert.KeptMonths), 0), now.Add(-alert.KeptAfterTold)); {
		case err != nil && ctx.Err() == nil:
			log.Printf("old alerts could not be forgotten: %v", err)
		case forgotten > 0:
			log.Printf("%d alerts are forgotten", forgotten)
		}
		if n > 0 {
			forgotten, err := s.ForgetBefore(ctx, oldest)
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
