package session

import (
	"strconv"
	"strings"

	"carrito/app/json"
)

// String returns the ledger as JSON, in the order of the names.
func (l ledger) String() string {
	b := []byte{'{'}
	for i, name := range sorted(l) {
		e, text := l[name], ""
		if i > 0 {
			text = ","
		}
		text += `"` + name + `":[` + strconv.Itoa(e.n)
		if e.by != "" {
			text += `,"` + e.by + `"`
		}
		if isLine(name) {
			text += "," + strconv.Itoa(e.offset) + "," + strconv.Itoa(e.place)
		}
		b = append(b, text+"]"...)
	}
	return string(append(b, '}'))
}

// parseLedger reads a ledger. A text that no tab has written, in whatever
// detail, is an empty one: half a ledger would be worse than none, which the
// cart makes up for.
func parseLedger(text string) ledger {
	if strings.ContainsAny(text, " \t\r\n\\") {
		return ledger{}
	}
	l, sound := ledger{}, true
	r := json.NewReader(text)
	isObject := r.Object(func(name string) {
		var e entry
		fields, ok := 0, true
		number := func(to *int, negative bool) {
			literal, isNumber := r.Literal()
			digits := strings.TrimPrefix(literal, "-")
			n, err := strconv.Atoi(literal)
			*to = n
			ok = ok && isNumber && err == nil && len(digits) <= 9 && (negative || digits == literal)
		}
		isArray := r.Array(func(i int) {
			fields++
			switch i {
			case 0:
				number(&e.n, false)
			case 1:
				by, isText := r.Text()
				e.by, ok = by, ok && isText && isWord(by)
			case 2:
				number(&e.offset, true)
			case 3:
				number(&e.place, false)
			}
		})
		sound = sound && isArray && ok && fields == fieldsOf(name)
		l[name] = e
	})
	if !isObject || !sound || r.End() != nil {
		return ledger{}
	}
	return l
}

// fieldsOf returns how many fields an entry of this name has, and -1 where no
// entry has such a name.
func fieldsOf(name string) int {
	line, by, add := strings.Cut(name, "+")
	switch {
	case add && isLine(line) && isWord(by):
		return 1
	case !add && isLine(line):
		return 4
	case isVariable(name):
		return 2
	}
	return -1
}

// isLine reports whether an entry is about a line: "3" or "7:2".
func isLine(name string) bool {
	product, variant, ok := strings.Cut(name, ":")
	return only(product, '0', '9') && (!ok || only(variant, '0', '9'))
}

// isVariable reports whether a session variable can have this name.
func isVariable(name string) bool { return only(name, 'a', 'z') }

func isWord(s string) bool {
	return s != "" && strings.IndexFunc(s, func(c rune) bool {
		return !('0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_')
	}) < 0
}

func only(s string, from, to rune) bool {
	return s != "" && strings.IndexFunc(s, func(c rune) bool { return c < from || c > to }) < 0
}
