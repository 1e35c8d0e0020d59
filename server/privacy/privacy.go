// Package privacy does what shoppers may ask of the shop: it writes down all that the
// database has of them, and finds what can be erased.
package privacy

import (
	"encoding/json"
	"io"
	"time"

	"carrito/server/alert"
	"carrito/server/complaint"
	"carrito/server/inbox/orderdb"
)

// change is a step in the history of an order or of its payment.
type change struct {
	At    time.Time `json:"at"`
	State string    `json:"state"`
	By    string    `json:"by"`
	Note  string    `json:"note,omitempty"`
}

// payment is what a provider says.
type payment struct {
	Provider string    `json:"provider"`
	ID       string    `json:"id"`
	Amount   string    `json:"amount"`
	State    string    `json:"state"`
	Detail   string    `json:"detail,omitempty"`
	At       time.Time `json:"at"`
}

type entry struct {
	Placed   time.Time       `json:"placed"`
	State    string          `json:"state"`
	Order    json.RawMessage `json:"order"`
	History  []change        `json:"history"`
	Payments []payment       `json:"payments,omitempty"`
	Paid     []change        `json:"paymentHistory,omitempty"`
}

type file struct {
	Orders     []entry           `json:"orders"`
	Complaints []complaint.Sheet `json:"complaints"`
	Alerts     []alert.Alert     `json:"alerts"`
}

func newFile(p orderdb.Person) file {
	f := file{Orders: []entry{}, Complaints: append([]complaint.Sheet{}, p.Complaints...), Alerts: append([]alert.Alert{}, p.Alerts...)}
	for _, o := range p.Orders {
		e := entry{Placed: o.Placed, State: string(o.State), Order: o.Order.AppendJSON(nil)}
		for _, c := range o.History {
			e.History = append(e.History, change{At: c.At, State: string(c.State), By: c.Author})
		}
		for _, m := range p.Payments[o.Order.ID].Made {
			e.Payments = append(e.Payments, payment{m.Provider, m.ID, m.Amount.String(), string(m.State), m.Detail, m.At})
		}
		for _, c := range p.Payments[o.Order.ID].History {
			e.Paid = append(e.Paid, change{c.At, string(c.State), c.Author, c.Note})
		}
		f.Orders = append(f.Orders, e)
	}
	return f
}

// WriteData writes all that the database has of a shopper as JSON for the shopper.
func WriteData(to io.Writer, p orderdb.Person) error {
	encoder := json.NewEncoder(to)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(newFile(p))
}

// Closed returns the ids of the orders that are done or cancelled, from which
// the shopper's data can be erased, and those of the open orders, which are
// still to be delivered.
func Closed(found []orderdb.Stored) (closed, open []string) {
	for _, o := range found {
		if len(o.State.Next()) == 0 {
			closed = append(closed, o.Order.ID)
		} else {
			open = append(open, o.Order.ID)
		}
	}
	return closed, open
}

// Old returns the numbers of the complaints that the law does not want kept any more, and
// those of the others.
func Old(sheets []complaint.Sheet, now time.Time) (old, kept []int64) {
	for _, sheet := range sheets {
		if now.Before(complaint.KeptUntil(sheet.Placed)) {
			kept = append(kept, sheet.Number)
		} else {
			old = append(old, sheet.Number)
		}
	}
	return old, kept
}

// Alerts returns the numbers of alerts.
func Alerts(alerts []alert.Alert) []int64 {
	numbers := make([]int64, len(alerts))
	for i, a := range alerts {
		numbers[i] = a.Number
	}
	return numbers
}
