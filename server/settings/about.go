package settings

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode"

	"carrito/app/catalog"
	"carrito/app/shop"
	"carrito/server/catalogfile"
	"carrito/server/patch"
)

// categoriesField is the field of shop.json with what is said about categories.
const categoriesField = "categories"

// said is what a shop.json says about categories, by their names.
type said map[string]shop.Category

func readSaid(text []byte) (said, error) {
	var now struct {
		Categories said `json:"categories"`
	}
	err := json.Unmarshal(bytes.TrimPrefix(text, []byte(bom)), &now)
	return now.Categories, err
}

// key returns the name under which a category is, or the given name if nothing is said
// about it: names of categories may be spelled in several ways.
func (s said) key(name string) string {
	if _, ok := s[name]; ok {
		return name
	}
	for key := range s {
		if catalog.SameCategory(key, name) {
			return key
		}
	}
	return name
}

// has reports whether anything is said about a category.
func (s said) has(name string) bool {
	_, ok := s[s.key(name)]
	return ok
}

// readMoved returns where a shop.json says that categories went: slugs by earlier slugs,
// and which of those were removed.
func readMoved(text []byte) (moved map[string]string, joined []string, err error) {
	var now struct {
		Moved  map[string]string `json:"moved"`
		Joined []string          `json:"joined"`
	}
	err = json.Unmarshal(bytes.TrimPrefix(text, []byte(bom)), &now)
	return now.Moved, now.Joined, err
}

// set returns shop.json with what is said about one category.
func set(text []byte, key string, c shop.Category) ([]byte, error) {
	var value json.RawMessage
	if c != (shop.Category{}) {
		value = encoded(c)
	}
	return patched(text, []string{categoriesField, key}, value)
}

// patched returns shop.json with another value at a path.
func patched(before []byte, path []string, value json.RawMessage) ([]byte, error) {
	text, marked := strings.CutPrefix(string(before), bom)
	text, err := patch.Set(text, path, value)
	if marked {
		text = bom + text
	}
	return []byte(text), err
}

// encoded returns a value as JSON, with the signs of HTML as they are.
func encoded(value any) json.RawMessage {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.Encode(value)
	return bytes.TrimSpace(b.Bytes())
}

// rename returns shop.json with other names of categories. An empty name removes what is
// said about a category. A category that gets a name takes the place of what is left of
// one without products that had it.
func rename(text []byte, became map[string]string) ([]byte, error) {
	now, err := readSaid(text)
	if err != nil {
		return nil, err
	}
	after, left := said{}, said{}
	for key, c := range now {
		switch name, renamed := renamedTo(became, key); {
		case !renamed:
			left[key] = c
		case name != "":
			after[name] = c
		}
	}
	for _, key := range slices.Sorted(maps.Keys(left)) {
		if !after.has(key) {
			after[key] = left[key]
		}
	}
	return rewritten(text, now, after)
}

// renamedTo returns the new name of a category, and whether it has one. The new name of a
// category that is removed is empty.
func renamedTo(became map[string]string, key string) (name string, renamed bool) {
	for was, is := range became {
		if catalog.SameCategory(was, key) {
			return is, true
		}
	}
	return "", false
}

// rewritten returns shop.json with after in the place of what it says about categories
// now. The rest stays as it is, to the byte.
func rewritten(text []byte, now, after said) (_ []byte, err error) {
	for _, key := range slices.Sorted(maps.Keys(now)) {
		if _, ok := after[key]; !ok {
			if text, err = set(text, key, shop.Category{}); err != nil {
				return nil, err
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(after)) {
		if before, ok := now[name]; ok && before == after[name] {
			continue
		}
		if text, err = set(text, name, after[name]); err != nil {
			return nil, err
		}
	}
	return text, nil
}

// keepRenamed returns an earlier shop.json for categories that have been renamed since.
// What it says about them stands under their present names. Where it says nothing about
// them, the present one does. A category that was removed and not renamed has no present
// name. names are the present names by slugs.
func keepRenamed(text string, present []byte, names map[string]string) (string, error) {
	now, err := readSaid(present)
	moved, joined, fault := readMoved(present)
	old, wrong := readSaid([]byte(text))
	before, _, bad := readMoved([]byte(text))
	if err := errors.Join(err, fault, wrong, bad); err != nil {
		return "", err
	}
	after, renamed := said{}, map[string]string{}
	for key, c := range old {
		slug := catalog.Slug(key)
		to := names[moved[slug]]
		isThere := names[slug] != "" && (moved[slug] == before[slug] || moved[moved[slug]] == "") // and has exchanged its name with none
		if to == "" || isThere || slices.Contains(joined, slug) {
			after[key] = c
			continue
		}
		renamed[key] = to
	}
	for _, key := range slices.Sorted(maps.Keys(renamed)) {
		if name := renamed[key]; !after.has(name) {
			after[name] = old[key]
		}
	}
	targets := slices.Collect(maps.Values(moved))
	for name, c := range now {
		if !after.has(name) && slices.Contains(targets, catalog.Slug(name)) {
			after[name] = c
		}
	}
	content, err := rewritten([]byte(text), old, after)
	return string(content), err
}

// saidChanges says how what two contents of shop.json say about categories differs.
func saidChanges(before, after []byte) []catalogfile.FieldChange {
	old, wrong := readSaid(before)
	now, err := readSaid(after)
	if wrong != nil || err != nil {
		return nil
	}
	names := slices.Concat(slices.Collect(maps.Keys(old)), slices.Collect(maps.Keys(now)))
	slices.Sort(names)
	var list []catalogfile.FieldChange
	for _, name := range slices.Compact(names) {
		if old[name] != now[name] {
			list = append(list, catalogfile.FieldChange{Field: catalogfile.Field{Name: categoriesField}, Before: briefSaid(name, old[name]), After: briefSaid(name, now[name])})
		}
	}
	return list
}

// briefSaid returns what is said about a category for people, or "" if nothing is.
func briefSaid(name string, c shop.Category) string {
	if c == (shop.Category{}) {
		return ""
	}
	said := []string{c.Text}
	if c.Picture.Src != "" {
		said = append([]string{path.Base(c.Picture.Src), c.Picture.Alt}, said...)
	}
	said = slices.DeleteFunc(said, func(text string) bool { return text == "" })
	return catalogfile.Brief(encoded(name + ": " + strings.Join(said, ", ")))
}

// oneLine returns a text that was typed as one line.
func oneLine(text string) string { return strings.Join(strings.Fields(printable(text)), " ") }

// printable returns a text that was typed without control characters.
func printable(text string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsControl(c) && c != '\n' && c != '\t' {
			return -1
		}
		return c
	}, clean(text))
}
