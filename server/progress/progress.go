// Package progress draws the progress of a command.
package progress

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"golang.org/x/term"
)

// Bar returns a function that draws a progress bar on the terminal w, and erases it
// when done reaches total. It returns nil if w is not a terminal.
func Bar(w io.Writer) func(done, total int) {
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
