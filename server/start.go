package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"carrito/server/demo"
	"carrito/server/httpd"
)

// demoFolder is the folder of the shop that the program makes by itself.
const demoFolder = "carrito-shop"

// leftShops matches the names under which a restore that was killed leaves the shop.
const leftShops = demoFolder + ".before-*"

// start is the program without a command, as by a double click: it serves the shop of
// this folder, or else a demo shop that it makes in a folder below, and opens it in the
// browser if there is a desktop.
func start(ctx context.Context, std streams) error {
	desktop := hasDesktop(runtime.GOOS, os.Getenv)
	if runtime.GOOS == "darwin" {
		enterOwnFolder(os.Args[0])
	}
	folder, made, err := findShop()
	if err != nil {
		return err
	}
	if made {
		whole, err := filepath.Abs(folder)
		if err != nil {
			return err
		}
		fmt.Fprintf(std.out, "a demo shop was made in the folder %s; change shop.json and products.json in its folder web\n", whole)
	}
	flags := newFlags("serve", std.err)
	o := serveFlags(flags)
	if folder != "." {
		o.files.Web = filepath.Join(folder, "web")
		o.files.Shop, o.files.Products = filepath.Join(o.files.Web, "shop.json"), filepath.Join(o.files.Web, "products.json")
		if os.Getenv("CARRITO_DATABASE") == "" {
			*o.orders.database = filepath.Join(folder, "orders.db")
		}
	}
	if taken(o.addr) {
		o.addr = "localhost:0"
	}
	if desktop {
		o.opened = openBrowser
	}
	return o.serve(ctx, std)
}

// enterOwnFolder changes to the folder of the program if it was opened by a double click
// in Finder, which starts programs by their whole path in the home folder: the owner
// looks for the shop beside the program. A shop in the home folder stays the shop, and so
// does one that a killed restore has left there. If macOS refuses the program's folder, the
// program stays where it is.
func enterOwnFolder(program string) {
	home, err := os.UserHomeDir()
	if err != nil || !filepath.IsAbs(program) {
		return
	}
	homeInfo, err := os.Stat(home)
	if err != nil {
		return
	}
	here, err := os.Stat(".")
	if err != nil || !os.SameFile(here, homeInfo) {
		return
	}
	if before, _ := filepath.Glob(leftShops); len(before) > 0 {
		return
	}
	for _, folder := range []string{".", demoFolder} {
		if _, err := os.Stat(filepath.Join(folder, "web", "shop.json")); !errors.Is(err, fs.ErrNotExist) {
			return
		}
	}
	os.Chdir(filepath.Dir(program))
}

// findShop returns the folder of the shop. If there is none, it makes a demo shop.
func findShop() (folder string, made bool, _ error) {
	for _, folder := range []string{".", demoFolder} {
		if _, err := os.Stat(filepath.Join(folder, "web", "shop.json")); !errors.Is(err, fs.ErrNotExist) {
			return folder, false, err
		}
	}
	// A restore that was killed may have left the shop under another name.
	if before, _ := filepath.Glob(leftShops); len(before) > 0 {
		return "", false, fmt.Errorf("there is no folder %s, but %s of a restore: if the restore was interrupted, run it again, or rename the folder that has your shop to %[1]s; for a demo shop, start the program in another folder", demoFolder, strings.Join(before, ", "))
	}
	archive := demo.Archive()
	if archive == nil {
		return ".", false, nil // serve says which files are missing
	}
	return demoFolder, true, demo.Unpack(archive, demoFolder)
}

// refreshProgram brings the browser program of a shop to the version of this server.
func refreshProgram(web string, logger *log.Logger) {
	archive := demo.Archive()
	if archive == nil {
		return
	}
	refreshed, kept, err := demo.Refresh(archive, web)
	switch {
	case err != nil:
		logger.Printf("the browser program in %s stays as it was: %v", web, err)
	case refreshed:
		logger.Printf("the browser program in %s is of this version now", web)
	}
	if len(kept) > 0 {
		logger.Printf("these files in %s were changed by you and stay as they are; they may not fit this version: %s", web, strings.Join(kept, ", "))
	}
}

// taken reports whether another program listens at an address.
func taken(addr string) bool {
	_, port, _ := net.SplitHostPort(addr)
	for _, host := range []string{"127.0.0.1", "::1"} {
		l, err := net.Listen("tcp", net.JoinHostPort(host, port))
		if httpd.PortTaken(err) {
			return true
		}
		if err == nil {
			l.Close()
		}
	}
	return false
}

// hasDesktop reports whether somebody sits before this machine, as far as one can tell.
func hasDesktop(system string, env func(string) string) bool {
	if env("SSH_CONNECTION") != "" || env("INVOCATION_ID") != "" { // by ssh, or by systemd
		return false
	}
	if system == "windows" || system == "darwin" {
		return true
	}
	return env("DISPLAY") != "" || env("WAYLAND_DISPLAY") != ""
}

// openBrowser opens an address in the browser. If that fails, the address is on the
// terminal.
func openBrowser(url string) {
	command := []string{"xdg-open", url}
	switch runtime.GOOS {
	case "windows":
		command = []string{"rundll32", "url.dll,FileProtocolHandler", url}
	case "darwin":
		command = []string{"open", url}
	}
	c := exec.Command(command[0], command[1:]...)
	if c.Start() == nil {
		go c.Wait()
	}
}
