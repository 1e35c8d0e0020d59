package browser

import (
	"strings"
	"testing"
)

func TestDay(t *testing.T) {
	tests := []struct{ name, date, locale, day, moment string }{
		{"a header's date", "Sat, 28 Nov 2026 12:00:00 GMT", "es-PE", "2026", ":"},
		{"ISO", "2026-11-28T12:00:00Z", "en-GB", "28 Nov 2026", ":"},
		{"another language", "2026-11-28T12:00:00Z", "pt-BR", "28 de nov", ":"},
		{"no date", "soon", "es-PE", "", ""},
		{"nothing", "", "es-PE", "", ""},
		{"a header that is missing", "<null>", "es-PE", "", ""},
		{"no locale", "2026-11-28T12:00:00Z", "not a locale", "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := Day(test.date, test.locale); !strings.Contains(got, test.day) || (got == "") != (test.day == "") {
				t.Errorf("got the day %q, want %q", got, test.day)
			}
			if got := Moment(test.date, test.locale); !strings.Contains(got, test.moment) || (got == "") != (test.moment == "") {
				t.Errorf("got the moment %q, want %q", got, test.moment)
			}
		})
	}
}

func TestPlurals(t *testing.T) {
	tests := []struct {
		name, language string
		n              int
		want           string
	}{
		{"one", "es", 1, "one"},
		{"none", "es", 0, "other"},
		{"many", "es", 1_000_000, "many"},
		{"few in Polish", "pl", 2, "few"},
		{"no language", "not a language", 1, "other"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := Plurals(test.language)(test.n); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestPluralsWithoutIntl(t *testing.T) {
	for _, test := range []struct{ name, intl string }{
		{"no Intl", "return undefined"},
		{"no PluralRules", "return {}"},
	} {
		t.Run(test.name, func(t *testing.T) {
			replace(t, window, "Intl", script(test.intl))
			if got := Plurals("es")(1); got != "other" {
				t.Errorf("got %q, want other", got)
			}
		})
	}
}
