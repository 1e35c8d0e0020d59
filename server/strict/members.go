package strict

import (
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"carrito/app/json"
	"carrito/app/shop"
)

// shopMembers reports whether text is an object, and returns the faults of its members:
// names that [shop.Shop] does not have, and values of a wrong kind. err is a syntax
// error.
func shopMembers(text string) (isObject bool, faults, err error) {
	m := members{Reader: json.NewReader(text)}
	isObject = m.object("", reflect.TypeFor[shop.Shop]())
	return isObject, errors.Join(m.faults...), m.End()
}

// members reads JSON and checks it against the fields of Go types.
type members struct {
	*json.Reader
	faults []error
}

func (m *members) fault(format string, args ...any) {
	if m.Err() == nil {
		m.faults = append(m.faults, fmt.Errorf(format, args...))
	}
}

// value reads the next value and checks that it has the form of t.
func (m *members) value(at string, t reflect.Type) {
	switch t.Kind() {
	case reflect.Struct:
		if !m.object(at, t) {
			m.fault("%s must be an object", at)
		}
	case reflect.Slice:
		if !m.Array(func(i int) { m.value(fmt.Sprintf("%s[%d]", at, i), t.Elem()) }) {
			m.fault("%s must be a list", at)
		}
	case reflect.Map:
		if !m.Object(func(name string) { m.value(at+"."+name, t.Elem()) }) {
			m.fault("%s must be an object", at)
		}
	case reflect.Bool:
		if _, ok := m.Bool(); !ok {
			m.fault("%s must be true or false", at)
		}
	case reflect.Int:
		literal, _ := m.Literal()
		if _, err := strconv.Atoi(literal); err != nil {
			m.fault("%s must be a whole number", at)
		}
	default:
		if _, ok := m.Text(); !ok {
			m.fault("%s must be text", at)
		}
	}
}

func (m *members) object(at string, t reflect.Type) bool {
	return m.Object(func(name string) {
		within := name
		if at != "" {
			within = at + "." + name
		}
		if member, ok := memberOf(t, name); ok {
			m.value(within, member)
		} else {
			m.fault("unknown field %q", within)
		}
	})
}

// memberOf returns the type of the field of t with the given name in JSON. A field that
// pages do not carry has its name in the tag owner.
func memberOf(t reflect.Type, name string) (reflect.Type, bool) {
	for i := range t.NumField() {
		field := t.Field(i)
		written, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if written == "-" {
			written = field.Tag.Get("owner")
		}
		if written == name && name != "" {
			return field.Type, true
		}
	}
	return nil, false
}
