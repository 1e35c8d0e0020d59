//go:build js && wasm

package browser

import (
	"syscall/js"
	"time"

	"carrito/app/outbox"
)

// postLimit is how long the answer to an order may take.
var postLimit = outbox.PostLimit * time.Millisecond

// Post sends an order and returns the answer. It never follows a redirect, which
// would turn the POST into a GET. A redirect is an answer only for a shop that
// says so. If the browser fails to send, the answer is empty.
func (*Orders) Post(r outbox.Record) (answer outbox.Answer) {
	defer recovered(new(error))
	redirect := "error"
	if r.Redirect {
		redirect = "manual"
	}
	options := object("method", "POST", "body", r.Body, "redirect", redirect,
		"headers", object("Content-Type", "application/json", "Idempotency-Key", r.ID))
	attempt(func() {
		controller := optional(window, "AbortController").New()
		options.Set("signal", controller.Get("signal"))
		time.AfterFunc(postLimit, func() { controller.Call("abort") })
	})
	away := optional(window, "navigator", "onLine").Equal(js.ValueOf(false))
	response, err := await(window.Call("fetch", r.URL, options))
	if err != nil {
		return outbox.Answer{Away: away}
	}
	if response.Get("type").String() == "opaqueredirect" {
		return outbox.Answer{Status: 302}
	}
	text, err := await(response.Call("text"))
	if err != nil {
		return outbox.Answer{}
	}
	answer = outbox.Answer{Status: response.Get("status").Int(), Body: text.String()}
	if field := response.Get("headers").Call("get", "Retry-After"); field.Truthy() {
		date := window.Get("Date").Call("parse", field).Float()
		answer.RetryAfter = retryAfter(field.String(), date, time.Now().UnixMilli())
	}
	return answer
}
