package main

import (
	"context"
	"os"
	"path/filepath"

	"carrito/server/program"
)

// buildProgram builds the browser program and, beside it, the script that runs it.
func buildProgram(_ context.Context, args []string, std streams) error {
	flags := newFlags("program", std.err)
	out := flags.String("o", "web/app.wasm", "the `file` to write")
	small := flags.Bool("small", true, "leave out the parts of go-app that a browser does not need")
	if err := parse(flags, args, 0); err != nil {
		return err
	}
	if err := program.Build(".", ".cache/program", *out, *small); err != nil {
		return err
	}
	script, err := program.Script(".")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(filepath.Dir(*out), "wasm_exec.js"), script, 0o644)
}
