package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"syscall"

	"carrito/server/safelog"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	switch {
	case err == nil:
	case errors.Is(err, flag.ErrHelp):
		os.Exit(2)
	case errors.As(err, new(usageError)):
		fmt.Fprintln(os.Stderr, "carrito:", err)
		os.Exit(2)
	default:
		fmt.Fprintln(os.Stderr, "carrito:", err)
		if len(os.Args) == 1 && runtime.GOOS == "windows" { // after a double click the window would close at once
			fmt.Fprintln(os.Stderr, "press Enter to close this window")
			fmt.Scanln()
		}
		os.Exit(1)
	}
}

// usageError is a mistake in a command line.
type usageError string

func (e usageError) Error() string { return string(e) }

// run runs one command line until it ends or ctx is done. Its error contains no
// secret.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	return safelog.Environment(os.Getenv, args).HideError(dispatch(ctx, args, streams{os.Stdin, stdout, stderr}))
}

// streams are the standard streams of a command.
type streams struct {
	in       *os.File
	out, err io.Writer
}

// commandOf is a command by its name.
type commandOf struct {
	name string
	run  func(ctx context.Context, args []string, std streams) error
}

// commands returns the commands. A command line that begins with a flag means serve,
// and an empty one start.
func commands() []commandOf {
	return []commandOf{
		{"serve", serve},
		{"check", checkFiles},
		{"images", makeImages},
		{"compress", compress},
		{"export", exportFiles},
		{"publish", publishFiles},
		{"import", importFile},
		{"export-table", exportTable},
		{"orders", ordersCommand},
		{"admin", adminCommand},
		{"pay", payCommand},
		{"service", serviceCommand},
		{"backup", backupCommand},
		{"restore", restoreCommand},
		{"version", versionCommand},
		{"completion", completionCommand},
		{"program", buildProgram},
		{"release", releaseCommand},
	}
}

// dispatch runs the command that the first argument names.
func dispatch(ctx context.Context, args []string, std streams) error {
	if len(args) == 0 {
		return start(ctx, std)
	}
	name := "serve"
	if !strings.HasPrefix(args[0], "-") {
		name, args = args[0], args[1:]
	}
	var names []string
	for _, c := range commands() {
		if c.name == name {
			return c.run(ctx, args, std)
		}
		names = append(names, c.name)
	}
	last := len(names) - 1
	return usageError(fmt.Sprintf("there is no command %q; there are %s and %s", name, strings.Join(names[:last], ", "), names[last]))
}
