package service

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// systemdAnalyze returns the program that checks units.
func systemdAnalyze(t *testing.T) string {
	t.Helper()
	program, err := exec.LookPath("systemd-analyze")
	if err != nil {
		t.Fatal("systemd-analyze is not here: install the package systemd")
	}
	return program
}

// units are services with all that differs between units.
var units = []struct {
	name    string
	options Options
	most    float64 // exposure, of 10
}{
	{"behind a proxy", Options{Args: []string{"-proxies=1"}}, 1.1},
	{"at a domain", Options{Args: []string{"-domain=tienda.example"}, Ports: true}, 1.4},
	{"with another folder", Options{Args: []string{"-web=/srv/my shop/100%", `-email="a$b"@c.example`}, Writes: []string{"/srv/my shop/100%"}}, 1.1},
}

// systemd takes the units as they are, and finds the service hardly exposed.
func TestUnit(t *testing.T) {
	analyze := systemdAnalyze(t)
	own, err := os.Executable() // verify wants a program that exists
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range units {
		t.Run(test.name, func(t *testing.T) {
			o := test.options
			o.Name, o.Program = "carrito", own
			file := filepath.Join(t.TempDir(), "carrito.service")
			if err := os.WriteFile(file, []byte(o.Unit()), 0o644); err != nil {
				t.Fatal(err)
			}
			if out, err := exec.Command(analyze, "verify", "--man=no", file).CombinedOutput(); err != nil || len(out) > 0 {
				t.Errorf("systemd-analyze verify: got %v\n%s\nof\n%s", err, out, o.Unit())
			}
			out, err := exec.Command(analyze, "security", "--offline=true", "--no-pager", file).CombinedOutput()
			level := regexp.MustCompile(`Overall exposure level for \S+: ([0-9.]+)`).FindSubmatch(out)
			if err != nil || level == nil {
				t.Fatalf("systemd-analyze security: got %v\n%s", err, out)
			}
			if got, _ := strconv.ParseFloat(string(level[1]), 64); got > test.most || got == 0 {
				t.Errorf("got the exposure %v, want at most %v:\n%s", got, test.most, out)
			}
		})
	}
}

// Each word of a command line arrives as it is.
func TestCommandLine(t *testing.T) {
	tests := []struct{ word, want string }{
		{"-domain=tienda.example", "-domain=tienda.example"},
		{"a b", `"a b"`},
		{"", `""`},
		{`a"b\c'd`, `"a\"b\\c'd"`},
		{"100%", "100%%"},
		{"$HOME;x", `"$$HOME;x"`},
		{"a\nExecStartPre=/bin/evil", `"a\nExecStartPre=/bin/evil"`},
		{"ñ", "ñ"},
	}
	for _, test := range tests {
		if got := commandLine([]string{test.word}); got != test.want {
			t.Errorf("%q: got %s, want %s", test.word, got, test.want)
		}
	}
}

// Whatever is in a word, it does not add a line to the unit.
func FuzzUnit(f *testing.F) {
	f.Add("a b")
	f.Add("a\r\n[Service]\nUser=root")
	lines := strings.Count(Options{Name: "a", Args: []string{"x"}, Writes: []string{"/x"}}.Unit(), "\n")
	f.Fuzz(func(t *testing.T, word string) {
		if got := (Options{Name: "a", Args: []string{word}, Writes: []string{word}}).Unit(); strings.Count(got, "\n") != lines || strings.Contains(got, "\r") {
			t.Errorf("%q: got another number of lines:\n%s", word, got)
		}
	})
}

func TestCheckName(t *testing.T) {
	for name, want := range map[string]bool{"carrito": true, "tienda-2": true, "": false, "Carrito": false, "a/b": false, "a b": false, "2a": false, "a.service": false, strings.Repeat("a", 32): false} {
		if got := CheckName(name); (got == nil) != want {
			t.Errorf("%q: got %v, want a name: %v", name, got, want)
		}
	}
}

func TestCheckFolder(t *testing.T) {
	for folder, want := range map[string]bool{"/srv/shop": true, "/var/lib/carrito/web": true, "/home/rosa/web": false, "/root": false, "/tmp/x": false, "/homes": true} {
		if got := (Options{Name: "carrito"}).CheckFolder(folder); (got == nil) != want {
			t.Errorf("%s: got %v, want it seen: %v", folder, got, want)
		}
	}
}

// machine is a machine in a folder, which notes the commands that are run.
func machine(t *testing.T, fails string) (m Machine, ran *[]string, said *bytes.Buffer) {
	t.Helper()
	root := t.TempDir()
	if err := os.MkdirAll(filepath.Join(root, "run/systemd/system"), 0o755); err != nil {
		t.Fatal(err)
	}
	ran, said = &[]string{}, &bytes.Buffer{}
	return Machine{Root: root, Out: said, Run: func(command string, args ...string) error {
		line := strings.ReplaceAll(strings.Join(append([]string{command}, args...), " "), root, "")
		*ran = append(*ran, line)
		if fails != "" && strings.HasPrefix(line, fails) {
			return errors.New(fails + " fails")
		}
		return nil
	}}, ran, said
}

// The service is installed, started once the shop is there, and removed without the
// shop.
func TestInstall(t *testing.T) {
	m, ran, said := machine(t, "")
	o := Options{Name: "carrito", Program: "/usr/local/bin/carrito", Args: []string{"-domain=tienda.example"}, Ports: true}
	program := filepath.Join(t.TempDir(), "carrito")
	if err := os.WriteFile(program, []byte("program"), 0o700); err != nil {
		t.Fatal(err)
	}
	steps := []struct {
		name string
		do   func() error
		ran  []string
		said string
	}{
		{"without a shop", func() error { return Install(m, o, program) },
			[]string{"systemd-sysusers /etc/sysusers.d/carrito.conf", "systemctl daemon-reload"}, "put the shop into /var/lib/carrito"},
		{"with a shop", func() error {
			if err := os.MkdirAll(m.path("/var/lib/carrito/web"), 0o755); err != nil {
				return err
			}
			if err := os.WriteFile(m.path("/var/lib/carrito/web/shop.json"), nil, 0o644); err != nil {
				return err
			}
			return Install(m, o, program)
		}, []string{"systemd-sysusers /etc/sysusers.d/carrito.conf", "systemctl daemon-reload", "systemctl enable carrito", "systemctl restart carrito"}, "the shop in /var/lib/carrito is served"},
		{"by the installed program", func() error { return Install(m, o, m.path(o.Program)) },
			[]string{"systemd-sysusers /etc/sysusers.d/carrito.conf", "systemctl daemon-reload", "systemctl enable carrito", "systemctl restart carrito"}, "is served"},
		{"removed", func() error { return Uninstall(m, o) }, []string{"systemctl disable --now carrito", "systemctl daemon-reload"}, "the shop stays in /var/lib/carrito"},
	}
	for _, step := range steps {
		*ran = nil
		said.Reset()
		if err := step.do(); err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		if !slices.Equal(*ran, step.ran) || !strings.Contains(said.String(), step.said) {
			t.Errorf("%s: got %q and %q, want %q and %q", step.name, *ran, said, step.ran, step.said)
		}
		unit, err := os.ReadFile(m.path("/etc/systemd/system/carrito.service"))
		if gone := step.name == "removed"; gone != errors.Is(err, os.ErrNotExist) || !gone && string(unit) != o.Unit() {
			t.Errorf("%s: got the unit %q, %v", step.name, unit, err)
		}
		if info, err := os.Stat(m.path(o.Program)); err != nil || info.Mode().Perm() != 0o755 {
			t.Errorf("%s: got the program %v, %v", step.name, info, err)
		}
	}
	if err := Uninstall(m, o); err == nil || !strings.Contains(err.Error(), "there is no service carrito") {
		t.Errorf("removed twice: got %v", err)
	}
}

// What fails is said, and where there is no systemd nothing is written.
func TestInstallFails(t *testing.T) {
	o := Options{Name: "carrito", Program: "/usr/local/bin/carrito"}
	own, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, command := range []string{"systemd-sysusers", "systemctl daemon-reload"} {
		m, _, _ := machine(t, command)
		if err := Install(m, o, own); err == nil || !strings.Contains(err.Error(), command+" fails") {
			t.Errorf("got %v, want that %s fails", err, command)
		}
	}
	m := Machine{Root: t.TempDir()}
	if err := Install(m, o, own); err == nil || !strings.Contains(err.Error(), "-print") {
		t.Errorf("without systemd: got %v, want an error that names -print", err)
	}
	if entries, err := os.ReadDir(m.Root); err != nil || len(entries) > 0 {
		t.Errorf("got %v, %v, want nothing written", fmt.Sprint(entries), err)
	}
}
