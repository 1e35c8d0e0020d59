package orderdb

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"time"

	"carrito/app/cart"
	"carrito/app/catalog"
	"carrito/app/money"
	"carrito/app/order"
)

// known is an order that is in the database or will be with this transaction.
type known struct {
	digest  [sha256.Size]byte
	receipt Receipt
}

// placing is a transaction that places orders.
type placing struct {
	store  *Store
	known  map[string]known
	left   map[cart.Key]int // units left of what is counted
	sold   map[cart.Key]bool
	hold   *holding
	orders [][]any // rows to write
	states [][]any
	lines  [][]any
	taken  [][]any
	outbox [][]any
}

// placeAll decides on each order, writes those that are taken and returns their
// number. It locks the stock of all orders before it reads it. All servers lock in
// the same order.
func (s *Store) placeAll(ctx context.Context, tx *sql.Tx, batch []*waiting) (written int, err error) {
	p := &placing{store: s, sold: map[cart.Key]bool{}}
	if p.known, err = s.findKnown(ctx, tx, batch); err != nil {
		return 0, err
	}
	if p.left, err = s.lockStock(ctx, tx, batch); err != nil {
		return 0, err
	}
	if p.hold, err = s.newHolding(ctx, tx, time.Now()); err != nil {
		return 0, err
	}
	for _, w := range batch {
		w.receipt, w.err = p.decide(w)
	}
	return len(p.orders), p.write(ctx, tx)
}

func (s *Store) findKnown(ctx context.Context, tx *sql.Tx, batch []*waiting) (map[string]known, error) {
	ids := make([]string, len(batch))
	for i, w := range batch {
		ids[i] = w.order.ID
	}
	found := map[string]known{}
	rows, err := selectIn(ctx, tx, "SELECT id, digest, placed, total, digits, held, token, provider FROM orders WHERE id IN", ids, "")
	err = each(rows, err, func(rows *sql.Rows) error {
		var id string
		k, err := s.scanKnown(rows, &id)
		found[id] = k
		return err
	})
	return found, err
}

// scanner is a *sql.Row or *sql.Rows.
type scanner interface{ Scan(...any) error }

func (s *Store) scanKnown(row scanner, id *string) (known, error) {
	var k known
	var digest []byte
	var placed, total, held int64
	var digits int
	var token, provider string
	err := row.Scan(id, &digest, &placed, &total, &digits, &held, &token, &provider)
	copy(k.digest[:], digest)
	k.receipt = newReceipt(*id, placed, s.amount(total, digits), held)
	k.receipt.Token, k.receipt.Hosted = token, provider != ""
	return k, err
}

func newReceipt(id string, placed int64, total money.Amount, held int64) Receipt {
	r := Receipt{ID: id, Placed: fromMicro(placed), Total: total, Unheld: held == unheld}
	if held > 0 {
		r.Held = fromMicro(held)
	}
	return r
}

// answer returns the receipt of a known order, or ErrTaken for another order of the
// same number.
func (k known) answer(digest [sha256.Size]byte) (Receipt, error) {
	if k.digest != digest {
		return Receipt{}, ErrTaken
	}
	return k.receipt, nil
}

func (p *placing) decide(w *waiting) (Receipt, error) {
	if k, ok := p.known[w.order.ID]; ok {
		return k.answer(w.digest)
	}
	proposal, err := p.propose(w)
	if err != nil {
		return Receipt{}, err
	}
	if !order.Same(w.order, proposal) {
		return Receipt{}, &ChangedError{proposal}
	}
	return p.take(w, proposal), nil
}

// propose calls the caller's function. A panic in it becomes an error of that order;
// it must not end the server and the orders beside it.
func (p *placing) propose(w *waiting) (proposal order.Order, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("order %q: %v", w.order.ID, fault)
		}
	}()
	return w.propose(w.order, func(product, variant int) int {
		if units, ok := p.left[cart.KeyOf(product, variant)]; ok {
			return units
		}
		return catalog.NotCounted
	}), nil
}

// take adds the rows of an order and takes its units from the stock that is left for
// the next ones.
func (p *placing) take(w *waiting, o order.Order) Receipt {
	s := p.store
	s.last = max(s.last+1, time.Now().UnixMicro()) // unique, so that lists have one order
	placed, total, units := s.last, o.Figures.Total, 0
	pays := s.newPaying(o.Payment.Method)
	held := pays.until(placed, p.hold.until(placed))
	for i, l := range o.Lines {
		units += l.Quantity
		p.lines = append(p.lines, []any{o.ID, i, l.ProductID, l.VariantID, l.Name, l.Quantity, l.Total().Minor()})
		if left, ok := p.left[l.Key()]; ok && held != unheld {
			p.left[l.Key()] = left - l.Quantity
			p.sold[l.Key()] = true
			p.taken = append(p.taken, []any{o.ID, string(l.Key()), l.Quantity})
		}
	}
	p.orders = append(p.orders, []any{
		o.ID, w.digest[:], string(o.AppendJSON(nil)), placed, string(New),
		o.Customer.Name, o.Customer.Phone, len(o.Lines), units, total.Minor(), o.Currency, total.Digits(), held,
		pays.token, o.Payment.Method, pays.provider, string(pays.state), pays.ask(held),
	})
	p.states = append(p.states, []any{o.ID, placed, Shopper, string(New)})
	if pays.provider == "" || held == unheld { // the owner acts on others once they are paid
		p.outbox = append(p.outbox, s.notices(o.ID, "", placed)...)
	}
	receipt := newReceipt(o.ID, placed, total, held)
	receipt.Token, receipt.Hosted = pays.token, pays.provider != ""
	p.known[o.ID] = known{w.digest, receipt}
	return receipt
}

func (p *placing) write(ctx context.Context, tx *sql.Tx) error {
	if len(p.orders) == 0 {
		return nil
	}
	var stock [][]any
	for key := range p.sold {
		stock = append(stock, []any{string(key), p.left[key], 0})
	}
	for _, table := range []struct {
		into  string
		rows  [][]any
		after string
	}{
		{"INSERT INTO orders (id, digest, body, placed, state, customer, phone, lines, units, total, currency, digits, held, token, means, provider, payment, ask) VALUES", p.orders, ""},
		{"INSERT INTO changes (order_id, at, author, state) VALUES", p.states, ""},
		{"INSERT INTO lines (order_id, line, product, variant, name, quantity, amount) VALUES", p.lines, ""},
		{"INSERT INTO taken (order_id, key, units) VALUES", p.taken, ""},
		{insertNotices, p.outbox, ""},
		// The rows exist and are locked, so nothing is inserted.
		{"INSERT INTO stock (key, units, counted) VALUES", stock, " ON CONFLICT (key) DO UPDATE SET units = excluded.units"},
	} {
		if err := insert(ctx, tx, table.into, table.rows, table.after); err != nil {
			return err
		}
	}
	return p.store.beat(ctx, tx)
}

// Receipt returns the receipt of an order that was placed before. The error is
// ErrNoOrder if there is none of its number, and ErrTaken if that is another order.
func (s *Store) Receipt(ctx context.Context, o order.Order) (Receipt, error) {
	var id string
	k, err := s.scanKnown(s.db().read.QueryRowContext(ctx, "SELECT id, digest, placed, total, digits, held, token, provider FROM orders WHERE id = $1", o.ID), &id)
	if err != nil {
		return Receipt{}, s.readError(err)
	}
	return k.answer(digest(&o))
}
