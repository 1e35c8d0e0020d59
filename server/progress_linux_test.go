package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"carrito/server/progress"
)

// An import draws a bar on a terminal. The bar only grows, and is erased at the
// end.
func TestImportProgress(t *testing.T) {
	tests := []struct {
		name, export string
		fails        bool
	}{
		{"an import", products, false},
		{"an export that cannot be read to its end", products + "taza,\"Taza", true},
		{"an unknown kind of file", "a,b\n1,2\n", true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			screen, terminal := openTerminal(t)
			written := make(chan string)
			go func() {
				text, _ := io.ReadAll(screen) // ends with an error once the terminal is closed
				written <- string(text)
			}()
			err := run(context.Background(), importArgs(t, test.export), io.Discard, terminal)
			if (err != nil) != test.fails {
				t.Errorf("got error %v, want one: %t", err, test.fails)
			}
			terminal.Close()
			checkBar(t, <-written)
		})
	}
}

var bar = regexp.MustCompile(`^█*░* (\d+)/100$`)

func checkBar(t *testing.T, screen string) {
	t.Helper()
	const erase = "\r\x1b[K"
	drawn, erased := strings.CutSuffix(screen, erase)
	if !erased || strings.Contains(drawn, erase) {
		t.Errorf("got %q on the terminal, want the bar erased once, at the end", screen)
	}
	var parts []int
	for text := range strings.SplitSeq(strings.TrimPrefix(drawn, "\r"), "\r") {
		match := bar.FindStringSubmatch(text)
		if match == nil {
			t.Fatalf("got %q on the terminal, want a bar", text)
		}
		part, _ := strconv.Atoi(match[1])
		parts = append(parts, part)
	}
	if first, last := parts[0], parts[len(parts)-1]; first != 0 || last != 100 {
		t.Errorf("got a bar from %d to %d, want one from 0 to 100", first, last)
	}
	for i := 1; i < len(parts); i++ {
		if parts[i] < parts[i-1] {
			t.Errorf("got %d after %d, want a bar that only grows", parts[i], parts[i-1])
		}
	}
}

// No bar is drawn if standard error is not a terminal.
func TestImportWithoutTerminal(t *testing.T) {
	file, err := os.Create(filepath.Join(t.TempDir(), "errors.txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer read.Close()
	for _, stderr := range []*os.File{file, write} {
		if err := run(context.Background(), importArgs(t, products), io.Discard, stderr); err != nil {
			t.Fatal(err)
		}
	}
	write.Close()
	if got, err := io.ReadAll(read); err != nil || len(got) > 0 {
		t.Errorf("got %q, %v in the pipe, want nothing", got, err)
	}
	if got, err := os.ReadFile(file.Name()); err != nil || len(got) > 0 {
		t.Errorf("got %q, %v in the file, want nothing", got, err)
	}
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	if progress.Bar(null) != nil {
		t.Error("got a bar for the null device, want none")
	}
}

func importArgs(t *testing.T, export string) []string {
	return []string{"import", "-shop", "../web/shop.json", "-o", filepath.Join(t.TempDir(), "products.json"), write(t, "export.csv", export)}
}
