package text

import (
	"reflect"
	"strconv"
	"strings"

	"carrito/app/catalog"
	"carrito/app/outbox"
)

// sentence is what a language has for one field: a text, or several by name. The
// names are plural categories, or those of a field that is a map.
type sentence struct {
	text  string
	forms map[string]string
}

// filler fills the fields of structs with sentences, in the order of the fields.
type filler struct {
	sentences []sentence
	category  func(n int) string // the plural category of a number
	short     bool               // set when there are fewer sentences than fields
}

func (f *filler) next() sentence {
	if len(f.sentences) == 0 {
		f.short = true
		return sentence{}
	}
	s := f.sentences[0]
	f.sentences = f.sentences[1:]
	return s
}

// fill fills the struct that into points to.
func (f *filler) fill(into any) {
	v := reflect.ValueOf(into).Elem()
	for i := range v.NumField() {
		f.set(v.Field(i).Addr().Interface())
	}
}

// set fills one field, given by a pointer to it.
func (f *filler) set(field any) {
	switch to := field.(type) {
	case **Order:
		*to = new(Order)
		f.fill(*to)
	case **Server: // filled by In
	case *string:
		*to = f.next().text
	case *map[string]string:
		*to = f.next().forms
	case *map[catalog.Sort]string:
		*to = keyed[catalog.Sort](f.next().forms)
	case *map[outbox.State]string:
		*to = keyed[outbox.State](f.next().forms)
	default:
		f.setFunc(field, f.next())
	}
}

func keyed[K ~string](texts map[string]string) map[K]string {
	m := map[K]string{}
	for key, text := range texts {
		m[K(key)] = text
	}
	return m
}

// setFunc fills a field that is a function. The first number chooses the form.
func (f *filler) setFunc(field any, s sentence) {
	write := func(n int, words ...string) string { return s.form(f.category, n).with(words) }
	switch to := field.(type) {
	case *func(string) string:
		*to = func(a string) string { return write(0, a) }
	case *func(string, string) string:
		*to = func(a, b string) string { return write(0, a, b) }
	case *func(string, string, string) string:
		*to = func(a, b, c string) string { return write(0, a, b, c) }
	case *func(int) string:
		*to = func(n int) string { return write(n, strconv.Itoa(n)) }
	case *func(int, int) string:
		*to = func(n, m int) string { return write(n, strconv.Itoa(n), strconv.Itoa(m)) }
	case *func(string, int) string:
		*to = func(a string, n int) string { return write(n, a, strconv.Itoa(n)) }
	case *func(string, int, int) string:
		*to = func(a string, n, m int) string { return write(n, a, strconv.Itoa(n), strconv.Itoa(m)) }
	default:
		panic("text: a field has a type that package text does not fill")
	}
}

// pattern is a text with "{0}", "{1}" and so on for its arguments.
type pattern string

// form returns the form for a number.
func (s sentence) form(category func(n int) string, n int) pattern {
	if s.forms == nil {
		return pattern(s.text)
	}
	if form, ok := s.forms[category(n)]; ok {
		return pattern(form)
	}
	return pattern(s.forms[other])
}

// other is the plural category that every language has.
const other = "other"

// with returns the text with its arguments in it.
func (p pattern) with(words []string) string {
	var b strings.Builder
	rest := string(p)
	for {
		before, after, found := strings.Cut(rest, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		b.WriteString(words[after[0]-'0'])
		rest = after[len("0}"):]
	}
}
