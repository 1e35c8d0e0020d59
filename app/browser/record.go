//go:build js && wasm

package browser

import (
	"syscall/js"

	"carrito/app/outbox"
)

// members calls do with the name of each member of a stored record, and a pointer
// to its field: a *string, *bool, *int or *int64. web/worker.js has the same names.
func members(r *outbox.Record, do func(name string, field any)) {
	do("id", &r.ID)
	do("kind", &r.Kind)
	do("url", &r.URL)
	do("body", &r.Body)
	do("state", (*string)(&r.State))
	do("tries", &r.Tries)
	do("after", &r.After)
	do("since", &r.Since)
	do("status", &r.Status)
	do("answer", &r.Answer)
	do("unsure", &r.Unsure)
	do("redirect", &r.Redirect)
}

// readRecord reads a record that [writeRecord] or web/worker.js has written.
// Earlier releases wrote fewer members.
func readRecord(v js.Value) outbox.Record {
	var r outbox.Record
	members(&r, func(name string, field any) {
		value, number := v.Get(name), 0.0
		if value.Type() == js.TypeNumber {
			number = value.Float()
		}
		switch field := field.(type) {
		case *string:
			*field = textOf(value)
		case *bool:
			*field = value.Truthy()
		case *int:
			*field = int(number)
		case *int64:
			*field = int64(number)
		}
	})
	return r
}

// writeRecord returns a record as an object.
func writeRecord(r outbox.Record) js.Value {
	o := object()
	members(&r, func(name string, field any) {
		switch value := field.(type) {
		case *string:
			o.Set(name, *value)
		case *bool:
			o.Set(name, *value)
		case *int:
			o.Set(name, *value)
		case *int64:
			o.Set(name, *value)
		}
	})
	return o
}
