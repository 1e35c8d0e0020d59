package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"

	"carrito/server/inbox/orderdb"
	"carrito/server/service"
)

// serviceProgram is where the service runs the program from.
const serviceProgram = "/usr/local/bin/carrito"

// serviceCommand is the command service.
func serviceCommand(_ context.Context, args []string, std streams) error {
	const usage = "usage: service install [-print] [-name NAME] [flags of serve], service uninstall [-name NAME]"
	if len(args) == 0 || args[0] != "install" && args[0] != "uninstall" {
		return usageError(usage)
	}
	flags := newFlags("service "+args[0], std.err)
	o := service.Options{Program: serviceProgram}
	flags.StringVar(&o.Name, "name", "carrito", "`name` of the service, of its user and of its folder below /var/lib")
	machine := service.Machine{Out: std.out, Run: func(command string, args ...string) error {
		c := exec.Command(command, args...)
		c.Stdout, c.Stderr = std.err, std.err
		return c.Run()
	}}
	if args[0] == "uninstall" {
		if err := parse(flags, args[1:], 0); err != nil {
			return err
		}
		if err := service.CheckName(o.Name); err != nil {
			return usageError(err.Error())
		}
		return asRoot(service.Uninstall(machine, o))
	}
	onlyPrint := flags.Bool("print", false, "print the unit, and install nothing")
	options := serveFlags(flags)
	if err := parse(flags, args[1:], 0); err != nil {
		return err
	}
	if err := describe(&o, flags, options); err != nil {
		return usageError(err.Error())
	}
	if *onlyPrint {
		_, err := fmt.Fprint(std.out, o.Unit())
		return err
	}
	own, err := os.Executable()
	if err != nil {
		return err
	}
	return asRoot(service.Install(machine, o, own))
}

// describe fills in what the flags of serve mean for the service.
func describe(o *service.Options, flags *flag.FlagSet, options *serveOptions) error {
	if err := service.CheckName(o.Name); err != nil {
		return err
	}
	if err := options.domain.check(flags); err != nil {
		return err
	}
	flags.Visit(func(f *flag.Flag) {
		if f.Name != "name" && f.Name != "print" {
			o.Args = append(o.Args, "-"+f.Name+"="+f.Value.String())
		}
	})
	o.Ports = options.domain.on() || privileged(options.addr)
	paths := []string{options.files.Web, filepath.Dir(options.files.Shop), filepath.Dir(options.files.Products), options.domain.options.Folder}
	if !orderdb.IsPostgres(*options.orders.database) {
		paths = append(paths, filepath.Dir(*options.orders.database))
	} else if given(flags, "database") {
		return errors.New("the unit of a service is for everyone to read: name the database in " + o.Environment() + " as CARRITO_DATABASE, and leave out -database")
	}
	if given(flags, "import") {
		return errors.New("the unit of a service is for everyone to read: name the table in " + o.Environment() + " as CARRITO_IMPORT, and leave out -import")
	}
	if photos := options.table.command.Photos; filepath.IsAbs(photos) {
		if err := o.CheckFolder(photos); err != nil {
			return err
		}
	}
	for _, path := range paths {
		if !filepath.IsAbs(path) {
			continue
		}
		if err := o.CheckFolder(path); err != nil {
			return err
		}
		if within, err := filepath.Rel(o.Folder(), path); err != nil || !filepath.IsLocal(within) {
			o.Writes = append(o.Writes, path)
		}
	}
	return nil
}

// privileged reports whether an address has a port below 1024.
func privileged(addr string) bool {
	_, port, _ := net.SplitHostPort(addr)
	number, err := strconv.Atoi(port)
	return err == nil && number > 0 && number < 1024
}

// asRoot tells who may install a service, if that is what failed.
func asRoot(err error) error {
	if errors.Is(err, os.ErrPermission) {
		return fmt.Errorf("%w: only root may install services; use sudo", err)
	}
	return err
}
