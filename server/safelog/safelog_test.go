package safelog_test

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"carrito/server/safelog"
)

func TestAddress(t *testing.T) {
	tests := []struct{ name, address, want string }{
		{"a file", "orders.db", "orders.db"},
		{"no password", "postgres://ana@db.example/shop", "postgres://ana@db.example/shop"},
		{"a password", "postgres://ana:secreta@db.example/shop", "postgres://ana:…@db.example/shop"},
		{"a short password", "postgres://ana:a@db.example/shop", "postgres://ana:…@db.example/shop"},
		{"a password with @ and /", "postgres://ana:se/cr@ta@db.example/shop", "postgres://ana:…@db.example/shop"},
		{"a password with a bad escape", "postgres://ana:secr%eta@db.example/shop", "postgres://ana:…@db.example/shop"},
		{"a password in the query", "postgres://db.example/shop?user=ana&password=secreta", "postgres://db.example/shop?user=ana&password=…"},
		{"an unknown database", "mysql://ana:secreta@db.example/shop", "mysql://ana:…@db.example/shop"},
		{"keyword=value pairs", "host=db.example password=secreta", "host=db.example password=…"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			address := safelog.Address(test.address)
			if got := address.String(); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func environment(name string) string {
	return map[string]string{
		"CARRITO_DATABASE":       "postgres://ana:secreta@db.example/shop",
		"CARRITO_SMTP":           "smtp://ana:cl%C3%A1ve@mail.example",
		"CARRITO_WEBHOOK":        "https://hooks.example/services/T0001/B0002abcd?token=0123456789",
		"CARRITO_WEBHOOK_SECRET": "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
		"CARRITO_IMPORT":         "https://sheet.example/spreadsheets/d/2PACX/pub?output=csv",
		"CARRITO_STRIPE_KEY":     "sk_live_51Habcdef",
	}[name]
}

func TestHide(t *testing.T) {
	secrets := safelog.Environment(environment, []string{"serve", "-database=mysql://eva:otra-clave@db.example/shop"})
	tests := []struct{ name, text, want string }{
		{"nothing secret", "the shop is at http://localhost:8000/", "the shop is at http://localhost:8000/"},
		{"an address", `dial postgres://ana:secreta@db.example/shop`, `dial postgres://ana:…@db.example/shop`},
		{"decoded", "535 clave cláve", "535 clave …"},
		{"a webhook", `Post "https://hooks.example/services/T0001/B0002abcd?token=0123456789": EOF`, `Post "https://hooks.example…": EOF`},
		{"parts of a webhook", "404 no token 0123456789 at B0002abcd", "404 no token … at …"},
		{"a sheet", "Get https://sheet.example/spreadsheets/d/2PACX/pub?output=csv: EOF", "Get https://sheet.example…: EOF"},
		{"a word of a sheet's address", "spreadsheets", "spreadsheets"},
		{"a key for payments", "Invalid API Key provided: sk_live_51Habcdef", "Invalid API Key provided: …"},
		{"the signing secret", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=", "…"},
		{"an argument", "stat mysql:/eva:otra-clave@db.example/shop", "stat mysql:/eva:…@db.example/shop"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := secrets.Hide(test.text); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
			var b strings.Builder
			safelog.New(&b, secrets).Print(test.text)
			if !strings.HasSuffix(b.String(), " "+test.want+"\n") {
				t.Errorf("log: got %q, want %q at its end", b.String(), test.want)
			}
		})
	}
}

func TestHideError(t *testing.T) {
	secrets := safelog.Password("postgres://ana:secreta@db.example/shop")
	err := secrets.HideError(fmt.Errorf("secreta: %w", fs.ErrNotExist))
	if err.Error() != "…: file does not exist" || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v, want the same error without the password", err)
	}
	if secrets.HideError(nil) != nil {
		t.Error("got an error, want none")
	}
}

func TestEscape(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"plain", "año 2026: ñandú ✓ 日本", "año 2026: ñandú ✓ 日本"},
		{"a colour", "500 \x1b[31mrojo\x1b[0m", `500 \x1b[31mrojo\x1b[0m`},
		{"C1", "\u009b2J", `\u009b2J`},
		{"invalid UTF-8", "a\x9bb\xff", `a\x9bb\xff`},
		{"a change of direction", "abc\u202edcb", `abc\u202edcb`},
		{"line breaks", "a\r\u2028b\nc", `a\x0d\u2028b` + "\nc"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := safelog.Escape(test.text); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// Any text becomes one log entry that a terminal only displays.
func FuzzLog(f *testing.F) {
	for _, text := range []string{"a", "\x1b]0;x\a", "a\n2026/11/27 00:00:00 b", "\u202e", "\xff", "\n\n"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var b strings.Builder
		safelog.New(&b, nil).Print(text)
		entry := strings.TrimSuffix(b.String(), "\n")
		for i, line := range strings.Split(entry, "\n") {
			if i > 0 && !strings.HasPrefix(line, "\t") {
				t.Errorf("got the line %q, want it indented", line)
			}
		}
		if !utf8.ValidString(entry) || strings.ContainsFunc(entry, func(c rune) bool {
			return c != '\n' && c != '\t' && (unicode.IsControl(c) || c == 0x2028 || c == 0x202e)
		}) {
			t.Errorf("got %q, want printable text only", entry)
		}
	})
}
