package main

import (
	"context"
	"fmt"
	"log"

	"carrito/server/httpd"
)

// compress compresses what the shop serves. It stores the results that took
// long beside the originals, where serve finds them.
func compress(ctx context.Context, args []string, std streams) error {
	flags := newFlags("compress", std.err)
	files := fileFlags(flags)
	if err := parse(flags, args, 0); err != nil {
		return err
	}
	handler, err := httpd.NewHandler(*files, log.New(std.err, "", log.LstdFlags))
	if err != nil {
		return err
	}
	select {
	case <-handler.Compressed():
	case <-ctx.Done():
		return ctx.Err()
	}
	for _, f := range handler.Sizes() {
		fmt.Fprintf(std.out, "%-18s %9d bytes, %9d in Brotli, %9d in zstd, %9d in gzip\n", f.Name, f.Plain, f.Brotli, f.Zstd, f.Gzip)
	}
	return nil
}
