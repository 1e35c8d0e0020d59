package offline_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"carrito/server/e2e/browsertest"
	"carrito/server/site"

	"github.com/andybalholm/brotli"
	"github.com/chromedp/chromedp"
)

// A new version is deployed between the loading of a page and of its program. The old
// page gets its program if the worker still has it. Otherwise it shows an alert and works
// without the program. A new page gets the new program, even from an old worker.
func TestDeployBetweenPageAndProgram(t *testing.T) {
	t.Parallel()
	program, err := os.ReadFile(browsertest.Web + "/app.wasm")
	if err != nil {
		t.Fatal("the browser program is not built: run make program")
	}
	oldShop := browsertest.NewShop(t, "Una", browsertest.TwoHats)
	newShop := browsertest.NewHandler(t, withProgram(t, append(bytes.Clone(program), "\x00\x05\x04next"...)))

	t.Run("old page, program gone", func(t *testing.T) {
		m := browsertest.StartMachine(t, changed(newShop, map[string]http.HandlerFunc{"/producto/": oldShop.ServeHTTP}))
		tab := browsertest.NewBrowser(t).OpenWithWorker(m.Base())
		tab.Do(chromedp.Navigate(tab.Base + "/producto/1"))
		tab.AwaitText("[role=alert]", "no se pudo cargar")
		tab.Press("button", "Agregar al carrito")
		tab.AwaitCount(1)
		tab.Press("link", "Carrito")
		tab.Await("window.carrito?.ready")
		tab.AwaitText("#subtotal", "S/ 39.90")
	})
	t.Run("old page, program cached by the worker", func(t *testing.T) {
		m := browsertest.StartMachine(t, oldShop)
		tab := browsertest.NewBrowser(t).OpenWithWorker(m.Base())
		tab.Visit("/")
		tab.AwaitWorker()
		clearBrowserCache(tab)
		m.Run(changed(newShop, map[string]http.HandlerFunc{"/producto/": oldShop.ServeHTTP}))
		tab.Visit("/producto/1")
		tab.Press("button", "Agregar al carrito")
		tab.AwaitCount(1)
	})
	t.Run("new page, old worker", func(t *testing.T) {
		m := browsertest.StartMachine(t, oldShop)
		tab := browsertest.NewBrowser(t).OpenWithWorker(m.Base())
		tab.Visit("/")
		tab.AwaitWorker()
		var requested atomic.Bool
		m.Run(changed(newShop, map[string]http.HandlerFunc{
			"/worker.js": oldShop.ServeHTTP,
			"/web/assets/" + assetNames(newShop)["app"]: func(w http.ResponseWriter, r *http.Request) {
				requested.Store(true)
				newShop.ServeHTTP(w, r)
			},
		}))
		tab.Visit("/producto/1")
		tab.AwaitText("h1", "Gorra")
		if !requested.Load() {
			t.Error("the new program was not requested")
		}
		m.Stop()
		tab.Visit("/producto/1")
		tab.AwaitText("h1", "Gorra")
		tab.AwaitText(browsertest.StaleBar, "Precios del")
	})
}

// assetNames returns the names of the hashed files that the first page of a shop needs.
// The keys are the names without hash and extension.
func assetNames(handler http.Handler) map[string]string {
	answer := httptest.NewRecorder()
	handler.ServeHTTP(answer, httptest.NewRequest("GET", "/", nil))
	names := map[string]string{}
	for _, part := range strings.Split(answer.Body.String(), "/web/assets/")[1:] {
		name := part[:strings.IndexAny(part, `"'#`)]
		names[strings.SplitN(name, ".", 2)[0]] = name
	}
	return names
}

// withProgram returns the files of a shop with browsertest.TwoHats and the given program.
// It compresses the program in advance at the fastest level, which saves time.
func withProgram(t *testing.T, program []byte) site.Files {
	t.Helper()
	folder := t.TempDir()
	if err := os.CopyFS(filepath.Join(folder, "css"), os.DirFS(browsertest.Web+"/css")); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"boot.js", "worker.js", "icons.svg", "wasm_exec.js"} {
		data, err := os.ReadFile(browsertest.Web + "/" + name)
		if err != nil {
			t.Fatal(err)
		}
		browsertest.WriteFile(t, filepath.Join(folder, name), string(data))
	}
	browsertest.WriteFile(t, filepath.Join(folder, "app.wasm"), string(program))
	if err := os.Mkdir(filepath.Join(folder, ".cache"), 0o700); err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	w := brotli.NewWriterLevel(&packed, brotli.BestSpeed)
	w.Write(program)
	w.Close()
	browsertest.WriteFile(t, filepath.Join(folder, ".cache", fmt.Sprintf("%x.br", sha256.Sum256(program))), packed.String())
	files := browsertest.ShopFiles(t, "Una", strings.Replace(browsertest.TwoHats, `/web/images/`, `https://img.example/`, 1))
	files.Web = folder
	return files
}
