package main

import (
	"context"
	"fmt"
	"strings"

	"carrito/server/release"
)

// releaseCommand builds the archives of a release, for make.
func releaseCommand(ctx context.Context, args []string, std streams) error {
	flags := newFlags("release", std.err)
	o := release.Options{Root: ".", Log: func(line string) { fmt.Fprintln(std.out, line) }}
	flags.StringVar(&o.Out, "o", "release", "the `folder` for the archives")
	flags.StringVar(&o.Web, "web", defaultWeb, "the `folder` with the demo shop and the browser program")
	platforms := flags.String("platforms", strings.Join(release.Platforms, ","), "`systems` to build for")
	if err := parse(flags, args, 0); err != nil {
		return err
	}
	o.Platforms = strings.Split(*platforms, ",")
	if err := release.CheckPlatforms(o.Platforms); err != nil {
		return usageError(err.Error())
	}
	_, err := release.Make(ctx, o)
	return err
}
