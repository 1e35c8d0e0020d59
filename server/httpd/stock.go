package httpd

import (
	"context"
	"maps"
	"time"

	"carrito/app/cart"
	"carrito/app/catalog"
)

// Stock counts the units left of the products in the owner's files. The database of
// orders is one.
type Stock interface {
	// Count updates the stock from the numbers in the owner's file that have changed.
	Count(ctx context.Context, products *catalog.Catalog) error
	// Latest returns a number that changes when the stock may have changed.
	Latest(ctx context.Context) (int64, error)
	// Stock returns the units left of all that is counted.
	Stock(ctx context.Context) (map[cart.Key]int, error)
}

// Limits for the stock to answer.
const (
	patience      = 5 * time.Second
	countPatience = time.Minute // to count changed files: a large shop has hundreds of thousands of variants
)

// rest is the minimum pause after a build for the stock, as a multiple of the time
// that the build took. So builds take at most a tenth of a core.
const rest = 10

// TakeStock counts the stock of the owner's files. The handler serves the units left
// from then on.
func (h *Handler) TakeStock(ctx context.Context, from Stock) error {
	h.making.Lock()
	defer h.making.Unlock()
	h.stock = from
	if _, err := h.askStock(ctx); err != nil {
		return err
	}
	if !h.started {
		return nil
	}
	return h.makeBuild(false)
}

// Follow updates the shop when the stock changes, until ctx is done. It looks every
// interval. If the stock does not answer, the shop keeps the last known numbers.
func (h *Handler) Follow(ctx context.Context, interval time.Duration) {
	timer := time.NewTimer(interval)
	defer timer.Stop()
	away := false
	for {
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
		}
		took, err := h.follow(ctx)
		switch {
		case err != nil && !away && ctx.Err() == nil:
			h.log.Printf("the shop goes on with the stock as it was: %v", err)
		case err == nil && away:
			h.log.Print("the stock is known again")
		}
		away = err != nil
		timer.Reset(pause(interval, took))
	}
}

// pause returns how long to wait after a build that took some time.
func pause(interval, took time.Duration) time.Duration { return max(interval, rest*took) }

// follow updates the shop if the stock has changed, and returns how long that took.
func (h *Handler) follow(ctx context.Context) (time.Duration, error) {
	h.making.Lock()
	defer h.making.Unlock()
	if h.stock == nil || !h.started {
		return 0, nil
	}
	changed, err := h.askStock(ctx)
	if err != nil || !changed {
		return 0, err
	}
	start := time.Now()
	err = h.makeBuild(true)
	return time.Since(start), err
}

// recount gets the stock of changed files. If the stock does not answer, the shop
// keeps the last known numbers, and Follow asks again.
func (h *Handler) recount(ctx context.Context) {
	if h.stock == nil {
		return
	}
	if _, err := h.askStock(ctx); err != nil {
		h.log.Printf("the shop goes on with the stock as it was: %v", err)
	}
}

// count updates the stock from the owner's files.
func (h *Handler) count(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, countPatience)
	defer cancel()
	err := h.stock.Count(ctx, h.base.Catalog)
	h.counted = err == nil
	return err
}

// askStock gets the units left if they may have changed, and reports whether they
// have.
func (h *Handler) askStock(ctx context.Context) (changed bool, err error) {
	if !h.counted {
		if err := h.count(ctx); err != nil {
			return false, err
		}
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	latest, err := h.stock.Latest(ctx) // asked before Stock, so that a sale in between is seen next time
	if err != nil || latest == h.latest && h.left != nil {
		return false, err
	}
	left, err := h.stock.Stock(ctx)
	if err != nil {
		return false, err
	}
	changed = h.left == nil || !maps.Equal(h.left, left)
	h.latest, h.left = latest, left
	return changed, nil
}
