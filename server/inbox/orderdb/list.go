package orderdb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"carrito/app/money"
	"carrito/app/order"
)

// Summary is an order in a list.
type Summary struct {
	ID       string
	Customer string // name
	Phone    string
	Lines    int
	Units    int
	Total    money.Amount
	Currency string    // ISO 4217, of the order; empty where it is not known
	Placed   time.Time // UTC
	State    State
	Means    string   // id of the way of paying; may be empty
	Payment  PayState // how far its payment is
}

// Filter selects the orders of a list.
type Filter struct {
	State    State     // "" for all
	Payment  PayState  // "" for all
	Before   time.Time // only orders placed before; zero for all
	BeforeID string    // with Before, the last order of the previous page, in case two servers placed orders at the same moment
	Limit    int       // 0 for 100
}

// List returns orders, the newest first.
func (s *Store) List(ctx context.Context, f Filter) ([]Summary, error) {
	var where []string
	var arguments []any
	condition := func(text string, values ...any) {
		for _, value := range values {
			arguments = append(arguments, value)
			text = strings.Replace(text, "?", fmt.Sprint("$", len(arguments)), 1)
		}
		where = append(where, text)
	}
	if f.State != "" {
		condition("state = ?", string(f.State))
	}
	if f.Payment != "" {
		condition("payment = ?", string(f.Payment))
	}
	if !f.Before.IsZero() {
		condition("(placed, id) < (?, ?)", f.Before.UnixMicro(), f.BeforeID)
	}
	query := "SELECT id, customer, phone, lines, units, total, currency, digits, placed, state, means, payment FROM orders"
	if len(where) > 0 {
		query += " WHERE " + strings.Join(where, " AND ")
	}
	if f.Limit == 0 {
		f.Limit = 100
	}
	rows, err := s.db().read.QueryContext(ctx, fmt.Sprint(query, " ORDER BY placed DESC, id DESC LIMIT ", f.Limit), arguments...)
	var list []Summary
	err = each(rows, err, func(rows *sql.Rows) error {
		var o Summary
		var total, placed int64
		var digits int
		err := rows.Scan(&o.ID, &o.Customer, &o.Phone, &o.Lines, &o.Units, &total, &o.Currency, &digits, &placed, &o.State, &o.Means, &o.Payment)
		o.Total, o.Placed = s.amount(total, digits), fromMicro(placed)
		list = append(list, o)
		return err
	})
	return list, s.readError(err)
}

// stored is the query of Order and All. It has a row for each change of state.
const stored = `SELECT id, body, placed, orders.state, customer, phone, total, currency, digits, held, token, means, provider, payment, at, author, changes.state
	FROM orders LEFT JOIN changes ON order_id = id`

// Order returns an order. The error is ErrNoOrder if it does not exist, and an
// *UnreadableError, with what is known of it, if it cannot be read.
func (s *Store) Order(ctx context.Context, id string) (Stored, error) {
	return s.one(ctx, "id", id)
}

// one returns the order whose column has a value, which is unique.
func (s *Store) one(ctx context.Context, column, value string) (Stored, error) {
	rows, err := s.db().read.QueryContext(ctx, stored+" WHERE "+column+" = $1 ORDER BY number", value)
	var found Stored
	err = s.eachStored(rows, err, func(o Stored) error {
		found = o
		return nil
	})
	switch {
	case err != nil:
		return found, err
	case found.State == "":
		return found, ErrNoOrder
	}
	return found, found.Fault
}

// All calls do for every order, oldest first, until do returns an error. An order
// that cannot be read has its Fault set.
func (s *Store) All(ctx context.Context, do func(Stored) error) error {
	rows, err := s.db().read.QueryContext(ctx, stored+" ORDER BY placed, id, number")
	return s.eachStored(rows, err, do)
}

// storedRow is a row of the query stored.
type storedRow struct {
	id, body, customer, phone, currency string
	placed, total                       int64
	digits                              int
	held                                int64
	state                               State
	token, means, provider              string
	payment                             PayState
	at                                  sql.NullInt64
	author, became                      sql.NullString
}

func (r *storedRow) scan(rows *sql.Rows) error {
	return rows.Scan(&r.id, &r.body, &r.placed, &r.state, &r.customer, &r.phone, &r.total, &r.currency, &r.digits, &r.held, &r.token, &r.means, &r.provider, &r.payment, &r.at, &r.author, &r.became)
}

// read returns the order of a row, without its history.
func (r *storedRow) read(s *Store) Stored {
	total := s.amount(r.total, r.digits)
	o, err := order.Parse(r.body, total.Digits())
	if err == nil && o.ID != r.id {
		err = fmt.Errorf("it has the number %q", o.ID)
	}
	found := Stored{
		Order: o, Placed: fromMicro(r.placed), State: r.state, Unheld: r.held == unheld,
		Token: r.token, Means: r.means, Provider: r.provider, Payment: r.payment,
	}
	if r.held > 0 {
		found.Held = fromMicro(r.held)
	}
	if err != nil {
		found.Fault = &UnreadableError{r.id, err}
		found.Order = order.Order{ID: r.id, Customer: order.Customer{Name: r.customer, Phone: r.phone}, Currency: r.currency}
		found.Order.Figures.Total = total
	}
	return found
}

// eachStored calls do for each order with its changes.
func (s *Store) eachStored(rows *sql.Rows, err error, do func(Stored) error) error {
	var now Stored
	flush := func() error {
		if now.State == "" {
			return nil
		}
		return do(now)
	}
	err = each(rows, err, func(rows *sql.Rows) error {
		var row storedRow
		if err := row.scan(rows); err != nil {
			return err
		}
		if row.id != now.Order.ID {
			if err := flush(); err != nil {
				return ownError{err}
			}
			now = row.read(s)
		}
		if row.at.Valid {
			now.History = append(now.History, Change{fromMicro(row.at.Int64), row.author.String, State(row.became.String)})
		}
		return nil
	})
	if err == nil {
		return flush()
	}
	return s.readError(err)
}

// Day has the orders of one day.
type Day struct {
	Date   time.Time // its start in local time
	Orders int
	Sum    money.Amount // of the orders in the requested currency
}

// Totals returns the last days in local time, oldest first, today included.
// Cancelled orders do not count. The sums are of orders in one currency.
func (s *Store) Totals(ctx context.Context, days int, currency string) ([]Day, error) {
	year, month, today := time.Now().Date()
	totals := make([]Day, days)
	for i := range totals {
		from := time.Date(year, month, today-days+1+i, 0, 0, 0, 0, time.Local)
		to := time.Date(year, month, today-days+2+i, 0, 0, 0, 0, time.Local)
		day := Day{Date: from}
		var sum int64
		var digits int
		err := s.db().read.QueryRowContext(ctx,
			`SELECT count(*), CAST(coalesce(sum(CASE WHEN currency = $4 THEN total END), 0) AS BIGINT), coalesce(max(CASE WHEN currency = $4 THEN digits END), 0)
			FROM orders WHERE placed >= $1 AND placed < $2 AND state <> $3`,
			from.UnixMicro(), to.UnixMicro(), string(Cancelled), currency).Scan(&day.Orders, &sum, &digits)
		if err != nil {
			return nil, s.readError(err)
		}
		day.Sum = s.amount(sum, digits)
		totals[i] = day
	}
	return totals, nil
}

// amount returns the amount of a row. Its digits are -1 if the row does not have
// them.
func (s *Store) amount(minor int64, digits int) money.Amount {
	if digits < 0 {
		digits = s.digits
	}
	return money.FromMinor(minor, digits)
}

func fromMicro(n int64) time.Time { return time.UnixMicro(n).UTC() }

// readError returns the error of a query as callers get it.
func (s *Store) readError(err error) error {
	var own ownError
	switch {
	case err == nil:
		return nil
	case errors.Is(err, sql.ErrNoRows):
		return ErrNoOrder
	case errors.As(err, &own):
		return own.error
	case s.kind.trouble(err) == outage:
		return unavailable(err)
	}
	return err
}
