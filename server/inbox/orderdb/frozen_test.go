package orderdb_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"carrito/server/inbox/inboxtest"
	"carrito/server/inbox/orderdb"
	"carrito/server/inbox/orderdb/pgtest"
)

// A PostgreSQL that does not answer any more keeps no shopper waiting for ever, and
// no server from ending.
func TestPostgresFrozen(t *testing.T) {
	cluster := pgtest.Start(t)
	c := inboxtest.NewCounter(t)
	address := cluster.Database(t, "shop")
	s := inboxtest.Open(t, address)
	before := c.Order("3×1")
	c.Place(s, before)
	cluster.Freeze(true)
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	if _, err := s.Place(ctx, c.Order("3×1"), c.Propose); !errors.Is(err, orderdb.ErrUnavailable) {
		t.Errorf("got %v, want %v", err, orderdb.ErrUnavailable)
	}
	closed := make(chan struct{})
	go func() { s.Close(); close(closed) }()
	select {
	case <-closed:
	case <-time.After(5 * time.Second):
		t.Error("the store does not close while the database is frozen")
	}
	cluster.Freeze(false)
	if _, err := inboxtest.Open(t, address).Order(t.Context(), before.ID); err != nil {
		t.Errorf("got %v, want the order from before", err)
	}
}
