package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"carrito/server/picture/picturetest"
)

// The demo shop's catalogue is written as a table, and the table is imported into an
// empty shop and into its own: nothing changes.
func TestExportTable(t *testing.T) {
	for _, name := range []string{"table.csv", "table.xlsx"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			web := t.TempDir()
			if err := os.CopyFS(filepath.Join(web, "images"), os.DirFS("../web/images")); err != nil {
				t.Fatal(err)
			}
			table := filepath.Join(t.TempDir(), name)
			stdout, err := command(t, "export-table", "-products", "../web/products.json", "-shop", "../web/shop.json", table)
			if err != nil || !strings.Contains(stdout, "import takes it back") {
				t.Fatalf("got %q, %v", stdout, err)
			}
			target := filepath.Join(web, "products.json")
			for _, shop := range []string{"an empty shop", "its own shop"} {
				stdout, err := command(t, "import", "-shop", "../web/shop.json", "-o", target, table)
				if err != nil || strings.Contains(stdout, "left out:") || strings.Contains(stdout, "note:") {
					t.Fatalf("%s: got %q, %v, want no remarks", shop, stdout, err)
				}
				again := filepath.Join(t.TempDir(), "again.csv")
				before := filepath.Join(t.TempDir(), "before.csv")
				for file, products := range map[string]string{again: target, before: "../web/products.json"} {
					if _, err := command(t, "export-table", "-products", products, "-shop", "../web/shop.json", file); err != nil {
						t.Fatal(err)
					}
				}
				if read(t, again) != read(t, before) {
					t.Errorf("%s: the catalogue has changed", shop)
				}
			}
		})
	}
}

func TestExportTableRefuses(t *testing.T) {
	faulty := write(t, "products.json", `[{"id": 1}]`)
	for _, test := range []struct {
		args []string
		want string
	}{
		{[]string{"table.pdf"}, "must end in .csv or .xlsx"},
		{[]string{"-products", faulty, filepath.Join(t.TempDir(), "a.csv")}, "slug is missing"},
		{[]string{"-products", "nada.json", filepath.Join(t.TempDir(), "a.csv")}, "nada.json"},
	} {
		_, err := command(t, append([]string{"export-table", "-shop", "../web/shop.json"}, test.args...)...)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q: got %v, want an error with %q", test.args, err, test.want)
		}
	}
}

// A table names pictures by file and by address. Both become the shop's own.
func TestImportPhotos(t *testing.T) {
	photo := picturetest.JPEG(t, 40, 30, 6, nil)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.Write(photo) }))
	defer server.Close()
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "polo.jpg"), photo, 0o600); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, cell string
		flags      []string
		want       string // within the catalogue
		left       string // within the output
	}{
		{"from a folder", "Polo.JPG", []string{"-photos", folder}, `"src": "/web/images/polo-`, ""},
		{"not in the folder", "nada.jpg", []string{"-photos", folder}, "", `the image "nada.jpg" is neither a web address nor a file`},
		{"fetched", server.URL + "/f/polo.jpg", []string{"-photos", "fetch", "-private"}, `"src": "/web/images/polo-`, ""},
		{"fetched from a private address", server.URL + "/polo.jpg", []string{"-photos", "fetch"}, "", "could not be fetched: the address belongs to this machine"},
		{"left where it is", "https://x.example/polo.jpg", nil, `"src": "https://x.example/polo.jpg"`, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			flags := webFolder(t, "")
			target := flags[5]
			stdout, err := command(t, append(append([]string{"import", "-force", "-shop", flags[3], "-o", target}, test.flags...), write(t, "t.csv", "Nombre,Precio,Foto\nPolo,20,"+test.cell+"\n"))...)
			if err != nil || !strings.Contains(stdout, test.left) || test.left == "" && strings.Contains(stdout, "left out:") {
				t.Fatalf("got %q, %v", stdout, err)
			}
			got := read(t, target)
			if !strings.Contains(got, test.want) || test.want != "" && strings.HasPrefix(test.want, `"src": "/web`) && !strings.Contains(got, `"width": 30`) {
				t.Errorf("got %s, want %s with its size", got, test.want)
			}
			if _, err := command(t, append([]string{"check"}, flags...)...); err != nil {
				t.Errorf("check: got %v, want no fault", err)
			}
		})
	}
}

// The server imports a table on the web, and goes on with the last good one.
func TestServeImports(t *testing.T) {
	var page atomic.Bool
	sheet := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if page.Load() {
			fmt.Fprint(w, "<html>Sign in</html>")
			return
		}
		fmt.Fprint(w, "Nombre,Precio\nGorra de la hoja,39.90\n")
	}))
	defer sheet.Close()
	for _, name := range []string{"a catalogue", "no catalogue yet", "by the environment"} {
		t.Run(name, func(t *testing.T) {
			page.Store(false)
			flags := webFolder(t, "")
			table := []string{"-import", sheet.URL, "-private", "-every", "10s"}
			switch name {
			case "no catalogue yet":
				os.Remove(flags[5])
			case "by the environment":
				t.Setenv("CARRITO_IMPORT", sheet.URL)
				table = table[2:]
			}
			var log safeBuffer
			url := servedLogging(t, &log, append(flags, table...)...)
			for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
				if _, body, _ := get(t, url+"/"); strings.Contains(body, "Gorra de la hoja") {
					break
				}
				if time.Now().After(deadline) {
					t.Fatalf("the product of the sheet is not shown; the log: %s", log.String())
				}
			}
			if !strings.Contains(log.String(), "was imported: Table export: 1 products") {
				t.Errorf("got the log %s, want the import in it", log.String())
			}
		})
	}
}

func TestServeRefusesTables(t *testing.T) {
	flags := webFolder(t, "")
	for want, more := range map[string][]string{
		"takes an address": {"-import", "products.csv"}, "at least 10s": {"-import", "https://x.example/", "-every", "1s"},
	} {
		if _, err := command(t, append(append([]string{"serve", "-addr", "127.0.0.1:0"}, flags...), more...)...); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want an error with %q", more, err, want)
		}
	}
	os.Remove(flags[5])
	_, err := command(t, append(append([]string{"serve", "-addr", "127.0.0.1:0"}, flags...), "-import", "http://127.0.0.1:1/")...)
	if err == nil || !strings.Contains(err.Error(), "the first import") {
		t.Errorf("got %v, want the first import to fail", err)
	}
}
