package pay

import "strings"

// latin has, for each character from À (U+00C0) to ſ (U+017F), the ASCII letter that
// people write in its place.
const latin = "AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTsaaaaaaaceeeeiiiidnooooo-ouuuuyty" +
	"AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlL" +
	"lLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs"

// ascii returns text in printable ASCII: letters without their accents, and without what
// ASCII has no counterpart for. Runs of spaces and line breaks become one space. It cuts
// the result to at most limit bytes.
func ascii(text string, limit int) string {
	plain := strings.Map(func(r rune) rune {
		switch {
		case ' ' <= r && r <= '~':
			return r
		case r < ' ' || r == '\u00a0' || r == '\u2028' || r == '\u2029':
			return ' '
		case 'À' <= r && r < 'À'+rune(len(latin)):
			return rune(latin[r-'À'])
		case r == 'ª':
			return 'a'
		case r == 'º' || r == '°':
			return 'o'
		case r == '‘' || r == '’':
			return '\''
		case r == '“' || r == '”':
			return '"'
		case '‐' <= r && r <= '—':
			return '-'
		}
		return -1
	}, text)
	plain = strings.Join(strings.Fields(plain), " ")
	return strings.TrimRight(plain[:min(limit, len(plain))], " ")
}

// alphanumeric returns the ASCII letters and digits of text, at most limit of them.
func alphanumeric(text string, limit int) string {
	plain := strings.Map(func(r rune) rune {
		if r < 0x80 && (digit(byte(r)) || letter(byte(r))) {
			return r
		}
		return -1
	}, text)
	return plain[:min(limit, len(plain))]
}
