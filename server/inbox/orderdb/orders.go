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

// The states there are.
const (
	New       State = "new"
	Confirmed State = "confirmed"
	Sent      State = "sent"
	Done      State = "done"
	Cancelled State = "cancelled" // its units are in stock again
)

// States are all states, in the order in which an order passes them.
var States = []State{New, Confirmed, Sent, Done, Cancelled}

// next are the states that may follow a state.
var next = map[State][]State{
	New:       {Confirmed, Cancelled},
	Confirmed: {Sent, Cancelled},
	Sent:      {Done, Cancelled},
}

// Next returns the states that may follow. Callers must not change it.
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

// Stored is an order with what became of it.
type Stored struct {
	Order   order.Order
	Placed  time.Time // UTC, unlike any other order's of this server
	State   State
	History []Change  // oldest first, beginning with New
	Held    time.Time // until when the order, while it is new, holds its units; zero where it has them for good
	Unheld  bool      // whether it holds none: they are taken once it is confirmed
	Fault   error     // an *UnreadableError: Order then has its number, customer, phone and total only
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

// Receipt is what the shopper gets for an order: the same however often it is
// sent.
type Receipt struct {
	ID     string
	Placed time.Time // UTC
	Total  money.Amount
	Held   time.Time // until when its units are held, unless it is confirmed; zero where they are its own
	Unheld bool      // whether the owner must confirm it before any units are held
}

// The ways in which an order cannot be placed or found.
var (
	ErrTaken       = errors.New("the order's number belongs to another order")
	ErrNoOrder     = errors.New("there is no such order")
	ErrNoDatabase  = errors.New("there are no orders yet, as the command serve makes the database of orders")
	ErrUnavailable = errors.New("the database cannot be reached or written")
)

// ChangedError refuses an order that the shop would not take as it is.
type ChangedError struct {
	Proposal order.Order // what it would take in its place, perhaps without lines
}

func (e *ChangedError) Error() string { return "prices, stock or other terms have changed" }

// StockError refuses to confirm an order of which not everything is left.
type StockError struct{ Names []string }

func (e *StockError) Error() string {
	return "not enough is left of " + strings.Join(e.Names, ", ")
}

// StateError refuses a change of state.
type StateError struct{ From, To State }

func (e *StateError) Error() string {
	return fmt.Sprintf("an order that is %s cannot become %s", e.From, e.To)
}
