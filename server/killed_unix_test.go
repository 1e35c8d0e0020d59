//go:build unix

package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"carrito/server/images"
	"carrito/server/picture/picturetest"
)

// manyProducts replaces the catalogue of a folder by one with n products.
func manyProducts(t *testing.T, web string, n int, images func(i int) string) {
	t.Helper()
	products := make([]string, n)
	for i := range products {
		products[i] = fmt.Sprintf(`{"id": %d, "slug": "a%[1]d", "name": "A", "price": "1", "images": [%s]}`, i+1, images(i))
	}
	if err := os.WriteFile(filepath.Join(web, "products.json"), []byte("["+strings.Join(products, ",")+"]"), 0o600); err != nil {
		t.Fatal(err)
	}
}

// kill runs a command, and kills it as soon as seen reports that it has begun
// its work.
func kill(t *testing.T, seen func() bool, args ...string) {
	t.Helper()
	c := process(t, args...)
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	for !seen() && c.ProcessState == nil {
		time.Sleep(time.Millisecond)
	}
	if err := c.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	c.Wait()
}

// An export removes what a killed export has left.
func TestExportAfterAKill(t *testing.T) {
	flags := webFolder(t, "")
	manyProducts(t, flags[1], 3000, func(int) string { return "" })
	parent := t.TempDir()
	args := append([]string{"export", "-o", filepath.Join(parent, "dist")}, flags...)
	entries := func() []string {
		found, _ := filepath.Glob(filepath.Join(parent, ".dist-*"))
		return found
	}
	marked := filepath.Join(parent, ".dist-*", ".carrito-draft")
	kill(t, func() bool { found, _ := filepath.Glob(marked); return len(found) > 0 }, args...)
	if len(entries()) != 1 {
		t.Fatalf("got %q left by the kill, want one folder", entries())
	}
	manyProducts(t, flags[1], 1, func(int) string { return "" })
	if out, err := process(t, args...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if left := entries(); len(left) > 0 {
		t.Errorf("got %q left, want nothing", left)
	}
}

// Pictures that a killed run has made are not made again.
func TestImagesAfterAKill(t *testing.T) {
	flags := webFolder(t, "")
	web := flags[1]
	const pictures = 12
	manyProducts(t, web, pictures, func(i int) string {
		name := fmt.Sprintf("p%02d.jpg", i)
		if err := os.WriteFile(filepath.Join(web, name), picturetest.Bare(t, 400, 300), 0o600); err != nil {
			t.Fatal(err)
		}
		return fmt.Sprintf(`{"src": "/web/%s", "alt": "a", "width": 400, "height": 300}`, name)
	})
	args := append([]string{"images"}, flags...)
	made := func() int {
		found, _ := filepath.Glob(filepath.Join(web, "sized", "*.360.jpg"))
		return len(found)
	}
	kill(t, func() bool { return made() >= 6 }, args...)
	before := made()
	if before >= pictures {
		t.Fatalf("got all %d made before the kill, want fewer", before)
	}
	out, err := process(t, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var again int
	if _, err := fmt.Sscanf(string(out), "pictures: 12 originals, %d made", &again); err != nil || again > pictures-3 || again == 0 {
		t.Errorf("got %d made again, %v, want about the %d that the killed run had not made", again, err, pictures-before)
	}
	var index images.Index
	if content, err := os.ReadFile(images.IndexFile(web)); err != nil || json.Unmarshal(content, &index) != nil || len(index.Pictures) != pictures {
		t.Errorf("got %d pictures in the index, %v, want all", len(index.Pictures), err)
	}
	if rest, _ := filepath.Glob(filepath.Join(web, "sized", ".*")); !slices.Equal(rest, []string{images.IndexFile(web)}) {
		t.Errorf("got %q in the folder, want the index", rest)
	}
}
