package orderdb_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	"carrito/app/order"
	"carrito/server/inbox/inboxtest"
	"carrito/server/inbox/orderdb"
)

func sorted(texts []string) string {
	slices.Sort(texts)
	return strings.Join(texts, " ")
}

// An order comes back as it was taken, and its units are gone.
func TestPlace(t *testing.T) {
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		c := inboxtest.NewCounter(t)
		s := inboxtest.Counted(t, open, c)
		o := c.Order("1×4", "2:1×3", "3×999")
		o.Note = "<script>alert(1)</script>'); DROP TABLE orders; --\n\"ñ\" 😀"
		receipt := c.Place(s, o)
		if receipt.ID != o.ID || receipt.Total != o.Figures.Total || receipt.Placed.IsZero() {
			t.Errorf("got the receipt %v, want the order's number, total and a time", receipt)
		}
		got, err := open().Order(t.Context(), o.ID)
		if err != nil {
			t.Fatal(err)
		}
		if string(got.Order.AppendJSON(nil)) != string(o.AppendJSON(nil)) {
			t.Errorf("got %s, want %s", got.Order.AppendJSON(nil), o.AppendJSON(nil))
		}
		want := []orderdb.Change{{At: receipt.Placed, Author: orderdb.Shopper, State: orderdb.New}}
		if got.State != orderdb.New || got.Placed != receipt.Placed || !slices.Equal(got.History, want) {
			t.Errorf("got %v, %v, %v, want new with one change", got.State, got.Placed, got.History)
		}
		if got, want := inboxtest.Stock(t, s), "1=6 2:1=0 2:2=0"; got != want {
			t.Errorf("stock: got %s, want %s", got, want)
		}
	})
}

// The same order is one order, whatever has changed meanwhile; another of the
// same number is refused.
func TestPlaceAgain(t *testing.T) {
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		c := inboxtest.NewCounter(t)
		s := inboxtest.Counted(t, open, c)
		o := c.Order("1×6")
		first := c.Place(s, o)
		c.Products = inboxtest.Catalog(t, strings.ReplaceAll(inboxtest.Products, "20.00", "25.00"))
		if again := c.Place(open(), o); again != first {
			t.Errorf("got %v, want the first receipt %v", again, first)
		}
		if known, err := s.Receipt(t.Context(), o); known != first || err != nil {
			t.Errorf("Receipt: got %v, %v, want %v", known, err, first)
		}
		other := o
		other.Note = "otra"
		if _, err := s.Place(t.Context(), other, c.Propose); err != orderdb.ErrTaken {
			t.Errorf("another order: got %v, want %v", err, orderdb.ErrTaken)
		}
		if _, err := s.Receipt(t.Context(), other); err != orderdb.ErrTaken {
			t.Errorf("Receipt of another order: got %v, want %v", err, orderdb.ErrTaken)
		}
		if _, err := s.Receipt(t.Context(), c.Order("3×1")); err != orderdb.ErrNoOrder {
			t.Errorf("Receipt of none: got %v, want %v", err, orderdb.ErrNoOrder)
		}
		if got, want := inboxtest.Stock(t, s), "1=4 2:1=3 2:2=0"; got != want {
			t.Errorf("stock: got %s, want %s", got, want)
		}
	})
}

// An order that the shop would not take as it is comes back as it would, and
// leaves nothing behind.
func TestPlaceChanged(t *testing.T) {
	tests := []struct {
		name   string
		change func(*order.Order)
		want   string // the proposal's lines and total
	}{
		{"a lower price", func(o *order.Order) { o.Lines[0].UnitPrice = o.Lines[1].UnitPrice }, "1×2 3×1 49.90"},
		{"a lower total", func(o *order.Order) { o.Figures.Total = o.Figures.Tax }, "1×2 3×1 49.90"},
		{"a discount without a code", func(o *order.Order) { o.Figures.Discount = o.Figures.Tax }, "1×2 3×1 49.90"},
		{"free delivery", func(o *order.Order) { o.Delivery = order.Delivery{Method: "envio", Zone: "lima"} }, "1×2 3×1 59.90"},
		{"more than are left", func(o *order.Order) { o.Lines[0].Quantity = 11 }, "1×10 3×1 209.90"},
		{"sold out", func(o *order.Order) { o.Lines[0].ProductID, o.Lines[0].VariantID = 2, 2 }, "3×1 9.90"},
		{"unknown", func(o *order.Order) { o.Lines[0].ProductID = 7 }, "3×1 9.90"},
		{"the name of another", func(o *order.Order) { o.Lines[0].Name = "Gorro" }, "1×2 3×1 49.90"},
		{"nothing left of it", func(o *order.Order) { o.Lines = []order.Line{{ProductID: 7, Quantity: 1}} }, "0.00"},
	}
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		c := inboxtest.NewCounter(t)
		s := inboxtest.Counted(t, open, c)
		for _, test := range tests {
			t.Run(test.name, func(t *testing.T) {
				o := c.Order("1×2", "3×1")
				o.Lines = slices.Clone(o.Lines)
				test.change(&o)
				_, err := s.Place(t.Context(), o, c.Propose)
				var changed *orderdb.ChangedError
				if !errors.As(err, &changed) {
					t.Fatalf("got %v, want a proposal", err)
				}
				if got := inboxtest.Brief(changed.Proposal); got != test.want {
					t.Errorf("got the proposal %s, want %s", got, test.want)
				}
				if _, err := s.Order(t.Context(), o.ID); err != orderdb.ErrNoOrder {
					t.Errorf("got %v, want nothing stored", err)
				}
				if got, want := inboxtest.Stock(t, s), "1=10 2:1=3 2:2=0"; got != want {
					t.Errorf("stock: got %s, want %s", got, want)
				}
			})
		}
	})
}

// Of many who want the last pieces, exactly as many get them as there are, and
// one bad order among them does no harm.
func TestPlaceTogether(t *testing.T) {
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		c := inboxtest.NewCounter(t)
		stores := []*orderdb.Store{inboxtest.Counted(t, open, c), open(), open()}
		var mu sync.Mutex
		results := map[string]int{}
		var running sync.WaitGroup
		for i := range 150 {
			o := c.Order("1×1")
			propose := c.Propose
			if i%10 == 9 {
				propose = func(order.Order, func(int, int) int) order.Order { panic("a fault") }
			}
			running.Go(func() {
				_, err := stores[i%len(stores)].Place(context.Background(), o, propose)
				mu.Lock()
				defer mu.Unlock()
				switch {
				case err == nil:
					results["taken"]++
				case errors.As(err, new(*orderdb.ChangedError)):
					results["sold out"]++
				case i%10 == 9 && strings.Contains(err.Error(), "a fault"):
					results["faulty"]++
				default:
					t.Errorf("got %v, want it taken or changed", err)
				}
			})
		}
		running.Wait()
		if results["taken"] != 10 || results["sold out"] != 125 || results["faulty"] != 15 {
			t.Errorf("got %v, want 10 taken, 125 sold out, 15 faulty", results)
		}
		if got, want := inboxtest.Stock(t, stores[0]), "1=0 2:1=3 2:2=0"; got != want {
			t.Errorf("stock: got %s, want %s", got, want)
		}
	})
}

// Sent at once from several places, an order is one.
func TestPlaceTwiceAtOnce(t *testing.T) {
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		c := inboxtest.NewCounter(t)
		stores := []*orderdb.Store{inboxtest.Counted(t, open, c), open(), open()}
		for range 3 {
			o := c.Order("1×1")
			receipts := make([]orderdb.Receipt, 30)
			var running sync.WaitGroup
			for i := range receipts {
				running.Go(func() {
					var err error
					if receipts[i], err = stores[i%len(stores)].Place(context.Background(), o, c.Propose); err != nil {
						t.Errorf("got %v, want it taken", err)
					}
				})
			}
			running.Wait()
			if all := slices.Compact(receipts); len(all) != 1 {
				t.Errorf("got %v, want the same receipt for all", all)
			}
		}
		if got, want := inboxtest.Stock(t, stores[0]), "1=7 2:1=3 2:2=0"; got != want {
			t.Errorf("stock: got %s, want %s", got, want)
		}
	})
}

// A caller that has gone neither waits nor undoes what others have ordered.
func TestPlaceCallerLeaves(t *testing.T) {
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		c := inboxtest.NewCounter(t)
		s := inboxtest.Counted(t, open, c)
		ctx, leave := context.WithCancel(t.Context())
		proposed := make(chan struct{})
		go s.Place(ctx, c.Order("3×1"), func(o order.Order, left func(int, int) int) order.Order {
			leave()
			close(proposed)
			return c.Propose(o, left)
		})
		<-proposed
		c.Place(s, c.Order("1×1"))
		if _, err := s.Place(ctx, c.Order("1×1"), c.Propose); !errors.Is(err, orderdb.ErrUnavailable) {
			t.Errorf("got %v, want %v", err, orderdb.ErrUnavailable)
		}
		if got, want := inboxtest.Stock(t, s), "1=9 2:1=3 2:2=0"; got != want {
			t.Errorf("stock: got %s, want %s", got, want)
		}
		s.Close()
		if _, err := s.Place(t.Context(), c.Order("1×1"), c.Propose); !errors.Is(err, orderdb.ErrUnavailable) {
			t.Errorf("closed: got %v, want %v", err, orderdb.ErrUnavailable)
		}
	})
}
