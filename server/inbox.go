package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"time"

	"carrito/server/httpd"
	"carrito/server/orders"
)

// inbox is where serve keeps the orders that it takes.
type inbox struct {
	database *string
	limits   orders.Limits
}

func inboxFlags(flags *flag.FlagSet) *inbox {
	i := &inbox{database: databaseFlag(flags)}
	flags.IntVar(&i.limits.PerMinute, "rate", 60, "how many orders one address may send in a minute; 0 for any `number`")
	flags.IntVar(&i.limits.Proxies, "proxies", 0, "`how many` servers of your own pass requests on, and note in X-Forwarded-For from where")
	return i
}

// open lets a shop take orders, where shop.json says so, until the function that
// it returns is called.
func (i *inbox) open(ctx context.Context, shop *httpd.Handler, logger *log.Logger) (end func() error, _ error) {
	if shop.Offer().Terms == nil {
		return func() error { return nil }, nil
	}
	store, err := orders.Open(ctx, *i.database, shop.Digits())
	if err != nil {
		return nil, fmt.Errorf("the database of orders: %w", err)
	}
	if err := shop.TakeStock(ctx, store); err != nil {
		store.Close()
		return nil, fmt.Errorf("the stock in the database of orders: %w", err)
	}
	go shop.Follow(ctx, time.Second)
	offer := func() orders.Offer { return orders.Offer(shop.Offer()) }
	shop.Handle(httpd.OrdersAddress, orders.NewAPI(store, offer, i.limits, logger))
	return store.Close, nil
}
