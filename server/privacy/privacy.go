// Package privacy does what shoppers may ask of the shop: it exports the data
// of their orders, and finds the orders from which that data can be erased.
package privacy

import (
	"encoding/json"
	"io"
	"time"

	"carrito/server/inbox/orderdb"
)

// WriteData writes the orders of a shopper, with their history, as JSON for the
// shopper.
func WriteData(to io.Writer, found []orderdb.Stored) error {
	type change struct {
		At    time.Time `json:"at"`
		State string    `json:"state"`
		By    string    `json:"by"`
	}
	type entry struct {
		Placed  time.Time       `json:"placed"`
		State   string          `json:"state"`
		Order   json.RawMessage `json:"order"`
		History []change        `json:"history"`
	}
	list := []entry{}
	for _, o := range found {
		e := entry{Placed: o.Placed, State: string(o.State), Order: o.Order.AppendJSON(nil)}
		for _, c := range o.History {
			e.History = append(e.History, change{c.At, string(c.State), c.Author})
		}
		list = append(list, e)
	}
	encoder := json.NewEncoder(to)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(list)
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
