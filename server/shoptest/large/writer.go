package large

import (
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// writer writes texts about one product.
type writer struct {
	random    *rand.Rand
	kind      kind
	noun      string // such as Zapatillas
	gender    byte   // m or f
	plural    bool
	colourful bool // whether shoppers choose the colour, so that names have none

	// What the name says, by list. The description says the same once.
	named  map[string]string
	naming bool
}

// choose returns one of the phrases. Those at the front of a list come more
// often, as words do in a real shop.
func (w *writer) choose(phrases []string) string {
	at := int(float64(len(phrases)) * math.Pow(w.random.Float64(), 1.4))
	return phrases[min(at, len(phrases)-1)]
}

// text returns a phrase of a list, written out.
func (w *writer) text(list string) string {
	phrases, ok := w.kind.lists[list]
	if !ok {
		panic(w.kind.category + " has no list " + list)
	}
	text := w.agree(w.expand(w.choose(phrases)))
	return capital(strings.Join(strings.Fields(text), " "))
}

// expand replaces what is in braces: {list} by a phrase of the list, {a|b} by one
// of the alternatives, {10..90} and {10..90/5} by a number.
func (w *writer) expand(phrase string) string {
	before, rest, ok := strings.Cut(phrase, "{")
	if !ok {
		return phrase
	}
	depth, end := 1, 0
	for depth > 0 {
		switch rest[end] {
		case '{':
			depth++
		case '}':
			depth--
		}
		end++
	}
	return before + w.replace(rest[:end-1]) + w.expand(rest[end:])
}

// replace returns what stands for the text of a pair of braces.
func (w *writer) replace(text string) string {
	if alternatives := split(text, "|"); len(alternatives) > 1 {
		return w.expand(w.choose(alternatives))
	}
	if low, high, ok := strings.Cut(text, ".."); ok {
		return w.number(low, high)
	}
	switch text {
	case "noun", "Noun":
		return w.noun
	case "noun>":
		return strings.ToLower(w.noun)
	case "color":
		if w.colourful {
			return ""
		}
	}
	if named, ok := w.named[text]; ok && !w.naming {
		delete(w.named, text)
		return named
	}
	phrase := w.expand(w.choose(w.kind.lists[text]))
	if w.naming {
		w.named[text] = phrase
	}
	return phrase
}

func (w *writer) number(low, high string) string {
	step := 1
	if number, after, ok := strings.Cut(high, "/"); ok {
		high = number
		step, _ = strconv.Atoi(after)
	}
	from, _ := strconv.Atoi(low)
	to, _ := strconv.Atoi(high)
	return strconv.Itoa(from + step*w.random.IntN((to-from)/step+1))
}

// agree writes the endings that agree with the noun: @ is o, a, os or as, % after
// a letter is s in the plural, & after a letter is es.
func (w *writer) agree(text string) string {
	var b strings.Builder
	last := ' '
	for _, r := range text {
		switch {
		case r == '@':
			b.WriteString(map[byte]string{'m': "o", 'f': "a"}[w.gender])
			if w.plural {
				b.WriteString("s")
			}
		case r == '%' && unicode.IsLetter(last):
			if w.plural {
				b.WriteString("s")
			}
		case r == '&' && unicode.IsLetter(last):
			if w.plural {
				b.WriteString("es")
			}
		default:
			b.WriteRune(r)
		}
		last = r
	}
	return strings.ReplaceAll(b.String(), "ónes", "ones")
}

// capital returns the text with a capital at its beginning.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}
