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

// now is an arbitrary time, in milliseconds since 1970.
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
		t.Errorf("got the addresses %s and %s, want the shop's own address and the channel's", server.URL, post.URL)
	}
	o, err := server.Order(2)
	if err != nil || o.ID != id || server.ID != id || server.State != outbox.Waiting || !server.Due(now) {
		t.Errorf("got %+v, %v in %+v; want the order, due now", o, err, server)
	}
}

// A redirect means that the order arrived only if the shop's settings say so.
func TestRedirect(t *testing.T) {
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
			t.Errorf("%q: got %s without an answer, want waiting", redirect, got)
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
		{"accepted by the inbox", 201, sent, outbox.Sent, outbox.Sent},
		{"replayed", 200, sent, outbox.Sent, outbox.Sent},
		{"empty body", 204, "", outbox.Waiting, outbox.Sent},
		{"answer to another order", 201, strings.Replace(sent, "0193", "0194", 1), outbox.Waiting, outbox.Sent},
		{"truncated", 201, sent[:30], outbox.Waiting, outbox.Sent},
		{"sign-in page of a network", 200, signIn, outbox.Waiting, outbox.Sent},
		{"sign-in page with status 403", 403, signIn, outbox.Waiting, outbox.Refused},
		{"redirect", 302, "", outbox.Waiting, outbox.Waiting},
		{"changed", 409, changed, outbox.Changed, outbox.Changed},
		{"changed, without the order", 409, `{"reason":"changed"}`, outbox.Refused, outbox.Refused},
		{"changed, with an invalid order", 409, `{"reason":"changed","order":"x"}`, outbox.Refused, outbox.Refused},
		{"number of another order", 409, `{"reason":"taken"}`, outbox.Taken, outbox.Taken},
		{"malformed", 400, `{"reason":"malformed"}`, outbox.Refused, outbox.Refused},
		{"too large", 413, `{"reason":"too large"}`, outbox.Refused, outbox.Refused},
		{"no inbox at the address", 404, "404 page not found", outbox.Waiting, outbox.Refused},
		{"request timeout", 408, "", outbox.Waiting, outbox.Waiting},
		{"too early", 425, "", outbox.Waiting, outbox.Waiting},
		{"too many requests", 429, `{"reason":"too many requests"}`, outbox.Waiting, outbox.Waiting},
		{"server error", 500, "", outbox.Waiting, outbox.Waiting},
		{"unavailable", 503, `{"reason":"unavailable"}`, outbox.Waiting, outbox.Waiting},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for kind, want := range map[string]outbox.State{shop.ServerChannel: test.server, shop.PostChannel: test.post} {
				got := record(kind).Answered(outbox.Answer{Status: test.status, Body: test.body}, now)
				if got.State != want || got.Tries != 1 || got.Status != test.status || got.Answer != test.body {
					t.Errorf("%s: got %+v, want state %s, one attempt and the answer", kind, got, want)
				}
				if got.Due(now) != (want == outbox.Waiting) {
					t.Errorf("%s: got due %v, want true only for an order that waits", kind, got.Due(now))
				}
			}
		})
	}
}

func TestRetryAfter(t *testing.T) {
	tests := []struct {
		name  string
		after int64 // in milliseconds, from the answer
		want  int64 // milliseconds until the order is due
	}{
		{"two minutes", 120_000, 120_000},
		{"a year", 365 * 24 * 3_600_000, outbox.MaxRetryAfter},
		{"a time in the past", -5_000, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := record(shop.ServerChannel).Answered(outbox.Answer{Status: 503, RetryAfter: test.after}, now)
			if !r.Due(now+test.want) || test.want > 0 && r.Due(now+test.want-1) {
				t.Errorf("got due after %d ms, want after %d", r.After-now, test.want)
			}
			if got := r.Rest(now); got != max(test.want, 5000) {
				t.Errorf("got a pause of %d ms, want %d", got, max(test.want, 5000))
			}
			if r = r.Answered(outbox.Answer{}, now); r.After != 0 {
				t.Errorf("after the next attempt: got After %d, want 0", r.After)
			}
		})
	}
}

func TestRestDoubles(t *testing.T) {
	r, want := record(shop.ServerChannel), int64(5000)
	for range 30 {
		r = r.Answered(outbox.Answer{}, now)
		if got := r.Rest(now); got != want {
			t.Fatalf("after %d attempts: got a pause of %d ms, want %d", r.Tries, got, want)
		}
		want = min(2*want, 5*60*1000)
	}
}

func TestDelivery(t *testing.T) {
	r := record(shop.ServerChannel)
	placed := r.Answered(outbox.Answer{Status: 201, Body: `{"id":"` + id + `","placed":"2026-11-26T21:30:00Z"}`}, now)
	if placed.Delivery(placed.State, 2).Proposal != nil {
		t.Error("got a proposal for an accepted order, want none")
	}
	other := strings.Replace(r.Body, `"quantity":1`, `"quantity":2`, 1)
	changed := r.Answered(outbox.Answer{Status: 409, Body: `{"reason":"changed", "order": ` + other + ` }`}, now)
	if o := changed.Delivery(changed.State, 2).Proposal; o == nil || len(o.Lines) != 1 || o.Lines[0].Quantity != 2 {
		t.Errorf("got %+v, want the order from the answer", o)
	}
	odd := r.Answered(outbox.Answer{Status: 409, Body: `{"reason":"changed","order":{"id":7}}`}, now)
	if odd.Delivery(odd.State, 2).Proposal != nil {
		t.Error("got a proposal from an invalid answer, want none")
	}
	refused := r.Answered(outbox.Answer{Status: 400, Body: `{"reason":"invalid","message":"No name.",` +
		`"faults":[{"field":"customer.name","problem":"missing"},7]}`}, now)
	if d := refused.Delivery(refused.State, 2); d.Faults.Of("customer.name") != order.Missing || d.Reason != "No name." {
		t.Errorf("got %v and %q, want the fault and the sentence from the answer", d.Faults, d.Reason)
	}
}

// An order that is taken back may have arrived if an attempt had no answer.
func TestUnsure(t *testing.T) {
	r := record(shop.ServerChannel)
	busy := outbox.Answer{Status: 503}
	if r = r.Answered(busy, now); r.Unsure {
		t.Error("got Unsure after an answer, want it false")
	}
	if r = r.Answered(outbox.Answer{Away: true}, now); r.Unsure {
		t.Error("got Unsure after an attempt without a network, want it false")
	}
	if r = r.Answered(outbox.Answer{}, now).Answered(busy, now); !r.Unsure {
		t.Error("got Unsure false after an attempt without an answer, want true")
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
		{"same order as one that waits", r, in(outbox.Waiting), outbox.Waiting, 3},
		{"other order than one that waits", other, in(outbox.Waiting), outbox.Waiting, 0},
		{"same order as one that was sent", r, in(outbox.Sent), outbox.Sent, 3},
		{"other order than one that was sent", other, in(outbox.Sent), outbox.Taken, 0},
		{"order that the shop proposed", other, in(outbox.Changed), outbox.Waiting, 0},
		{"same order as one that was refused", r, in(outbox.Refused), outbox.Waiting, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := test.r.Over(test.was)
			if got.State != test.wantState || got.Tries != test.wantTries || got.Body != test.r.Body {
				t.Errorf("got %+v, want state %s and %d attempts", got, test.wantState, test.wantTries)
			}
			if want := test.was.State == outbox.Waiting; want && !got.Unsure {
				t.Error("got Unsure false, want true as in the replaced record")
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

// Only the shop's own server names an order's page.
func TestToken(t *testing.T) {
	const token = "q83vEjRWeJCrze8SNFZ4kA"
	tests := []struct{ name, kind, body, want string }{
		{"of the inbox", shop.ServerChannel, `{"id": "1", "token": "` + token + `"}`, token},
		{"shortest", shop.ServerChannel, `{"token": "0123456789_-azAZ"}`, "0123456789_-azAZ"},
		{"longest", shop.ServerChannel, `{"token": "` + strings.Repeat("x", 64) + `"}`, strings.Repeat("x", 64)},
		{"none", shop.ServerChannel, `{"id": "1"}`, ""},
		{"too short", shop.ServerChannel, `{"token": "0123456789_-azA"}`, ""},
		{"too long", shop.ServerChannel, `{"token": "` + strings.Repeat("x", 65) + `"}`, ""},
		{"a path", shop.ServerChannel, `{"token": "../../../../../admin"}`, ""},
		{"a letter with an accent", shop.ServerChannel, `{"token": "q83vEjRWeJCrze8SNFZ4ká"}`, ""},
		{"signs beside the letters", shop.ServerChannel, `{"token": "q83vEjRWeJCrze8S@[{:/"}`, ""},
		{"a number", shop.ServerChannel, `{"token": 1234567890123456}`, ""},
		{"of another server", shop.PostChannel, `{"token": "` + token + `"}`, ""},
		{"no JSON", shop.ServerChannel, token, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := (outbox.Record{Kind: test.kind, Answer: test.body}).Delivery(outbox.Sent, 2).Token; got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// An order that has waited for 14 days is not sent unless the shopper sends it
// again. Then its waiting time starts anew.
func TestAged(t *testing.T) {
	const day = 24 * 60 * 60 * 1000
	tests := []struct {
		name   string
		record outbox.Record
		want   bool
	}{
		{"fresh", outbox.Record{State: outbox.Waiting, Since: now - 13*day}, false},
		{"14 days", outbox.Record{State: outbox.Waiting, Since: now - 14*day}, false},
		{"over 14 days", outbox.Record{State: outbox.Waiting, Since: now - 14*day - 1}, true},
		{"sent long ago", outbox.Record{State: outbox.Sent, Since: now - 100*day}, false},
		{"shopper already asked", outbox.Record{State: outbox.Old, Since: now - 100*day}, false},
		{"clock set back", outbox.Record{State: outbox.Waiting, Since: now + 100*day}, false},
		{"stored by an earlier version", outbox.Record{State: outbox.Waiting}, false},
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
		t.Errorf("sent again: got %+v, want waiting since now", got)
	}
	old.State = outbox.Waiting
	if got := again.Over(old); got.Since != now {
		t.Errorf("sent again while it waits: got %+v, want waiting since now", got)
	}
}
