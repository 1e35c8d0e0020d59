package main

import (
	"context"
	"fmt"
	"runtime/debug"
	"time"

	"carrito/server/images"
	"carrito/server/progress"
	"carrito/server/site"
)

// imagesMemory is the memory limit of the garbage collector. It is lower than
// the 512 MB that the command may take.
const imagesMemory = 272 << 20

// makeImages makes the smaller pictures from the originals that shop.json and
// products.json name.
func makeImages(ctx context.Context, args []string, std streams) error {
	flags := newFlags("images", std.err)
	files := fileFlags(flags)
	if err := parse(flags, args, 0); err != nil {
		return err
	}
	originals, err := site.Originals(*files)
	if err != nil {
		return err
	}
	debug.SetMemoryLimit(imagesMemory)
	// The collector waits for encoders, which it cannot interrupt, and stops the other
	// cores while it waits. So let it run near the limit only.
	debug.SetGCPercent(-1)
	start := time.Now()
	result, err := images.Make(ctx, files.Web, originals, progress.Bar(std.err))
	if err != nil {
		err = fmt.Errorf("not every picture could be made:\n%w", err)
	}
	fmt.Fprintf(std.out, "pictures: %d originals, %d made in %.1f s, %d files removed\n",
		result.Pictures, result.Made, time.Since(start).Seconds(), result.Removed)
	return err
}
