//go:build !js

package text

import (
	"reflect"
	"strings"
)

// field is what the tag of a struct's field says.
type field struct {
	key       string
	arguments []string
	number    string // the first argument that is a number; it chooses the plural form
	names     []name // of a map; nil for a single sentence
}

// name is a part of a map: how its key ends in the file, and its key in the map.
type name struct{ inFile, inMap string }

// fieldsOf returns the fields of a struct that package text fills, in the order
// in which it does.
func fieldsOf(t reflect.Type) []field {
	var fields []field
	for i := range t.NumField() {
		of := t.Field(i)
		switch {
		case of.Type == reflect.TypeFor[*Order]():
			fields = append(fields, fieldsOf(of.Type.Elem())...)
		case of.Type != reflect.TypeFor[*Server]():
			fields = append(fields, newField(of))
		}
	}
	return fields
}

func newField(of reflect.StructField) field {
	words := strings.Fields(of.Tag.Get("text"))
	if len(words) == 0 {
		panic("text: the field " + of.Name + " has no key")
	}
	f := field{key: words[0], arguments: words[1:]}
	if of.Type.Kind() == reflect.Func {
		for i := range of.Type.NumIn() {
			if of.Type.In(i).Kind() == reflect.Int && f.number == "" {
				f.number = f.arguments[i]
			}
		}
	}
	if keys, ok := of.Tag.Lookup("keys"); ok {
		for key := range strings.SplitSeq(keys, ",") {
			inFile, inMap, other := strings.Cut(key, "=")
			if !other {
				inMap = inFile
			}
			f.names = append(f.names, name{inFile, inMap})
		}
	}
	return f
}

// keys returns the keys of the field's sentences.
func (f field) keys() []string {
	if f.names == nil {
		return []string{f.key}
	}
	var keys []string
	for _, name := range f.names {
		keys = append(keys, f.key+"."+name.inFile)
	}
	return keys
}
