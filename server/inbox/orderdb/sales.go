package orderdb

import (
	"context"
	"database/sql"
	"time"

	"carrito/app/money"
)

// Sales are the orders of a period in one currency. Revenue is the total of those that
// count as sold. The others are counted apart.
type Sales struct {
	Currency  string // ISO 4217; empty if the orders do not have it
	Orders    int    // that count as sold
	Revenue   money.Amount
	Cancelled int
	Refunded  int // as a whole, by the shop or by the provider; orders that are refunded in part count as sold
	Unpaid    int // that a provider's page was to be paid on, and were not; other orders count as sold before they are paid
}

// Sold is what was sold of a product in a period, in one currency.
type Sold struct {
	Product  int    // its id
	Name     string // in one of the orders
	Currency string
	Units    int
	Amount   money.Amount // unit prices times units, before discounts of the order
}

// fate is the SQL of what became of an order: the index of its number in Sales.
const fate = `CASE
	WHEN state = 'cancelled' THEN 1
	WHEN payment IN ('refunded', 'charged back') THEN 2
	WHEN provider <> '' AND payment IN ('unpaid', 'awaiting', 'in process', 'refused', 'expired') THEN 3
	ELSE 0 END`

// Sales returns the sales of the periods that begin at all bounds but the last, and end
// at the next one. A period has an element for each currency, in alphabetical order.
func (s *Store) Sales(ctx context.Context, bounds []time.Time) ([][]Sales, error) {
	var periods [][]Sales
	for i := range len(bounds) - 1 {
		sales, err := s.salesOf(ctx, bounds[i], bounds[i+1])
		if err != nil {
			return nil, s.readError(err)
		}
		periods = append(periods, sales)
	}
	return periods, nil
}

func (s *Store) salesOf(ctx context.Context, from, to time.Time) (sales []Sales, _ error) {
	rows, err := s.db().read.QueryContext(ctx,
		`SELECT currency, digits, fate, count(*), CAST(sum(total) AS BIGINT)
		FROM (SELECT currency, digits, total, `+fate+` AS fate FROM orders WHERE placed >= $1 AND placed < $2) AS placed
		GROUP BY currency, digits, fate ORDER BY currency, digits, fate`, from.UnixMicro(), to.UnixMicro())
	err = each(rows, err, func(rows *sql.Rows) error {
		var currency string
		var digits, fate, orders int
		var total int64
		if err := rows.Scan(&currency, &digits, &fate, &orders, &total); err != nil {
			return err
		}
		if len(sales) == 0 || sales[len(sales)-1].Currency != currency {
			sales = append(sales, Sales{Currency: currency})
		}
		last := &sales[len(sales)-1]
		*[]*int{&last.Orders, &last.Cancelled, &last.Refunded, &last.Unpaid}[fate] += orders
		if fate == 0 {
			last.Revenue = last.Revenue.Add(s.amount(total, digits))
		}
		return nil
	})
	return sales, err
}

// Best returns the products that were sold in a period, those of the highest amount
// first. A product that was sold in several currencies is there once for each. Orders
// count as they do in [Store.Sales].
func (s *Store) Best(ctx context.Context, from, to time.Time) ([]Sold, error) {
	rows, err := s.db().read.QueryContext(ctx,
		`SELECT product, currency, digits, max(name), CAST(sum(quantity) AS BIGINT), CAST(sum(amount) AS BIGINT)
		FROM orders JOIN lines ON lines.order_id = orders.id
		WHERE placed >= $1 AND placed < $2 AND `+fate+` = 0
		GROUP BY product, currency, digits ORDER BY 6 DESC, product, currency, digits`, from.UnixMicro(), to.UnixMicro())
	var list []Sold
	err = each(rows, err, func(rows *sql.Rows) error {
		var p Sold
		var amount int64
		var digits int
		err := rows.Scan(&p.Product, &p.Currency, &digits, &p.Name, &p.Units, &amount)
		p.Amount = s.amount(amount, digits)
		list = append(list, p)
		return err
	})
	return list, s.readError(err)
}
