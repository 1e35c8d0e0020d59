//go:build js && wasm

package browser

import (
	"errors"
	"syscall/js"
	"time"

	"carrito/app/outbox"
)

// database stores the orders that are on their way. It is a database of this
// name in the browser (Indexed Database API 3.0) with one object store, which
// web/worker.js reads and writes as well. It is opened for each use, for some
// browsers lose an idle connection.
type database struct {
	name  string
	hangs bool // it has not answered in time and is not asked again
}

// orderStore is the name of the object store. Its keys are the orders' numbers.
const orderStore = "orders"

var errNotStored = errors.New("the browser stores nothing")

// All returns every record. It makes no database if there is none.
func (d *database) All() (records []outbox.Record, err error) {
	err = d.use(false, func(db js.Value) error {
		all := db.Call("transaction", orderStore).Call("objectStore", orderStore).Call("getAll")
		if err := d.await(all, "success"); err != nil {
			return err
		}
		list := all.Get("result")
		for i := range list.Length() {
			records = append(records, readRecord(list.Index(i)))
		}
		return nil
	})
	return records, err
}

// Change updates the record with the given id in one transaction. fn receives
// the current record, if any, and returns the new one; if fn returns false, the
// record is deleted. Change returns once the change is on disk.
func (d *database) Change(id string, fn func(current outbox.Record, exists bool) (outbox.Record, bool)) error {
	return d.use(true, func(db js.Value) error {
		change := db.Call("transaction", orderStore, "readwrite", object("durability", "strict"))
		orders := change.Call("objectStore", orderStore)
		get := orders.Call("get", id)
		got := js.FuncOf(func(js.Value, []js.Value) any {
			err := attempt(func() {
				var current outbox.Record
				result := get.Get("result")
				if result.Truthy() {
					current = readRecord(result)
				}
				if next, keep := fn(current, result.Truthy()); keep {
					orders.Call("put", writeRecord(next))
				} else {
					orders.Call("delete", id)
				}
			})
			if err != nil {
				change.Call("abort")
			}
			return nil
		})
		defer got.Release()
		get.Set("onsuccess", got)
		return d.await(change, "complete")
	})
}

// use opens the database, calls do with it, and closes it.
func (d *database) use(create bool, do func(db js.Value) error) (err error) {
	defer recovered(&err)
	db, err := d.open(create)
	if err != nil {
		return err
	}
	defer db.Call("close")
	return do(db)
}

// open opens the database. If there is none, it is created, or open returns an
// error.
func (d *database) open(create bool) (js.Value, error) {
	if d.hangs {
		return js.Undefined(), errHangs
	}
	if !create && !d.exists() {
		return js.Undefined(), errNotStored
	}
	// A transaction ends if its events are not handled at once. So the program must not
	// pause for its rest meanwhile.
	if err := finished(); err != nil {
		return js.Undefined(), err
	}
	request := optional(window, "indexedDB").Call("open", d.name, 1)
	upgrade := js.FuncOf(func(js.Value, []js.Value) any {
		if create {
			request.Get("result").Call("createObjectStore", orderStore, object("keyPath", "id"))
		} else {
			request.Get("transaction").Call("abort")
		}
		return nil
	})
	defer upgrade.Release()
	request.Set("onupgradeneeded", upgrade)
	if err := d.await(request, "success"); err != nil {
		return js.Undefined(), err
	}
	return request.Get("result"), nil
}

// exists reports whether there is a database. If the browser does not say, it may exist.
func (d *database) exists() bool {
	found := make(chan bool, 1)
	go func() {
		exists := false
		err := attempt(func() {
			all, err := await(optional(window, "indexedDB").Call("databases"))
			for i := 0; err == nil && i < all.Length(); i++ {
				exists = exists || all.Index(i).Get("name").String() == d.name
			}
			exists = exists || err != nil
		})
		found <- exists || err != nil
	}()
	select {
	case exists := <-found:
		return exists
	case <-time.After(time.Second):
		return true
	}
}

// answerLimit is how long the database has to answer. Some releases of Safari
// never open one.
var answerLimit = 10 * time.Second

var errHangs = errors.New("the browser does not answer")

// await blocks until a request or transaction sends the event done, fails, or
// takes too long.
func (d *database) await(target js.Value, done string) error {
	outcome := make(chan error, 3)
	listen := func(event string, err error) (stop func()) {
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
	defer listen(done, nil)()
	defer listen("error", errNotStored)()
	defer listen("abort", errNotStored)()
	select {
	case err := <-outcome:
		return err
	case <-time.After(answerLimit):
		d.hangs = true
		return errHangs
	}
}
