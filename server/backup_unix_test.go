//go:build unix

package main

import (
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A backup and a restore that are killed at any moment leave the old file or folder,
// or the new one, and the next one succeeds.
func TestKilledBackupAndRestore(t *testing.T) {
	flags := webFolder(t, "")
	folder := t.TempDir()
	for i := range 300 {
		name := filepath.Join(flags[1], "images", strings.Repeat("a", 1+i/20)+string(rune('a'+i%20))+".jpg")
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(strings.Repeat("pixel", 2000)), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	archive, into := filepath.Join(folder, "shop.tar.gz"), filepath.Join(folder, "shop")
	random := rand.New(rand.NewPCG(1, 2))
	killAfter := func(most time.Duration, args ...string) {
		c := process(t, args...)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(random.Int64N(int64(most))))
		c.Process.Kill()
		c.Wait()
	}
	succeed := func(args ...string) {
		t.Helper()
		if out, err := process(t, args...).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	began := time.Now()
	backup := append([]string{"backup", archive}, flags...)
	succeed(backup...)
	took := time.Since(began)
	for range 12 {
		if err := os.Remove(archive); err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
		killAfter(took+took/4, backup...)
		if _, err := os.Stat(archive); err == nil { // whole, then
			succeed("restore", archive, "-into", filepath.Join(t.TempDir(), "shop"))
		}
	}
	os.Remove(archive)
	succeed(backup...)
	if left, _ := filepath.Glob(filepath.Join(folder, ".*")); len(left) > 0 {
		t.Errorf("got %q left, want nothing", left)
	}
	began = time.Now()
	succeed("restore", archive, "-into", into)
	took = time.Since(began)
	want := count(t, into)
	marker := filepath.Join(into, "web", "old.txt")
	if err := os.WriteFile(marker, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	replaced := false
	for range 20 {
		killAfter(took+took/4, "restore", archive, "-into", into, "-force")
		_, err := os.Stat(marker)
		old := err == nil
		if got := count(t, into); old && got != want+1 || !old && got != want {
			t.Fatalf("got %d files, the old folder: %v; want %d, or one more in the old folder", got, old, want)
		}
		if !old && !replaced {
			replaced = true
			aside, _ := filepath.Glob(into + ".before-*")
			found := false
			for _, folder := range aside {
				_, err := os.Stat(filepath.Join(folder, "web", "old.txt"))
				found = found || err == nil
			}
			if !found {
				t.Fatalf("got %q, want the old folder among them", aside)
			}
		}
	}
	succeed("restore", archive, "-into", into, "-force")
	if left, _ := filepath.Glob(filepath.Join(folder, ".*")); len(left) > 0 {
		t.Errorf("got %q left, want nothing", left)
	}
}

// count returns the number of files in a folder.
func count(t *testing.T, folder string) (n int) {
	t.Helper()
	err := filepath.WalkDir(folder, func(_ string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			n++
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}
