package orders

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
	Placed   time.Time // UTC
	State    State
}

// Filter says which orders a list has.
type Filter struct {
	State    State     // empty for all
	Before   time.Time // placed before that; zero for all
	BeforeID string    // with Before, for the next page: the last order's number, where another server placed one at the same moment
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
	if !f.Before.IsZero() {
		condition("(placed, id) < (?, ?)", f.Before.UnixMicro(), f.BeforeID)
	}
	query := "SELECT id, customer, phone, lines, units, total, placed, state FROM orders"
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
		err := rows.Scan(&o.ID, &o.Customer, &o.Phone, &o.Lines, &o.Units, &total, &placed, &o.State)
		o.Total, o.Placed = money.FromMinor(total, s.digits), fromMicro(placed)
		list = append(list, o)
		return err
	})
	return list, s.readError(err)
}

// stored is what both queries below ask for: a row for each change.
const stored = "SELECT body, placed, orders.state, at, author, changes.state FROM orders JOIN changes ON order_id = id"

// Order returns an order. The error is ErrNoOrder where there is none of that
// number.
func (s *Store) Order(ctx context.Context, id string) (Stored, error) {
	rows, err := s.db().read.QueryContext(ctx, stored+" WHERE id = $1 ORDER BY number", id)
	var found Stored
	err = s.eachStored(rows, err, func(o Stored) error {
		found = o
		return nil
	})
	if err == nil && found.State == "" {
		err = ErrNoOrder
	}
	return found, err
}

// All calls do for every order, the oldest first, until it returns an error.
func (s *Store) All(ctx context.Context, do func(Stored) error) error {
	rows, err := s.db().read.QueryContext(ctx, stored+" ORDER BY placed, id, number")
	return s.eachStored(rows, err, do)
}

// eachStored puts the changes of each order together.
func (s *Store) eachStored(rows *sql.Rows, err error, do func(Stored) error) error {
	var body string
	var now Stored
	flush := func() error {
		if body == "" {
			return nil
		}
		var err error
		if now.Order, err = order.Parse(body, s.digits); err != nil {
			return fmt.Errorf("a stored order cannot be read: %w", err)
		}
		return do(now)
	}
	err = each(rows, err, func(rows *sql.Rows) error {
		var text string
		var placed, at int64
		var state State
		var change Change
		if err := rows.Scan(&text, &placed, &state, &at, &change.Author, &change.State); err != nil {
			return err
		}
		if text != body { // it has the order's number in it
			if err := flush(); err != nil {
				return ownError{err}
			}
			body, now = text, Stored{Placed: fromMicro(placed), State: state}
		}
		change.At = fromMicro(at)
		now.History = append(now.History, change)
		return nil
	})
	if err == nil {
		return flush()
	}
	return s.readError(err)
}

// Day is what was ordered on one day.
type Day struct {
	Date   time.Time // its beginning, by the clock of this machine
	Orders int
	Sum    money.Amount
}

// Totals returns the last days, by the clock of this machine, the oldest first
// and today last. Cancelled orders are left out.
func (s *Store) Totals(ctx context.Context, days int) ([]Day, error) {
	year, month, today := time.Now().Date()
	totals := make([]Day, days)
	for i := range totals {
		from := time.Date(year, month, today-days+1+i, 0, 0, 0, 0, time.Local)
		to := time.Date(year, month, today-days+2+i, 0, 0, 0, 0, time.Local)
		day := Day{Date: from}
		var sum int64
		err := s.db().read.QueryRowContext(ctx,
			"SELECT count(*), CAST(coalesce(sum(total), 0) AS BIGINT) FROM orders WHERE placed >= $1 AND placed < $2 AND state <> $3",
			from.UnixMicro(), to.UnixMicro(), string(Cancelled)).Scan(&day.Orders, &sum)
		if err != nil {
			return nil, s.readError(err)
		}
		day.Sum = money.FromMinor(sum, s.digits)
		totals[i] = day
	}
	return totals, nil
}

func fromMicro(n int64) time.Time { return time.UnixMicro(n).UTC() }

// readError is what a reader is told.
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
