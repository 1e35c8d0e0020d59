package bench_test

import (
	"cmp"
	"encoding/json"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"carrito/server/asset"
	"carrito/server/e2e/browsertest"
)

// The search engines that ours is compared with.
const (
	pagefindVersion   = "1.6.0"
	minisearchVersion = "7.2.0"
)

// engine is a search engine whose index is plain files, for products in a file.
type engine struct {
	name  string
	find  string // JavaScript: a function that searches for a text and returns the ids of the first five products
	typed string // JavaScript: a function that does so while a shopper types; "" if find does

	seconds float64 // to make the index
	memory  int64   // to make the index, peak in bytes
	files   int     // of the index
	bytes   int64   // of the index, as they are sent
	failed  string  // why there is no index
	base    string  // the address of a page where find runs
}

// findWithPagefind searches with Pagefind. Its results come in one file each.
const findWithPagefind = `async (text) => {
	window.pagefind ??= await import("/pagefind.js");
	const { results } = await pagefind.search(text);
	const data = await Promise.all(results.slice(0, 5).map((r) => r.data()));
	return data.map((d) => Number(d.url.match(/(\d+)\/$/)[1]));
}`

// findWithMiniSearch searches with MiniSearch, whose index is one file.
const findWithMiniSearch = `async (text) => {
	window.index ??= await Promise.all([import("/minisearch.js"), import("/options.js"), fetch("/index.json").then((r) => r.text())])
		.then(([m, options, json]) => m.default.loadJSON(json, options.default));
	return index.search(text).slice(0, 5).map((r) => r.id);
}`

// peers makes the indexes of the other search engines and serves them.
func peers(b *testing.B, products string) []*engine {
	b.Helper()
	all := []*engine{{name: "Pagefind " + pagefindVersion, find: findWithPagefind}, {name: "MiniSearch " + minisearchVersion, find: findWithMiniSearch}}
	for i, arguments := range [][]string{
		{"pagefind.mjs", browsertest.NPM(b, "pagefind", pagefindVersion)},
		{"minisearch.mjs", browsertest.NPM(b, "minisearch", minisearchVersion)},
	} {
		out := b.TempDir()
		all[i].build(append(arguments, products, out)...)
		if all[i].failed == "" {
			all[i].serve(b, out)
		}
	}
	return all
}

// buildPatience is how long an index may take to be made.
const buildPatience = 20 * time.Minute

// build runs a script of testdata that makes an index.
func (e *engine) build(arguments ...string) {
	arguments[0] = filepath.Join("testdata", arguments[0])
	run := exec.Command("node", append([]string{"--max-old-space-size=8192"}, arguments...)...)
	var wrong strings.Builder
	run.Stderr = &wrong
	timer := time.AfterFunc(buildPatience, func() { run.Process.Kill() })
	defer timer.Stop()
	out, err := run.Output()
	if err != nil {
		e.failed = cmp.Or(firstLine(wrong.String()), err.Error())
		return
	}
	var made struct{ Seconds float64 }
	if err := json.Unmarshal(out, &made); err != nil {
		e.failed = err.Error()
	}
	e.seconds, e.memory = made.Seconds, run.ProcessState.SysUsage().(*syscall.Rusage).Maxrss<<10
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return line
}

// serve serves the files of a folder, compressed, and an empty page.
func (e *engine) serve(b *testing.B, folder string) {
	b.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("/{$}", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Write([]byte(`<!DOCTYPE html><html lang="es"><title>search</title>`))
	})
	err := filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		address, _ := filepath.Rel(folder, name)
		e.files++
		if asset.Type(name) == "" { // Pagefind has compressed it
			e.bytes += info.Size()
			mux.HandleFunc("/"+filepath.ToSlash(address), func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, name) })
			return nil
		}
		content, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		body := asset.New(asset.Type(name), content, asset.Thorough)
		body.Compress(nil)
		e.bytes += int64(cmp.Or(body.Sizes().Brotli, len(content)))
		mux.HandleFunc("/"+filepath.ToSlash(address), func(w http.ResponseWriter, r *http.Request) { body.Send(w, r, http.StatusOK, asset.Revalidate) })
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	e.base = browsertest.Listen(b, mux)
}
