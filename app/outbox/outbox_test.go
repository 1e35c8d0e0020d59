package outbox_test

import (
	"strings"
	"testing"

	"carrito/app/money"
	"carrito/app/order"
	"carrito/app/outbox"
	"carrito/app/shop"
)

const id = "01939a3e-7b00-7123-8abc-0123456789ab"

// now is some time, in milliseconds.
const now = 1_790_000_000_000

func record(kind string) outbox.Record {
	one := money.FromMinor(3990, 2)
	o := order.Order{ID: id, Lines: []order.Line{{ProductID: 7, UnitPrice: one, Quantity: 1}}, Currency: "PEN"}
	o.Figures.Subtotal, o.Figures.Total = one, one
	return outbox.New(shop.Channel{Kind: kind, URL: "https://orders.example/new"}, "/shop", &o)
}

func TestNew(t *testing.T) {
	server, post := record(shop.ServerChannel), record(shop.PostChannel)
	if server.URL != "/shop/api/orders" || post.URL != "https://orders.example/new" {
		t.Errorf("got the addresses %s and %s, want the shop's own and the channel's", server.URL, post.URL)
	}
	o, err := server.Order(2)
	if err != nil || o.ID != id || server.ID != id || server.State != outbox.Waiting || !server.Due(now) {
		t.Errorf("got %+v, %v in %+v; want the order, due now", o, err, server)
	}
}

// TestRedirectThatSays holds that a redirect is an answer only where the shop says
// so.
func TestRedirectThatSays(t *testing.T) {
	for _, redirect := range []string{"", shop.RedirectSent} {
		o := order.Order{ID: id}
		r := outbox.New(shop.Channel{Kind: shop.PostChannel, URL: "https://orders.example/new", Redirect: redirect}, "", &o)
		want := outbox.Waiting
		if redirect != "" {
			want = outbox.Sent
		}
		if got := r.Answered(outbox.Answer{Status: 302}, now).State; got != want {
			t.Errorf("%q: got %s, want %s", redirect, got, want)
		}
		if got := r.Answered(outbox.Answer{}, now).State; got != outbox.Waiting {
			t.Errorf("%q: got %s without an answer, want it waiting", redirect, got)
		}
	}
}

func TestAnswered(t *testing.T) {
	const sent = `{"id":"` + id + `","placed":"2026-11-26T21:30:00Z","total":"39.90"}`
	const signIn = "<!doctype html><title>Sign in</title>"
	const changed = `{"reason":"changed","message":"…","order":{"id":"` + id + `"}}`
	tests := []struct {
		name   string
		status int
		body   string
		server outbox.State
		post   outbox.State
	}{
		{"no answer", 0, "", outbox.Waiting, outbox.Waiting},
		{"taken by the inbox", 201, sent, outbox.Sent, outbox.Sent},
		{"replayed", 200, sent, outbox.Sent, outbox.Sent},
		{"no words", 204, "", outbox.Waiting, outbox.Sent},
		{"an answer to another order", 201, strings.Replace(sent, "0193", "0194", 1), outbox.Waiting, outbox.Sent},
		{"cut off", 201, sent[:30], outbox.Waiting, outbox.Sent},
		{"the sign-in page of a network", 200, signIn, outbox.Waiting, outbox.Sent},
		{"a sign-in page that says so", 403, signIn, outbox.Waiting, outbox.Refused},
		{"sent elsewhere", 302, "", outbox.Waiting, outbox.Waiting},
		{"other figures", 409, changed, outbox.Changed, outbox.Changed},
		{"other figures, not told", 409, `{"reason":"changed"}`, outbox.Refused, outbox.Refused},
		{"other figures that are none", 409, `{"reason":"changed","order":"x"}`, outbox.Refused, outbox.Refused},
		{"the number of another order", 409, `{"reason":"taken"}`, outbox.Taken, outbox.Taken},
		{"malformed", 400, `{"reason":"malformed"}`, outbox.Refused, outbox.Refused},
		{"too large", 413, `{"reason":"too large"}`, outbox.Refused, outbox.Refused},
		{"an address without an inbox", 404, "404 page not found", outbox.Waiting, outbox.Refused},
		{"a request that came too slowly", 408, "", outbox.Waiting, outbox.Waiting},
		{"too early", 425, "", outbox.Waiting, outbox.Waiting},
		{"too many", 429, `{"reason":"too many requests"}`, outbox.Waiting, outbox.Waiting},
		{"broken", 500, "", outbox.Waiting, outbox.Waiting},
		{"no database", 503, `{"reason":"unavailable"}`, outbox.Waiting, outbox.Waiting},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for kind, want := range map[string]outbox.State{shop.ServerChannel: test.server, shop.PostChannel: test.post} {
				got := record(kind).Answered(outbox.Answer{Status: test.status, Body: test.body}, now)
				if got.State != want || got.Tries != 1 || got.Status != test.status || got.Answer != test.body {
					t.Errorf("%s: got %+v, want it %s after one try, with the answer", kind, got, want)
				}
				if got.Due(now) != (want == outbox.Waiting) {
					t.Errorf("%s: got due %v, want it only where the order waits", kind, got.Due(now))
				}
			}
		})
	}
}

func TestRetryAfter(t *testing.T) {
	tests := []struct {
		name  string
		after int64 // ms, as an answer says
		want  int64 // for how long it is not due
	}{
		{"two minutes", 120_000, 120_000},
		{"a year", 365 * 24 * 3_600_000, outbox.MaxRetryAfter},
		{"a time that is past", -5_000, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := record(shop.ServerChannel).Answered(outbox.Answer{Status: 503, RetryAfter: test.after}, now)
			if !r.Due(now+test.want) || test.want > 0 && r.Due(now+test.want-1) {
				t.Errorf("got due after %d ms, want after %d", r.After-now, test.want)
			}
			if got := r.Rest(now); got != max(test.want, 5000) {
				t.Errorf("got a rest of %d ms, want %d", got, max(test.want, 5000))
			}
			if r = r.Answered(outbox.Answer{}, now); r.After != 0 {
				t.Errorf("got %d once it was tried again, want nothing left of it", r.After)
			}
		})
	}
}

func TestRestDoubles(t *testing.T) {
	r, want := record(shop.ServerChannel), int64(5000)
	for range 30 {
		r = r.Answered(outbox.Answer{}, now)
		if got := r.Rest(now); got != want {
			t.Fatalf("after %d tries: got a rest of %d ms, want %d", r.Tries, got, want)
		}
		want = min(2*want, 5*60*1000)
	}
}

func TestWhatAnAnswerSays(t *testing.T) {
	r := record(shop.ServerChannel)
	placed := r.Answered(outbox.Answer{Status: 201, Body: `{"id":"` + id + `","placed":"2026-11-26T21:30:00Z"}`}, now)
	if placed.Delivery(placed.State, 2).Proposal != nil {
		t.Error("got a proposal from an order that was taken, want none")
	}
	other := strings.Replace(r.Body, `"quantity":1`, `"quantity":2`, 1)
	changed := r.Answered(outbox.Answer{Status: 409, Body: `{"reason":"changed", "order": ` + other + ` }`}, now)
	if o := changed.Delivery(changed.State, 2).Proposal; o == nil || len(o.Lines) != 1 || o.Lines[0].Quantity != 2 {
		t.Errorf("got %+v, want the order of the answer", o)
	}
	odd := r.Answered(outbox.Answer{Status: 409, Body: `{"reason":"changed","order":{"id":7}}`}, now)
	if odd.Delivery(odd.State, 2).Proposal != nil {
		t.Error("got a proposal that cannot be read, want none")
	}
	refused := r.Answered(outbox.Answer{Status: 400, Body: `{"reason":"invalid","message":"No name.",` +
		`"faults":[{"field":"customer.name","problem":"missing"},7]}`}, now)
	if d := refused.Delivery(refused.State, 2); d.Faults.Of("customer.name") != order.Missing || d.Reason != "No name." {
		t.Errorf("got %v and %q, want the fault and the sentence of the answer", d.Faults, d.Reason)
	}
}

// Whoever takes an order back must know whether it may have arrived.
func TestUnsure(t *testing.T) {
	r := record(shop.ServerChannel)
	busy := outbox.Answer{Status: 503}
	if r = r.Answered(busy, now); r.Unsure {
		t.Error("got unsure after an answer that it was not taken, want sure")
	}
	if r = r.Answered(outbox.Answer{Away: true}, now); r.Unsure {
		t.Error("got unsure after a try without a network, want sure")
	}
	if r = r.Answered(outbox.Answer{}, now).Answered(busy, now); !r.Unsure {
		t.Error("got sure after a try without an answer, want unsure")
	}
}

func TestOver(t *testing.T) {
	r := record(shop.ServerChannel)
	other := r
	other.Body = strings.Replace(r.Body, `"quantity":1`, `"quantity":2`, 1)
	in := func(state outbox.State) outbox.Record {
		was := r
		was.State, was.Tries, was.Unsure = state, 3, true
		return was
	}
	tests := []struct {
		name      string
		r, was    outbox.Record
		wantState outbox.State
		wantTries int
	}{
		{"one that waits, again", r, in(outbox.Waiting), outbox.Waiting, 3},
		{"another while one waits", other, in(outbox.Waiting), outbox.Waiting, 0},
		{"one that was sent, again", r, in(outbox.Sent), outbox.Sent, 3},
		{"another in the place of one that was sent", other, in(outbox.Sent), outbox.Taken, 0},
		{"what the shop proposed", other, in(outbox.Changed), outbox.Waiting, 0},
		{"one that was refused, again", r, in(outbox.Refused), outbox.Waiting, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := test.r.Over(test.was)
			if got.State != test.wantState || got.Tries != test.wantTries || got.Body != test.r.Body {
				t.Errorf("got %+v, want it %s after %d tries", got, test.wantState, test.wantTries)
			}
			if want := test.was.State == outbox.Waiting; want && !got.Unsure {
				t.Error("got sure that what was replaced never arrived, want unsure")
			}
		})
	}
}

func TestHold(t *testing.T) {
	for body, want := range map[string]string{
		`{"id": "1", "confirm": true}`: outbox.Unheld, `{"id": "1", "held": "2026-11-28T00:00:00Z"}`: "2026-11-28T00:00:00Z",
		`{"confirm": "true"}`: "", `{"confirm": false}`: "", `{"held": 7}`: "", "x": "",
	} {
		if got := (outbox.Record{Answer: body}).Delivery(outbox.Sent, 2).Hold; got != want {
			t.Errorf("%s: got %q, want %q", body, got, want)
		}
	}
}

// An order that waited for 14 days is not sent unasked; sent again by the shopper
// it waits anew.
func TestAged(t *testing.T) {
	const day = 24 * 60 * 60 * 1000
	tests := []struct {
		name   string
		record outbox.Record
		want   bool
	}{
		{"fresh", outbox.Record{State: outbox.Waiting, Since: now - 13*day}, false},
		{"14 days", outbox.Record{State: outbox.Waiting, Since: now - 14*day}, false},
		{"more", outbox.Record{State: outbox.Waiting, Since: now - 14*day - 1}, true},
		{"sent long ago", outbox.Record{State: outbox.Sent, Since: now - 100*day}, false},
		{"asked already", outbox.Record{State: outbox.Old, Since: now - 100*day}, false},
		{"a clock that was set back", outbox.Record{State: outbox.Waiting, Since: now + 100*day}, false},
		{"kept by an earlier version", outbox.Record{State: outbox.Waiting}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := test.record.Aged(now); got != test.want {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
	old := outbox.Record{ID: id, Body: "{}", State: outbox.Old, Since: now - 100*day, Unsure: true}
	again := outbox.Record{ID: id, Body: "{}", State: outbox.Waiting, Since: now}
	if got := again.Over(old); got.State != outbox.Waiting || got.Since != now || !got.Unsure {
		t.Errorf("sent again: got %+v, want it to wait from now on", got)
	}
	old.State = outbox.Waiting
	if got := again.Over(old); got.Since != now {
		t.Errorf("sent again while it waits: got %+v, want it to wait from now on", got)
	}
}
