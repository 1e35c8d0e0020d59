package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"net"
	"net/netip"
	"os"
	"runtime/debug"
	"time"

	"carrito/server/httpd"
	"carrito/server/https"
	"carrito/server/safelog"
	"carrito/server/site"
)

// garbage is how much garbage may wait, in per cent of what is in use. Go's default
// is 100.
const garbage = 50

// garbageOfLarge is garbage for a products.json of largeProducts bytes or more. Such a shop has
// up to 500 MB in use while it starts, and little garbage afterwards.
const (
	garbageOfLarge = 25
	largeProducts  = 32 << 20
)

// limitGarbage sets how much garbage may wait, unless the environment says it.
func limitGarbage(products string) {
	if os.Getenv("GOGC") != "" {
		return
	}
	percent := garbage
	if info, err := os.Stat(products); err == nil && info.Size() >= largeProducts {
		percent = garbageOfLarge
	}
	debug.SetGCPercent(percent)
}

// serveOptions are the flags of serve.
type serveOptions struct {
	addr     string
	files    *site.Files
	orders   *inboxOptions
	payments *payOptions
	domain   *domainOptions
	table    *followOptions
	opened   func(url string) // called once the ports are open; may be nil
}

func serveFlags(flags *flag.FlagSet) *serveOptions {
	o := &serveOptions{}
	flags.StringVar(&o.addr, "addr", "localhost:8000", "`address` to listen on, without HTTPS")
	o.files = fileFlags(flags)
	o.orders, o.payments, o.domain, o.table = inboxFlags(flags), payFlags(flags), domainFlags(flags), followFlags(flags)
	return o
}

// serve serves the shop until ctx is done.
func serve(ctx context.Context, args []string, std streams) error {
	flags := newFlags("serve", std.err)
	o := serveFlags(flags)
	if err := parse(flags, args, 0); err != nil {
		return err
	}
	if err := o.domain.check(flags); err != nil {
		return err
	}
	return o.serve(ctx, std)
}

func (o *serveOptions) serve(ctx context.Context, std streams) error {
	files, orders, payments, domain := o.files, o.orders, o.payments, o.domain
	limitGarbage(files.Products)
	logger := safelog.New(std.err, safelog.Process())
	refreshProgram(files.Web, logger)
	startSharing, endSharing, err := orders.openShared(ctx, *files, logger)
	if err != nil {
		return fmt.Errorf("the shop cannot start: %w", err)
	}
	defer endSharing()
	if err := payments.prepare(files, logger); err != nil {
		return fmt.Errorf("the shop cannot start: %w", err)
	}
	follower, err := o.table.open(ctx, files.Shop, files.Products, logger)
	if err != nil {
		return err
	}
	handler, err := httpd.Open(*files, logger)
	if err != nil {
		return fmt.Errorf("the shop cannot start:\n%w", err)
	}
	ports, err := openPorts(o.addr, domain, files.Web, logger)
	if err != nil {
		return err
	}
	defer ports.close()
	if err := payments.openSandbox(handler, ports.plain, logger); err != nil {
		return fmt.Errorf("the shop cannot start: %w", err)
	}
	closeInbox, err := orders.open(ctx, handler, payments, follower, files.Web, ports.local(), logger)
	if err != nil {
		return fmt.Errorf("the shop cannot start: %w", err)
	}
	defer closeInbox()
	if err := handler.Start(); err != nil {
		return fmt.Errorf("the shop cannot start:\n%w", err)
	}
	go handler.Watch(ctx, time.Second/10)
	startSharing()
	if follower != nil {
		go follower.Run(ctx)
	}
	if domain.on() {
		return domain.serve(ctx, ports.secure, handler, std.out, logger)
	}
	url := fmt.Sprintf("http://%s%s/", ports.plain[0].Addr(), handler.Prefix())
	fmt.Fprintln(std.out, "the shop is at", url)
	if o.opened != nil {
		o.opened(url)
	}
	return httpd.Serve(ctx, ports.plain[0], handler, logger, ports.plain[1:]...)
}

// ports are the open ports of a server: those without HTTPS, or a server with it.
type ports struct {
	plain  []net.Listener
	secure *https.Server
}

func openPorts(addr string, domain *domainOptions, web string, logger *log.Logger) (p ports, err error) {
	if domain.on() {
		p.secure, err = domain.listen(web, logger)
		return p, err
	}
	p.plain, err = httpd.Listen(addr)
	return p, err
}

// local reports whether the server is for this machine alone.
func (p ports) local() bool {
	for _, l := range p.plain {
		address, err := netip.ParseAddrPort(l.Addr().String())
		if err != nil || !address.Addr().Unmap().IsLoopback() {
			return false
		}
	}
	return p.secure == nil && len(p.plain) > 0
}

func (p ports) close() {
	for _, l := range p.plain {
		l.Close()
	}
	if p.secure != nil {
		p.secure.Close()
	}
}
