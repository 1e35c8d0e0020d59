package ordercli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"time"

	"carrito/app/order"
	"carrito/server/inbox/orderdb"
	"carrito/server/plaincsv"
)

// columns are those of the table. The sums of an order are only in the row of its
// first line, so that the columns can be added up.
var columns = []string{
	"order", "placed", "state", "customer", "phone", "email", "address", "city", "postal code", "delivery", "zone", "order note",
	"product", "variant", "name", "variant name", "quantity", "unit price", "line total", "line note",
	"currency", "promo", "subtotal", "discount", "shipping", "tax", "total",
	"payment", "tender", "surcharge", "payment discount", "payment state",
}

// WriteCSV writes every line of every order as a row, the oldest first; see package
// plaincsv. An order that cannot be read has a row that says so, and the error names
// all such orders.
func WriteCSV(ctx context.Context, to io.Writer, store interface {
	All(ctx context.Context, do func(orderdb.Stored) error) error
}) error {
	w, err := plaincsv.NewWriter(to)
	if err != nil {
		return err
	}
	if err := w.Write(columns); err != nil {
		return err
	}
	var faults []error
	err = store.All(ctx, func(o orderdb.Stored) error {
		if o.Fault != nil {
			faults = append(faults, o.Fault)
			return w.Write(damaged(o))
		}
		for i, l := range o.Order.Lines {
			if err := w.Write(row(o, l, i == 0)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := w.Flush(); err != nil || len(faults) == 0 {
		return err
	}
	return &DamagedError{faults}
}

// DamagedError reports orders that cannot be read. The table is otherwise complete.
type DamagedError struct{ Faults []error }

func (e *DamagedError) Error() string {
	return fmt.Sprintf("%d orders cannot be read and are marked in the table; the rest is in it:\n%v", len(e.Faults), errors.Join(e.Faults...))
}

// damaged returns the row of an order that cannot be read.
func damaged(stored orderdb.Stored) []string {
	cells := make([]string, len(columns))
	copy(cells, []string{stored.Order.ID, stored.Placed.UTC().Format(time.RFC3339), string(stored.State), stored.Order.Customer.Name, stored.Order.Customer.Phone})
	cells[14] = "THE ORDER CANNOT BE READ"
	cells[26] = stored.Order.Figures.Total.String()
	return cells
}

func row(stored orderdb.Stored, l order.Line, first bool) []string {
	o, c, f := stored.Order, stored.Order.Customer, stored.Order.Figures
	cells := []string{
		o.ID, stored.Placed.UTC().Format(time.RFC3339), string(stored.State),
		c.Name, c.Phone, c.Email, c.Address, c.City, c.PostalCode, o.Delivery.Method, o.Delivery.Zone, o.Note,
		strconv.Itoa(l.ProductID), "", l.Name, l.Variant, strconv.Itoa(l.Quantity), l.UnitPrice.String(), l.Total().String(), l.Note,
		o.Currency, o.Promo, "", "", "", "", "",
		o.Payment.Method, o.Payment.Tender, "", "", string(stored.Payment),
	}
	if l.VariantID > 0 {
		cells[13] = strconv.Itoa(l.VariantID)
	}
	if first {
		copy(cells[22:], []string{f.Subtotal.String(), f.Discount.String(), f.Shipping.String(), f.Tax.String(), f.Total.String()})
		if o.Payment.Method != "" {
			copy(cells[29:], []string{f.Surcharge.String(), f.PaymentDiscount.String()})
		}
	}
	return cells
}
