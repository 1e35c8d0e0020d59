package main

import (
	"io"

	"carrito/server/program"
)

// buildProgram builds the browser program.
func buildProgram(args []string, stderr io.Writer) error {
	flags := newFlags("program", stderr)
	out := flags.String("o", "web/app.wasm", "the `file` to write")
	small := flags.Bool("small", true, "leave out what go-app brings along and a browser does not need")
	if err := parse(flags, args, 0); err != nil {
		return err
	}
	return program.Build(".", ".cache/program", *out, *small)
}
