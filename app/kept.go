//go:build js && wasm

package main

import (
	"errors"
	"syscall/js"
	"time"

	"carrito/app/outbox"
)

// kept is where orders are until they are settled: a database of the browser's
// (Indexed Database API 3.0) of this name, with one object store, whose records
// web/worker.js reads and writes as well. It is opened for each use, for some
// browsers lose a connection that rests.
type kept struct {
	name  string
	hangs bool // the database has not answered, and is not asked again
}

// keptOrders is the object store; its keys are the orders' numbers.
const keptOrders = "orders"

var errUnkept = errors.New("the browser keeps nothing")

// all returns every record. Where there is no database it makes none.
func (k *kept) all() (records []outbox.Record, err error) {
	defer recovered(&err)
	db, err := k.open(false)
	if err != nil {
		return nil, err
	}
	defer db.Call("close")
	all := db.Call("transaction", keptOrders).Call("objectStore", keptOrders).Call("getAll")
	if err := k.settled(all, "success"); err != nil {
		return nil, err
	}
	list := all.Get("result")
	for i := range list.Length() {
		records = append(records, readRecord(list.Index(i)))
	}
	return records, nil
}

// change puts in the place of the record of an order, or of none, the one that
// to returns, or none where that reports false. It is done, on disk, or it is
// not; nothing comes in between.
func (k *kept) change(id string, to func(was outbox.Record, there bool) (outbox.Record, bool)) (err error) {
	defer recovered(&err)
	db, err := k.open(true)
	if err != nil {
		return err
	}
	defer db.Call("close")
	change := db.Call("transaction", keptOrders, "readwrite", map[string]any{"durability": "strict"})
	orders := change.Call("objectStore", keptOrders)
	get := orders.Call("get", id)
	got := js.FuncOf(func(js.Value, []js.Value) any {
		var was outbox.Record
		result := get.Get("result")
		if result.Truthy() {
			was = readRecord(result)
		}
		if now, keep := to(was, result.Truthy()); keep {
			orders.Call("put", writeRecord(now))
		} else {
			orders.Call("delete", id)
		}
		return nil
	})
	defer got.Release()
	get.Set("onsuccess", got)
	return k.settled(change, "complete")
}

// open opens the database. Unless one is to be made where there is none, that is
// an error.
func (k *kept) open(make bool) (js.Value, error) {
	if k.hangs {
		return js.Undefined(), errHangs
	}
	request := optional(window, "indexedDB").Call("open", k.name, 1)
	upgrade := js.FuncOf(func(js.Value, []js.Value) any {
		if make {
			request.Get("result").Call("createObjectStore", keptOrders, map[string]any{"keyPath": "id"})
		} else {
			request.Get("transaction").Call("abort")
		}
		return nil
	})
	defer upgrade.Release()
	request.Set("onupgradeneeded", upgrade)
	if err := k.settled(request, "success"); err != nil {
		return js.Undefined(), err
	}
	return request.Get("result"), nil
}

// settleLimit is how long the database has to answer. Some releases of Safari
// never open one.
const settleLimit = 10 * time.Second

var errHangs = errors.New("the browser does not answer")

// settled blocks until a request, or a transaction, is done or has failed, or
// hangs.
func (k *kept) settled(target js.Value, done string) error {
	outcome := make(chan error, 3)
	tell := func(event string, err error) func() {
		f := js.FuncOf(func(js.Value, []js.Value) any {
			outcome <- err
			return nil
		})
		target.Call("addEventListener", event, f)
		return func() {
			target.Call("removeEventListener", event, f)
			f.Release()
		}
	}
	defer tell(done, nil)()
	defer tell("error", errUnkept)()
	defer tell("abort", errUnkept)()
	select {
	case err := <-outcome:
		return err
	case <-time.After(settleLimit):
		k.hangs = true
		return errHangs
	}
}

func readRecord(v js.Value) outbox.Record {
	text := func(name string) string { return v.Get(name).String() }
	number := func(name string) float64 {
		if n := v.Get(name); n.Type() == js.TypeNumber {
			return n.Float()
		}
		return 0
	}
	return outbox.Record{
		ID: text("id"), Kind: text("kind"), URL: text("url"), Body: text("body"), State: outbox.State(text("state")),
		Tries: int(number("tries")), After: int64(number("after")), Since: int64(number("since")), Status: int(number("status")), Answer: text("answer"),
		Unsure: v.Get("unsure").Truthy(), Redirect: v.Get("redirect").Truthy(),
	}
}

func writeRecord(r outbox.Record) map[string]any {
	return map[string]any{
		"id": r.ID, "kind": r.Kind, "url": r.URL, "body": r.Body, "state": string(r.State),
		"tries": r.Tries, "after": float64(r.After), "since": float64(r.Since), "status": r.Status, "answer": r.Answer, "unsure": r.Unsure, "redirect": r.Redirect,
	}
}
