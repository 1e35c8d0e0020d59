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

// New returns a logger that hides secrets and escapes characters that a
// terminal acts on, so that no text in the log can forge an entry. Each entry
// begins with its time and time zone (ASVS 5.0, 16.2.2).
func New(w io.Writer, secrets Secrets) *log.Logger {
	return log.New(writer{w, secrets}, "", 0)
}

type writer struct {
	to      io.Writer
	secrets Secrets
}

func (w writer) Write(entry []byte) (int, error) {
	text := w.secrets.Hide(strings.TrimSuffix(string(entry), "\n"))
	// Indent further lines, so that none looks like a separate entry.
	_, err := io.WriteString(w.to, time.Now().Format(time.RFC3339)+" "+strings.ReplaceAll(Escape(text), "\n", "\n\t")+"\n")
	return len(entry), err
}

// Escape writes control characters, characters that change the writing
// direction, and invalid UTF-8 as \x1b or \u202e. It leaves line breaks and
// tabs.
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
