package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"carrito/server/program"
)

// buildProgram builds the browser program and, beside it, the script that runs it.
func buildProgram(_ context.Context, args []string, std streams) error {
	flags := newFlags("program", std.err)
	out := flags.String("o", "web/app.wasm", "the `file` to write")
	small := flags.Bool("small", true, "leave out the parts of go-app that a browser does not need")
	names := flags.String("names", "", "for make profile: write the program as the linker does, and the names of its functions, by index, to this `file` as JSON")
	split := flags.Bool("split", true, "put functions that no start needs into a second file, rest.wasm")
	if err := parse(flags, args, 0); err != nil {
		return err
	}
	if *names != "" {
		return buildNamed(*out, *names)
	}
	note, err := program.Build(".", ".cache/program", *out, program.Options{Small: *small, Split: *split})
	if err != nil {
		return err
	}
	if note != "" {
		fmt.Fprintln(std.err, note)
	}
	script, err := program.Script(".")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(filepath.Dir(*out), "wasm_exec.js"), script, 0o644)
}

// buildNamed builds the browser program unpacked, and writes the names of its functions.
func buildNamed(out, names string) error {
	functions, err := program.BuildNamed(".", ".cache/program", out)
	if err != nil {
		return err
	}
	text, err := json.Marshal(functions)
	if err != nil {
		return err
	}
	return os.WriteFile(names, text, 0o644)
}
