//go:build unix

package catalogfile_test

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"carrito/server/catalogfile"
)

const fileVariable = "CARRITO_TEST_PRODUCTS" // the file that a process changes

// TestOwnerProcess is no test: TestKilledWhileSaving runs it as a process that counts
// a stock up, and prints each number that is saved.
func TestOwnerProcess(t *testing.T) {
	path := os.Getenv(fileVariable)
	if path == "" {
		return
	}
	f := &catalogfile.File{Path: path}
	for {
		saved := 0
		_, err := f.Update("ana", func(c *catalogfile.Catalogue) error {
			units, _ := c.Products[0].Int("stock")
			saved = units + 1
			c.Products[0] = c.Products[0].With("stock", saved)
			return nil
		})
		if err != nil {
			fmt.Println("error", err)
			os.Exit(1)
		}
		fmt.Println("saved", saved)
	}
}

// After any number of kills, at whatever step, by two processes at once, no saved
// change is lost, and file, ledger and versions can be read.
func TestKilledWhileSaving(t *testing.T) {
	f := newFile(t, two)
	kills := 60
	if testing.Short() {
		kills = 10
	}
	saved := 4
	for range kills {
		var processes []*exec.Cmd
		var outputs []*bufio.Scanner
		for range 2 {
			process := exec.Command(os.Args[0], "-test.run=^TestOwnerProcess$")
			process.Env = append(os.Environ(), fileVariable+"="+f.Path)
			out, err := process.StdoutPipe()
			if err == nil {
				err = process.Start()
			}
			if err != nil {
				t.Fatal(err)
			}
			processes, outputs = append(processes, process), append(outputs, bufio.NewScanner(out))
		}
		time.Sleep(20*time.Millisecond + time.Duration(rand.IntN(60_000))*time.Microsecond)
		for i, process := range processes {
			process.Process.Kill()
			for outputs[i].Scan() {
				line, n := outputs[i].Text(), 0
				if strings.HasPrefix(line, "error") {
					t.Fatal(line)
				}
				if _, err := fmt.Sscanf(line, "saved %d", &n); err == nil {
					saved = max(saved, n)
				}
			}
			process.Wait()
		}
		c, err := f.Read()
		if err != nil {
			t.Fatal(err)
		}
		// One more than was printed may have been saved, by each process.
		units, _ := c.Products[0].Int("stock")
		if units < saved || units > saved+2 {
			t.Fatalf("got the stock %d, want %d saved", units, saved)
		}
		saved = units
		if list, err := f.Versions(); err != nil || units > 4 && len(list) == 0 {
			t.Fatalf("got %d versions, %v", len(list), err)
		}
	}
	t.Logf("%d changes through %d kills", saved-4, kills)
	set(t, f, 1, "stock", 0)
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(f.Path), ".products-*")); len(left) > 0 {
		t.Errorf("got the drafts %q, want none", left)
	}
}
