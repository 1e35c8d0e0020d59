package orderdb

import (
	"context"
	"database/sql"
	"time"

	"carrito/app/money"
)

// Sales are the orders of a period in one currency. Revenue is the total of those that
// count as sold, less what was given back of them. The others are counted apart.
//
// A refund lowers the period of its order, not that of the day when the money went back.
// So each order counts with what the shop has kept of it, and an order that is refunded in
// two steps ends as one that is refunded at once: without revenue. Providers say how much
// was given back in all, but not on which days. Books that are closed each month take a
// refund on the day of its credit note instead; Returned is what they need to add back.
type Sales struct {
	Currency  string // ISO 4217; empty if the orders do not have it
	Orders    int    // that count as sold
	Revenue   money.Amount
	Returned  money.Amount // given back of orders that count as sold; Revenue is without it
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
	if err != nil {
		return nil, err
	}
	return sales, s.takeReturned(ctx, sales, from, to)
}

// takeReturned takes from sales what providers say was given back of orders that count as
// sold. Of an order whose payment is disputed that may be a part, too. Of an order whose
// payments are not the order's price nothing is taken: the owner decides what it is.
func (s *Store) takeReturned(ctx context.Context, sales []Sales, from, to time.Time) error {
	rows, err := s.db().read.QueryContext(ctx,
		`SELECT sold.currency, sold.digits, payments.digits, CAST(sum(payments.refunded) AS BIGINT)
		FROM (SELECT id, currency, digits, payment FROM orders
			WHERE placed >= $1 AND placed < $2 AND payment IN ('partly refunded', 'disputed') AND `+fate+` = 0) AS sold
		JOIN payments ON payments.order_id = sold.id AND payments.state = sold.payment AND payments.refunded > 0
		GROUP BY sold.currency, sold.digits, payments.digits`, from.UnixMicro(), to.UnixMicro())
	return each(rows, err, func(rows *sql.Rows) error {
		var currency string
		var digits, more int
		var refunded int64
		if err := rows.Scan(&currency, &digits, &more, &refunded); err != nil {
			return err
		}
		if digits = s.amount(0, digits).Digits(); more < digits {
			digits = more
		}
		for ; more > digits; more-- {
			refunded /= 10 // a provider may write 12 as 12.00
		}
		for i := range sales {
			if sales[i].Currency == currency {
				sales[i].Returned = sales[i].Returned.Add(money.FromMinor(refunded, digits))
				sales[i].Revenue = sales[i].Revenue.Add(money.FromMinor(-refunded, digits))
			}
		}
		return nil
	})
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
