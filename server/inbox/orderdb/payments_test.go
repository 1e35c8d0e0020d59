package orderdb_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"carrito/app/money"
	"carrito/app/order"
	"carrito/server/inbox/inboxtest"
	"carrito/server/inbox/orderdb"
	"carrito/server/pay"
)

// hosted is a store whose orders are paid by the provider that their way of paying names.
type hosted struct {
	*testing.T
	*orderdb.Store
	orderdb.Payments

	c    *inboxtest.Counter
	open func() *orderdb.Store
}

// onBoth runs a test on each database, with hats in stock ten times.
func onBoth(t *testing.T, test func(*hosted)) {
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		c := inboxtest.NewCounter(t)
		s := inboxtest.Counted(t, open, c)
		s.Holds = func() orderdb.Holds { return orderdb.Holds{For: 48 * time.Hour, PerHour: 3} }
		s.Provider = func(means string) string { return strings.TrimPrefix(means, "cash") }
		s.Channels = []string{"mail"}
		test(&hosted{t, s, s.Payments(), c, open})
	})
}

// place places an order of hats with a way of paying.
func (h *hosted) place(means string, hats string) order.Order {
	h.Helper()
	o := h.c.Order("1×" + hats)
	o.Payment.Method = means
	h.c.Place(h.Store, o)
	return o
}

func (h *hosted) begin(o order.Order, now time.Time) orderdb.PayPage {
	h.Helper()
	page, err := h.Begin(h.Context(), o.ID, orderdb.PayPage{Provider: "stripe", Title: "Pedido", Base: "https://shop.example"}, now)
	if err != nil {
		h.Fatal(err)
	}
	return page
}

// says records what the provider says of a payment of an order.
func (h *hosted) says(o order.Order, id string, state pay.State, amount money.Amount, now time.Time) {
	h.Helper()
	payment := pay.Payment{ID: id, Order: o.ID, State: state, Amount: amount, Currency: o.Currency, At: now}
	if err := h.Settle(h.Context(), o.ID, "stripe", []pay.Payment{payment}, now); err != nil {
		h.Fatal(err)
	}
}

// want checks the state of the payment of an order, the stock, and the notices for the
// owner, by what they are about.
func (h *hosted) want(o order.Order, state orderdb.PayState, stock string, notices ...orderdb.PayState) {
	h.Helper()
	stored, err := h.Order(h.Context(), o.ID)
	if err != nil || stored.Payment != state {
		h.Errorf("got the payment %q, %v, want %q", stored.Payment, err, state)
	}
	wantStock(h.T, h.Store, "1="+stock+" 2:1=3 2:2=0")
	due, err := h.Due(h.Context(), time.Now().Add(30*24*time.Hour), "mail", 100)
	if err != nil {
		h.Fatal(err)
	}
	var about []orderdb.PayState
	for _, n := range due {
		if err := h.Release(h.Context(), n.Number); err != nil {
			h.Fatal(err)
		}
		if n.OrderID == o.ID {
			about = append(about, n.About)
		}
	}
	if len(about) != len(notices) {
		h.Fatalf("got notices about %q, want %q", about, notices)
	}
	for i := range about {
		if about[i] != notices[i] {
			h.Errorf("got notices about %q, want %q", about, notices)
		}
	}
}

// An order that a provider takes the payment of holds its units for the time to pay. The
// owner hears of it once it is paid, and of what becomes of the money.
func TestHostedPayment(t *testing.T) {
	onBoth(t, func(h *hosted) {
		now := time.Now()
		o := h.place("stripe", "4")
		h.want(o, orderdb.Awaiting, "6")
		page := h.begin(o, now)
		if again := h.begin(o, now.Add(time.Minute)); again.Attempt != page.Attempt || !again.Expires.Equal(page.Expires) {
			h.Errorf("got %+v, want the same page %+v", again, page)
		}
		h.says(o, "a", pay.Refused, o.Figures.Total, now)
		h.want(o, orderdb.Refused, "6")
		h.says(o, "b", pay.InProcess, o.Figures.Total, now)
		h.want(o, orderdb.InProcess, "6")
		h.says(o, "b", pay.Paid, o.Figures.Total, now)
		h.want(o, orderdb.Paid, "6", "")
		h.says(o, "b", pay.Paid, o.Figures.Total, now)
		h.want(o, orderdb.Paid, "6", "")
		if n, err := h.Expire(h.Context(), now.Add(1000*time.Hour)); n != 0 || err != nil {
			h.Errorf("got %d, %v, want the paid order to keep its units", n, err)
		}
		h.says(o, "b", pay.PartlyRefunded, o.Figures.Total, now)
		h.want(o, orderdb.PartlyRefunded, "6", "", orderdb.PartlyRefunded)
		h.says(o, "b", pay.ChargedBack, o.Figures.Total, now)
		h.want(o, orderdb.ChargedBack, "6", "", orderdb.PartlyRefunded, orderdb.ChargedBack)
		found, err := h.Payments.Of(h.Context(), o.ID)
		if err != nil || len(found.Made) != 2 || len(found.History) != 5 || len(found.Pages) != 1 {
			h.Errorf("got %+v, %v, want two payments in five steps on one page", found, err)
		}
	})
}

// What is paid wrong is told to the owner and never counts as paid, until the owner says
// so. What the provider says again changes nothing.
func TestPaymentDiffers(t *testing.T) {
	onBoth(t, func(h *hosted) {
		now := time.Now()
		o := h.place("stripe", "1")
		h.begin(o, now)
		half := money.FromMinor(o.Figures.Total.Minor()/2, 2)
		h.says(o, "a", pay.Paid, half, now)
		h.want(o, orderdb.Differs, "9", "")
		if err := h.SetByHand(h.Context(), o.ID, orderdb.Paid, "owner", "the rest in cash", now); err != nil {
			h.Error(err)
		}
		h.says(o, "a", pay.Paid, half, now)
		h.want(o, orderdb.Paid, "9", "")
		h.says(o, "b", pay.Paid, half, now)
		h.want(o, orderdb.Differs, "9", "", orderdb.Differs)
		found, err := h.Payments.Of(h.Context(), o.ID)
		if err != nil || len(found.History) != 3 || found.History[1].Note != "the rest in cash" || found.History[1].Author != "owner" {
			h.Errorf("got %+v, %v, want the owner's step with its note", found.History, err)
		}
	})
}

// A payment that is of another order is none of this one.
func TestPaymentOfAnotherOrder(t *testing.T) {
	onBoth(t, func(h *hosted) {
		now := time.Now()
		o, other := h.place("stripe", "1"), h.place("stripe", "1")
		payment := pay.Payment{ID: "a", Order: other.ID, State: pay.Paid, Amount: o.Figures.Total, Currency: o.Currency, At: now}
		if err := h.Settle(h.Context(), o.ID, "stripe", []pay.Payment{payment}, now); err != nil {
			h.Fatal(err)
		}
		h.want(o, orderdb.Awaiting, "8")
		if err := h.Settle(h.Context(), "01939a3e-0000-7000-8000-000000000000", "stripe", nil, now); !errors.Is(err, orderdb.ErrNoOrder) {
			h.Errorf("got %v, want %v", err, orderdb.ErrNoOrder)
		}
	})
}

// An order that is not paid in time returns its units. Another try takes them again, if
// they are left; a payment that comes after all counts, and the owner reads that they
// are not.
func TestPaymentExpires(t *testing.T) {
	onBoth(t, func(h *hosted) {
		now := time.Now()
		o := h.place("stripe", "6")
		page := h.begin(o, now)
		settle := func(at time.Time) {
			h.Helper()
			if err := h.Settle(h.Context(), o.ID, "", nil, at); err != nil {
				h.Fatal(err)
			}
		}
		settle(page.Expires.Add(-time.Second))
		h.want(o, orderdb.Awaiting, "4")
		settle(page.Expires.Add(time.Second))
		h.want(o, orderdb.Expired, "10")
		later := page.Expires.Add(time.Minute)
		if second := h.begin(o, later); second.Attempt != 1 || !second.Expires.After(later) {
			h.Errorf("got %+v, want a second page", second)
		}
		h.want(o, orderdb.Awaiting, "4")
		settle(later.Add(2 * orderdb.PayFor))
		h.want(o, orderdb.Expired, "10")
		h.place("cash", "7")
		_, err := h.Begin(h.Context(), o.ID, orderdb.PayPage{Provider: "stripe"}, later.Add(3*orderdb.PayFor))
		if !errors.As(err, new(*orderdb.StockError)) {
			h.Errorf("got %v, want it said that too few are left", err)
		}
		h.says(o, "a", pay.Paid, o.Figures.Total, later)
		h.want(o, orderdb.Paid, "3", "")
		found, err := h.Payments.Of(h.Context(), o.ID)
		if err != nil || found.History[len(found.History)-1].Note != orderdb.SoldOut {
			h.Errorf("got %+v, %v, want the note that too few are left", found.History, err)
		}
	})
}

// An order that nobody pays for days is cancelled, so that its shopper is forgotten in
// time. One that the owner has confirmed is not.
func TestUnpaidOrderIsGivenUp(t *testing.T) {
	onBoth(t, func(h *hosted) {
		now := time.Now()
		o, confirmed := h.place("stripe", "2"), h.place("stripe", "2")
		if err := h.SetState(h.Context(), confirmed.ID, orderdb.Confirmed, "owner"); err != nil {
			h.Fatal(err)
		}
		for _, o := range []order.Order{o, confirmed} {
			page := h.begin(o, now)
			for _, after := range []time.Duration{time.Second, time.Hour, 24 * time.Hour, 71 * time.Hour, 73 * time.Hour} {
				if err := h.Settle(h.Context(), o.ID, "", nil, page.Expires.Add(after)); err != nil {
					h.Fatal(err)
				}
				stored, err := h.Order(h.Context(), o.ID)
				want := orderdb.New
				switch {
				case o.ID == confirmed.ID:
					want = orderdb.Confirmed
				case after > 72*time.Hour:
					want = orderdb.Cancelled
				}
				if err != nil || stored.State != want || stored.Payment != orderdb.Expired {
					h.Errorf("after %v: got %q, %q, %v, want %q", after, stored.State, stored.Payment, err, want)
				}
			}
		}
		h.want(o, orderdb.Expired, "8")
	})
}

// The general end of holds leaves an order to its provider, but not for ever.
func TestHoldOfHostedPayment(t *testing.T) {
	onBoth(t, func(h *hosted) {
		h.place("stripe", "2")
		for _, step := range []struct {
			after time.Duration
			want  int
		}{{2 * time.Hour, 0}, {24 * time.Hour, 0}, {26 * time.Hour, 1}} {
			if n, err := h.Expire(h.Context(), time.Now().Add(step.after)); n != step.want || err != nil {
				h.Errorf("after %v: got %d, %v, want %d", step.after, n, err, step.want)
			}
		}
	})
}

// An order that holds nothing, because too many came in an hour, is not paid before the
// owner confirms it. The owner hears of it at once.
func TestUnconfirmedPayment(t *testing.T) {
	onBoth(t, func(h *hosted) {
		for range 3 {
			h.place("stripe", "1")
		}
		o := h.place("stripe", "1")
		h.want(o, orderdb.Awaiting, "7", "")
		begin := func(want error) {
			h.Helper()
			if _, err := h.Begin(h.Context(), o.ID, orderdb.PayPage{Provider: "stripe"}, time.Now()); !errors.Is(err, want) {
				h.Errorf("got %v, want %v", err, want)
			}
		}
		begin(orderdb.ErrUnconfirmed)
		if err := h.SetState(h.Context(), o.ID, orderdb.Confirmed, "owner"); err != nil {
			h.Fatal(err)
		}
		begin(nil)
		h.want(o, orderdb.Awaiting, "6", "")
	})
}

func TestBeginRefuses(t *testing.T) {
	onBoth(t, func(h *hosted) {
		now := time.Now()
		cash, paid, cancelled := h.place("cash", "1"), h.place("stripe", "1"), h.place("stripe", "1")
		h.says(paid, "a", pay.Paid, paid.Figures.Total, now)
		if err := h.SetState(h.Context(), cancelled.ID, orderdb.Cancelled, "owner"); err != nil {
			h.Fatal(err)
		}
		for _, o := range []order.Order{cash, paid, cancelled} {
			if _, err := h.Begin(h.Context(), o.ID, orderdb.PayPage{Provider: "stripe"}, now); !errors.As(err, new(*orderdb.PayError)) {
				h.Errorf("got %v, want a *PayError", err)
			}
		}
		if _, err := h.Begin(h.Context(), "no", orderdb.PayPage{}, now); !errors.Is(err, orderdb.ErrNoOrder) {
			h.Errorf("got %v, want %v", err, orderdb.ErrNoOrder)
		}
	})
}

// A shopper opens only so many pages for an order: each holds its units for an hour.
func TestBeginTooOften(t *testing.T) {
	onBoth(t, func(h *hosted) {
		o, now := h.place("stripe", "1"), time.Now()
		var err error
		n := 0
		for ; err == nil && n < 100; n++ {
			_, err = h.Begin(h.Context(), o.ID, orderdb.PayPage{Provider: "stripe"}, now)
			now = now.Add(2 * orderdb.PayFor)
		}
		if !errors.Is(err, orderdb.ErrTooOften) || n != 11 {
			h.Errorf("got %v after %d pages, want %v after ten", err, n-1, orderdb.ErrTooOften)
		}
	})
}

// What the shopper says is told to the owner once, and counts for nothing else.
func TestSay(t *testing.T) {
	onBoth(t, func(h *hosted) {
		o, other, now := h.place("cash", "1"), h.place("stripe", "1"), time.Now()
		for range 3 {
			if err := h.Say(h.Context(), o.ID, now); err != nil {
				h.Fatal(err)
			}
		}
		h.want(o, orderdb.Said, "8", "", orderdb.Said)
		if err := h.Say(h.Context(), other.ID, now); err != nil {
			h.Fatal(err)
		}
		h.want(other, orderdb.Awaiting, "8")
		if err := h.SetByHand(h.Context(), o.ID, orderdb.Paid, "owner", "", now); err != nil {
			h.Fatal(err)
		}
		if err := h.Say(h.Context(), o.ID, now); err != nil {
			h.Fatal(err)
		}
		h.want(o, orderdb.Paid, "8", "", orderdb.Said)
	})
}

func TestPaymentByHand(t *testing.T) {
	onBoth(t, func(h *hosted) {
		o, now := h.place("cash", "1"), time.Now()
		for _, step := range []struct {
			to orderdb.PayState
			ok bool
		}{
			{orderdb.Refunded, false}, {orderdb.Awaiting, false}, {"", false}, {orderdb.Paid, true}, {orderdb.Paid, false},
			{orderdb.Unpaid, true}, {orderdb.Paid, true}, {orderdb.Refunded, true}, {orderdb.Unpaid, false},
		} {
			err := h.SetByHand(h.Context(), o.ID, step.to, "owner", "", now)
			if step.ok && err != nil || !step.ok && !errors.As(err, new(*orderdb.PayError)) {
				h.Errorf("to %q: got %v, want ok %t", step.to, err, step.ok)
			}
		}
		h.want(o, orderdb.Refunded, "9", "")
	})
}

// An order that the owner marks as paid keeps its units for good.
func TestPaidByHandKeepsUnits(t *testing.T) {
	onBoth(t, func(h *hosted) {
		now := time.Now()
		for _, means := range []string{"cash", "stripe"} {
			if err := h.SetByHand(h.Context(), h.place(means, "2").ID, orderdb.Paid, "owner", "", now); err != nil {
				h.Fatal(err)
			}
		}
		if n, err := h.Expire(h.Context(), now.Add(1000*time.Hour)); n != 0 || err != nil {
			h.Errorf("got %d, %v, want no hold to run out", n, err)
		}
	})
}

// A confirmed order whose shopper has opened no page yet does not expire.
func TestUnbegunPaymentStaysOpen(t *testing.T) {
	onBoth(t, func(h *hosted) {
		now := time.Now()
		o := h.place("stripe", "2")
		if err := h.SetState(h.Context(), o.ID, orderdb.Confirmed, "owner"); err != nil {
			h.Fatal(err)
		}
		if err := h.Settle(h.Context(), o.ID, "", nil, now.Add(48*time.Hour)); err != nil {
			h.Fatal(err)
		}
		h.want(o, orderdb.Awaiting, "8")
		page := h.begin(o, now.Add(50*time.Hour))
		if err := h.Settle(h.Context(), o.ID, "", nil, page.Expires.Add(time.Second)); err != nil {
			h.Fatal(err)
		}
		h.want(o, orderdb.Expired, "8") // its units are its own
		h.begin(o, page.Expires.Add(time.Minute))
	})
}

// Another way of paying takes effect in the order, its hold and what the owner hears.
func TestChoose(t *testing.T) {
	onBoth(t, func(h *hosted) {
		o, now := h.place("stripe", "6"), time.Now()
		page := h.begin(o, now)
		if err := h.Settle(h.Context(), o.ID, "", nil, page.Expires.Add(time.Second)); err != nil {
			h.Fatal(err)
		}
		h.want(o, orderdb.Expired, "10")
		if err := h.Choose(h.Context(), o.ID, "cash", now); err != nil {
			h.Fatal(err)
		}
		h.want(o, orderdb.Unpaid, "4", "")
		stored, err := h.Order(h.Context(), o.ID)
		if err != nil || stored.Means != "cash" || stored.Provider != "" || stored.Order.Payment.Method != "cash" || stored.Held.Sub(now) < 47*time.Hour {
			h.Errorf("got %+v, %v, want it paid in cash and held for two days", stored, err)
		}
		h.c.Place(h.Store, o) // sent again, it is the same order
		if err := h.Choose(h.Context(), o.ID, "stripe", now); err != nil {
			h.Fatal(err)
		}
		h.begin(o, now.Add(2*time.Hour))
		h.want(o, orderdb.Awaiting, "4", "")
		h.says(o, "a", pay.Paid, o.Figures.Total, now)
		if err := h.Choose(h.Context(), o.ID, "cash", now); !errors.As(err, new(*orderdb.PayError)) {
			h.Errorf("got %v, want a paid order to stay as it is", err)
		}
		h.want(o, orderdb.Paid, "4", "", orderdb.Paid)
	})
}

// A webhook is followed once, however often it comes.
func TestHearOnce(t *testing.T) {
	onBoth(t, func(h *hosted) {
		now := time.Now()
		hear := func(ids ...string) {
			h.Helper()
			var events []pay.Event
			for _, id := range ids {
				events = append(events, pay.Event{ID: id, Payment: "1"})
			}
			if err := h.Hear(h.Context(), "stripe", events, now); err != nil {
				h.Fatal(err)
			}
		}
		heard := func(at time.Time, want int) []orderdb.PayEvent {
			h.Helper()
			got, err := h.Heard(h.Context(), at, 10)
			if err != nil || len(got) != want {
				h.Fatalf("got %+v, %v, want %d", got, err, want)
			}
			return got
		}
		hear("a", "b", "a")
		hear("b")
		first := heard(now.Add(time.Second), 2)
		heard(now.Add(time.Second), 0)
		if err := h.Done(h.Context(), now, first[0].Number); err != nil {
			h.Fatal(err)
		}
		if err := h.Retry(h.Context(), first[1].Number, now.Add(time.Minute)); err != nil {
			h.Fatal(err)
		}
		hear("a", "b")
		if again := heard(now.Add(2*time.Minute), 1); again[0].Number != first[1].Number || again[0].Tries != 1 || again[0].Event != first[1].Event {
			h.Errorf("got %+v, want %+v a second time", again, first[1])
		}
		if err := h.ForgetEvents(h.Context(), now.Add(time.Hour)); err != nil {
			h.Fatal(err)
		}
		heard(now.Add(10*time.Minute), 1)
	})
}

// The page of an order is found by its token, which ends with the shopper's data.
func TestToken(t *testing.T) {
	onBoth(t, func(h *hosted) {
		o := h.c.Order("1×1")
		receipt, again := h.c.Place(h.Store, o), h.c.Place(h.open(), o)
		if len(receipt.Token) != orderdb.TokenLength || receipt != again {
			h.Fatalf("got %+v and %+v, want the same token", receipt, again)
		}
		if found, err := h.OrderOf(h.Context(), receipt.Token); err != nil || found.Order.ID != o.ID || found.Token != receipt.Token {
			h.Errorf("got %+v, %v, want the order", found, err)
		}
		if other := h.c.Place(h.Store, h.c.Order("1×1")); other.Token == receipt.Token {
			h.Error("two orders have the same token")
		}
		for _, text := range []string{"", "x", receipt.Token[1:], receipt.Token + "A", strings.Repeat("A", 22), strings.Repeat("\x00", 22), strings.Repeat("'", 22)} {
			if _, err := h.OrderOf(h.Context(), text); !errors.Is(err, orderdb.ErrNoOrder) {
				h.Errorf("%q: got %v, want %v", text, err, orderdb.ErrNoOrder)
			}
		}
		if err := h.SetState(h.Context(), o.ID, orderdb.Cancelled, "owner"); err != nil {
			h.Fatal(err)
		}
		if err := h.Forget(h.Context(), []string{o.ID}, nil, nil); err != nil {
			h.Fatal(err)
		}
		if _, err := h.OrderOf(h.Context(), receipt.Token); !errors.Is(err, orderdb.ErrNoOrder) {
			h.Errorf("got %v, want %v for a forgotten shopper", err, orderdb.ErrNoOrder)
		}
	})
}
