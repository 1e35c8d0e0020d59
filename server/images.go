package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"carrito/server/images"
	"carrito/server/site"
)

// makeImages makes the pictures that pages show from the originals that shop
// and catalogue name.
func makeImages(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	flags := newFlags("images", stderr)
	files := fileFlags(flags)
	if err := parse(flags, args, 0); err != nil {
		return err
	}
	originals, err := site.Originals(*files)
	if err != nil {
		return err
	}
	start := time.Now()
	result, err := images.Make(ctx, files.Web, originals, progressBar(stderr))
	if err != nil {
		err = fmt.Errorf("not every picture could be made:\n%w", err)
	}
	fmt.Fprintf(stdout, "pictures: %d originals, %d made in %.1f s, %d files removed\n",
		result.Pictures, result.Made, time.Since(start).Seconds(), result.Removed)
	return err
}

// progressBar returns what draws a bar on a terminal, and nil for anything
// else.
func progressBar(w io.Writer) func(done, total int) {
	file, ok := w.(*os.File)
	if !ok {
		return nil
	}
	if info, err := file.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return nil
	}
	const width = 32
	return func(done, total int) {
		full := width * done / total
		fmt.Fprintf(file, "\r%s%s %d/%d", strings.Repeat("█", full), strings.Repeat("░", width-full), done, total)
		if done == total {
			fmt.Fprint(file, "\r\x1b[K")
		}
	}
}
