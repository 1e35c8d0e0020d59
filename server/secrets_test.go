package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// No command prints a password.
func TestCommandsHidePasswords(t *testing.T) {
	folder := webFolder(t, `, "orders": {"channels": [{"kind": "server"}], `+pickup+`}`)
	flags := append([]string{"-addr", "127.0.0.1:0"}, folder...)
	const postgres, mysql = "postgres://ana:secr%eta@127.0.0.1:1/shop", "mysql://ana:secr%eta@127.0.0.1/shop"
	tests := []struct {
		name, environment string
		args              []string
		want              string
	}{
		{"usage of serve", postgres, []string{"serve", "-h"}, "ana:…@127.0.0.1:1"},
		{"usage of orders", postgres, []string{"orders", "-h"}, "ana:…@127.0.0.1:1"},
		{"usage of admin", postgres, []string{"admin", "password", "-h"}, "ana:…@127.0.0.1:1"},
		{"serve", postgres, append([]string{"serve"}, flags...), "127.0.0.1"},
		{"serve by a flag", "", append([]string{"serve", "-database", postgres}, flags...), "127.0.0.1"},
		{"unknown database", mysql, append([]string{"serve"}, flags...), "mysql://ana:…@127.0.0.1/shop is no database that there is"},
		{"unknown database for orders", mysql, append([]string{"orders"}, folder[:4]...), "mysql://ana:…@127.0.0.1/shop is no database that there is"},
		{"unknown database for admin", mysql, []string{"admin", "password"}, "mysql://ana:…@127.0.0.1/shop is no database that there is"},
		{"keyword=value pairs", "host=127.0.0.1 password=secr%eta", append([]string{"orders"}, folder[:4]...), "password=… is no database"},
		{"a command that is an address", "", []string{postgres}, "there is no command"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			t.Setenv("CARRITO_DATABASE", test.environment)
			var out bytes.Buffer
			err := run(t.Context(), test.args, &out, &out)
			if err == nil {
				t.Fatal("got no error, want one")
			}
			printed := out.String() + err.Error()
			if strings.Contains(printed, "eta") || !strings.Contains(printed, test.want) {
				t.Errorf("got %s, want %s in it, and no password", printed, test.want)
			}
			if left, _ := filepath.Glob("*"); len(left) > 0 {
				t.Errorf("got the files %q, want none", left)
			}
		})
	}
	if _, err := os.Stat("mysql:"); err == nil {
		t.Error("got a folder mysql:, want none")
	}
}
