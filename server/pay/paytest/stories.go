package paytest

import (
	"net/url"
	"testing"

	"carrito/app/money"
	"carrito/server/pay"
	"carrito/server/pay/sandbox"
)

// story is what a shopper and the owner do at the provider, and what the shop learns.
type story struct {
	name   string
	pays   []string // how the shopper pays, one after the other
	change []string // what the panel does to the latest payment
	want   []pay.Payment
}

// The amounts of the stories.
var (
	all     = money.FromMinor(4990, 2)
	halfOf  = money.FromMinor(2495, 2)
	nothing = money.Amount{}
)

func one(s pay.State, amount, refunded money.Amount, currency string) []pay.Payment {
	return []pay.Payment{{State: s, Amount: amount, Refunded: refunded, Currency: currency}}
}

var stories = []story{
	{"paid", []string{sandbox.PayNow}, nil, one(pay.Paid, all, nothing, "PEN")},
	{"in process", []string{sandbox.PayLater}, nil, one(pay.InProcess, all, nothing, "PEN")},
	{"paid later", []string{sandbox.PayLater}, []string{sandbox.Approve}, one(pay.Paid, all, nothing, "PEN")},
	{"refused later", []string{sandbox.PayLater}, []string{sandbox.Refuse}, one(pay.Refused, all, nothing, "PEN")},
	{"never paid", []string{sandbox.PayLater}, []string{sandbox.Expire}, one(pay.Expired, all, nothing, "PEN")},
	{"refused", []string{sandbox.PayRefused}, nil, one(pay.Refused, all, nothing, "PEN")},
	{"too little", []string{sandbox.PayLess}, nil, one(pay.Paid, halfOf, nothing, "PEN")},
	{"another currency", []string{sandbox.PayElsewhere}, nil, one(pay.Paid, all, nothing, "USD")},
	{"refunded", []string{sandbox.PayNow}, []string{sandbox.Refund}, one(pay.Refunded, all, all, "PEN")},
	{"partly refunded", []string{sandbox.PayNow}, []string{sandbox.Half}, one(pay.PartlyRefunded, all, halfOf, "PEN")},
	{"refunded in two steps", []string{sandbox.PayNow}, []string{sandbox.Half, sandbox.Refund}, one(pay.Refunded, all, all, "PEN")},
	{"disputed", []string{sandbox.PayNow}, []string{sandbox.Dispute}, one(pay.Disputed, all, nothing, "PEN")},
	{"charged back", []string{sandbox.PayNow}, []string{sandbox.Dispute, sandbox.Lose}, one(pay.ChargedBack, all, nothing, "PEN")},
	{"dispute won", []string{sandbox.PayNow}, []string{sandbox.Dispute, sandbox.Win}, one(pay.Paid, all, nothing, "PEN")},
}

// Stories runs the stories that are the same at every provider.
func Stories(t *testing.T, connect func(*testing.T) *Side) {
	for _, story := range stories {
		t.Run(story.name, func(t *testing.T) {
			s := connect(t)
			page := s.Open(t)
			for _, how := range story.pays {
				back := Press(t, page.URL, "how", how)
				checkBack(t, s, how, back)
			}
			for _, what := range story.change {
				s.Change(t, what)
			}
			got := s.Ask(t, page)
			Compare(t, got, s.Request.Order, story.want)
			for range len(story.pays) + len(story.change) {
				s.checkHeard(t, got[len(got)-1])
			}
		})
	}
}

// checkBack checks where the shopper goes.
func checkBack(t *testing.T, s *Side, how, back string) {
	t.Helper()
	want, _ := url.Parse(s.Request.Return)
	got, err := url.Parse(back)
	switch {
	case how == sandbox.PayRefused:
		if back != "" {
			t.Errorf("refused: got on to %s, want the same page", back)
		}
	case err != nil || got.Host != want.Host || got.Path != want.Path || got.Query().Get("x") != "y":
		t.Errorf("got back to %s, want %s", back, want)
	}
}

// checkHeard checks that a webhook leads to the payment.
func (s *Side) checkHeard(t *testing.T, want pay.Payment) {
	t.Helper()
	heard := s.Next(t)
	if heard.Err != nil {
		t.Fatal(heard.Err)
	}
	if heard.Event.ID == "" || heard.Event.Payment == "" && heard.Event.Page == "" {
		t.Fatalf("got %+v, want an event with an id and something to ask after", heard.Event)
	}
	if heard.Event.Payment == "" {
		return
	}
	got, err := s.Provider.Payment(t.Context(), heard.Event.Payment)
	if err != nil {
		t.Fatal(err)
	}
	if got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// Compare compares payments, except for ids, details and times.
func Compare(t *testing.T, got []pay.Payment, order string, want []pay.Payment) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("got %d payments %+v, want %d", len(got), got, len(want))
	}
	for i, g := range got {
		w := want[i]
		if g.Order != order || g.State != w.State || !pay.Same(g.Amount, w.Amount) || !pay.Same(g.Refunded, w.Refunded) || g.Currency != w.Currency {
			t.Errorf("got %+v, want %+v of the order %s", g, w, order)
		}
		if g.ID == "" || g.Detail == "" || g.At.IsZero() {
			t.Errorf("got %+v, want an id, the provider's words and a time", g)
		}
	}
}
