package publish_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"carrito/server/publish"
	"carrito/server/site"
)

// programVariable says what this test does as the owner's command.
const programVariable = "TEST_PUBLISH"

func TestMain(m *testing.M) {
	switch os.Getenv(programVariable) {
	case "well":
		folder, _ := os.Getwd()
		os.Stdout.WriteString("\x1b[32min " + filepath.Base(folder) + "\x1b[0m " + strings.Join(os.Args[1:], "|") + "\n")
		os.Stderr.WriteString("key=" + os.Getenv("CARRITO_STRIPE_KEY") + "\n")
		os.Exit(0)
	case "badly":
		os.Exit(3)
	case "long":
		os.Stdout.WriteString("waiting\n")
		time.Sleep(time.Hour)
	}
	os.Exit(m.Run())
}

// newShop returns a shop whose command is this test.
func newShop(t *testing.T, does string, arguments ...string) publish.Job {
	t.Helper()
	t.Setenv(programVariable, does)
	t.Setenv("CARRITO_STRIPE_KEY", "sk_live_secret")
	folder := t.TempDir()
	web := filepath.Join(folder, "web")
	if err := os.CopyFS(filepath.Join(web, "css"), os.DirFS("../../web/css")); err != nil {
		t.Fatal(err)
	}
	put := func(name, content string) {
		if err := os.WriteFile(filepath.Join(web, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"boot.js", "worker.js", "rest.js", "start.js", "icons.svg"} {
		data, err := os.ReadFile("../../web/" + name)
		if err != nil {
			t.Fatal(err)
		}
		put(name, string(data))
	}
	for _, name := range []string{"app.wasm", "rest.wasm", "wasm_exec.js", "texts.json"} {
		put(name, "x")
	}
	put("products.json", `[{"id": 1, "slug": "gorra", "name": "Gorra", "price": "10.00", "category": "Gorras"}]`)
	command := "[]"
	if does != "" {
		program, err := os.Executable()
		if err != nil {
			t.Fatal(err)
		}
		text, _ := json.Marshal(append([]string{program}, arguments...))
		command = string(text)
	}
	put("shop.json", `{"name": "Moda", "language": "es", "locale": "es-PE", "currency": "PEN", "moved": {"sombreros": "gorras"}, "publish": `+command+`}`)
	files := site.Files{Shop: filepath.Join(web, "shop.json"), Products: filepath.Join(web, "products.json"), Web: web}
	return publish.Job{Files: files, Out: filepath.Join(folder, "dist"), Limit: time.Minute}
}

func TestRun(t *testing.T) {
	tests := []struct {
		name, does string
		limit      time.Duration
		want       publish.Outcome
	}{
		{"no command", "", time.Minute, publish.Outcome{Kind: publish.Exported}},
		{"well", "well", time.Minute, publish.Outcome{Kind: publish.Published}},
		{"badly", "badly", time.Minute, publish.Outcome{Kind: publish.Failed, Status: 3}},
		{"too long", "long", time.Second, publish.Outcome{Kind: publish.Late}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			job := newShop(t, test.does, "a b", "$HOME; rm *")
			job.Limit = test.limit
			var out bytes.Buffer
			if got := job.Run(t.Context(), &out); got != test.want {
				t.Errorf("got %+v, want %+v: %s", got, test.want, out.String())
			}
			if test.does == "well" {
				said := publish.Plain(out.String())
				if want := "in " + filepath.Base(publish.Folder(job.Files)) + " a b|$HOME; rm *\nkey=\n"; !strings.Contains(said, want) {
					t.Errorf("got %q, want %q: the arguments as they are, in the folder of the shop, without its keys", said, want)
				}
			}
			page, err := os.ReadFile(filepath.Join(job.Out, "categoria", "gorras", "index.html"))
			if err != nil || !strings.Contains(string(page), "Gorra") {
				t.Errorf("got %v, want the shop written", err)
			}
			if moved, err := os.ReadFile(filepath.Join(job.Out, "categoria", "sombreros", "index.html")); err != nil || !strings.Contains(string(moved), `url=/categoria/gorras/"`) {
				t.Errorf("got %s, %v, want a page that leads to where the category went", moved, err)
			}
			filepath.WalkDir(job.Out, func(name string, entry os.DirEntry, err error) error {
				if entry != nil && !entry.IsDir() {
					if data, _ := os.ReadFile(name); bytes.Contains(data, []byte("$HOME; rm *")) || bytes.Contains(data, []byte(`"publish"`)) {
						t.Errorf("%s has the command", name)
					}
				}
				return err
			})
		})
	}
}

func TestRunFails(t *testing.T) {
	job := newShop(t, "well")
	data, _ := os.ReadFile(job.Files.Shop)
	write := func(text string) {
		if err := os.WriteFile(job.Files.Shop, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	program, _ := os.Executable()
	write(strings.Replace(string(data), program, "no-such-program", 1))
	var out bytes.Buffer
	if got := job.Run(t.Context(), &out); got.Kind != publish.Unknown || got.Detail != "no-such-program" {
		t.Errorf("got %+v, want no such program", got)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if got := job.Run(ctx, &out); got.Kind != publish.Stopped {
		t.Errorf("got %+v, want it stopped", got)
	}
	write("{")
	if got := job.Run(t.Context(), &out); got.Kind != publish.Unwritten || !strings.Contains(got.Detail, "cut off") {
		t.Errorf("got %+v, want the fault of the file", got)
	}
}

// Only one thing is published at a time, output comes while the command runs, and the
// command ends with the server.
func TestPublisher(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	p := publish.New(ctx, newShop(t, "long"))
	if !p.Start() || p.Start() {
		t.Fatal("want it started once")
	}
	for !strings.Contains(p.State().Output, "waiting\n") {
		time.Sleep(10 * time.Millisecond)
		if s := p.State(); !s.Running {
			t.Fatalf("got %+v", s)
		}
	}
	stop()
	for p.State().Running {
		time.Sleep(10 * time.Millisecond)
	}
	if got := p.State().Outcome; got.Kind != publish.Stopped {
		t.Errorf("got %+v, want it stopped", got)
	}
}

func TestPlain(t *testing.T) {
	for text, want := range map[string]string{
		"\x1b[1;32mgood\x1b[0m\r\n": "good\n", "10 %\r20 %": "10 %\n20 %", "\x1b]0;title\x07x": "x", "a\x00\x08b\tc": "ab\tc", "ñ \xff": "ñ ", "<b>": "<b>",
	} {
		if got := publish.Plain(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
