package main

import (
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"carrito/server/shoptest"
)

// An import of 100,000 products takes less than 1 GB of memory. The test
// imports fewer, first into a new catalogue and then again, and limits the
// memory per product. On a busy machine garbage is collected late, so the least
// of three runs counts.
func TestImportMemory(t *testing.T) {
	const products = 10_000
	const limit = 30_000_000 + 9_700*products
	folder := t.TempDir()
	export, err := os.Create(filepath.Join(folder, "products_export.csv"))
	if err != nil {
		t.Fatal(err)
	}
	if err := shoptest.WriteShopify(export, products); err != nil {
		t.Fatal(err)
	}
	if err := export.Close(); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(folder, "products.json")
	for _, catalogue := range []string{"a new catalogue", "the same again"} {
		got := math.MaxInt
		for run := 0; run < 3 && got > limit; run++ {
			got = min(got, memoryOf(t, "import", "-shop", "../web/shop.json", "-o", out, export.Name()))
			t.Logf("%s: %d products took %d bytes", catalogue, products, got)
			if catalogue == "a new catalogue" && got > limit {
				os.Remove(out)
			}
		}
		if got > limit {
			t.Errorf("%s: %d products took %d bytes, want at most %d", catalogue, products, got, limit)
		}
	}
}

// memoryOf runs a command line in a separate process. It returns how much
// memory the process took from the system, in bytes.
func memoryOf(t *testing.T, args ...string) int {
	t.Helper()
	command := exec.Command(os.Args[0], args...)
	command.Env = append(os.Environ(), measure+"=1")
	var errs strings.Builder
	command.Stderr = &errs
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%q: %v\n%s", args, err, errs.String())
	}
	size, err := strconv.Atoi(strings.TrimSpace(string(out)))
	if err != nil {
		t.Fatal(err)
	}
	return size
}
