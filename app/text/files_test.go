//go:build !js

package text

import (
	"io/fs"
	"os"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"carrito/app/cart"
	"carrito/app/json"
	"carrito/app/outbox"
	"carrito/app/shop"
)

// TestLanguagesOfTheShop holds that there is a file for each language that
// shop.json may name, and no other.
func TestLanguagesOfTheShop(t *testing.T) {
	got, want := Languages(), slices.Sorted(slices.Values(shop.Languages))
	if !slices.Equal(got, want) {
		t.Errorf("got files for %q, want %q", got, want)
	}
}

// TestKeysInOneOrder lets a translator read two files side by side.
func TestKeysInOneOrder(t *testing.T) {
	want := keysIn(t, "es.json")
	for _, language := range Languages() {
		if got := keysIn(t, language+".json"); !slices.Equal(got, want) {
			t.Errorf("%s.json: got other keys than es.json, or in another order", language)
		}
	}
}

// TestNotesAreOnSentences holds each note for translators to a key, or to the
// beginning of several.
func TestNotesAreOnSentences(t *testing.T) {
	keys := keysIn(t, "es.json")
	for _, note := range keysIn(t, notesFile) {
		if !slices.ContainsFunc(keys, func(key string) bool { return key == note || strings.HasPrefix(key, note+".") }) {
			t.Errorf("%s: got a note on %s, want notes on sentences only", notesFile, note)
		}
	}
}

func keysIn(t *testing.T, name string) []string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	r := json.NewReader(string(data))
	r.Object(func(key string) { keys = append(keys, key) })
	if err := r.End(); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return keys
}

// TestLimitsInWords holds the numbers in sentences to those in the code.
func TestLimitsInWords(t *testing.T) {
	const day = 24 * 60 * 60 * 1000
	days := 0
	for waits := (outbox.Record{State: outbox.Waiting, Since: 1}); !waits.Aged(int64(days)*day + 2); {
		days++
	}
	for _, language := range Languages() {
		words := In(language)
		tests := []struct {
			name, text string
			want       int
		}{
			{"units of a product", words.BadQuantity, cart.MaxQuantity},
			{"lines of a link", words.TooManyToShare, cart.MaxLinkLines},
			{"days that an order waits", words.Order.Thanks[outbox.Old], days},
		}
		for _, test := range tests {
			if !slices.Contains(regexp.MustCompile(`\d+`).FindAllString(test.text, -1), strconv.Itoa(test.want)) {
				t.Errorf("%s: %s: got %q, want %d in it", language, test.name, test.text, test.want)
			}
		}
	}
}

// TestEverySentenceIsUsed finds sentences that no code names.
func TestEverySentenceIsUsed(t *testing.T) {
	var source strings.Builder
	err := fs.WalkDir(os.DirFS(".."), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") || strings.HasPrefix(name, "text/") {
			return err
		}
		data, err := fs.ReadFile(os.DirFS(".."), name)
		source.Write(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, all := range []any{Text{}, Order{}, Server{}} {
		for _, field := range reflect.VisibleFields(reflect.TypeOf(all)) {
			text := regexp.MustCompile(`\.` + field.Name + `\b`).MatchString(source.String())
			if key, _, _ := strings.Cut(field.Tag.Get("text"), " "); !text && !usedByBoot(key) {
				t.Errorf("%s is said nowhere; want it gone", key)
			}
		}
	}
}

func usedByBoot(key string) bool {
	for _, of := range bootKeys {
		if of == key {
			return true
		}
	}
	return false
}
