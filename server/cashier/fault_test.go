package cashier_test

import (
	"errors"
	"net/http"
	"sync"
	"testing"
	"time"

	"carrito/server/inbox/inboxtest"
	"carrito/server/inbox/orderdb"
	"carrito/server/pay"
	"carrito/server/pay/paytest"
	"carrito/server/pay/sandbox"
)

// A provider that is down takes no order with it: the order stands, the shopper is told,
// and can pay later on the page that the provider then opens.
func TestProviderDown(t *testing.T) {
	faults := map[string]http.HandlerFunc{
		"500": paytest.Status(http.StatusInternalServerError), "HTML": paytest.HTML, "cut off": paytest.CutOff,
		"redirect": paytest.Redirect("http://127.0.0.1:1/"), "hangs up": paytest.HangUp,
	}
	onBoth(t, func(_ *testing.T, d *desk) {
		d.run(50 * time.Millisecond)
		for _, kind := range kinds {
			for name, fault := range faults {
				d.apis[kind].Break(1000, fault)
				o := d.place(kind)
				if page, err := d.cashier.Open(d.Context(), o, d.base); !errors.Is(err, pay.ErrUnavailable) {
					d.Errorf("%s, %s: got %q, %v, want %v", kind, name, page, err, pay.ErrUnavailable)
				}
				if got := d.stored(o.Order.ID); got.Payment != orderdb.Awaiting || got.State != orderdb.New || got.Unheld {
					d.Errorf("%s, %s: got %+v, want the order as it was", kind, name, got)
				}
				d.apis[kind].Break(0, nil)
				page := d.page(o)
				if name == "500" {
					d.apis[kind].Break(3, fault) // when the webhook is followed
					paytest.Press(d, page, "how", sandbox.PayNow)
					d.await(o, orderdb.Paid)
				}
			}
		}
	})
}

// A shopper who can no longer be sure whether an order was paid gets no second page.
func TestNoSecondPageInDoubt(t *testing.T) {
	onBoth(t, func(_ *testing.T, d *desk) {
		for _, kind := range kinds {
			o := d.place(kind)
			page := d.page(o)
			paytest.Press(d, page, "how", sandbox.PayRefused, "webhook", sandbox.Lost)
			d.cashier.Refresh(o.Order.ID)
			d.await(o, orderdb.Refused)
			d.apis[kind].Break(1000, paytest.Status(http.StatusBadGateway))
			if again, err := d.cashier.Open(d.Context(), d.stored(o.Order.ID), d.base); !errors.Is(err, pay.ErrUnavailable) {
				d.Errorf("%s: got %q, %v, want %v", kind, again, err, pay.ErrUnavailable)
			}
			d.apis[kind].Break(0, nil)
			if again := d.page(o); again != page {
				d.Errorf("%s: got %s, want the page %s", kind, again, page)
			}
		}
	})
}

// A shopper who has paid, and chooses another way of paying before anybody knows, gets
// no second page.
func TestNoSecondPageElsewhere(t *testing.T) {
	onBoth(t, func(_ *testing.T, d *desk) {
		o := d.place(kinds[0])
		paytest.Press(d, d.page(o), "how", sandbox.PayNow, "webhook", sandbox.Lost)
		if err := d.store.Payments().Choose(d.Context(), o.Order.ID, kinds[1], time.Now()); err != nil {
			d.Fatal(err)
		}
		if page, err := d.cashier.Open(d.Context(), d.stored(o.Order.ID), d.base); !errors.As(err, new(*orderdb.PayError)) {
			d.Errorf("got the page %q, %v, want none for a paid order", page, err)
		}
	})
}

// An order with pages of two providers can be paid on either.
func TestPaidAtOneOfTwo(t *testing.T) {
	onBoth(t, func(_ *testing.T, d *desk) {
		for _, kind := range kinds {
			o := d.place(kinds[0])
			pages := map[string]string{kinds[0]: d.page(o)}
			d.must(d.store.Payments().Choose(d.Context(), o.Order.ID, kinds[1], time.Now()))
			pages[kinds[1]] = d.page(o)
			paytest.Press(d, pages[kind], "how", sandbox.PayNow, "webhook", sandbox.Lost)
			d.cashier.Refresh(o.Order.ID)
			d.await(o, orderdb.Paid)
			known, err := d.store.Payments().Of(d.Context(), o.Order.ID)
			d.must(err)
			if last := known.History[len(known.History)-1]; last.Note != "" {
				d.Errorf("%s: got the note %q, want none", kind, last.Note)
			}
		}
	})
}

func (d *desk) must(err error) {
	d.Helper()
	if err != nil {
		d.Fatal(err)
	}
}

// Of two shoppers who want the last piece at once, one can pay for it; the other is told
// before paying.
func TestLastPieceIsPaidOnce(t *testing.T) {
	onBoth(t, func(_ *testing.T, d *desk) {
		d.c.Products = inboxtest.Catalog(d, `[{"id": 1, "slug": "gorra", "name": "Gorra", "price": "20.00", "stock": 1}]`)
		if err := d.store.Count(d.Context(), d.c.Products); err != nil {
			d.Fatal(err)
		}
		var both sync.WaitGroup
		pages, refused := make(chan string, 2), make(chan error, 2)
		for _, kind := range kinds {
			o := d.c.Order("1×1")
			o.Payment.Method = kind
			both.Go(func() {
				if _, err := d.store.Place(d.Context(), o, d.c.Propose); err != nil {
					refused <- err
					return
				}
				stored, err := d.store.Order(d.Context(), o.ID)
				if err != nil {
					d.Error(err)
					return
				}
				page, err := d.cashier.Open(d.Context(), stored, d.base)
				if err != nil {
					d.Error(err)
				}
				pages <- page
			})
		}
		both.Wait()
		if len(pages) != 1 || len(refused) != 1 {
			d.Fatalf("got %d pages and %d refusals, want one of each", len(pages), len(refused))
		}
		if err := <-refused; !errors.As(err, new(*orderdb.ChangedError)) {
			d.Errorf("got %v, want it said that the piece is sold", err)
		}
	})
}

// An order whose keys were taken away stands, and says that it cannot be paid so.
func TestNoKeysAnyMore(t *testing.T) {
	onBoth(t, func(_ *testing.T, d *desk) {
		d.store.Provider = func(means string) string { return means }
		o := d.place("other")
		if _, err := d.cashier.Open(d.Context(), o, d.base); !errors.Is(err, pay.ErrUnavailable) {
			d.Errorf("got %v, want %v", err, pay.ErrUnavailable)
		}
	})
}

// A webhook that the provider gives no answer about is given up after some days.
func TestWebhookIsGivenUp(t *testing.T) {
	onBoth(t, func(_ *testing.T, d *desk) {
		payments, now := d.store.Payments(), time.Now()
		heard := func(at time.Time) []orderdb.PayEvent {
			t.Helper()
			events, err := payments.Heard(d.Context(), at, 10)
			if err != nil {
				t.Fatal(err)
			}
			return events
		}
		d.apis[kinds[0]].Break(1000, paytest.Status(http.StatusBadRequest))
		for _, id := range []string{"old", "new"} {
			if err := payments.Hear(d.Context(), kinds[0], []pay.Event{{ID: id, Payment: "1"}}, now); err != nil {
				t.Fatal(err)
			}
		}
		old := heard(now.Add(time.Second))[0]
		for range 300 {
			if err := payments.Retry(d.Context(), old.Number, now); err != nil {
				t.Fatal(err)
			}
		}
		d.run(50 * time.Millisecond)
		time.Sleep(time.Second)
		if left := heard(now.Add(24 * time.Hour)); len(left) != 1 || left[0].ID == old.ID {
			t.Errorf("got %+v, want the new one only", left)
		}
	})
}
