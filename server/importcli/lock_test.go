package importcli

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"carrito/server/identity"
)

// Imports at the same time give no id twice: each waits for the one before.
func TestImportsAtOnce(t *testing.T) {
	target := filepath.Join(t.TempDir(), "products.json")
	importInto(t, target, jewels)
	var running sync.WaitGroup
	for _, export := range []string{jewels + "dije,Dije,5,active\n", jewels + "aretes,Aretes,5,active\n", jewels + "pulsera,Pulsera,5,active\n"} {
		running.Go(func() {
			if _, err := run(t, target, export); err != nil {
				t.Error(err)
			}
		})
	}
	running.Wait()
	for _, name := range []string{"dije", "aretes", "pulsera"} {
		if got := read(t, identity.File(target)); !strings.Contains(got, name) {
			t.Errorf("got the ledger %s, want %s in it", got, name)
		}
	}
	all := jewels + "dije,Dije,5,active\naretes,Aretes,5,active\npulsera,Pulsera,5,active\n"
	got, _ := importInto(t, target, all)
	for _, id := range []string{"=1", "=2", "=3", "=4", "=5"} {
		if strings.Count(got, id) != 1 {
			t.Errorf("got %s, want the ids 1 to 5", got)
		}
	}
}

// An import does not wait for ever.
func TestLocked(t *testing.T) {
	folder := t.TempDir()
	unlock, err := lock(t.Context(), folder)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if _, err := lock(ctx, folder); !errors.Is(err, errLocked) {
		t.Errorf("got %v, want errLocked", err)
	}
	unlock()
	again, err := lock(t.Context(), folder)
	if err != nil {
		t.Fatal(err)
	}
	again()
}
