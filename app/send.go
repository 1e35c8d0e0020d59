//go:build js && wasm

package main

import (
	"strconv"
	"syscall/js"
	"time"

	"carrito/app/outbox"
)

// sendLimit is how long the answer to an order may take. It is that of
// web/worker.js.
const sendLimit = 20 * time.Second

// send posts an order, and returns what came back. A redirect is never followed: it
// makes a GET of a POST. It is an answer only where the shop says so.
func send(r outbox.Record) outbox.Answer {
	redirect := "error"
	if r.Redirect {
		redirect = "manual"
	}
	options := map[string]any{
		"method": "POST", "body": r.Body, "redirect": redirect,
		"headers": map[string]any{"Content-Type": "application/json", "Idempotency-Key": r.ID},
	}
	attempt(func() {
		controller := optional(window, "AbortController").New()
		options["signal"] = controller.Get("signal")
		time.AfterFunc(sendLimit, func() { controller.Call("abort") })
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
	return outbox.Answer{Status: response.Get("status").Int(), Body: text.String(), RetryAfter: retryAfter(response)}
}

// retryAfter returns for how long an answer asks to be left alone, in
// milliseconds: it says so in seconds, or until when.
func retryAfter(response js.Value) int64 {
	field := response.Get("headers").Call("get", "Retry-After")
	if !field.Truthy() {
		return 0
	}
	if seconds, err := strconv.Atoi(field.String()); err == nil {
		return min(int64(seconds)*1000, outbox.MaxRetryAfter)
	}
	until := window.Get("Date").Call("parse", field)
	if until.IsNaN() {
		return 0
	}
	return int64(until.Float()) - now()
}

// now is the time in milliseconds since 1970.
func now() int64 { return time.Now().UnixMilli() }

// lockLimit is how long a lock is waited for: longer than who holds it needs to
// send an order.
const lockLimit = sendLimit + 5*time.Second

// locked calls do while nobody else at this origin holds the lock of a name (Web
// Locks API), the service worker included. A browser without locks, as over
// plain HTTP, or whose locks are never given, goes on without: an order sent
// twice is one order.
func locked(name string, do func()) {
	begun, ended := false, make(chan struct{})
	once := func() {
		if begun {
			return
		}
		begun = true
		do()
		close(ended)
	}
	late := time.AfterFunc(lockLimit, once)
	defer late.Stop()
	go func() {
		attempt(func() {
			held := js.FuncOf(func(js.Value, []js.Value) any { return promise(once) })
			defer held.Release()
			await(optional(window, "navigator", "locks").Call("request", name, held))
		})
		once()
	}()
	<-ended
}

// promise returns a promise that is kept once do returns.
func promise(do func()) js.Value {
	executor := js.FuncOf(func(_ js.Value, args []js.Value) any {
		go func() {
			do()
			args[0].Invoke()
		}()
		return nil
	})
	defer executor.Release()
	return window.Get("Promise").New(executor)
}
