package hosts_test

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"carrito/server/asset"
	"carrito/server/e2e/browsertest"
	"carrito/server/site"

	"github.com/chromedp/chromedp"
)

// programBudget is the most that a browser may download when the program changes a
// little, in bytes. The whole program takes 800,000.
const programBudget = 20_000

// A browser that has the earlier program downloads only what changed, also if the server
// was started anew. Page and worker together download it once.
func TestUpdateOfTheProgram(t *testing.T) {
	t.Parallel()
	earlier := browsertest.Program(t)
	later := append(browsertest.Program(t), "\x00\x05\x04next"...)
	files := browsertest.ProgramFiles(t, earlier)
	shop := browsertest.NewHandler(t, files)
	<-shop.Compressed()
	m := browsertest.StartMachine(t, shop)
	tab := browsertest.NewBrowser(t).OpenWithWorker(m.Base())
	tab.Before(browsertest.WaitForWorker)
	tab.Visit("/")
	tab.AwaitWorker()

	browsertest.Deploy(t, files, later)
	shop = browsertest.NewHandler(t, files)
	<-shop.Compressed()
	address := site.HashedName(site.ProgramFile, asset.New("", later, asset.Thorough))
	awaitDelta(t, shop, address, earlier)
	counting := &counter{Handler: shop}
	counting.reset()
	m.Run(counting)
	tab.Visit("/producto/1")
	tab.Press("button", "Agregar al carrito")
	tab.AwaitCount(1)
	tab.AwaitAsync("caches.keys().then(all => all.filter(name => name.includes('/web/assets/shell.')).length === 1)")
	tab.Do(chromedp.Navigate("about:blank"))
	counting.mu.Lock()
	defer counting.mu.Unlock()
	t.Logf("an update of the program: %d bytes in %q, in %d requests", counting.bytes[address], counting.codings[address], counting.asked[address])
	if coding := counting.codings[address]; coding != "dcz" || counting.bytes[address] > programBudget {
		t.Errorf("got %d bytes in %q, want at most %d in dcz", counting.bytes[address], coding, programBudget)
	}
}

// awaitDelta waits until a shop has made the delta of its program since an earlier one.
func awaitDelta(t *testing.T, shop http.Handler, address string, earlier []byte) {
	t.Helper()
	sum := sha256.Sum256(earlier)
	r := httptest.NewRequest("HEAD", address, nil)
	r.Header.Set("Accept-Encoding", "br, dcz")
	r.Header.Set("Available-Dictionary", ":"+base64.StdEncoding.EncodeToString(sum[:])+":")
	for begun := time.Now(); time.Since(begun) < browsertest.Patience; time.Sleep(50 * time.Millisecond) {
		w := httptest.NewRecorder()
		shop.ServeHTTP(w, r)
		if strings.Contains(w.Header().Get("Content-Encoding"), "dcz") {
			return
		}
	}
	t.Fatalf("got no delta within %s, want one", browsertest.Patience)
}
