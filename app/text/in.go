//go:build !js

package text

import (
	"embed"
	"slices"
	"strings"
	"sync"

	"carrito/app/json"
)

//go:embed *.json
var files embed.FS

const notesFile = "notes.json"

// Languages returns the languages that there is a file for.
func Languages() []string {
	entries, err := files.ReadDir(".")
	if err != nil {
		panic(err) // the folder is in the program
	}
	var languages []string
	for _, entry := range entries {
		if entry.Name() != notesFile {
			languages = append(languages, strings.TrimSuffix(entry.Name(), ".json"))
		}
	}
	return languages
}

// fallback is the language for those that there is no file for.
const fallback = "es"

// Known returns a language that there is a file for: the given one if it can.
func Known(language string) string {
	if slices.Contains(Languages(), language) {
		return language
	}
	return fallback
}

var texts = sync.OnceValue(func() map[string]*Text {
	all := map[string]*Text{}
	for _, language := range Languages() {
		t := new(Text)
		Load(language, t)
		t.Server = new(Server)
		Load(language, t.Server)
		all[language] = t
	}
	return all
})

// In returns the sentences of a language of shop.json, and the Spanish ones for a
// language that there is no file for. It leaves out those that [Check] has faults
// for.
func In(language string) *Text { return texts()[Known(language)] }

// Load fills the struct that into points to with the sentences of a language. Its
// fields have tags like those of [Text].
func Load(language string, into any) {
	language = Known(language)
	file, _ := readFile(language)
	sentences, _ := file.compile(language, into)
	f := &filler{sentences: sentences, category: Plurals(language)}
	f.fill(into)
}

// Wire returns the sentences of a language as the browser program gets them: a
// JSON array in the order of the fields of [Text]. It has neither keys nor names
// of arguments, which makes it, and the program, smaller.
func Wire(language string) []byte {
	language = Known(language)
	file, _ := readFile(language)
	sentences, _ := file.compile(language, new(Text))
	b := []byte{'['}
	for i, s := range sentences {
		if i > 0 {
			b = append(b, ',')
		}
		b = s.appendJSON(b)
	}
	return append(b, ']')
}

func (s sentence) appendJSON(b []byte) []byte {
	if s.forms == nil {
		return json.AppendString(b, s.text)
	}
	b = append(b, '{')
	for i, name := range sortedKeys(s.forms) {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(json.AppendString(b, name), ':')
		b = json.AppendString(b, s.forms[name])
	}
	return append(b, '}')
}
