package url

import (
	"maps"
	"slices"
	"strings"
)

// The characters that are not escaped in a part of an address, besides letters, digits
// and -_.~ (RFC 3986, section 2).
const (
	inPath     = "$&+,/:;=@"
	inSegment  = "$&+:=@"
	inFragment = "$&+,/:;=?@!()*"
	inQuery    = ""
)

const hexDigits = "0123456789ABCDEF"

func escape(s, allowed string) string {
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' ||
			strings.IndexByte("-_.~", c) >= 0 || strings.IndexByte(allowed, c) >= 0 {
			b.WriteByte(c)
		} else {
			b.WriteByte('%')
			b.WriteByte(hexDigits[c>>4])
			b.WriteByte(hexDigits[c&15])
		}
	}
	return b.String()
}

// proper reports whether a path or fragment has only allowed characters.
func proper(s string) bool { return escape(s, "!$&'()*+,;=:@[]/?%") == s }

// PathEscape escapes a text for use as one segment of a path.
func PathEscape(s string) string { return escape(s, inSegment) }

// QueryEscape escapes a text for use as a value of a query. Spaces become +.
func QueryEscape(s string) string { return strings.ReplaceAll(escape(s, inQuery), "%20", "+") }

// PathUnescape is the inverse of [PathEscape].
func PathUnescape(s string) (string, error) {
	if !strings.Contains(s, "%") {
		return s, nil
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '%' {
			b.WriteByte(s[i])
			continue
		}
		if i+2 >= len(s) {
			return "", errEscape
		}
		high, low := digit(s[i+1]), digit(s[i+2])
		if high < 0 || low < 0 {
			return "", errEscape
		}
		b.WriteByte(byte(high<<4 | low))
		i += 2
	}
	return b.String(), nil
}

func queryUnescape(s string) (string, error) { return PathUnescape(strings.ReplaceAll(s, "+", " ")) }

func digit(c byte) int {
	if 'a' <= c && c <= 'f' {
		c -= 'a' - 'A'
	}
	return strings.IndexByte(hexDigits, c)
}

// Values are the parameters of a query.
type Values map[string][]string

// Get returns the first value of a parameter, or "" if there is none.
func (v Values) Get(name string) string {
	if values := v[name]; len(values) > 0 {
		return values[0]
	}
	return ""
}

// Has reports whether there is a parameter with the given name.
func (v Values) Has(name string) bool { _, ok := v[name]; return ok }

// Set sets a parameter to a single value.
func (v Values) Set(name, value string) { v[name] = []string{value} }

// Encode returns the query, sorted by name.
func (v Values) Encode() string {
	var pairs []string
	for _, name := range slices.Sorted(maps.Keys(v)) {
		for _, value := range v[name] {
			pairs = append(pairs, QueryEscape(name)+"="+QueryEscape(value))
		}
	}
	return strings.Join(pairs, "&")
}
