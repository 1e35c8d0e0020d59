package orderdb

import (
	"context"
	"errors"
	"slices"
	"strings"

	"carrito/app/order"
	"carrito/app/typed"
	"carrito/server/alert"
	"carrito/server/complaint"
)

// Nobody replaces the name of a shopper who was forgotten.
const Nobody = "—"

// ErrOpen is returned for an order whose shopper cannot be forgotten yet.
var ErrOpen = errors.New("the order is neither done nor cancelled, and whoever delivers it needs the shopper's data")

// Person is what the database has of one shopper, oldest first.
type Person struct {
	Orders     []Stored
	Payments   map[string]Payment // of the orders, by their ids
	Complaints []complaint.Sheet
	Alerts     []alert.Alert
}

// Person returns what belongs to a shopper: orders, alerts and sheets of the Libro de
// Reclamaciones with one of the given phone numbers or e-mail addresses, and orders with
// one of the given ids. The country code of a phone number may be missing on either side.
func (s *Store) Person(ctx context.Context, who ...string) (Person, error) {
	found := Person{Payments: map[string]Payment{}}
	err := s.All(ctx, func(o Stored) error {
		if slices.ContainsFunc(who, func(who string) bool { return o.Order.ID == strings.ToLower(who) || isOf(o.Order.Customer, who) }) {
			found.Orders = append(found.Orders, o)
		}
		return nil
	})
	if err != nil {
		return found, err
	}
	for _, o := range found.Orders {
		if found.Payments[o.Order.ID], err = s.Payments().Of(ctx, o.Order.ID); err != nil {
			return found, err
		}
	}
	sheets, err := s.complaints(ctx, selectComplaints+"WHERE number > $1 ORDER BY number", 0)
	for _, sheet := range sheets {
		if slices.ContainsFunc(who, func(who string) bool { return isOf(order.Customer{Phone: sheet.Phone, Email: sheet.Email}, who) }) {
			found.Complaints = append(found.Complaints, sheet)
		}
	}
	if err != nil {
		return found, err
	}
	alerts, err := s.Alerts(ctx)
	for _, a := range slices.Backward(alerts) {
		c := order.Customer{Phone: string(a.Contact)}
		if a.Contact.IsEmail() {
			c = order.Customer{Email: string(a.Contact)}
		}
		if slices.ContainsFunc(who, func(who string) bool { return isOf(c, who) }) {
			found.Alerts = append(found.Alerts, a)
		}
	}
	return found, err
}

// leastDigits is how many digits of a phone number identify a shopper.
const leastDigits = 8

func isOf(c order.Customer, who string) bool {
	if strings.Contains(who, "@") {
		return c.Email != "" && strings.EqualFold(typed.Email(c.Email), typed.Email(who))
	}
	a, b := digits(c.Phone), digits(who)
	return min(len(a), len(b)) >= leastDigits && (strings.HasSuffix(a, b) || strings.HasSuffix(b, a))
}

func digits(phone string) string {
	number, _ := typed.Number(phone)
	return strings.TrimLeft(strings.TrimPrefix(number, "+"), "0")
}
