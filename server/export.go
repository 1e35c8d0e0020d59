package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"carrito/server/export"
	"carrito/server/progress"
)

// exportFiles writes the shop as a folder of plain files.
func exportFiles(ctx context.Context, args []string, std streams) error {
	flags := newFlags("export", std.err)
	files := fileFlags(flags)
	o := export.Options{Progress: progress.Bar(std.err)}
	flags.StringVar(&o.Out, "o", "dist", "the `folder` to write; only an earlier export is replaced")
	flags.StringVar(&o.Base, "base", "", "the `address` where the shop will be, such as https://user.example/shop/; by default baseURL of shop.json")
	flags.BoolVar(&o.Precompress, "precompress", true, "also write every text in Brotli, zstd and gzip; hosts that compress by themselves do not need these files")
	if err := parse(flags, args, 0); err != nil {
		return err
	}
	o.Files = *files
	limitGarbage(files.Products)
	start := time.Now()
	result, err := export.Export(ctx, o)
	if err != nil {
		return fmt.Errorf("nothing was exported:\n%w", err)
	}
	fmt.Fprintf(std.out, "%s: %d pages, %d files, %.1f MB, in %.1f s\n",
		o.Out, result.Pages, result.Size.Files, float64(result.Size.Bytes)/1e6, time.Since(start).Seconds())
	for _, name := range result.LeftOut {
		fmt.Fprintln(std.out, "left out:", name)
	}
	if len(result.Channels) > 0 {
		fmt.Fprintln(std.out, "orders go out by "+strings.Join(result.Channels, ", "))
	} else {
		fmt.Fprintln(std.out, "this shop will take no orders: shop.json names no channel that works without a server of ours")
	}
	if result.Base == "" {
		fmt.Fprintln(std.out, "no sitemap: neither -base nor shop.json says where the shop will be")
	}
	hosts := result.Size.Hosts()
	for _, line := range hosts {
		fmt.Fprintln(std.out, line)
	}
	if o.Precompress && len(hosts) > 1 {
		fmt.Fprintln(std.out, "with -precompress=false it has fewer files and is smaller; GitHub Pages, Cloudflare Pages and Netlify compress by themselves")
	}
	return nil
}
