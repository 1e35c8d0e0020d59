package bench_test

import (
	"encoding/json"
	"testing"

	"carrito/server/e2e/browsertest"
	"carrito/server/shoptest/large"
	"carrito/server/site"
)

// maxCached is the maximum size of the worker's caches, in bytes, for a shop with 10,000
// products. The caches contain a build, the catalogue, 40 pages and 24 MiB of pictures.
// During an update they contain a second build and catalogue.
const maxCached = 64 << 20

// BenchmarkWorkerKeeps opens a shop with 10,000 products. It reports the size of the
// worker's caches, and the storage that the browser counts for the shop.
func BenchmarkWorkerKeeps(b *testing.B) {
	products := large.Products(10_000)
	files := site.Files{Shop: browsertest.Web + "/shop.json", Products: b.TempDir() + "/products.json", Web: browsertest.Web}
	browsertest.WriteFile(b, files.Products, string(products))
	tab := browsertest.NewProcess(b).OpenWithWorker(browsertest.StartMachine(b, browsertest.NewHandler(b, files)).Base())
	tab.Visit("/")
	tab.AwaitWorker()
	tab.Visit(plainProduct(b, products))
	var kept map[string]struct{ Files, Bytes int }
	if err := json.Unmarshal([]byte(browsertest.Eval[string](tab, browsertest.CachedBodies)), &kept); err != nil {
		b.Fatal(err)
	}
	sum := 0
	for _, cache := range kept {
		sum += cache.Bytes
	}
	reportOnly(b)
	b.ReportMetric(float64(len(products)), "catalogue-bytes")
	b.ReportMetric(float64(sum), "kept-bytes")
	b.ReportMetric(browsertest.Eval[float64](tab, "navigator.storage.estimate().then(e => e.usage)"), "storage-bytes")
	if sum > maxCached {
		b.Errorf("got %d bytes cached, want at most %d", sum, maxCached)
	}
}
