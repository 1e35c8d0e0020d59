package main

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Without a command, the program serves the shop of this folder, or of the folder
// below, also while another program has the usual port.
func TestStart(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:8000")
	if err == nil {
		defer taken.Close()
	}
	t.Setenv("DISPLAY", "")
	t.Setenv("WAYLAND_DISPLAY", "")
	for _, folder := range []string{".", demoFolder} {
		t.Run(folder, func(t *testing.T) {
			t.Chdir(t.TempDir())
			flags := webFolder(t, `, "orders": {"channels": [{"kind": "server"}], `+pickup+`}`)
			if err := os.MkdirAll(folder, 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.CopyFS(filepath.Join(folder, "web"), os.DirFS(flags[1])); err != nil {
				t.Fatal(err)
			}
			ctx, stop := context.WithCancel(t.Context())
			out, in := io.Pipe()
			done := make(chan error, 1)
			go func() { done <- run(ctx, nil, in, io.Discard); in.Close() }()
			line := make([]byte, 200)
			n, err := out.Read(line)
			if err != nil {
				t.Fatal(<-done)
			}
			go io.Copy(io.Discard, out)
			url := regexp.MustCompile(`http://\S+[^/\s]`).FindString(string(line[:n]))
			if status, page, _ := get(t, url+"/"); status != 200 || !strings.Contains(page, "Tienda") {
				t.Errorf("got %d, want the shop", status)
			}
			if _, err := os.Stat(filepath.Join(folder, "orders.db")); err != nil {
				t.Errorf("got %v, want the orders beside the folder web", err)
			}
			stop()
			if err := <-done; err != nil {
				t.Error(err)
			}
		})
	}
}

// Where there is no shop, and none in the program, the missing file is named.
func TestStartWithoutShop(t *testing.T) {
	t.Chdir(t.TempDir())
	if _, err := command(t); err == nil || !strings.Contains(err.Error(), filepath.Join("web", "shop.json")) {
		t.Errorf("got %v, want the missing file named", err)
	}
	if entries, err := os.ReadDir("."); err != nil || len(entries) > 0 {
		t.Errorf("got %v, %v, want nothing written", entries, err)
	}
}

// A restore that was killed may have left no folder carrito-shop, but the owner's shop
// under another name. No demo shop takes its place.
func TestStartAfterAKilledRestore(t *testing.T) {
	t.Chdir(t.TempDir())
	before := demoFolder + ".before-20260102-150405.000"
	for _, name := range []string{before, before + "-before"} {
		if err := os.MkdirAll(filepath.Join(name, "web"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	_, made, err := findShop()
	if made || err == nil || !strings.Contains(err.Error(), before+", "+before+"-before") {
		t.Errorf("got %v, want both folders named", err)
	}
	if _, err := os.Stat(demoFolder); err == nil {
		t.Error("got a demo shop, want none")
	}
	flags := webFolder(t, "")
	if err := os.CopyFS(filepath.Join(demoFolder, "web"), os.DirFS(flags[1])); err != nil {
		t.Fatal(err)
	}
	if folder, _, err := findShop(); folder != demoFolder || err != nil {
		t.Errorf("got %s, %v, want the shop that is there", folder, err)
	}
}

// Finder starts a program in the home folder, and the shop is beside the program then.
// A terminal starts it by a shorter name, or in another folder.
func TestEnterOwnFolder(t *testing.T) {
	tests := []struct {
		name, program, from string // in the home folder
		shop                string // of an earlier start
		want                string
	}{
		{name: "by a double click", program: "Downloads/carrito/carrito", from: ".", want: "Downloads/carrito"},
		{name: "from a terminal", program: "Downloads/carrito/carrito", from: "Downloads", want: "Downloads"},
		{name: "a shop in the home folder", program: "Downloads/carrito/carrito", from: ".", shop: demoFolder, want: "."},
		{name: "a shop that is the home folder", program: "Downloads/carrito/carrito", from: ".", shop: ".", want: "."},
		{name: "a shop that a restore has left", program: "Downloads/carrito/carrito", from: ".", shop: demoFolder + ".before-20260102-150405.000", want: "."},
		{name: "by a command", program: "", from: ".", want: "."},
		{name: "a program in the home folder", program: "carrito", from: ".", want: "."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			home := t.TempDir()
			t.Setenv("HOME", home)
			t.Setenv("USERPROFILE", home)
			program := "carrito"
			if test.program != "" {
				program = filepath.Join(home, test.program)
			}
			if err := os.MkdirAll(filepath.Dir(program), 0o755); err != nil {
				t.Fatal(err)
			}
			if test.shop != "" {
				web := filepath.Join(home, test.shop, "web")
				if err := errors.Join(os.MkdirAll(web, 0o755), os.WriteFile(filepath.Join(web, "shop.json"), nil, 0o644)); err != nil {
					t.Fatal(err)
				}
			}
			t.Chdir(filepath.Join(home, test.from))
			enterOwnFolder(program)
			here, _ := os.Stat(".")
			if want, err := os.Stat(filepath.Join(home, test.want)); err != nil || !os.SameFile(here, want) {
				folder, _ := os.Getwd()
				t.Errorf("got %s, %v, want %s", folder, err, test.want)
			}
		})
	}
}

func TestHasDesktop(t *testing.T) {
	tests := []struct {
		name, system string
		env          map[string]string
		want         bool
	}{
		{"Windows", "windows", nil, true},
		{"macOS", "darwin", nil, true},
		{"Linux at a terminal", "linux", nil, false},
		{"Linux with X", "linux", map[string]string{"DISPLAY": ":0"}, true},
		{"Linux with Wayland", "linux", map[string]string{"WAYLAND_DISPLAY": "wayland-0"}, true},
		{"by ssh", "linux", map[string]string{"DISPLAY": "localhost:10.0", "SSH_CONNECTION": "203.0.113.9 1 203.0.113.7 22"}, false},
		{"macOS by ssh", "darwin", map[string]string{"SSH_CONNECTION": "203.0.113.9 1 203.0.113.7 22"}, false},
		{"as a service", "linux", map[string]string{"DISPLAY": ":0", "INVOCATION_ID": "0123"}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := hasDesktop(test.system, func(name string) string { return test.env[name] }); got != test.want {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}
