package main

import (
	"bytes"
	"io"
	"strings"
	"testing"
)

// The unit of a service has the flags of serve, and those that make no sense there are
// refused.
func TestServiceCommand(t *testing.T) {
	unit, err := command(t, "service", "install", "-print", "-domain", "tienda.example", "-email", "a@b.example", "-name", "tienda", "-web", "/srv/shop")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"ExecStart=/usr/local/bin/carrito serve -domain=tienda.example -email=a@b.example -web=/srv/shop\n",
		"User=tienda\n", "WorkingDirectory=/var/lib/tienda\n", "AmbientCapabilities=CAP_NET_BIND_SERVICE\n", "ReadWritePaths=/srv/shop\n",
	} {
		if !strings.Contains(unit, want) {
			t.Errorf("got\n%s\nwant %q in it", unit, want)
		}
	}
	if unit, err := command(t, "service", "install", "-print", "-proxies", "1"); err != nil || strings.Contains(unit, "CAP_NET_BIND_SERVICE") || !strings.Contains(unit, "PrivateUsers=yes") {
		t.Errorf("behind a proxy: got %v\n%s\nwant no right to low ports", err, unit)
	}
	unit, err = command(t, "service", "install", "-print", "-options", " Talla, Color de tela,", "-photos", "/srv/photos", "-private")
	if want := `serve "-options=Talla,Color de tela" -photos=/srv/photos -private=true` + "\n"; err != nil || !strings.Contains(unit, want) || strings.Contains(unit, "ReadWritePaths=") {
		t.Errorf("with a sheet: got %v\n%s\nwant %q in it, and no folder to write to", err, unit, want)
	}
	tests := []struct{ line, want string }{
		{"service install -print -import https://sheet.example/secret", "name the table in /etc/carrito/environment as CARRITO_IMPORT, and leave out -import"},
		{"service install -print -photos /home/rosa/photos", "which the service does not see"},
		{"service", "usage: service install"},
		{"service install -print -name ../x", "is no name for a service"},
		{"service install -print -domain 203.0.113.7", "is an IP address"},
		{"service install -print -domain tienda.example -proxies 1", "-proxies says"},
		{"service install -print -web /home/rosa/web", "which the service does not see"},
		{"service install -print -database postgres://rosa:secret@db.example/shop", "CARRITO_DATABASE"},
		{"service uninstall -name ../x", "is no name for a service"},
	}
	for _, test := range tests {
		_, err := command(t, strings.Fields(test.line)...)
		if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: got %v, want an error with %q", test.line, err, test.want)
		}
	}
	var help bytes.Buffer
	run(t.Context(), []string{"service", "install", "-h"}, io.Discard, &help)
	if !strings.Contains(help.String(), "-print") {
		t.Errorf("got %s, want the flags", &help)
	}
}
