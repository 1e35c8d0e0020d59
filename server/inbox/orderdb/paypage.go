package orderdb

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// ErrUnconfirmed is returned for an order that holds no units and cannot be paid before
// the owner confirms it.
var ErrUnconfirmed = errors.New("the order can be paid once the owner has confirmed it")

// ErrTooOften is returned for an order for which too many pages were opened.
var ErrTooOften = errors.New("too many pages were opened to pay the order")

// maxPages is how many pages may be opened for an order. Each holds its units anew.
const maxPages = 10

// Begin returns the page on which an order is to be paid: the one that is open, or a new
// one of provider, title and base as given, which the caller then opens. The order keeps
// its units, or takes them again, until the page ends. The error is ErrNoOrder, a
// *PayError if the order is not to be paid now, or not at that provider, ErrUnconfirmed, ErrTooOften, or a
// *StockError if units are no longer left.
func (p Payments) Begin(ctx context.Context, id string, wanted PayPage, now time.Time) (PayPage, error) {
	var begun PayPage
	err := p.transact(ctx, func(ctx context.Context, tx *sql.Tx) error {
		o, err := p.lock(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := o.mayPay(); err != nil {
			return ownError{err}
		}
		pages, err := p.pages(ctx, tx, id)
		if err != nil {
			return err
		}
		if o.provider != wanted.Provider { // the shopper has just chosen another one
			return ownError{&PayError{o.payment, Awaiting}}
		}
		// A page that has almost ended stays the only one: two could be paid twice.
		if n := len(pages); n > 0 && pages[n-1].Provider == wanted.Provider && pages[n-1].usable(now) && o.payment != Expired {
			begun = pages[n-1]
			return nil
		}
		if len(pages) == maxPages {
			return ownError{ErrTooOften}
		}
		begun = wanted
		begun.Attempt, begun.Expires = len(pages), now.Add(PayFor).UTC().Truncate(time.Second)
		if err := p.holdUntil(ctx, tx, o, begun.Expires); err != nil {
			return err
		}
		return p.add(ctx, tx, o, begun, now)
	})
	return begun, err
}

// leastLeft is how long before its end a page can be opened. Stripe takes half an hour;
// the rest is for its clock.
const leastLeft = PayFor/2 + time.Minute

// usable reports whether a page is open, or can still be opened. One that never was is
// known to nobody.
func (p PayPage) usable(now time.Time) bool {
	if p.URL == "" {
		now = now.Add(leastLeft)
	}
	return now.Before(p.Expires)
}

// mayPay returns why an order is not to be paid at a provider now, or nil.
func (o payable) mayPay() error {
	switch {
	case o.state == Cancelled || o.provider == "", o.payment != Awaiting && o.payment != Refused && o.payment != Expired:
		return &PayError{o.payment, Awaiting}
	case o.held == unheld && o.payment != Expired:
		return ErrUnconfirmed
	}
	return nil
}

// holdUntil makes an order hold its units until a page ends. It takes them first if the
// order has returned them.
func (p Payments) holdUntil(ctx context.Context, tx *sql.Tx, o payable, end time.Time) error {
	if o.held == 0 {
		return nil
	}
	if o.held == unheld {
		if err := p.store.firm(ctx, tx, o.id); err != nil {
			return err
		}
	}
	_, err := tx.ExecContext(ctx, "UPDATE orders SET held = $2 WHERE id = $1", o.id, end.UnixMicro())
	return err
}

// add writes a new page.
func (p Payments) add(ctx context.Context, tx *sql.Tx, o payable, page PayPage, now time.Time) error {
	row := []any{o.id, page.Attempt, page.Provider, page.Title, page.Base, page.Expires.UnixMicro()}
	if err := insert(ctx, tx, "INSERT INTO payment_pages (order_id, attempt, provider, title, base, expires) VALUES", [][]any{row}, ""); err != nil {
		return err
	}
	if o.payment == Expired {
		if err := p.set(ctx, tx, o, Awaiting, Shopper, "", now); err != nil {
			return err
		}
	}
	return p.askAt(ctx, tx, o.id, now.Add(firstAsk), 0)
}

// Opened records that a page is open at its provider.
func (p Payments) Opened(ctx context.Context, id string, page PayPage) error {
	return p.store.transact(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE payment_pages SET page = $3, url = $4 WHERE order_id = $1 AND attempt = $2", id, page.Attempt, page.ID, page.URL)
		return err
	})
}

// OrderOfPage returns the number of the order that a provider's page is for. The error
// is ErrNoOrder if there is none.
func (p Payments) OrderOfPage(ctx context.Context, provider, page string) (id string, _ error) {
	err := p.store.db().read.QueryRowContext(ctx, "SELECT order_id FROM payment_pages WHERE page = $2 AND page <> '' AND provider = $1", provider, page).Scan(&id)
	return id, p.store.readError(err)
}

func (p Payments) pages(ctx context.Context, from querier, id string) ([]PayPage, error) {
	var pages []PayPage
	rows, err := from.QueryContext(ctx, "SELECT attempt, provider, title, base, expires, page, url FROM payment_pages WHERE order_id = $1 ORDER BY attempt", id)
	err = each(rows, err, func(rows *sql.Rows) error {
		var page PayPage
		var expires int64
		err := rows.Scan(&page.Attempt, &page.Provider, &page.Title, &page.Base, &expires, &page.ID, &page.URL)
		page.Expires = fromMicro(expires)
		pages = append(pages, page)
		return err
	})
	return pages, err
}
