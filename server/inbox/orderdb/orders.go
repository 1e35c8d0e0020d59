// Package orderdb is the database of orders, in SQLite or PostgreSQL. It keeps the
// orders with their states, the stock that they take, the notices to the owner,
// and the owner's settings, sessions and passkeys.
//
// Use [Open] once for a server, [OpenExisting] for a command, with the name of a
// SQLite file or the address of a PostgreSQL database. [Store.Place] returns once
// an order is durable, and takes none for goods that are sold out. The owner's
// page reads with [Store.List] and [Store.Order] and moves an order on with
// [Store.SetState]. Any number of processes may share one database.
package orderdb

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"carrito/app/money"
	"carrito/app/order"
)

// State is how far an order has come.
type State string

// The states of an order.
const (
	New       State = "new"
	Confirmed State = "confirmed"
	Sent      State = "sent"
	Done      State = "done"
	Cancelled State = "cancelled" // its units are in stock again
)

// States are all states, in the order in which an order passes through them.
var States = []State{New, Confirmed, Sent, Done, Cancelled}

// next has the states that may follow a state.
var next = map[State][]State{
	New:       {Confirmed, Cancelled},
	Confirmed: {Sent, Cancelled},
	Sent:      {Done, Cancelled},
}

// Next returns the states that may follow. Callers must not change the slice.
func (s State) Next() []State { return next[s] }

// Known reports whether there is such a state.
func (s State) Known() bool { return slices.Contains(States, s) }

// Shopper is the author of the first change of every order.
const Shopper = "shopper"

// Change is one step in the history of an order.
type Change struct {
	At     time.Time // UTC
	Author string    // who made it
	State  State     // what the order became
}

// Stored is an order in the database, with its history.
type Stored struct {
	Order   order.Order
	Placed  time.Time // UTC; no two orders of one server have the same
	State   State
	History []Change  // oldest first, beginning with New
	Held    time.Time // when the hold of a new order ends; zero if the units are its own
	Unheld  bool      // whether it holds no units: they are taken when it is confirmed
	Fault   error     // if set, an *UnreadableError: Order has only number, customer, phone and total

	Token    string   // of the order's page; empty if it has none
	Means    string   // id of the way of paying; may be empty
	Provider string   // the kind of payment in shop.json by whose provider it is paid; empty for other means
	Payment  PayState // how far its payment is
}

// UnreadableError is why the JSON of a stored order cannot be read.
type UnreadableError struct {
	ID  string
	Err error
}

func (e *UnreadableError) Error() string {
	return fmt.Sprintf("the stored order %s cannot be read: %v", e.ID, e.Err)
}

func (e *UnreadableError) Unwrap() error { return e.Err }

// Receipt acknowledges an order. An order that is sent again gets the same receipt.
type Receipt struct {
	ID     string
	Placed time.Time // UTC
	Total  money.Amount
	Held   time.Time // when the hold of its units ends, unless it is confirmed; zero if they are its own
	Unheld bool      // whether units are held only once the owner confirms it
	Token  string    // of the order's page; empty if it has none
	Hosted bool      // whether the shopper pays on a provider's page
}

// Errors of orders and of the database.
var (
	ErrTaken       = errors.New("the order's number belongs to another order")
	ErrNoOrder     = errors.New("there is no such order")
	ErrNoDatabase  = errors.New("there are no orders yet, as the command serve makes the database of orders")
	ErrUnavailable = errors.New("the database cannot be reached or written")
)

// ChangedError is returned for an order that the shop would take only with changes.
type ChangedError struct {
	Proposal order.Order // the order that the shop would take; it may have no lines
}

func (e *ChangedError) Error() string { return "prices, stock or other terms have changed" }

// StockError is returned when an order is confirmed and units of some products are
// sold out.
type StockError struct{ Names []string }

func (e *StockError) Error() string {
	return "not enough is left of " + strings.Join(e.Names, ", ")
}

// StateError is returned when a state cannot follow another.
type StateError struct{ From, To State }

func (e *StateError) Error() string {
	return fmt.Sprintf("an order that is %s cannot become %s", e.From, e.To)
}
