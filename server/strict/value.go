package strict

import (
	"strconv"

	"carrito/app/json"
)

// The methods below read one value each. They treat null like a missing value, and
// report a value of a wrong kind once.

func (d *draftReader) wrong(field, problem string) {
	d.draft.undecoded[field] = true
	d.faults = append(d.faults, Fault{Field: field, Problem: problem})
}

func (d *draftReader) unknown(field, of string) {
	d.faults = append(d.faults, Fault{Field: field, Problem: "is not a field of a " + of})
}

func (d *draftReader) text(field string) string {
	null := d.Kind() == json.Null
	text, ok := d.Text()
	if !ok && !null {
		d.wrong(field, wantText)
	}
	return text
}

func (d *draftReader) decimal(field string) *string {
	null := d.Kind() == json.Null
	text, ok := d.Text()
	if !ok {
		if !null {
			d.wrong(field, wantDecimal)
		}
		return nil
	}
	return &text
}

func (d *draftReader) whole(field string) *int {
	null := d.Kind() == json.Null
	literal, ok := d.Literal()
	n, err := strconv.Atoi(literal)
	if !ok || err != nil {
		if !null {
			d.wrong(field, wantWhole)
		}
		return nil
	}
	return &n
}

func (d *draftReader) yes(field string) bool {
	null := d.Kind() == json.Null
	yes, ok := d.Bool()
	if !ok && !null {
		d.wrong(field, wantYes)
	}
	return yes
}

func (d *draftReader) pixels(field string) int {
	if n := d.whole(field); n != nil {
		return *n
	}
	return 0
}

func (d *draftReader) texts(field string) []string {
	var texts []string
	null, good := d.Kind() == json.Null, true
	isList := d.Array(func(int) {
		text, ok := d.Text()
		texts, good = append(texts, text), good && ok
	})
	if !null && !(isList && good) {
		d.wrong(field, wantTexts)
	}
	return texts
}

// objects reads a list of objects. It calls read for each field of an object.
func objects[D any](d *draftReader, field, want string, read func(into *D, path, name string)) []D {
	var list []D
	null := d.Kind() == json.Null
	isList := d.Array(func(i int) {
		var object D
		at := field + "[" + strconv.Itoa(i) + "]"
		if !d.Object(func(name string) { read(&object, at+".", name) }) {
			d.wrong(at, "is not an object")
		}
		list = append(list, object)
	})
	if !isList && !null {
		d.wrong(field, want)
	}
	return list
}
