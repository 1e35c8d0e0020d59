package main

import (
	"context"

	"carrito/server/check"
)

// checkFiles checks shop.json and products.json and prints the counts.
func checkFiles(_ context.Context, args []string, std streams) error {
	flags := newFlags("check", std.err)
	files := fileFlags(flags)
	if err := parse(flags, args, 0); err != nil {
		return err
	}
	return check.Report(std.out, *files)
}
