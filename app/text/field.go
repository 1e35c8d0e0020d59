//go:build !js

package text

import (
	"reflect"
	"strings"

	"carrito/app/shop"
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
		for _, key := range expand(keys) {
			inFile, inMap, other := strings.Cut(key, "=")
			if !other {
				inMap = inFile
			}
			f.names = append(f.names, name{inFile, inMap})
		}
	}
	return f
}

// expand returns the names in a tag of keys. It puts the kinds of channels in place
// of "channels", those with a message in place of "messages", and the kinds of payments
// in place of "payments".
func expand(keys string) []string {
	var kinds []string
	if keys == "payments" {
		for _, kind := range shop.PaymentKinds {
			kinds = append(kinds, kind.Name)
		}
		return kinds
	}
	if keys != "channels" && keys != "messages" {
		return strings.Split(keys, ",")
	}
	for _, kind := range shop.ChannelKinds {
		if keys == "channels" || kind.Message != nil {
			kinds = append(kinds, kind.Name)
		}
	}
	return kinds
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
