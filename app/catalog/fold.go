package catalog

import (
	"hash/fnv"
	"strconv"
	"strings"
	"unicode"

	"carrito/app/typed"
)

// unaccented lists each base letter before the accented letters that fold to it. It
// covers the European languages (Latin-1 Supplement and Latin Extended-A). A Unicode
// decomposition table would be about fifty times as large in the browser program.
const unaccented = "aàáâãäåāăą cçćĉċč dďđð eèéêëēĕėęě gĝğġģ hĥħ iìíîïĩīĭįı jĵ kķ lĺļľŀł " +
	"nñńņňŉ oòóôõöøōŏő rŕŗř sśŝşšș tţťŧț uùúûüũūŭůűų wŵ yýÿŷ zźżž"

var baseLetter = func() map[rune]rune {
	letters := map[rune]rune{}
	for group := range strings.FieldsSeq(unaccented) {
		runes := []rune(group)
		for _, accented := range runes[1:] {
			letters[accented] = runes[0]
		}
	}
	return letters
}()

// Fold returns s in lower case and without accents, to compare what a shopper types
// with what the owner wrote. Fold("Pantalón") is "pantalon".
func Fold(s string) string {
	for i := range len(s) {
		if c := s[i]; c >= 0x80 || 'A' <= c && c <= 'Z' {
			return strings.Map(foldRune, s)
		}
	}
	return s // as most words are
}

// foldRune returns the base letter of r in lower case, or -1 for a combining accent.
func foldRune(r rune) rune {
	if r < unicode.MaxASCII {
		return unicode.ToLower(r)
	}
	r = unicode.ToLower(r)
	if base, accented := baseLetter[r]; accented {
		return base
	}
	if r >= 0x300 && r <= 0x36f { // a combining accent of decomposed text
		return -1
	}
	return r
}

// Words returns the words of a text. Punctuation separates words. The signs + and # do
// not, because C++ and C# would be the same. Invisible characters are removed.
func Words(text string) []string {
	return strings.FieldsFunc(strings.Map(func(r rune) rune {
		if typed.Invisible(r) {
			return -1
		}
		return r
	}, text), parts)
}

// spaced returns the words of folded text, each followed by a space.
func spaced(folded string) string { return strings.Join(Words(folded), " ") + " " }

// parts reports whether a character separates words. Marks and signs do not. It knows
// the punctuation of Latin scripts and of the blocks U+2000 and U+3000. The tables of
// Unicode would be larger than the rest of the search.
func parts(r rune) bool {
	switch {
	case r < 0x80:
		return r < '0' && r != '#' && r != '+' || r > '9' && r < 'a' && (r < 'A' || r > 'Z') || r > 'z'
	case r < 0xc0:
		return !strings.ContainsRune("ª²³µ¹º¼½¾", r)
	}
	return r >= 0x2000 && r < 0x2070 || r >= 0x3000 && r < 0x3005
}

// Slug turns a name into a part of an address: "Polos y más" is "polos-y-mas". A name
// without letters and digits gets a hash of its bytes.
func Slug(name string) string {
	words := strings.FieldsFunc(Fold(name), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	if len(words) > 0 {
		return strings.Join(words, "-")
	}
	return hashed("c-", name)
}

func hashed(prefix, name string) string {
	hash := fnv.New32a()
	hash.Write([]byte(name))
	return prefix + strconv.FormatUint(uint64(hash.Sum32()), 36)
}
