package admin

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/trustelem/zxcvbn/frequency"
	"golang.org/x/text/unicode/norm"
)

// commonWords are more beginnings of passwords, one a line, in the languages of
// the shop.
//
//go:embed common.txt
var commonWords string

// common are the passwords that are tried first, without accents and capitals.
var common = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for _, word := range frequency.FrequencyLists["passwords"] {
		set[fold(word)] = true
	}
	for word := range strings.FieldsSeq(commonWords) {
		set[fold(word)] = true
	}
	return set
})

// maxAround is how many digits and signs around a common password leave it common.
const maxAround = 8

// isCommon reports whether a password is one that is tried first (NIST SP 800-63B,
// 3.1.1.2): one of the list or of the words of the shop, such a word with digits
// or signs around it or again behind itself, a run such as 123456789012, or a few
// characters again and again.
func isCommon(password string, shop []string) bool {
	text := fold(password)
	if isRun(text) || repeats(text, 4) {
		return true
	}
	known := func(word string) bool {
		return common()[word] || len(word) > 3 && slices.ContainsFunc(shop, func(name string) bool {
			return fold(name) == word || slices.Contains(strings.Fields(fold(name)), word)
		})
	}
	for _, text := range []string{text, unleet.Replace(text)} {
		word := strings.TrimFunc(text, func(c rune) bool { return !unicode.IsLetter(c) })
		if known(text) || len(word) > 3 && len(text)-len(word) <= maxAround && (known(word) || isRun(word) || known(unit(word))) {
			return true
		}
	}
	return false
}

// unleet writes letters for the signs that people put in their place.
var unleet = strings.NewReplacer("@", "a", "4", "a", "3", "e", "1", "i", "!", "i", "0", "o", "$", "s", "5", "s", "7", "t")

// fold returns a text in small letters without accents.
func fold(text string) string {
	return strings.Map(func(c rune) rune {
		if unicode.Is(unicode.Mn, c) {
			return -1
		}
		return unicode.ToLower(c)
	}, norm.NFKD.String(text))
}

// rows are what hands run along: the digits, the alphabet and the keyboard.
var rows = []string{"01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "qwertyuiop[]asdfghjkl", "qwertyuiopasdfghjklñzxcvbnm"}

// isRun reports whether a text is a part of a row, or of one backwards.
func isRun(text string) bool {
	backwards := []rune(text)
	slices.Reverse(backwards)
	return len(text) > 3 && slices.ContainsFunc(rows, func(row string) bool {
		row = fold(row)
		return strings.Contains(row, text) || strings.Contains(row, string(backwards))
	})
}

// repeats reports whether a text is at most so many bytes again and again.
func repeats(text string, most int) bool { return len(unit(text)) <= most && text != "" }

// unit returns the shortest beginning of a text of which the text is made by
// repeating it.
func unit(text string) string {
	for n := 1; n < len(text); n++ {
		if strings.HasPrefix(strings.Repeat(text[:n], len(text)/n+1), text) {
			return text[:n]
		}
	}
	return text
}
