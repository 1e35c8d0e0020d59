package export

import (
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"carrito/server/shoptest/large"
)

// Benchmarks of the export, see exportTwice. That of 100,000 products takes a
// quarter of an hour and 40 GB of disk.
func BenchmarkExport10000(b *testing.B)  { exportTwice(b, 10_000) }
func BenchmarkExport100000(b *testing.B) { exportTwice(b, 100_000) }

// exportTwice exports a generated shop with the command that owners run. It reports
// the time, the peak memory and how much was written. It exports twice and checks
// that both exports are equal.
func exportTwice(b *testing.B, products int) {
	const web = "../../web"
	folder := b.TempDir()
	command, catalogue := filepath.Join(folder, "carrito"), filepath.Join(folder, "products.json")
	if err := os.WriteFile(catalogue, large.Products(products), 0o600); err != nil {
		b.Fatal(err)
	}
	if out, err := exec.Command("go", "build", "-tags", "nodynamic", "-o", command, "..").CombinedOutput(); err != nil {
		b.Fatalf("go build: %v\n%s", err, out)
	}
	export := func(name string) (out string, took time.Duration, memory int64) {
		out = filepath.Join(folder, name)
		run := exec.Command(command, "export", "-o", out, "-base", "https://user.example/shop/",
			"-shop", web+"/shop.json", "-products", catalogue, "-web", web)
		start := time.Now()
		printed, err := run.CombinedOutput()
		if err != nil {
			b.Fatalf("export: %v\n%s", err, printed)
		}
		b.Logf("%s", printed)
		return out, time.Since(start), run.ProcessState.SysUsage().(*syscall.Rusage).Maxrss
	}
	var files, bytes int64
	for b.Loop() {
		first, took, memory := export("first")
		second, _, _ := export("second")
		if out, err := exec.Command("diff", "-rq", first, second).CombinedOutput(); err != nil {
			b.Errorf("two exports of the same shop differ: %v\n%.1000s", err, out)
		}
		files, bytes = 0, 0
		err := filepath.Walk(first, func(name string, info os.FileInfo, err error) error {
			if err == nil && info.Mode().IsRegular() {
				files++
				bytes += info.Size()
			}
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(took.Seconds(), "s/export")
		b.ReportMetric(float64(memory)/1024, "MiB-peak") // Maxrss is in KiB on Linux
		b.ReportMetric(float64(files), "files")
		b.ReportMetric(float64(bytes)/1e6, "MB-written")
	}
	b.ReportMetric(0, "ns/op")
}
