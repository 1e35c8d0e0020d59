package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"carrito/app/cart"
	config "carrito/app/shop"
	"carrito/server/admin"
	"carrito/server/alertpage"
	"carrito/server/catalogfile"
	"carrito/server/clientip"
	"carrito/server/complaintpage"
	"carrito/server/editor"
	"carrito/server/httpd"
	"carrito/server/identity"
	"carrito/server/importcli"
	"carrito/server/inbox"
	"carrito/server/inbox/orderdb"
	"carrito/server/kept"
	"carrito/server/notify"
	"carrito/server/orderpage"
	"carrito/server/publish"
	"carrito/server/settings"
	"carrito/server/sharedfiles"
	"carrito/server/site"
)

// inboxOptions holds the flags of serve that concern orders.
type inboxOptions struct {
	database *string
	limits   inbox.Limits
	publish  bool                // whether the owner may publish from other machines
	share    bool                // whether the files are shared by the database
	shared   *sharedfiles.Folder // nil if they are not
}

func inboxFlags(flags *flag.FlagSet) *inboxOptions {
	i := &inboxOptions{database: databaseFlag(flags)}
	flags.IntVar(&i.limits.PerMinute, "rate", 60, "how many orders one address may send in a minute; 0 for any `number`")
	flags.IntVar(&i.limits.Proxies, "proxies", 0, "`how many` of your own servers forward requests, and add the client's address to X-Forwarded-For")
	flags.BoolVar(&i.publish, "publish", false, "let the owner's page run the command publish of shop.json although others reach this server")
	flags.BoolVar(&i.share, "share", false, "share products, settings, pages and pictures with the other servers of the PostgreSQL database, instead of by a common folder")
	return i
}

// openShared brings the files to the editions that the servers share, if they share any.
// start goes on with that until end is called.
func (i *inboxOptions) openShared(ctx context.Context, files site.Files, logger *log.Logger) (start, end func(), _ error) {
	if !i.share {
		return func() {}, func() {}, nil
	}
	if !orderdb.IsPostgres(*i.database) {
		return nil, nil, usageError("-share needs a database that several servers can have, -database postgres://…")
	}
	store, err := orderdb.Open(ctx, *i.database, 2) // the orders have a store of their own
	if err != nil {
		return nil, nil, fmt.Errorf("the database of the shared files: %w", err)
	}
	i.shared = sharedfiles.New(sharedfiles.Files{
		Web: files.Web, Products: (&catalogfile.File{Path: files.Products}).Kept(), Ledger: identity.File(files.Products), Shop: settings.ShopFile(files),
		Page: func(name string) (*kept.File, error) {
			file, _, err := settings.TextFile(files.Web, name)
			return file, err
		},
	}, store, logger)
	if err := i.shared.Sync(ctx); err != nil {
		store.Close()
		return nil, nil, fmt.Errorf("the files that the servers share: %w", err)
	}
	ctx, stop := context.WithCancel(ctx)
	var running sync.WaitGroup
	return func() { running.Go(func() { i.shared.Run(ctx) }) }, func() {
		stop()
		running.Wait()
		store.Close()
	}, nil
}

// open opens the inbox, if shop.json names the channel server. Without it there is the
// owner's page alone, where the server is for this machine alone. The function that it
// returns closes the inbox.
func (i *inboxOptions) open(ctx context.Context, shop *httpd.Handler, payments *payOptions, follower *importcli.Follower, web string, alone bool, logger *log.Logger) (closeInbox func() error, _ error) {
	alone = alone && i.limits.Proxies == 0
	if shop.Snapshot().Terms == nil {
		return i.openEditor(ctx, shop, follower, web, alone, logger), nil
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
	channels := owner.Channels(func() *config.Shop { return shop.Site().Shop })
	store.Channels = slices.Sorted(maps.Keys(channels))
	complaints := owner.Complaints(channels, store, logger, time.Second)
	store.MailsComplaints = complaints != nil
	snapshot := func() inbox.Snapshot { return inbox.Snapshot(shop.Snapshot()) }
	store.Holds = func() orderdb.Holds { return snapshot().Holds() }
	store.Provider = func(means string) string { return providerOf(shop.Site().Shop, means) }
	go shop.Follow(ctx, time.Second)
	go store.Watch(ctx, time.Second, logger)
	go store.ExpireEvery(ctx, 10*time.Second, logger)
	go store.Keep(ctx, time.Hour, func() int { return shop.Site().Shop.Orders.KeepMonths }, logger)
	i.handle(ctx, shop, store, payments, follower, snapshot, alone, logger)
	ctx, stop := context.WithCancel(ctx)
	var sending sync.WaitGroup
	if len(channels) > 0 {
		sender := notify.Sender{Outbox: store, Channels: channels, Log: logger, Every: time.Second}
		sending.Go(func() { sender.Run(ctx) })
	}
	if complaints != nil {
		sending.Go(func() { complaints.Run(ctx) })
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
func (i *inboxOptions) handle(ctx context.Context, shop *httpd.Handler, store *orderdb.Store, payments *payOptions, follower *importcli.Follower, snapshot func() inbox.Snapshot, alone bool, logger *log.Logger) {
	forwarded := &clientip.Forwarded{Proxies: i.limits.Proxies, Log: logger}
	shop.Handle(httpd.OrdersAddress, forwarded.Watch(inbox.NewAPI(store, snapshot, i.limits, logger)))
	orders := orderpage.New(ctx, store, payments.handle(ctx, shop, store, forwarded, logger), shop.Site, http.HandlerFunc(shop.ServeMissing), logger)
	orders.Provider = store.Provider
	shop.Handle("/pedido/", orders)
	complaints := complaintpage.New(store, shop.Site, http.HandlerFunc(shop.ServeMissing), logger)
	complaints.Proxies, complaints.Mails = i.limits.Proxies, store.MailsComplaints
	shop.Handle(site.ComplaintsPath, forwarded.Watch(complaints))
	alerts := alertpage.New(store, shop.Site, http.HandlerFunc(shop.ServeMissing), logger)
	alerts.Proxies = i.limits.Proxies
	shop.Handle(alertpage.Folder, forwarded.Watch(alerts))
	shop.Handle("/admin/", forwarded.Watch(i.ownersPages(ctx, shop, store, store, follower, forwarded, alone, logger)))
}

// ownersPages returns the owner's pages.
func (i *inboxOptions) ownersPages(ctx context.Context, shop *httpd.Handler, store *orderdb.Store, stock editor.Stock, follower *importcli.Follower, forwarded *clientip.Forwarded, alone bool, logger *log.Logger) http.Handler {
	page := admin.New(ctx, store, shop.Site, http.HandlerFunc(shop.ServeMissing), logger)
	page.Proxies, page.UnknownProxy = i.limits.Proxies, forwarded.Unbelieved
	page.MailsComplaints = store.MailsComplaints
	if follower != nil {
		page.Table = func() (admin.TableFault, bool) {
			fault, failed := follower.Fault()
			return admin.TableFault{Since: fault.Since, Kind: string(fault.Kind), Columns: fault.Columns, Before: fault.Before, Now: fault.Now}, failed
		}
	}
	files := shop.Files()
	products := editor.New(page, files, shop.Site, stock, logger)
	var publisher *publish.Publisher
	if alone || i.publish {
		publisher = publish.New(ctx, publish.Job{Files: files, Out: filepath.Join(publish.Folder(files), "dist"), Limit: publish.Limit})
	}
	pages := settings.New(page, files, shop.Site, publisher, logger)
	pages.Anywhere, pages.Photos = i.publish, products
	if i.shared != nil {
		products.Share(i.shared)
		pages.Share(i.shared)
		i.shared.Pictured = products.AddPicture
	}
	go products.Run(ctx)
	if set, err := admin.HasPassword(ctx, store); err == nil && !set {
		logger.Print("the owner's page, /admin/pedidos, is not served until the command admin password has set a password")
	}
	return page
}

// openEditor serves the owner's pages of a shop without an inbox, to this machine alone:
// there the owner changes the shop, and publishes it as plain files. The database holds
// the password and the sessions.
func (i *inboxOptions) openEditor(ctx context.Context, shop *httpd.Handler, follower *importcli.Follower, web string, alone bool, logger *log.Logger) (closeEditor func() error) {
	nothing := func() error { return nil }
	if !alone {
		return nothing
	}
	err := checkDatabase(*i.database, web)
	var store *orderdb.Store
	if err == nil {
		store, err = orderdb.Open(ctx, *i.database, shop.Digits())
	}
	if err != nil {
		logger.Printf("there is no owner's page: %v", err)
		return nothing
	}
	pages := i.ownersPages(ctx, shop, store, noStock{}, follower, &clientip.Forwarded{Log: logger}, alone, logger)
	shop.Handle("/admin/", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !clientip.IsLocal(r) {
			shop.ServeMissing(w, r)
			return
		}
		pages.ServeHTTP(w, r)
	}))
	return store.Close
}

// noStock is the stock of a shop without an inbox: what products.json says is left.
type noStock struct{}

// Stock returns nothing: nobody has bought anything here.
func (noStock) Stock(context.Context) (map[cart.Key]int, error) { return nil, nil }

// SetStock does nothing: the file has the number already.
func (noStock) SetStock(context.Context, cart.Key, int) error { return nil }
