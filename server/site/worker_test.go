package site

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"carrito/app/ui/pages"
	"carrito/server/asset"

	"github.com/andybalholm/brotli"
	"golang.org/x/net/html"
)

// withWorker loads a shop whose folder has a worker.js.
func withWorker(t *testing.T, shop, products string) *Site {
	t.Helper()
	files := folder(t, shop, products)
	write(t, filepath.Join(files.Web, "worker.js"), "// the worker\nself.buildInfo.version;")
	s, err := Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// fixed returns one of the files whose address never changes.
func fixed(t *testing.T, s *Site, address string) string {
	t.Helper()
	files, err := s.Fixed()
	if err != nil {
		t.Fatal(err)
	}
	return string(files[address])
}

// renamed returns the site with other names for its files, as httpd makes it.
func renamed(t *testing.T, s *Site, names map[string]string) *Site {
	t.Helper()
	s, err := s.Renamed(names)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

const gorra = `[{"id": 1, "slug": "gorra", "name": "Gorra", "price": "39.90"}]`

// A browser takes any other byte of the worker for a new version of the shop. A
// new price must not change the worker. A new file must.
func TestWorkerChangesWithTheShopAlone(t *testing.T) {
	names := func(version string) map[string]string {
		return map[string]string{
			ProductsFile: "/web/assets/products." + version + ".json", ProgramFile: "/web/assets/app.1.wasm",
			RestFile: "/web/assets/rest.1.wasm", ShellFile: "/web/assets/shell.1.html",
		}
	}
	site := renamed(t, withWorker(t, plainShop, gorra), names("1"))
	worker, current := fixed(t, site, WorkerFile), fixed(t, site, CurrentFile)
	tests := []struct {
		name                    string
		site                    *Site
		wantWorker, wantCurrent bool // whether they stay the same
	}{
		{"loaded again", renamed(t, withWorker(t, plainShop, gorra), names("1")), true, true},
		{"another price", renamed(t, withWorker(t, plainShop, strings.Replace(gorra, "39.90", "1.00", 1)), names("2")), true, false},
		{"another name of the shop", renamed(t, withWorker(t, strings.Replace(plainShop, "Tienda", "Otra", 1), gorra), names("1")), false, false},
		{"another program", renamed(t, site, map[string]string{ProductsFile: "/web/assets/products.1.json", ProgramFile: "/web/assets/app.2.wasm"}), false, false},
		{"a program in one module", renamed(t, site, map[string]string{ProductsFile: "/web/assets/products.1.json", ProgramFile: "/web/assets/app.1.wasm"}), false, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := fixed(t, test.site, WorkerFile) == worker; got != test.wantWorker {
				t.Errorf("the same worker: got %v, want %v", got, test.wantWorker)
			}
			if got := fixed(t, test.site, CurrentFile) == current; got != test.wantCurrent {
				t.Errorf("the same current.json: got %v, want %v", got, test.wantCurrent)
			}
		})
	}
}

// The worker begins with the list of files that it caches: the shell, the
// program and all that the shell needs, and nothing of the catalogue.
func TestWorkerFiles(t *testing.T) {
	site := renamed(t, withWorker(t, plainShop, gorra), map[string]string{ShellFile: "/web/assets/shell.1.html", RestFile: "/web/assets/rest.1.wasm", ProductsFile: "/web/assets/products.1.json"})
	first, rest, _ := strings.Cut(fixed(t, site, WorkerFile), "\n")
	text, ok := strings.CutPrefix(strings.TrimSuffix(first, ";"), `"use strict";self.buildInfo=`)
	if !ok || !strings.Contains(rest, "self.buildInfo.version") || strings.Contains(rest, "the worker") {
		t.Fatalf("got %q and %q, want the list of files, and the script without comments", first, rest)
	}
	var build struct {
		Version, Shell, Current string
		Prefix                  *string
		Files                   []string
	}
	if err := json.Unmarshal([]byte(text), &build); err != nil {
		t.Fatal(err)
	}
	want := "/web/assets/shell.1.html /web/app.wasm /web/wasm_exec.js /web/icons.svg /web/texts.json /web/assets/rest.1.wasm"
	if got := strings.Join(build.Files, " "); got != want {
		t.Errorf("files: got %q, want %q", got, want)
	}
	if build.Version == "" || build.Prefix == nil || build.Shell != build.Files[0] || build.Current != CurrentFile {
		t.Errorf("got %s, want version, prefix, shell and current.json", text)
	}
	if strings.Contains(text, ProductsFile) || strings.Contains(text, "products.") {
		t.Errorf("got %s, want nothing of the catalogue", text)
	}
}

func TestNoWorker(t *testing.T) {
	files, err := load(t, plainShop, gorra).Fixed()
	if _, ok := files[WorkerFile]; err != nil || ok || len(files) != 2 {
		t.Errorf("got %d files, %v, want the manifest and current.json only", len(files), err)
	}
}

// The shell has everything that other pages have, but no product.
func TestShell(t *testing.T) {
	s := demo(t)
	shell, err := s.shell()
	if err != nil {
		t.Fatal(err)
	}
	root := parse(t, shell)
	if got := text(one(t, "title", all(root, "title"))); got != s.Shop.Name {
		t.Errorf("title: got %q, want %q", got, s.Shop.Name)
	}
	settings, err := pages.ReadSettings(text(one(t, "settings", with(all(root, "script"), "id", pages.SettingsID))))
	if err != nil {
		t.Fatal(err)
	}
	page, err := pages.ReadSettings(text(one(t, "settings", with(all(open(t, s, "/")), "id", pages.SettingsID))))
	if err != nil {
		t.Fatal(err)
	}
	if settings.Products != "" || settings.Sized.Version != "" || settings.Current != CurrentFile || settings.Version == "" || settings.Version != page.Version {
		t.Errorf("got the settings %+v, want current.json, no catalogue, and the version %s of a page", settings, page.Version)
	}
	for _, p := range s.Catalog.Products() {
		if strings.Contains(string(shell), p.Name) {
			t.Errorf("got the product %q in the shell, want none", p.Name)
		}
	}
	if strings.Contains(string(shell), ProductsFile) || len(with(all(root, "link"), "rel", "canonical")) > 0 {
		t.Error("got the catalogue or a canonical address in the shell's head, want neither")
	}
	one(t, "cart link", with(all(root, "a"), "href", "/carrito"))
	one(t, "count", with(all(root), "id", "cart-count"))
	one(t, "main", all(root, "main"))
	scripts := 0
	for _, script := range all(root, "script") {
		if script.FirstChild != nil && script.FirstChild.Type == html.TextNode && attr(script, "type") == "" {
			scripts++
		}
	}
	if scripts != 1 {
		t.Errorf("got %d inline scripts, want boot.js only", scripts)
	}
}

// workerBudget is the most that worker.js may weigh, in bytes of Brotli.
// Browsers download it at the first visit and after each new version. About 230 of them
// keep the parts of a large catalogue within their bound and those that pages asked for,
// leave the network to pages, and tell parts that are missing from a network that fails.
const workerBudget = 3_980

func TestWorkerSize(t *testing.T) {
	script, err := os.ReadFile("../../web/worker.js")
	if err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	w := brotli.NewWriterLevel(&packed, brotli.BestCompression)
	w.Write(asset.Enclosed(script))
	w.Close()
	t.Logf("worker.js: %d bytes in Brotli", packed.Len())
	if packed.Len() > workerBudget {
		t.Errorf("got %d bytes in Brotli, want at most %d", packed.Len(), workerBudget)
	}
}
