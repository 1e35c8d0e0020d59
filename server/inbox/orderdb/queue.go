package orderdb

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"time"

	"carrito/app/order"
)

// Orders are written by one goroutine, which writes all orders that wait in one
// transaction. So they share the wait for the disk and the locks of the stock.

// The limits of one transaction.
const (
	maxBatch      = 64    // orders
	maxBatchLines = 4_000 // lines, unless a single order has more
)

// patience is how long a transaction may take with all its tries.
const patience = 10 * time.Second

// Propose returns the order that the shop would take in the place of o; see
// [order.Terms.Propose]. left returns the units left of a variant, or
// [catalog.NotCounted].
type Propose func(o order.Order, left func(product, variant int) int) order.Order

// waiting is an order to be placed, and the result.
type waiting struct {
	ctx     context.Context // the caller's
	order   order.Order
	digest  [sha256.Size]byte
	propose Propose

	done    chan struct{} // closed when the fields below are set
	receipt Receipt
	err     error
}

// Place places an order that has passed [order.Terms.Check], and returns once it is
// durable. It calls propose and places the result if that has the same goods and
// figures as the order; otherwise the error is a *ChangedError. An order that was
// placed before gets the same receipt, on whatever terms. Another order of the same
// number gets ErrTaken. After ErrUnavailable, or if ctx ends, the order may or may
// not be placed; it is safe to send it again.
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

// digest returns a hash by which orders are compared.
func digest(o *order.Order) [sha256.Size]byte { return sha256.Sum256(o.AppendJSON(nil)) }

// writeOrders writes orders as they come, until the store is closed.
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

// gather returns first and the other orders that wait.
func (s *Store) gather(first *waiting) []*waiting {
	batch, lines := []*waiting{first}, len(first.order.Lines)
	for len(batch) < maxBatch && lines < maxBatchLines {
		select {
		case w := <-s.queue:
			if w.ctx.Err() != nil { // the caller has gone
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

// writeBatch writes orders in one transaction. If the database refuses a row, it
// writes each order in a transaction of its own, so that the others succeed.
func (s *Store) writeBatch(batch []*waiting) {
	// Not a caller's context: if it ends, the other orders must still be written.
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
