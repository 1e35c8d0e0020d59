package main

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"carrito/server/export"
)

// exportFiles writes the shop as a folder of plain files.
func exportFiles(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	flags := newFlags("export", stderr)
	files := fileFlags(flags)
	o := export.Options{Progress: progressBar(stderr)}
	flags.StringVar(&o.Out, "o", "dist", "the `folder` to write; only an earlier export is replaced")
	flags.StringVar(&o.Base, "base", "", "the `address` where the shop will be, such as https://user.example/shop/; shop.json's baseURL without it")
	flags.BoolVar(&o.Twins, "twins", true, "write every text in Brotli, zstd and gzip too; hosts that compress by themselves need none")
	if err := parse(flags, args, 0); err != nil {
		return err
	}
	o.Files = *files
	start := time.Now()
	result, err := export.Export(ctx, o)
	if err != nil {
		return fmt.Errorf("nothing was exported:\n%w", err)
	}
	fmt.Fprintf(stdout, "%s: %d pages, %d files, %.1f MB, in %.1f s\n",
		o.Out, result.Pages, result.Files, float64(result.Bytes)/1e6, time.Since(start).Seconds())
	for _, left := range result.Left {
		fmt.Fprintln(stdout, "left out:", left)
	}
	if len(result.Channels) > 0 {
		fmt.Fprintln(stdout, "orders go out by "+strings.Join(result.Channels, ", "))
	} else {
		fmt.Fprintln(stdout, "this shop will take no orders: shop.json names no channel that works without a server of ours")
	}
	if result.Base == "" {
		fmt.Fprintln(stdout, "no sitemap: neither -base nor shop.json says where the shop will be")
	}
	return nil
}
