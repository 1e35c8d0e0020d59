package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"
)

// progressBar returns what draws a bar on a terminal, and nil for anything
// else.
func progressBar(w io.Writer) func(done, total int) {
	file, ok := w.(*os.File)
	if !ok {
		return nil
	}
	if info, err := file.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
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
