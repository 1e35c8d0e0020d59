package alert

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestParseContact(t *testing.T) {
	const peru, brazil, ecuador = "51999000111", "5511912345678", "593991234567"
	tests := []struct {
		name, text, shop string
		want             Contact
		problem          Problem
	}{
		{"an address", "ana@correo.example", peru, "ana@correo.example", ""},
		{"capitals and spaces", "  Ana.Perez@Correo.Example ", peru, "ana.perez@correo.example", ""},
		{"pasted", "Ana <mailto:ana@correo.example>", "", "ana@correo.example", ""},
		{"a fullwidth at", "ana＠correo.example", "", "ana@correo.example", ""},
		{"a number of the shop's country", "987 654 321", peru, "+51987654321", ""},
		{"with its code", "+51 987-654-321", "", "+51987654321", ""},
		{"with its code, without a plus", "51987654321", peru, "+51987654321", ""},
		{"of another country", "+593 99 123 4567", peru, "+593991234567", ""},
		{"with 00", "0051987654321", "", "+51987654321", ""},
		{"with a trunk zero", "099 123 4567", ecuador, "+593991234567", ""},
		{"begins like the code", "55 99123-4567", brazil, "+5555991234567", ""},
		{"Arabic digits, marks of direction", "\u202e٩٨٧٦٥٤٣٢١\u202c", peru, "+51987654321", ""},
		{"nothing", " \u200b ", peru, "", Missing},
		{"no country", "987654321", "", "", NoCountry},
		{"no dot", "ana@correo", peru, "", NoEmail},
		{"two addresses", "ana@correo.example, eva@correo.example", peru, "", NoEmail},
		{"HTML", `<img src=x onerror=alert(1)>@correo.example`, peru, "", NoEmail},
		{"a formula", `=HYPERLINK("http://x","y")`, peru, "", NoNumber},
		{"words", "llámame", peru, "", NoNumber},
		{"right to left", "مرحبا", peru, "", NoNumber},
		{"few digits", "12345", peru, "", NoNumber},
		{"many digits", "+1234567890123456", peru, "", NoNumber},
		{"one digit", "999999999", peru, "", NoNumber},
		{"zeros", "+000000000", peru, "", NoNumber},
		{"10,000 letters", strings.Repeat("a", 10_000), peru, "", TooLong},
		{"a long address", strings.Repeat("a", 250) + "@correo.example", peru, "", TooLong},
		{"a zero byte", "ana\x00@correo.example", peru, "ana@correo.example", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, problem := ParseContact(tt.text, tt.shop); got != tt.want || problem != tt.problem {
				t.Errorf("got %q, %q, want %q, %q", got, problem, tt.want, tt.problem)
			}
		})
	}
}

func TestLink(t *testing.T) {
	for contact, want := range map[Contact]string{
		"+51987654321":         "https://wa.me/51987654321?text=a%20%26%20b%0Ac",
		"ana+x@correo.example": "mailto:ana%2Bx@correo.example?subject=s%20%3F&body=a%20%26%20b%0D%0Ac",
	} {
		if got := contact.Link("s ?", "a & b\nc"); got != want {
			t.Errorf("%s: got %s, want %s", contact, got, want)
		}
	}
}

// FuzzParseContact checks that a contact is an address or a number of E.164, that it is
// read again as itself, and that anything else has a problem.
func FuzzParseContact(f *testing.F) {
	for _, text := range []string{"ana@correo.example", "987 654 321", "+51 987 654 321 anexo 2", "\u202e٩٨٧", "0051", "<a@b.c>", "=1+1", "\xff@\x00"} {
		f.Add(text, "51999000111")
		f.Add(text, "")
	}
	f.Fuzz(func(t *testing.T, text, shop string) {
		shop = strings.Map(func(r rune) rune {
			if r < '0' || r > '9' {
				return -1
			}
			return r
		}, shop)
		c, problem := ParseContact(text, shop)
		if (c == "") != (problem != NoProblems) {
			t.Fatalf("got %q with the problem %q", c, problem)
		}
		if c == "" {
			return
		}
		if !utf8.ValidString(string(c)) || strings.ContainsAny(string(c), " <>\"\r\n\x00") {
			t.Errorf("got %q", c)
		}
		if !c.IsEmail() && (c[0] != '+' || strings.Trim(string(c[1:]), "0123456789") != "" || c[1] == '0' || len(c) < 8 || len(c) > 16) {
			t.Errorf("got %q, want a number of E.164", c)
		}
		if again, problem := ParseContact(string(c), shop); again != c || problem != NoProblems {
			t.Errorf("%q is read again as %q, %q", c, again, problem)
		}
	})
}
