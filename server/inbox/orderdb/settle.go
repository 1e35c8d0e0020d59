package orderdb

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"

	"carrito/app/money"
	"carrito/server/pay"
)

// Settle records what a provider says of the payments of an order, and works out the
// state of its payment. A paid order keeps its units for good, and the owner is
// notified of it; an expired one returns them to the stock. Without answers, Settle
// only looks at the time. The error is ErrNoOrder if there is no such order.
func (p Payments) Settle(ctx context.Context, id, provider string, said []pay.Payment, now time.Time) error {
	return p.transact(ctx, func(ctx context.Context, tx *sql.Tx) error {
		o, err := p.lock(ctx, tx, id)
		if err != nil {
			return err
		}
		before, err := p.made(ctx, tx, id)
		if err != nil {
			return err
		}
		made, news := merge(before, provider, said, id)
		for _, m := range news {
			if err := p.keep(ctx, tx, id, m); err != nil {
				return err
			}
		}
		pages, err := p.pages(ctx, tx, id)
		if err != nil {
			return err
		}
		end := payEnd(o, pages)
		unbegun := len(pages) == 0 && o.held <= 0 // it can be paid whenever the shopper likes, or once it is confirmed
		to := o.follow(verdict(o.price, made, unbegun || now.Before(end)), len(news) > 0)
		if to != o.payment || len(news) > 0 {
			o.asked = 0
		}
		if to != o.payment || arrives(before, news) {
			if err := p.become(ctx, tx, o, to, now); err != nil {
				return err
			}
			o.since = now.UnixMicro()
		} else if to == InProcess {
			err = p.extend(ctx, tx, o, now.Add(inProcessHold))
		}
		if err != nil {
			return err
		}
		next := time.Time{} // without a page there is nothing to ask after
		if !unbegun || !passes(to, Expired) {
			next = o.nextAsk(to, pages, now)
			if next.IsZero() && to == Expired && o.state == New {
				err = p.giveUp(ctx, tx, id, now)
			}
		}
		if err != nil {
			return err
		}
		return p.askAt(ctx, tx, id, next, o.asked+1)
	})
}

// inProcessHold is for how long an order keeps its units after each answer that its
// payment is in process.
const inProcessHold = 6 * time.Hour

// follow returns the state that the payment of an order gets by a verdict. heard is
// whether a provider said something new. A verdict without money changes nothing that
// the owner or the shopper has said since.
func (o payable) follow(to PayState, heard bool) PayState {
	open := slices.Contains([]PayState{Awaiting, Refused, Expired, InProcess}, o.payment)
	switch {
	case !heard && !passes(o.payment, to):
		return o.payment
	case to == InProcess:
		if !open && o.payment != Unpaid {
			return o.payment
		}
	case to == Awaiting || to == Refused || to == Expired:
		switch {
		case o.provider == "" && o.payment == InProcess:
			return Unpaid // on a page from before the shopper chose another way of paying
		case o.provider == "" || !open:
			return o.payment
		}
	}
	return to
}

// nextAsk is like the function, for an order whose payment becomes to. Pages that the
// shopper has left open for another way of paying are asked after too.
func (o payable) nextAsk(to PayState, pages []PayPage, now time.Time) time.Time {
	end := payEnd(o, pages)
	if to == Unpaid || to == Said {
		to, end = Awaiting, payEnd(payable{}, pages)
		if !now.Before(end) {
			to = Expired
		}
	}
	return nextAsk(to, o.asked, fromMicro(o.since), end, now)
}

// passes reports whether the mere time may lead from one state to another.
func passes(from, to PayState) bool {
	return (from == Awaiting || from == Refused) && to == Expired
}

// payEnd returns when the shopper can no longer pay an order: the end of its latest
// page, or of its hold.
func payEnd(o payable, pages []PayPage) time.Time {
	end := time.Time{}
	if o.held > 0 {
		end = fromMicro(o.held)
	}
	for _, page := range pages {
		if page.Expires.After(end) {
			end = page.Expires
		}
	}
	return end
}

// keep writes what a provider says of a payment.
func (p Payments) keep(ctx context.Context, tx *sql.Tx, id string, m Made) error {
	digits := max(m.Amount.Digits(), m.Refunded.Digits())
	minor := func(a money.Amount) int64 { return a.Add(money.FromMinor(0, digits)).Minor() }
	row := []any{id, m.Provider, m.ID, string(m.State), m.Detail, minor(m.Amount), minor(m.Refunded), digits, m.Currency, m.At.UnixMicro()}
	return insert(ctx, tx, "INSERT INTO payments (order_id, provider, payment, state, detail, amount, refunded, digits, currency, at) VALUES", [][]any{row},
		` ON CONFLICT (order_id, provider, payment) DO UPDATE SET state = excluded.state, detail = excluded.detail,
			amount = excluded.amount, refunded = excluded.refunded, digits = excluded.digits, currency = excluded.currency, at = excluded.at`)
}

// become gives the payment of an order a state that follows from what providers say.
func (p Payments) become(ctx context.Context, tx *sql.Tx, o payable, to PayState, now time.Time) error {
	note, err := "", error(nil)
	switch {
	case o.state == Cancelled:
		// Its units are in stock again.
	case to == Paid || to == Differs || to == PartlyRefunded || to == Disputed:
		note, err = p.firm(ctx, tx, o.id)
	case to == InProcess:
		err = p.extend(ctx, tx, o, now.Add(inProcessHold))
	case to == Expired && o.held > 0:
		err = p.release(ctx, tx, o.id)
	}
	if err != nil {
		return err
	}
	if err := p.set(ctx, tx, o, to, Provider, note, now); err != nil {
		return err
	}
	switch to {
	case Paid, Differs, Refunded, PartlyRefunded, Disputed, ChargedBack:
		return p.notify(ctx, tx, o.id, to, now)
	}
	return nil
}

// firm makes the units of a paid order its own. The note is SoldOut if not enough are
// left.
func (p Payments) firm(ctx context.Context, tx *sql.Tx, id string) (note string, _ error) {
	err := p.store.firm(ctx, tx, id)
	var own ownError
	if errors.As(err, &own) { // nothing was written
		return SoldOut, nil
	}
	return "", err
}

// giveUp cancels an order that nobody has paid for days, so that its shopper is
// forgotten in time.
func (p Payments) giveUp(ctx context.Context, tx *sql.Tx, id string, now time.Time) error {
	if _, err := tx.ExecContext(ctx, "UPDATE orders SET state = $2, held = 0 WHERE id = $1", id, string(Cancelled)); err != nil {
		return err
	}
	change := []any{id, now.UnixMicro(), Provider, string(Cancelled)}
	return insert(ctx, tx, "INSERT INTO changes (order_id, at, author, state) VALUES", [][]any{change}, "")
}

// extend lets an order keep the units that it holds until a time at least.
func (p Payments) extend(ctx context.Context, tx *sql.Tx, o payable, until time.Time) error {
	_, err := tx.ExecContext(ctx, "UPDATE orders SET held = $2 WHERE id = $1 AND held > 0 AND held < $2", o.id, until.UnixMicro())
	return err
}

// release returns the units that an order holds to the stock.
func (p Payments) release(ctx context.Context, tx *sql.Tx, id string) error {
	if err := p.store.giveBack(ctx, tx, id); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, "UPDATE orders SET held = $2 WHERE id = $1", id, unheld)
	return err
}

// askAt notes when to look at the payment of an order next; the zero time is never.
func (p Payments) askAt(ctx context.Context, tx *sql.Tx, id string, at time.Time, asked int) error {
	ask := int64(0)
	if !at.IsZero() {
		ask = at.UnixMicro()
	}
	_, err := tx.ExecContext(ctx, "UPDATE orders SET ask = $2, asked = $3 WHERE id = $1", id, ask, asked)
	return err
}
