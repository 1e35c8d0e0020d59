package browser

import (
	"testing"

	"carrito/app/catalog"
	"carrito/app/refresh"
)

// cutOff is JavaScript for an answer whose body ends in an error.
const cutOff = `new Response(new ReadableStream({ start(body) {
	body.enqueue(new TextEncoder().encode("beg"));
	body.error(new TypeError("cut off"));
} }))`

func TestFetch(t *testing.T) {
	const day = "Sat, 28 Nov 2026 10:00:00 GMT"
	const asOf = "Fri, 27 Nov 2026 10:00:00 GMT"
	tests := []struct {
		name, fetch string
		want        refresh.Answer
		err         string // its beginning
	}{
		{"an answer", "return Promise.resolve(new Response('text', { headers: { Date: '" + day + "' } }))", refresh.Answer{Text: "text", Date: day}, ""},
		{"without a date", "return Promise.resolve(new Response('text'))", refresh.Answer{Text: "text"}, ""},
		{"no promise", "return new Response('text')", refresh.Answer{Text: "text"}, ""},
		{"a kept copy", "return Promise.resolve(new Response('text', { headers: { Date: '" + day + "', 'Carrito-As-Of': '" + asOf + "' } }))",
			refresh.Answer{Text: "text", Date: asOf, Stale: catalog.Unreachable}, ""},
		{"a kept copy, as the new one is broken", "return Promise.resolve(new Response('text', { headers: { 'Carrito-As-Of': '" + asOf + "', 'Carrito-Broken': '1' } }))",
			refresh.Answer{Text: "text", Date: asOf, Stale: catalog.Unreadable}, ""},
		{"a kept copy of an unknown day", "return Promise.resolve(new Response('text', { headers: { 'Carrito-As-Of': '' } }))",
			refresh.Answer{Text: "text", Stale: catalog.Unreachable}, ""},
		{"a status that is an error", "return Promise.resolve(new Response('text', { status: 503 }))", refresh.Answer{}, "status 503"},
		{"no network", "return Promise.reject(new TypeError('no network'))", refresh.Answer{}, "JavaScript error: no network"},
		{"aborted", "return Promise.reject(new DOMException('aborted', 'AbortError'))", refresh.Answer{}, "JavaScript error: aborted"},
		{"a body that is cut off", "return Promise.resolve(" + cutOff + ")", refresh.Answer{}, "JavaScript error: "},
		{"an extension throws", "throw Error('forbidden')", refresh.Answer{}, "the browser: JavaScript error: forbidden"},
		{"an extension answers with nothing", "return undefined", refresh.Answer{}, "the browser: "},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			replace(t, shared, "fetch", script("return () => {"+test.fetch+"}"))
			got, err := Fetch("/web/products.json")
			if got != test.want {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
			checkError(t, err, test.err)
		})
	}
	t.Run("missing", func(t *testing.T) {
		replace(t, shared, "fetch", nil)
		_, err := Fetch("/web/products.json")
		checkError(t, err, "the browser: ")
	})
}
