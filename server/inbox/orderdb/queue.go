package orderdb

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"time"

	"carrito/app/order"
)

// An order waits here for its turn, with others: one goroutine writes all that
// wait in one transaction, so that they share the wait for the disk, and the
// locks of what sells best.

// The most of one transaction.
const (
	maxBatch      = 64    // orders
	maxBatchLines = 4_000 // lines, unless one order alone has more
)

// patience is how long a transaction may take, with all its tries.
const patience = 10 * time.Second

// Propose returns the order that the shop would take in o's place; see
// [order.Terms.Propose]. left returns the units left of a variant,
// [catalog.NotCounted] where nobody counts them.
type Propose func(o order.Order, left func(product, variant int) int) order.Order

// waiting is an order that is to be placed, and then what came of it.
type waiting struct {
	ctx     context.Context // the caller's
	order   order.Order
	digest  [sha256.Size]byte
	propose Propose

	done    chan struct{} // closed once the rest is set
	receipt Receipt
	err     error
}

// Place takes an order, which must have passed [order.Terms.Check], and returns
// once it is durable. It takes what propose returns, where that asks for the same
// goods at the same figures as the order, and refuses the order with a
// *ChangedError where it does not. An order that was taken before gets the same
// receipt again, without a look at the terms of now; another order of the same
// number gets ErrTaken. With ErrUnavailable, or where ctx ends meanwhile, the
// order may or may not be taken: to send it again is safe.
func (s *Store) Place(ctx context.Context, o order.Order, propose Propose) (Receipt, error) {
	if ctx.Err() != nil {
		return Receipt{}, unavailable(ctx.Err())
	}
	w := &waiting{ctx: ctx, order: o, digest: digest(&o), propose: propose, done: make(chan struct{})}
	select {
	case s.queue <- w:
	case <-s.closing:
		return Receipt{}, ErrUnavailable
	case <-ctx.Done():
		return Receipt{}, unavailable(ctx.Err())
	}
	select {
	case <-w.done:
		return w.receipt, w.err
	case <-ctx.Done():
		return Receipt{}, unavailable(ctx.Err())
	}
}

// digest tells orders apart.
func digest(o *order.Order) [sha256.Size]byte { return sha256.Sum256(o.AppendJSON(nil)) }

// writeOrders writes what waits, until the store is closed.
func (s *Store) writeOrders() {
	for {
		select {
		case first := <-s.queue:
			s.writeBatch(s.gather(first))
		case <-s.closing:
			return
		}
	}
}

// gather returns the orders that wait, with the first of them.
func (s *Store) gather(first *waiting) []*waiting {
	batch, lines := []*waiting{first}, len(first.order.Lines)
	for len(batch) < maxBatch && lines < maxBatchLines {
		select {
		case w := <-s.queue:
			if w.ctx.Err() != nil { // whoever sent it has gone
				w.finish(unavailable(w.ctx.Err()))
				continue
			}
			batch = append(batch, w)
			lines += len(w.order.Lines)
		default:
			return batch
		}
	}
	return batch
}

// writeBatch writes orders in one transaction. Where the database refuses a row,
// each order gets a transaction of its own, so that the others go through.
func (s *Store) writeBatch(batch []*waiting) {
	// Not the callers' contexts: one that leaves must not undo the others' orders.
	ctx, cancel := context.WithTimeout(s.work, patience)
	defer cancel()
	written := 0
	err := s.transact(ctx, func(tx *sql.Tx) (err error) {
		written, err = s.placeAll(ctx, tx, batch)
		return err
	})
	if err == nil && written > 0 {
		s.setUnwritten(nil)
	}
	if err != nil && s.kind.trouble(err) == badRow && len(batch) > 1 {
		for i := range batch {
			s.writeBatch(batch[i : i+1])
		}
		return
	}
	for _, w := range batch {
		if err != nil {
			w.finish(fmt.Errorf("order %q: %w", w.order.ID, err))
			continue
		}
		w.finish(w.err)
	}
}

// finish lets Place return.
func (w *waiting) finish(err error) {
	if w.err = err; err != nil {
		w.receipt = Receipt{}
	}
	close(w.done)
}
