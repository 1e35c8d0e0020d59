package main

import (
	"context"
	"fmt"
	"os"
	"runtime/debug"
	"time"

	"carrito/server/httpd"
	"carrito/server/safelog"
)

// garbage is how much garbage may wait, in per cent of what is in use. Go's default
// is 100. A shop of 100,000 products has 300 MB in use, and little garbage once it
// is read.
const garbage = 50

// serve serves the shop until ctx is done.
func serve(ctx context.Context, args []string, std streams) error {
	flags := newFlags("serve", std.err)
	addr := flags.String("addr", "localhost:8000", "`address` to listen on")
	files := fileFlags(flags)
	orders, payments := inboxFlags(flags), payFlags(flags)
	if err := parse(flags, args, 0); err != nil {
		return err
	}
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbage)
	}
	logger := safelog.New(std.err, safelog.Process())
	if err := payments.prepare(files, logger); err != nil {
		return fmt.Errorf("the shop cannot start: %w", err)
	}
	handler, err := httpd.NewHandler(*files, logger)
	if err != nil {
		return fmt.Errorf("the shop cannot start:\n%w", err)
	}
	listeners, err := httpd.Listen(*addr)
	if err != nil {
		return err
	}
	defer func() {
		for _, l := range listeners {
			l.Close()
		}
	}()
	if err := payments.openSandbox(handler, listeners[0], logger); err != nil {
		return fmt.Errorf("the shop cannot start: %w", err)
	}
	closeInbox, err := orders.open(ctx, handler, payments, files.Web, logger)
	if err != nil {
		return fmt.Errorf("the shop cannot start: %w", err)
	}
	defer closeInbox()
	fmt.Fprintf(std.out, "the shop is at http://%s%s/\n", listeners[0].Addr(), handler.Prefix())
	go handler.Watch(ctx, time.Second/2)
	return httpd.Serve(ctx, listeners[0], handler, logger, listeners[1:]...)
}
