package httpd

import (
	"context"
	"maps"
	"time"

	"carrito/app/cart"
	"carrito/app/catalog"
)

// Stock knows what is left of what the owner's files count: the database of orders.
type Stock interface {
	// Count takes up the numbers of the owner's file where they are new.
	Count(ctx context.Context, products *catalog.Catalog) error
	// Latest returns a number that grows whenever what is left may be another.
	Latest(ctx context.Context) (int64, error)
	// Stock returns the units left of all that is counted.
	Stock(ctx context.Context) (map[cart.Key]int, error)
}

// patience is how long the stock may take to answer.
const patience = 5 * time.Second

// rest is how many times as long as it took to make an edition nothing is made
// for the stock after it, so that it costs a tenth of a core at most, whatever is sold.
const rest = 10

// TakeStock counts what the owner's files count, and serves what is left of it
// from then on. It returns why that cannot be known.
func (h *Handler) TakeStock(ctx context.Context, from Stock) error {
	h.making.Lock()
	defer h.making.Unlock()
	h.stock = from
	if _, err := h.askStock(ctx); err != nil {
		return err
	}
	return h.makeEdition(false)
}

// Follow keeps the shop at what is left of the stock, whoever sold it, until ctx is
// done: it looks every interval, and takes up the first change at once. Where the
// stock does not answer, the shop goes on with what it knew.
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

// pause is how long nothing is made after what took so long.
func pause(interval, took time.Duration) time.Duration { return max(interval, rest*took) }

// follow takes up what is left, and returns how long that took.
func (h *Handler) follow(ctx context.Context) (time.Duration, error) {
	h.making.Lock()
	defer h.making.Unlock()
	if h.stock == nil {
		return 0, nil
	}
	changed, err := h.askStock(ctx)
	if err != nil || !changed {
		return 0, err
	}
	start := time.Now()
	err = h.makeEdition(true)
	return time.Since(start), err
}

// recount asks the stock for what is left of changed files. Without an answer the
// shop goes on with what it knew, and Follow asks again.
func (h *Handler) recount(ctx context.Context) {
	if h.stock == nil {
		return
	}
	if _, err := h.askStock(ctx); err != nil {
		h.log.Printf("the shop goes on with the stock as it was: %v", err)
	}
}

// askStock asks for what is left, where that may have changed, and reports whether
// it has.
func (h *Handler) askStock(ctx context.Context) (changed bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if !h.counted {
		if err := h.stock.Count(ctx, h.base.Catalog); err != nil {
			return false, err
		}
		h.counted = true
	}
	latest, err := h.stock.Latest(ctx) // before what is left: a sale in between is seen next time
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
