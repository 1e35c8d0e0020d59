package catalog

import (
	"hash/fnv"
	"strconv"
	"strings"
	"unicode"
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

// Slug turns a name into the part of an address: "Polos y más" is "polos-y-mas".
// A name without any letter or digit gets a slug from its bytes.
func Slug(name string) string {
	words := strings.FieldsFunc(Fold(name), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	if len(words) > 0 {
		return strings.Join(words, "-")
	}
	hash := fnv.New32a()
	hash.Write([]byte(name))
	return "c-" + strconv.FormatUint(uint64(hash.Sum32()), 36)
}
