package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"carrito/server/inbox/orderdb"
	"carrito/server/ordercli"
	"carrito/server/site"
)

// ordersCommand is the command orders.
func ordersCommand(ctx context.Context, args []string, std streams) error {
	flags := newFlags("orders", std.err)
	flags.Usage = func() {
		fmt.Fprintln(std.err, ordercli.Usage)
		flags.PrintDefaults()
	}
	shopFile := flags.String("shop", "web/shop.json", "the shop's `file`")
	web := webFlag(flags)
	database := databaseFlag(flags)
	state := flags.String("state", "", "list: only orders in this `state`")
	limit := flags.Int("limit", 30, "list: how many at most")
	var verb []string // flags may stand before or after it
	if len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		verb, args = args[:1], args[1:]
	}
	if err := parseSome(flags, args); err != nil {
		return err
	}
	shop, err := site.LoadShop(*shopFile)
	if err != nil {
		return err
	}
	if *state != "" && !orderdb.State(*state).Known() {
		return usageError(fmt.Sprintf("there is no state %q; there are %v", *state, orderdb.States))
	}
	if err := checkDatabase(*database, *web); err != nil {
		return err
	}
	store, err := orderdb.OpenExisting(ctx, *database, shop.Money.Digits)
	if err != nil {
		return err
	}
	defer store.Close()
	c := ordercli.Command{Store: store, Shop: shop, Stdout: std.out, Web: *web, State: orderdb.State(*state), Limit: *limit}
	err = c.Run(ctx, slices.Concat(verb, flags.Args()))
	if errors.Is(err, ordercli.ErrUsage) {
		return usageError(err.Error())
	}
	return err
}
