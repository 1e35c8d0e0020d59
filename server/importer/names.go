package importer

import (
	"embed"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"carrito/app/catalog"
)

//go:embed names
var nameFiles embed.FS

// names maps the names of columns or words, in many languages and versions, to keys.
// Each key has many names; a name may belong to several keys.
type names struct {
	keys         []string            // in the order of the file
	exact, loose map[string][]string // keys by folded name, with and without its question marks
}

// loadNames reads a file of lines such as "price: Precio | Preço".
func loadNames(file string) names {
	text, err := nameFiles.ReadFile("names/" + file)
	if err != nil {
		panic(err) // the file is part of the program
	}
	n := names{exact: map[string][]string{}, loose: map[string][]string{}}
	for line := range strings.Lines(string(text)) {
		key, others, found := strings.Cut(strings.TrimSpace(line), ":")
		if !found || strings.HasPrefix(key, "#") {
			continue
		}
		n.keys = append(n.keys, key)
		n.add(key, key)
		for name := range strings.SplitSeq(others, "|") {
			n.add(name, key)
		}
	}
	return n
}

func (n names) add(name, key string) {
	exact := foldName(strings.ReplaceAll(name, "%d", "0"))
	if exact == "" {
		return
	}
	for _, form := range []struct {
		in   map[string][]string
		name string
	}{{n.exact, exact}, {n.loose, withoutMarks(exact)}} {
		if !slices.Contains(form.in[form.name], key) {
			form.in[form.name] = append(form.in[form.name], key)
		}
	}
}

// foldName drops case, accents and punctuation. It keeps question marks, which
// distinguish "¿Existencias?" from "Existencias", and the sign of a negative number.
func foldName(name string) string {
	name = strings.TrimSpace(withoutControls(name))
	sign := ""
	if len(name) > 1 && name[0] == '-' && unicode.IsDigit(rune(name[1])) {
		sign = "-"
	}
	name = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r), unicode.IsMark(r), unicode.IsDigit(r), unicode.Is(unicode.So, r), r == '?':
			return r
		case r == '？', r == ';': // in Chinese and in Greek
			return '?'
		}
		return ' '
	}, catalog.Fold(name))
	return sign + strings.Join(strings.Fields(name), " ")
}

// withoutMarks drops question marks.
func withoutMarks(name string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(name, "?", " ")), " ")
}

// has reports whether text is one of the names of key.
func (n names) has(text, key string) bool {
	return slices.Contains(n.loose[withoutMarks(foldName(text))], key)
}

var placeNumber = regexp.MustCompile(`[0-9]+`)

// keysOf returns the keys of a column's name, in its exact or its loose form. It puts a
// number in the name into the key, as in "attribute 2 name".
func (n names) keysOf(name string, loose bool) []string {
	in, name := n.exact, foldName(name)
	if loose {
		in, name = n.loose, withoutMarks(name)
	}
	if keys := in[name]; keys != nil {
		return keys
	}
	place := placeNumber.FindStringIndex(name)
	if place == nil {
		return nil
	}
	var keys []string
	for _, key := range in[name[:place[0]]+"0"+name[place[1]:]] {
		if strings.Contains(key, "%d") {
			keys = append(keys, strings.Replace(key, "%d", name[place[0]:place[1]], 1))
		}
	}
	return keys
}
