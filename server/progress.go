package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"golang.org/x/term"
)

// progressBar returns a function that draws a bar on a terminal and erases it
// when all is done. It returns nil if w is no terminal.
func progressBar(w io.Writer) func(done, total int) {
	file, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(file.Fd())) {
		return nil
	}
	const width = 32
	var drawn time.Time
	return func(done, total int) {
		if time.Since(drawn) < 50*time.Millisecond && done < total {
			return
		}
		drawn = time.Now()
		full := width * done / total
		fmt.Fprintf(file, "\r%s%s %d/%d", strings.Repeat("█", full), strings.Repeat("░", width-full), done, total)
		if done == total {
			fmt.Fprint(file, "\r\x1b[K")
		}
	}
}
