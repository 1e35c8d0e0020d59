package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"maps"
	"net/http"
	"os"
	"slices"
	"sync"
	"time"

	settings "carrito/app/shop"
	"carrito/server/admin"
	"carrito/server/clientip"
	"carrito/server/complaintpage"
	"carrito/server/editor"
	"carrito/server/httpd"
	"carrito/server/importcli"
	"carrito/server/inbox"
	"carrito/server/inbox/orderdb"
	"carrito/server/notify"
	"carrito/server/orderpage"
	"carrito/server/site"
)

// inboxOptions holds the flags of serve that concern orders.
type inboxOptions struct {
	database *string
	limits   inbox.Limits
}

func inboxFlags(flags *flag.FlagSet) *inboxOptions {
	i := &inboxOptions{database: databaseFlag(flags)}
	flags.IntVar(&i.limits.PerMinute, "rate", 60, "how many orders one address may send in a minute; 0 for any `number`")
	flags.IntVar(&i.limits.Proxies, "proxies", 0, "`how many` of your own servers forward requests, and add the client's address to X-Forwarded-For")
	return i
}

// open opens the inbox, if shop.json names the channel server. The function
// that it returns closes the inbox.
func (i *inboxOptions) open(ctx context.Context, shop *httpd.Handler, payments *payOptions, follower *importcli.Follower, web string, logger *log.Logger) (closeInbox func() error, _ error) {
	if shop.Snapshot().Terms == nil {
		return func() error { return nil }, nil
	}
	if err := checkDatabase(*i.database, web); err != nil {
		return nil, err
	}
	owner, err := notify.FromEnvironment(os.Getenv)
	if err != nil {
		return nil, err
	}
	store, err := i.openStore(ctx, shop, logger)
	if err != nil {
		return nil, err
	}
	channels := owner.Channels(func() *settings.Shop { return shop.Site().Shop })
	store.Channels = slices.Sorted(maps.Keys(channels))
	snapshot := func() inbox.Snapshot { return inbox.Snapshot(shop.Snapshot()) }
	store.Holds = func() orderdb.Holds { return snapshot().Holds() }
	store.Provider = func(means string) string { return providerOf(shop.Site().Shop, means) }
	go shop.Follow(ctx, time.Second)
	go store.Watch(ctx, time.Second, logger)
	go store.ExpireEvery(ctx, 10*time.Second, logger)
	go store.Keep(ctx, time.Hour, func() int { return shop.Site().Shop.Orders.KeepMonths }, logger)
	i.handle(ctx, shop, store, payments, follower, snapshot, logger)
	ctx, stop := context.WithCancel(ctx)
	var sending sync.WaitGroup
	if len(channels) > 0 {
		sender := notify.Sender{Outbox: store, Channels: channels, Log: logger, Every: time.Second}
		sending.Go(func() { sender.Run(ctx) })
	}
	return func() error {
		stop()
		sending.Wait()
		return store.Close()
	}, nil
}

// openStore opens the database of orders, logs its contents, and gives the shop
// its stock.
func (i *inboxOptions) openStore(ctx context.Context, shop *httpd.Handler, logger *log.Logger) (*orderdb.Store, error) {
	store, err := orderdb.Open(ctx, *i.database, shop.Digits())
	if err != nil {
		return nil, fmt.Errorf("the database of orders: %w", err)
	}
	about, err := store.About(ctx)
	if err != nil {
		store.Close()
		return nil, fmt.Errorf("the database of orders: %w", err)
	}
	logger.Print("orders: ", about)
	if err := shop.TakeStock(ctx, store); err != nil {
		store.Close()
		return nil, fmt.Errorf("the stock in the database of orders: %w", err)
	}
	return store, nil
}

// handle adds the API of orders, the pages of orders and the owner's page to the
// shop.
func (i *inboxOptions) handle(ctx context.Context, shop *httpd.Handler, store *orderdb.Store, payments *payOptions, follower *importcli.Follower, snapshot func() inbox.Snapshot, logger *log.Logger) {
	forwarded := &clientip.Forwarded{Proxies: i.limits.Proxies, Log: logger}
	shop.Handle(httpd.OrdersAddress, forwarded.Watch(inbox.NewAPI(store, snapshot, i.limits, logger)))
	orders := orderpage.New(ctx, store, payments.handle(ctx, shop, store, forwarded, logger), shop.Site, http.HandlerFunc(shop.ServeMissing), logger)
	orders.Provider = store.Provider
	shop.Handle("/pedido/", orders)
	complaints := complaintpage.New(store, shop.Site, http.HandlerFunc(shop.ServeMissing), logger)
	complaints.Proxies = i.limits.Proxies
	shop.Handle(site.ComplaintsPath, forwarded.Watch(complaints))
	page := admin.New(ctx, store, shop.Site, http.HandlerFunc(shop.ServeMissing), logger)
	page.Proxies, page.UnknownProxy = i.limits.Proxies, forwarded.Unbelieved
	if follower != nil {
		page.Table = func() (admin.TableFault, bool) {
			fault, failed := follower.Fault()
			return admin.TableFault{Since: fault.Since, Kind: string(fault.Kind), Columns: fault.Columns, Before: fault.Before, Now: fault.Now}, failed
		}
	}
	go editor.New(page, shop.Files(), shop.Site, store, logger).Run(ctx)
	shop.Handle("/admin/", forwarded.Watch(page))
	if set, err := admin.HasPassword(ctx, store); err == nil && !set {
		logger.Print("the owner's page, /admin/pedidos, is not served until the command admin password has set a password")
	}
}
