package browser

import (
	"errors"
	"testing"
	"time"

	"carrito/app/outbox"
)

// newDatabase returns a database that no other test has. It is deleted when the
// test ends.
func newDatabase(t *testing.T) *database {
	t.Helper()
	d := &database{name: "test of " + t.Name()}
	indexedDB := window.Get("indexedDB")
	t.Cleanup(func() { indexedDB.Call("deleteDatabase", d.name) })
	return d
}

// put is a change that stores a record.
func put(r outbox.Record) func(outbox.Record, bool) (outbox.Record, bool) {
	return func(outbox.Record, bool) (outbox.Record, bool) { return r, true }
}

func checkRecords(t *testing.T, d *database, want ...outbox.Record) {
	t.Helper()
	got, err := d.All()
	if err != nil || len(got) != len(want) {
		t.Fatalf("got %+v, %v; want %+v", got, err, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("got %+v, want %+v", got[i], want[i])
		}
	}
}

func TestDatabase(t *testing.T) {
	d := newDatabase(t)
	if _, err := d.All(); !errors.Is(err, errNotStored) {
		t.Errorf("got %v, want an error as there is none", err)
	}
	first, second := outbox.Record{ID: "A-1", State: outbox.Waiting}, outbox.Record{ID: "A-2", State: outbox.Waiting}
	for _, r := range []outbox.Record{second, first} {
		if err := d.Change(r.ID, put(r)); err != nil {
			t.Fatal(err)
		}
	}
	checkRecords(t, d, first, second)

	err := d.Change("A-1", func(current outbox.Record, exists bool) (outbox.Record, bool) {
		if current != first || !exists {
			t.Errorf("got %+v, %v; want %+v", current, exists, first)
		}
		current.Tries = 1
		return current, true
	})
	if err != nil {
		t.Fatal(err)
	}
	err = d.Change("A-2", func(outbox.Record, bool) (outbox.Record, bool) { return outbox.Record{}, false })
	if err != nil {
		t.Fatal(err)
	}
	first.Tries = 1
	checkRecords(t, d, first)

	err = d.Change("A-3", func(current outbox.Record, exists bool) (outbox.Record, bool) {
		if exists {
			t.Errorf("got %+v, want none", current)
		}
		return outbox.Record{}, false
	})
	if err != nil {
		t.Fatal(err)
	}
	checkRecords(t, d, first)
}

// WebKit goes on to list a database that was not made, as of version 0.
func TestDatabaseIsNotMadeByReading(t *testing.T) {
	d := newDatabase(t)
	d.All()
	made, err := await(script("return indexedDB.databases().then((all) => all.filter(({ name, version }) => name === a && version))", d.name))
	if got := jsonOf(made); err != nil || got != "[]" {
		t.Errorf("got %s, %v; want none made", got, err)
	}
}

// Every way in which a browser has no database is an error.
func TestDatabaseLacking(t *testing.T) {
	tests := []struct{ name, indexedDB string }{
		{"missing", "return undefined"},
		{"replaced", "return {}"},
		{"open throws", `return { open() { throw new DOMException("", "SecurityError") } }`},
		{"open fails", `return { open() {
			const request = new EventTarget();
			setTimeout(() => request.dispatchEvent(new Event("error")), 1);
			return request;
		} }`},
		{"open succeeds with nothing", `return { open() {
			const request = new EventTarget();
			setTimeout(() => request.dispatchEvent(new Event("success")), 1);
			return request;
		} }`},
		{"no object store", `return { open() {
			const request = new EventTarget();
			request.result = { close() {}, transaction() { throw new DOMException("", "NotFoundError") } };
			setTimeout(() => request.dispatchEvent(new Event("success")), 1);
			return request;
		} }`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			replace(t, window, "indexedDB", script(test.indexedDB))
			checkLacking(t)
		})
	}
	t.Run("blocked", func(t *testing.T) {
		block(t, window, "indexedDB")
		checkLacking(t)
	})
}

func checkLacking(t *testing.T) {
	t.Helper()
	d := &database{name: "none"}
	if records, err := d.All(); err == nil {
		t.Errorf("got %v, want an error", records)
	}
	if err := d.Change("A-1", put(outbox.Record{ID: "A-1"})); err == nil {
		t.Error("got no error, want one")
	}
}

func TestDatabaseOfALaterVersion(t *testing.T) {
	d := newDatabase(t)
	_, err := await(script(`return new Promise((done) => {
		const request = indexedDB.open(a, 2);
		request.onsuccess = () => done(request.result.close());
	})`, d.name))
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Change("A-1", put(outbox.Record{ID: "A-1"})); !errors.Is(err, errNotStored) {
		t.Errorf("got %v, want %v", err, errNotStored)
	}
}

// Safari may never open a database. It is not asked again.
func TestDatabaseThatHangs(t *testing.T) {
	defer func(limit time.Duration) { answerLimit = limit }(answerLimit)
	answerLimit = 10 * time.Millisecond
	counts := object("opened", 0)
	replace(t, window, "indexedDB", script("return { open() { a.opened++; return new EventTarget() } }", counts))
	d := &database{name: "none"}
	for range 2 {
		if _, err := d.All(); !errors.Is(err, errHangs) {
			t.Errorf("got %v, want %v", err, errHangs)
		}
	}
	if got := counts.Get("opened").Int(); got != 1 {
		t.Errorf("got the database opened %d times, want once", got)
	}
}

// A change that fails leaves what was stored.
func TestDatabaseChangeFails(t *testing.T) {
	tests := []struct{ name, put string }{
		{"the transaction is aborted", "return function () { this.transaction.abort() }"},
		{"the disk is full", `return function () { setTimeout(() => this.transaction.abort()); return a.apply(this, arguments) }`},
		{"put throws", `return () => { throw new DOMException("", "DataError") }`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := newDatabase(t)
			old := outbox.Record{ID: "A-1"}
			if err := d.Change("A-1", put(old)); err != nil {
				t.Fatal(err)
			}
			t.Run("while", func(t *testing.T) {
				store := window.Get("IDBObjectStore").Get("prototype")
				replace(t, store, "put", script(test.put, store.Get("put")))
				if err := d.Change("A-1", put(outbox.Record{ID: "A-1", Tries: 1})); !errors.Is(err, errNotStored) {
					t.Errorf("got %v, want %v", err, errNotStored)
				}
			})
			checkRecords(t, d, old)
		})
	}
}
