package catalog

import (
	"hash/fnv"
	"strconv"
	"strings"
	"unicode"

	"carrito/app/typed"
)

// unaccented spells each base letter before the accented letters that fold to
// it. It covers the letters of the European languages (Latin-1 Supplement and
// Latin Extended-A); a Unicode decomposition table would be some fifty times
// its size in the browser program.
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

// Fold returns s without case and accents, for comparing what a shopper types
// with what the owner wrote: Fold("Pantalón") is "pantalon".
func Fold(s string) string {
	return strings.Map(func(r rune) rune {
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
	}, s)
}

// words returns the words of a folded text. Punctuation parts them; + and # do
// not, or C++ and C# would be the same. Invisible characters are no part of them.
func words(folded string) []string {
	return strings.FieldsFunc(strings.Map(func(r rune) rune {
		if typed.Invisible(r) {
			return -1
		}
		return r
	}, folded), parts)
}

// spaced is folded text as words with a space between them and one behind.
func spaced(folded string) string { return strings.Join(words(folded), " ") + " " }

// compounds returns the words that people also write in one: "tshirt" for
// "t-shirt" and for "t shirt".
func compounds(folded string) string {
	var b strings.Builder
	letter := ""
	for _, word := range strings.Fields(folded) {
		within := words(word)
		if len(within) > 1 || letter != "" {
			b.WriteString(letter + strings.Join(within, "") + " ")
		}
		letter = ""
		if len(within) == 1 && len(within[0]) == 1 {
			letter = within[0]
		}
	}
	return b.String()
}

// forms returns a word and, each with a space behind, what it may be the plural
// or the singular of in Spanish and in English: "gorras" is "gorra", "luz" is
// "luces". The space keeps "tres" from finding "trekking".
func forms(word string) []string {
	all := []string{word}
	for _, ending := range []struct{ of, to string }{{"s", ""}, {"es", ""}, {"ces", "z"}, {"ies", "y"}, {"z", "ces"}, {"y", "ies"}} {
		if stem, ok := strings.CutSuffix(word, ending.of); ok && len(stem) >= 3 || ok && ending.to != "" && len(stem) >= 2 {
			all = append(all, stem+ending.to+" ")
		}
	}
	return all
}

// parts reports whether a character stands between words. Marks and signs do
// not. It knows the punctuation of Latin scripts and the blocks U+2000 and U+3000;
// Unicode's tables would weigh more than this shop's search.
func parts(r rune) bool {
	switch {
	case r < 0x80:
		return r < '0' && r != '#' && r != '+' || r > '9' && r < 'a' && (r < 'A' || r > 'Z') || r > 'z'
	case r < 0xc0:
		return !strings.ContainsRune("ª²³µ¹º¼½¾", r)
	}
	return r >= 0x2000 && r < 0x2070 || r >= 0x3000 && r < 0x3005
}

// Slug turns a name into the part of an address: "Polos y más" is "polos-y-mas".
// A name without any letter or digit gets a slug from its bytes.
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
