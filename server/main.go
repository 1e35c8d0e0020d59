// Command server is everything around the shop that does not run in the
// browser.
//
//	carrito [serve] [-addr localhost:8000]   serves the shop, and takes its orders
//	carrito check                            checks shop and catalogue, prints the counts
//	carrito images                           makes the pictures that pages show from the originals
//	carrito compress                         compresses what is served, so that the first start need not
//	carrito export -o dist [-base URL]       writes the shop as plain files, for any static host
//	carrito import -o web/products.json FILE turns a Shopify or WooCommerce export into a catalogue
//	carrito orders [list|show|state|export|backup|data|forget]  the orders that came in
//	carrito admin password                   sets the password of the owner's page, /admin/pedidos
//	carrito admin passkeys [remove]          lists or removes the passkeys by which the owner signs in
//	carrito program                          builds the browser program, for make
//
// serve, check, images, compress and export take -shop, -products and -web, where the
// owner's files are. orders and admin take -web, where they write nothing.
// Every command ends with status 1 and says why where it cannot do its work,
// and with status 2 where it was called wrongly.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
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
		os.Exit(1)
	}
}

// usageError is a command line that asks for nothing there is.
type usageError string

func (e usageError) Error() string { return string(e) }

// run carries out one command line, and returns when it is done or ctx is. Its
// error has no secret in it.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	return safelog.Environment(os.Getenv, args).HideError(carryOut(ctx, args, stdout, stderr))
}

func carryOut(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	command := "serve"
	if len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		command, args = args[0], args[1:]
	}
	switch command {
	case "serve":
		return serve(ctx, args, stdout, stderr)
	case "check":
		return check(args, stdout, stderr)
	case "compress":
		return compress(ctx, args, stdout, stderr)
	case "images":
		return makeImages(ctx, args, stdout, stderr)
	case "export":
		return exportFiles(ctx, args, stdout, stderr)
	case "import":
		return importFile(args, stdout, stderr)
	case "orders":
		return listOrders(ctx, args, stdout, stderr)
	case "admin":
		return adminCommand(ctx, args, os.Stdin, stdout, stderr)
	case "program":
		return buildProgram(args, stderr)
	default:
		return usageError(fmt.Sprintf("there is no command %q; there are serve, check, images, compress, export, import, orders, admin and program", command))
	}
}
