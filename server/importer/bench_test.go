package importer

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"carrito/server/shoptest"
)

// BenchmarkImport25000 imports a Shopify export of 25,000 products and 50 MB, about as many
// as a catalogue can have. It runs the command that owners run, first into a new catalogue
// and then into the same one. It reports the peak memory of the two runs and their mean
// time.
func BenchmarkImport25000(b *testing.B) {
	folder := b.TempDir()
	command, export := filepath.Join(folder, "carrito"), filepath.Join(folder, "products_export.csv")
	file, err := os.Create(export)
	if err != nil {
		b.Fatal(err)
	}
	if err := shoptest.WriteShopify(file, 25_000); err != nil {
		b.Fatal(err)
	}
	if err := file.Close(); err != nil {
		b.Fatal(err)
	}
	if out, err := exec.Command("go", "build", "-tags", "nodynamic", "-o", command, "..").CombinedOutput(); err != nil {
		b.Fatalf("go build: %v\n%s", err, out)
	}
	var most int64
	var took time.Duration
	for b.Loop() {
		for range 2 {
			run := exec.Command(command, "import", "-shop", "../../web/shop.json", "-o", filepath.Join(folder, "products.json"), export)
			start := time.Now()
			if out, err := run.CombinedOutput(); err != nil {
				b.Fatalf("import: %v\n%s", err, out)
			}
			took += time.Since(start) / 2
			most = max(most, run.ProcessState.SysUsage().(*syscall.Rusage).Maxrss)
		}
	}
	b.ReportMetric(took.Seconds()/float64(b.N), "s/import")
	b.ReportMetric(float64(most)/1024, "MiB-most") // Linux counts kB
	b.ReportMetric(0, "ns/op")
}

// A result does not hold the rows of the export, and it holds products.json only once.
func TestResultHoldsLittle(t *testing.T) {
	var export bytes.Buffer
	if err := shoptest.WriteShopify(&export, 2000); err != nil {
		t.Fatal(err)
	}
	before := inUse()
	r, err := Import(bytes.NewReader(export.Bytes()), Options{Digits: 2, Currency: "PEN", Locale: "es-PE"})
	if err != nil {
		t.Fatal(err)
	}
	held := inUse() - before
	if written := int64(len(strings.Join(r.json, ""))); held > 3*written {
		t.Errorf("a result of %d bytes holds %d bytes, want at most three times as many", written, held)
	}
	runtime.KeepAlive(r)
	runtime.KeepAlive(&export)
}

// inUse returns the number of bytes in use on the heap.
func inUse() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
