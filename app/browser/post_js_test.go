package browser

import (
	"testing"
	"time"

	"carrito/app/outbox"
)

func TestPost(t *testing.T) {
	tests := []struct {
		name, fetch string
		offline     bool
		want        outbox.Answer
	}{
		{"an answer", "return Promise.resolve(new Response('{}', { status: 201 }))", false, outbox.Answer{Status: 201, Body: "{}"}},
		{"a refusal", "return Promise.resolve(new Response('no', { status: 409 }))", false, outbox.Answer{Status: 409, Body: "no"}},
		{"try again in two minutes", "return Promise.resolve(new Response('', { status: 503, headers: { 'Retry-After': '120' } }))", false, outbox.Answer{Status: 503, RetryAfter: 120_000}},
		{"try again at no time", "return Promise.resolve(new Response('', { status: 503, headers: { 'Retry-After': 'soon' } }))", false, outbox.Answer{Status: 503}},
		{"a redirect", "return Promise.resolve({ type: 'opaqueredirect', status: 0 })", false, outbox.Answer{Status: 302}},
		{"no network", "return Promise.reject(new TypeError('no network'))", true, outbox.Answer{Away: true}},
		{"no answer", "return Promise.reject(new TypeError('reset'))", false, outbox.Answer{}},
		{"a body that is cut off", "return Promise.resolve(" + cutOff + ")", false, outbox.Answer{}},
		{"an extension throws", "throw Error('forbidden')", false, outbox.Answer{}},
		{"an extension answers with nothing", "return undefined", false, outbox.Answer{}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			replace(t, window, "fetch", script("return () => {"+test.fetch+"}"))
			replace(t, navigator(), "onLine", !test.offline)
			if got := (*Orders)(nil).Post(outbox.Record{ID: "A-1", URL: "/api/orders", Body: "{}"}); got != test.want {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
		})
	}
}

func TestPostAfterADate(t *testing.T) {
	replace(t, window, "fetch", script("return () => Promise.resolve(new Response('', { status: 503, headers: { 'Retry-After': 'Fri, 28 Nov 2036 10:00:00 GMT' } }))"))
	if got := (*Orders)(nil).Post(outbox.Record{}); got.RetryAfter <= 0 {
		t.Errorf("got %+v, want the order to wait until the date", got)
	}
}

func TestPostRequest(t *testing.T) {
	tests := []struct {
		name   string
		record outbox.Record
		want   string
	}{
		{"to the shop", outbox.Record{ID: "A-1", URL: "/api/orders", Body: "{}"},
			`["/api/orders",{"method":"POST","body":"{}","redirect":"error","headers":{"Content-Type":"application/json","Idempotency-Key":"A-1"}}]`},
		{"to a shop that redirects", outbox.Record{ID: "A-2", URL: "https://orders.example/new", Body: "[]", Redirect: true},
			`["https://orders.example/new",{"method":"POST","body":"[]","redirect":"manual","headers":{"Content-Type":"application/json","Idempotency-Key":"A-2"}}]`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			sent := object()
			replace(t, window, "AbortController", nil)
			replace(t, window, "fetch", script("return (url, options) => { a.sent = [url, options]; return Promise.resolve(new Response('')) }", sent))
			(*Orders)(nil).Post(test.record)
			if got := jsonOf(sent.Get("sent")); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestPostTakesTooLong(t *testing.T) {
	defer func(limit time.Duration) { postLimit = limit }(postLimit)
	postLimit = 10 * time.Millisecond
	replace(t, window, "fetch", script(`return (url, { signal }) => new Promise((_, reject) => { signal.onabort = () => reject(signal.reason) })`))
	if got := (*Orders)(nil).Post(outbox.Record{}); got != (outbox.Answer{}) {
		t.Errorf("got %+v, want no answer", got)
	}
}
