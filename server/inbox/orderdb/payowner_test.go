package orderdb_test

import (
	"strings"
	"testing"
	"time"

	"carrito/app/order"
	"carrito/server/inbox/orderdb"
	"carrito/server/pay"
)

// A page that ends without a payment says nothing against what the owner or the shopper
// has said since.
func TestPageEndsAfterOtherWay(t *testing.T) {
	onBoth(t, func(h *hosted) {
		now := time.Now()
		byHand, chosen, said := h.place("stripe", "1"), h.place("stripe", "1"), h.place("stripe", "1")
		end := h.begin(byHand, now).Expires.Add(time.Minute)
		h.begin(chosen, now)
		h.begin(said, now)
		h.must(h.SetByHand(h.Context(), byHand.ID, orderdb.Paid, "owner", "", now))
		h.must(h.Choose(h.Context(), chosen.ID, "cash", now))
		h.must(h.Choose(h.Context(), said.ID, "cash", now))
		h.must(h.Say(h.Context(), said.ID, now))
		for _, state := range []pay.State{pay.Open, pay.Refused, pay.Expired} {
			at := now
			if state == pay.Expired {
				at = end
			}
			h.says(byHand, "a", state, byHand.Figures.Total, at)
			h.says(chosen, "b", state, chosen.Figures.Total, at)
			h.says(said, "c", state, said.Figures.Total, at)
			h.want(byHand, orderdb.Paid, "7")
			h.want(chosen, orderdb.Unpaid, "7", "")
			h.want(said, orderdb.Said, "7", "", orderdb.Said)
		}
		h.says(chosen, "b", pay.InProcess, chosen.Figures.Total, end)
		h.want(chosen, orderdb.InProcess, "7", "")
		h.says(chosen, "b", pay.Refused, chosen.Figures.Total, end)
		h.want(chosen, orderdb.Unpaid, "7", "")
		h.says(said, "c", pay.Paid, said.Figures.Total, end)
		h.want(said, orderdb.Paid, "7", "", orderdb.Said, orderdb.Paid)
	})
}

// Money that comes to an order that the owner has marked as paid may be the second: the
// owner is told.
func TestPaidTwiceIsTold(t *testing.T) {
	onBoth(t, func(h *hosted) {
		o, now := h.place("stripe", "1"), time.Now()
		h.begin(o, now)
		h.must(h.SetByHand(h.Context(), o.ID, orderdb.Paid, "owner", "cash", now))
		h.says(o, "a", pay.Paid, o.Figures.Total, now)
		h.want(o, orderdb.Paid, "9", "")
		h.says(o, "b", pay.Paid, o.Figures.Total, now)
		h.want(o, orderdb.Differs, "9", "", orderdb.Differs)
		h.says(o, "c", pay.Paid, o.Figures.Total, now)
		h.want(o, orderdb.Differs, "9", "", orderdb.Differs, orderdb.Differs)
	})
}

// An answer that was under way while a payment succeeded does not undo it.
func TestLateAnswer(t *testing.T) {
	onBoth(t, func(h *hosted) {
		o, now := h.place("stripe", "1"), time.Now()
		h.begin(o, now)
		h.says(o, "a", pay.Paid, o.Figures.Total, now)
		for _, late := range []pay.State{pay.Open, pay.InProcess, pay.Refused} {
			h.says(o, "a", late, o.Figures.Total, now)
			h.want(o, orderdb.Paid, "9", "")
		}
	})
}

// Also an order whose money the shop has in part, or defends, keeps its units.
func TestUnitsOfMoneyThatIsDefended(t *testing.T) {
	onBoth(t, func(h *hosted) {
		now := time.Now()
		for _, state := range []pay.State{pay.PartlyRefunded, pay.Disputed} {
			o := h.place("stripe", "1")
			h.says(o, "a", state, o.Figures.Total, now)
		}
		if n, err := h.Expire(h.Context(), now.Add(1000*time.Hour)); n != 0 || err != nil {
			h.Errorf("got %d, %v, want no hold to run out", n, err)
		}
	})
}

// An order that the owner marks as not paid can be paid at its provider again.
func TestUnpaidByHand(t *testing.T) {
	onBoth(t, func(h *hosted) {
		o, now := h.place("stripe", "1"), time.Now()
		h.must(h.SetByHand(h.Context(), o.ID, orderdb.Paid, "owner", "", now))
		h.must(h.SetByHand(h.Context(), o.ID, orderdb.Unpaid, "owner", "", now))
		h.want(o, orderdb.Awaiting, "9")
		h.begin(o, now)
	})
}

// The owner reads that units are sold out, also with a note.
func TestSoldOutBesideNote(t *testing.T) {
	onBoth(t, func(h *hosted) {
		o, now := h.place("cash", "6"), time.Now()
		if n, err := h.Expire(h.Context(), now.Add(49*time.Hour)); n != 1 || err != nil {
			h.Fatal(n, err)
		}
		h.place("cash", "6")
		h.must(h.SetByHand(h.Context(), o.ID, orderdb.Paid, "owner", "by transfer", now))
		found, err := h.Payments.Of(h.Context(), o.ID)
		if err != nil || len(found.History) != 2 || found.History[0].Note != "by transfer" || found.History[1].Note != orderdb.SoldOut {
			h.Errorf("got %+v, %v, want both notes", found.History, err)
		}
	})
}

// Whatever words a provider has for a payment, it counts.
func TestHostileDetail(t *testing.T) {
	onBoth(t, func(h *hosted) {
		o, now := h.place("stripe", "1"), time.Now()
		for _, detail := range []string{"a\x00b", strings.Repeat("ñ", 1<<20), "\xff\u202e<b>"} {
			payment := pay.Payment{ID: "a", Order: o.ID, State: pay.Paid, Detail: detail, Amount: o.Figures.Total, Currency: o.Currency, At: now}
			h.must(h.Settle(h.Context(), o.ID, "stripe", []pay.Payment{payment}, now))
		}
		h.want(o, orderdb.Paid, "9", "")
		if found, err := h.Payments.Of(h.Context(), o.ID); err != nil || len(found.Made) != 1 || len(found.Made[0].Detail) > 300 {
			h.Errorf("got %+v, %v, want one payment with few words", found.Made, err)
		}
	})
}

func (h *hosted) stored(o order.Order) orderdb.Stored {
	h.Helper()
	stored, err := h.Order(h.Context(), o.ID)
	h.must(err)
	return stored
}

func (h *hosted) must(err error) {
	h.Helper()
	if err != nil {
		h.Fatal(err)
	}
}
