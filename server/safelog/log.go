package safelog

import (
	"fmt"
	"io"
	"log"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// New returns a logger that shows no secret, and escapes what a terminal would act
// on: whoever wrote it, a line of the log is what it seems to be. Each has its time,
// with the time zone (ASVS 5.0, 16.2.2).
func New(w io.Writer, secrets Secrets) *log.Logger {
	return log.New(writer{w, secrets}, "", 0)
}

type writer struct {
	to      io.Writer
	secrets Secrets
}

func (w writer) Write(entry []byte) (int, error) {
	text := w.secrets.Hide(strings.TrimSuffix(string(entry), "\n"))
	// A further line is set in, so that none looks like an entry of its own.
	_, err := io.WriteString(w.to, time.Now().Format(time.RFC3339)+" "+strings.ReplaceAll(Escape(text), "\n", "\n\t")+"\n")
	return len(entry), err
}

// Escape writes control characters, those that turn the direction of writing and
// bytes that are no text as \x1b or \u202e. Line breaks and tabs stay.
func Escape(text string) string {
	var b strings.Builder
	for i, c := range text {
		switch {
		case c == utf8.RuneError && !strings.HasPrefix(text[i:], "\ufffd"):
			fmt.Fprintf(&b, `\x%02x`, text[i])
		case c == '\n' || c == '\t':
			b.WriteRune(c)
		case c < utf8.RuneSelf && unicode.IsControl(c):
			fmt.Fprintf(&b, `\x%02x`, c)
		case unicode.In(c, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp):
			fmt.Fprintf(&b, `\u%04x`, c)
		default:
			b.WriteRune(c)
		}
	}
	return b.String()
}
