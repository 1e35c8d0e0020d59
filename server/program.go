package main

import (
	"context"

	"carrito/server/program"
)

// buildProgram builds the browser program.
func buildProgram(_ context.Context, args []string, std streams) error {
	flags := newFlags("program", std.err)
	out := flags.String("o", "web/app.wasm", "the `file` to write")
	small := flags.Bool("small", true, "leave out the parts of go-app that a browser does not need")
	if err := parse(flags, args, 0); err != nil {
		return err
	}
	return program.Build(".", ".cache/program", *out, *small)
}
