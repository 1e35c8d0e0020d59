package main

import (
	"context"
	"errors"
	"fmt"

	"carrito/server/paycli"
)

// payCommand is the command pay.
func payCommand(_ context.Context, args []string, std streams) error {
	flags := newFlags("pay", std.err)
	flags.Usage = func() { fmt.Fprintln(std.err, paycli.Usage) }
	if err := parseSome(flags, args); err != nil {
		return err
	}
	c := paycli.Command{Stdout: std.out}
	err := c.Run(flags.Args())
	if errors.Is(err, paycli.ErrUsage) {
		return usageError(err.Error())
	}
	return err
}
