package bench_test

import (
	"encoding/json"
	"testing"

	"carrito/server/e2e/browsertest"
	"carrito/server/shoptest/large"
	"carrito/server/site"
)

// The maximum sizes of the worker's caches, in bytes, for a shop with 10,000 products:
// those of the parts of the catalogue, and of all else, which is a build, the directory of
// the catalogue, 40 pages and 24 MiB of pictures. During an update there is a second build.
const (
	maxParts  = 24 << 20
	maxCached = 64 << 20
)

// gathered is JavaScript that reports whether the worker has come to the end of the
// catalogue, or of the room for its parts.
const gathered = `caches.open("carrito / catalogue").then((cache) => cache.keys()).then((keys) => keys.some(({ url }) => url.endsWith("?end")))`

// partBytes is JavaScript for the bytes of the parts that the worker keeps.
const partBytes = `(async () => { const cache = await caches.open("carrito / catalogue"); let sum = 0;
	for (const key of await cache.keys()) if (key.url.includes("/part.")) sum += (await (await cache.match(key))?.arrayBuffer())?.byteLength ?? 0;
	return sum })()`

// BenchmarkWorkerKeeps opens a shop with 10,000 products, and waits until the worker keeps
// what it can of the catalogue. It reports the size of the worker's caches, and the storage
// that the browser counts for the shop.
func BenchmarkWorkerKeeps(b *testing.B) {
	products := large.Products(10_000)
	files := site.Files{Shop: browsertest.Web + "/shop.json", Products: b.TempDir() + "/products.json", Web: browsertest.Web}
	browsertest.WriteFile(b, files.Products, string(products))
	tab := browsertest.NewProcess(b).OpenWithWorker(browsertest.StartMachine(b, browsertest.NewHandler(b, files)).Base())
	tab.Visit("/")
	tab.AwaitWorker()
	tab.Visit(plainProduct(b, products))
	tab.AwaitAsync(gathered)
	var kept map[string]struct{ Files, Bytes int }
	if err := json.Unmarshal([]byte(browsertest.Eval[string](tab, browsertest.CachedBodies)), &kept); err != nil {
		b.Fatal(err)
	}
	sum := 0
	for _, cache := range kept {
		sum += cache.Bytes
	}
	parts := browsertest.Eval[int](tab, partBytes)
	reportOnly(b)
	b.ReportMetric(float64(len(products)), "catalogue-bytes")
	b.ReportMetric(float64(sum), "kept-bytes")
	b.ReportMetric(float64(parts), "part-bytes")
	b.ReportMetric(browsertest.Eval[float64](tab, "navigator.storage.estimate().then(e => e.usage)"), "storage-bytes")
	if parts == 0 || parts > maxParts || sum-parts > maxCached {
		b.Errorf("got %d bytes of parts and %d of all else cached, want some, at most %d, and at most %d", parts, sum-parts, maxParts, maxCached)
	}
}
