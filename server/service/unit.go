// Package service makes a systemd service of the shop's server, which runs as a user
// of its own and may do little else than serve the shop.
//
// Use [Options.Unit] for the text of the unit, [Install] and [Uninstall].
package service

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// Options describe a service.
type Options struct {
	Name    string   // of the service, its user and its folder below /var/lib
	Program string   // the absolute path of the program
	Args    []string // of its command serve
	Ports   bool     // whether it listens at ports below 1024
	Writes  []string // folders outside of its own that it writes to, absolute
}

// Folder is the folder of the shop: web, orders.db and the certificates.
func (o Options) Folder() string { return "/var/lib/" + o.Name }

// Environment is the file with the variables that begin with CARRITO_. Only root
// needs to read it.
func (o Options) Environment() string { return "/etc/" + o.Name + "/environment" }

func (o Options) unitFile() string { return "/etc/systemd/system/" + o.Name + ".service" }
func (o Options) userFile() string { return "/etc/sysusers.d/" + o.Name + ".conf" }

// CheckName returns an error if a name is none for a service and a user.
func CheckName(name string) error {
	if !regexp.MustCompile(`^[a-z][a-z0-9-]{0,30}$`).MatchString(name) {
		return fmt.Errorf("%q is no name for a service: it has up to 31 small letters, digits and hyphens, and begins with a letter", name)
	}
	return nil
}

// homes are folders that the service does not see.
var homes = []string{"/home", "/root", "/run/user", "/tmp", "/var/tmp"}

// CheckFolder returns an error for a folder that the service cannot see.
func (o Options) CheckFolder(folder string) error {
	for _, home := range homes {
		if within, err := filepath.Rel(home, folder); err == nil && filepath.IsLocal(within) {
			return fmt.Errorf("%s is in %s, which the service does not see: put it into %s", folder, home, o.Folder())
		}
	}
	return nil
}

// Unit returns the unit file.
//
// The user is a fixed one, not DynamicUser=, so that the owner can give files to it and
// run carrito orders as it. Three settings that systemd offers are left out:
//
//   - MemoryDenyWriteExecute: the encoder of AVIF pictures is a WebAssembly program that
//     wazero compiles to machine code, for which it makes memory executable that it has
//     written (TestEncoderNeedsExecutableMemory).
//   - PrivateUsers, if the server listens at ports below 1024: the right to them counts
//     for nothing in a user namespace.
//   - IPAddressDeny: shoppers come from everywhere, and mail, webhooks and providers of
//     payments are anywhere.
func (o Options) Unit() string {
	var b strings.Builder
	line := func(text string) { b.WriteString(text + "\n") }
	line("# Written by carrito service install. Change it with: systemctl edit " + o.Name)
	line("[Unit]")
	line("Description=Carrito, a shop")
	line("Wants=network-online.target")
	line("After=network-online.target postgresql.service")
	line("")
	line("[Service]")
	line("Type=exec")
	line("ExecStart=" + commandLine(append([]string{o.Program, "serve"}, o.Args...)))
	line("WorkingDirectory=" + o.Folder())
	line("EnvironmentFile=-" + o.Environment())
	line("User=" + o.Name)
	line("Group=" + o.Name)
	line("StateDirectory=" + o.Name)
	line("StateDirectoryMode=0750")
	line("UMask=0077")
	line("Restart=on-failure")
	line("RestartSec=2")
	line("TimeoutStopSec=15")
	line("LimitNOFILE=20100") // httpd: 10,000 connections, each with a file
	line("")
	line("# What the server may do")
	if o.Ports {
		line("AmbientCapabilities=CAP_NET_BIND_SERVICE")
		line("CapabilityBoundingSet=CAP_NET_BIND_SERVICE")
	} else {
		line("CapabilityBoundingSet=")
		line("PrivateUsers=yes")
	}
	for _, setting := range sandbox {
		line(setting)
	}
	for _, folder := range slices.Sorted(slices.Values(o.Writes)) {
		line("ReadWritePaths=" + quote(folder))
	}
	line("")
	line("[Install]")
	line("WantedBy=multi-user.target")
	return b.String()
}

// sandbox are the settings that keep the server from everything else.
var sandbox = []string{
	"NoNewPrivileges=yes",
	"ProtectSystem=strict",
	"ProtectHome=yes",
	"PrivateTmp=yes",
	"PrivateMounts=yes",
	"PrivateDevices=yes",
	"DevicePolicy=closed",
	"ProtectClock=yes",
	"ProtectControlGroups=yes",
	"ProtectHostname=yes",
	"ProtectKernelLogs=yes",
	"ProtectKernelModules=yes",
	"ProtectKernelTunables=yes",
	"ProtectProc=invisible",
	"ProcSubset=pid",
	"LockPersonality=yes",
	"KeyringMode=private",
	"RemoveIPC=yes",
	"RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX",
	"RestrictNamespaces=yes",
	"RestrictRealtime=yes",
	"RestrictSUIDSGID=yes",
	"SystemCallArchitectures=native",
	"SystemCallFilter=@system-service",
	"SystemCallFilter=~@privileged @resources",
	"SystemCallErrorNumber=EPERM",
}

// commandLine writes a command line for ExecStart (systemd.service, "Command lines").
func commandLine(words []string) string {
	quoted := make([]string, len(words))
	for i, word := range words {
		quoted[i] = quote(strings.ReplaceAll(word, "$", "$$"))
	}
	return strings.Join(quoted, " ")
}

// quote quotes a word of a unit file.
func quote(word string) string {
	word = strings.ReplaceAll(word, "%", "%%")
	if !strings.ContainsAny(word, " \t\n\r\"'\\;") && word != "" {
		return word
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\t", `\t`).Replace(word) + `"`
}

// users returns the file from which systemd makes the user.
func (o Options) users() string {
	return fmt.Sprintf("# Written by carrito service install.\nu %s - \"Carrito, a shop\" %s\n", o.Name, o.Folder())
}
