package importcli

import (
	"bytes"
	"context"
	"errors"
	"log"
	"strings"
	"sync"
	"time"

	"carrito/server/fetch"
)

// Follower imports a table on the web again and again. While it cannot, the last good
// catalogue stays.
type Follower struct {
	Command Command
	Every   time.Duration
	Log     *log.Logger

	mu    sync.Mutex
	fault *Fault
}

// Kind is a kind of fault of a table on the web.
type Kind string

// The kinds of faults.
const (
	Unreachable Kind = "unreachable" // no table was downloaded
	Page        Kind = "page"        // a web page came in place of the table
	Lost        Kind = "columns"     // the table lacks columns that it had
	Fewer       Kind = "fewer"       // more than a fifth of the products are gone
	Prices      Kind = "prices"      // prices have changed tenfold
	Unreadable  Kind = "unreadable"  // anything else; the log says what
)

// Fault is why a table on the web is not imported.
type Fault struct {
	Since       time.Time // the first attempt that failed
	Kind        Kind
	Columns     string // those that are lost, joined with commas
	Before, Now int    // the numbers of products, if there are far fewer
	Err         error
}

// Fault returns why the last attempt failed. It reports false if it did not.
func (f *Follower) Fault() (Fault, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.fault == nil {
		return Fault{}, false
	}
	return *f.fault, true
}

// Run imports at once and then every interval, until ctx is done.
func (f *Follower) Run(ctx context.Context) {
	ticker := time.NewTicker(f.Every)
	defer ticker.Stop()
	for {
		f.Once(ctx)
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// Once imports the table once. It logs what is new: a changed table, a fault that
// differs from the last one, and the end of a fault.
func (f *Follower) Once(ctx context.Context) error {
	var output bytes.Buffer
	c := f.Command
	c.Stdout = &output
	err := c.Run(ctx)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	before := f.fault
	if err == nil {
		f.fault = nil
		if before != nil {
			f.Log.Printf("the table at %s is imported again", c.name())
		}
		if !c.unchanged {
			f.Log.Printf("the table at %s was imported: %s", c.name(), strings.TrimSpace(output.String()))
		}
		return nil
	}
	fault := faultOf(err)
	fault.Since = time.Now()
	if before != nil {
		fault.Since = before.Since
	}
	f.fault = &fault
	if before == nil || before.Err.Error() != err.Error() {
		f.Log.Printf("the table is not imported, and the shop goes on with the last good one: %v", err)
	}
	return err
}

// faultOf returns the fault that an error stands for.
func faultOf(err error) Fault {
	fault := Fault{Kind: Unreadable, Err: err}
	if _, ok := errors.AsType[*fetch.PageError](err); ok {
		fault.Kind = Page
	} else if _, ok := errors.AsType[*fetchError](err); ok {
		fault.Kind = Unreachable
	} else if lost, ok := errors.AsType[lostError](err); ok {
		fault.Kind, fault.Columns = Lost, strings.Join(lost, ", ")
	} else if fewer, ok := errors.AsType[fewerError](err); ok {
		fault.Kind, fault.Before, fault.Now = Fewer, fewer.before, fewer.now
	} else if errors.Is(err, errPrices) {
		fault.Kind = Prices
	}
	return fault
}
