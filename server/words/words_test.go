package words

import (
	"io/fs"
	"os"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"carrito/app/text"
)

// Every language has every text, including those for shoppers.
func TestEveryLanguageIsComplete(t *testing.T) {
	for _, language := range text.Languages() {
		if err := Check(language); err != nil {
			t.Error(err)
		}
	}
}

func TestWait(t *testing.T) {
	tests := []struct {
		language string
		wait     time.Duration
		want     string
	}{
		{"es", 0, "Demasiados intentos. Espera 1 segundo y prueba de nuevo."},
		{"es", 1500 * time.Millisecond, "Demasiados intentos. Espera 2 segundos y prueba de nuevo."},
		{"en", 90 * time.Second, "Too many attempts. Wait 90 seconds and try again."},
		{"en", 91 * time.Second, "Too many attempts. Wait 2 minutes and try again."},
		{"pt", 10 * time.Minute, "Muitas tentativas. Espere 10 minutos e tente de novo."},
	}
	for _, test := range tests {
		if got := In(test.language).Wait(test.wait); got != test.want {
			t.Errorf("%s, %s: got %q, want %q", test.language, test.wait, got, test.want)
		}
	}
}

func TestDay(t *testing.T) {
	day := time.Date(2026, time.September, 5, 14, 30, 0, 0, time.UTC)
	for language, want := range map[string]string{"es": "5 sep 2026, 14:30", "en": "5 Sep 2026, 14:30", "pt": "5 set 2026, 14:30"} {
		if got := In(language).Time(day); got != want {
			t.Errorf("%s: got %q, want %q", language, got, want)
		}
	}
}

// Every text is used in code or in a template.
func TestEveryTextIsUsed(t *testing.T) {
	var source strings.Builder
	server := os.DirFS("..")
	err := fs.WalkDir(server, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !slices.Contains([]string{".go", ".html"}, path.Ext(name)) || strings.HasSuffix(name, "_test.go") {
			return err
		}
		data, err := fs.ReadFile(server, name)
		source.Write(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, field := range slices.Concat(reflect.VisibleFields(reflect.TypeFor[Text]()), reflect.VisibleFields(reflect.TypeFor[OrderPage]()), reflect.VisibleFields(reflect.TypeFor[Editor]()), reflect.VisibleFields(reflect.TypeFor[Settings]())) {
		if !regexp.MustCompile(`\.` + field.Name + `\b`).MatchString(source.String()) {
			t.Errorf("%s is not used; remove it", field.Name)
		}
	}
}
