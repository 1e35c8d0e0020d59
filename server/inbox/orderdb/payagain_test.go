package orderdb_test

import (
	"testing"
	"time"

	"carrito/server/inbox/orderdb"
	"carrito/server/pay"
)

// The owner hears once of an order, however often its way of paying changes.
func TestChooseTellsOnce(t *testing.T) {
	onBoth(t, func(h *hosted) {
		o, now := h.place("stripe", "1"), time.Now()
		for _, means := range []string{"cash", "stripe", "cash"} {
			h.must(h.Choose(h.Context(), o.ID, means, now))
		}
		h.want(o, orderdb.Unpaid, "9", "")
	})
}

// Choosing among ways of paying without a provider does not prolong the hold.
func TestChooseKeepsHold(t *testing.T) {
	onBoth(t, func(h *hosted) {
		h.Store.Provider = nil
		o := h.place("cash", "1")
		held := h.stored(o).Held
		h.must(h.Choose(h.Context(), o.ID, "transfer", time.Now().Add(24*time.Hour)))
		if got := h.stored(o).Held; !got.Equal(held) {
			h.Errorf("got a hold until %v, want %v", got, held)
		}
	})
}

// A page of another provider than the order's is not begun: the shopper has just chosen
// another way of paying.
func TestBeginOfAnotherProvider(t *testing.T) {
	onBoth(t, func(h *hosted) {
		o := h.place("mercadopago", "1")
		if page, err := h.Begin(h.Context(), o.ID, orderdb.PayPage{Provider: "stripe"}, time.Now()); err == nil {
			h.Errorf("got the page %+v, want none", page)
		}
	})
}

// A page that could not be opened while Stripe still took its end is replaced: nobody
// has seen it.
func TestPageThatCouldNotBeOpened(t *testing.T) {
	onBoth(t, func(h *hosted) {
		o, now := h.place("stripe", "1"), time.Now()
		h.begin(o, now)
		if page := h.begin(o, now.Add(20*time.Minute)); page.Attempt != 0 {
			h.Errorf("got page %d, want the first", page.Attempt)
		}
		page := h.begin(o, now.Add(31*time.Minute))
		if page.Attempt != 1 {
			h.Errorf("got page %d, want another one", page.Attempt)
		}
		page.ID, page.URL = "cs", "https://provider.example"
		h.must(h.Opened(h.Context(), o.ID, page))
		if again := h.begin(o, now.Add(90*time.Minute)); again.Attempt != 1 {
			h.Errorf("got page %d, want the one that is open", again.Attempt)
		}
	})
}

// What nobody answers is not asked for ever.
func TestAsksEnd(t *testing.T) {
	onBoth(t, func(h *hosted) {
		now := time.Now()
		paid, unbegun := h.place("stripe", "1"), h.place("stripe", "1")
		h.says(paid, "a", pay.Paid, paid.Figures.Total, now)
		h.must(h.SetState(h.Context(), unbegun.ID, orderdb.Confirmed, "owner"))
		asked := 0
		for at := now; at.Before(now.AddDate(1, 0, 0)); at = at.Add(12 * time.Hour) {
			due, err := h.Open(h.Context(), at, 10)
			h.must(err)
			for _, id := range due {
				asked++
				if id == paid.ID { // its keys were taken away
					h.must(h.Postpone(h.Context(), id, at))
				} else {
					h.must(h.Settle(h.Context(), id, "", nil, at))
				}
			}
		}
		if asked > 50 {
			h.Errorf("got %d questions in a year, want few", asked)
		}
	})
}

// An order whose provider is silent for a day can be tried again.
func TestSilentProvider(t *testing.T) {
	onBoth(t, func(h *hosted) {
		o, now := h.place("stripe", "1"), time.Now()
		h.begin(o, now)
		if n, err := h.Expire(h.Context(), now.Add(26*time.Hour)); n != 1 || err != nil {
			h.Fatal(n, err)
		}
		h.want(o, orderdb.Expired, "10")
		h.begin(o, now.Add(27*time.Hour))
	})
}
