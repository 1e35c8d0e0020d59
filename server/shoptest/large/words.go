package large

import (
	"embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
)

//go:embed words
var files embed.FS

// lists are lists of phrases by name.
type lists map[string][]string

// kind is the products of a category.
type kind struct {
	category string
	share    int    // of the shop, in thousandths
	code     string // beginning of the codes
	lists    lists
}

// kinds returns all kinds of products. A file of words has lists, one a line, and
// after each line "= Category, share, code" the lists of that category, which may
// also use those of the file and of shared.txt.
var kinds = sync.OnceValue(func() []kind {
	shared := lists{}
	read("shared.txt", shared)
	var all []kind
	for _, name := range []string{"ropa.txt", "libros.txt", "repuestos.txt", "hogar.txt", "varios.txt"} {
		all = append(all, read(name, shared.copy())...)
	}
	return all
})

func (l lists) copy() lists {
	same := lists{}
	for name, phrases := range l {
		same[name] = phrases
	}
	return same
}

// read reads a file of words into the lists and returns its kinds. It panics on
// a line that is none of the above, because the files are part of this package.
func read(name string, into lists) []kind {
	content, err := files.ReadFile("words/" + name)
	if err != nil {
		panic(err)
	}
	var all []kind
	for line := range strings.Lines(string(content)) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if heading, ok := strings.CutPrefix(line, "= "); ok {
			parts := strings.Split(heading, ", ")
			share, err := strconv.Atoi(parts[1])
			if err != nil || len(parts) != 3 {
				panic(fmt.Sprintf("%s: %q", name, line))
			}
			all = append(all, kind{parts[0], share, parts[2], into.copy()})
			continue
		}
		key, phrases, ok := strings.Cut(line, ": ")
		if !ok {
			panic(fmt.Sprintf("%s: %q", name, line))
		}
		lists := into
		if len(all) > 0 {
			lists = all[len(all)-1].lists
		}
		lists[key] = split(phrases, " | ")
	}
	return all
}

// split splits a text at separators that are not within braces.
func split(text, separator string) []string {
	var parts []string
	depth, from := 0, 0
	for i := range len(text) {
		switch {
		case text[i] == '{':
			depth++
		case text[i] == '}':
			depth--
		case depth == 0 && i >= from && strings.HasPrefix(text[i:], separator):
			parts = append(parts, strings.TrimSpace(text[from:i]))
			from = i + len(separator)
		}
	}
	return append(parts, strings.TrimSpace(text[from:]))
}
