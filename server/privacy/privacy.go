// Package privacy answers what a shopper may ask the shop for: to get the data of
// their orders, and to be forgotten in them.
package privacy

import (
	"encoding/json"
	"io"
	"time"

	"carrito/server/inbox/orderdb"
)

// WriteData writes the orders of a shopper as JSON, with their history, for the
// shopper to keep.
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

// Closed returns the numbers of the orders that are done or cancelled, in which the
// shopper can be forgotten, and of the open ones, which are still to be delivered.
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
