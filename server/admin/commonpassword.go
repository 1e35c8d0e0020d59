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

// commonList adds more words that common passwords begin with, in the languages
// of the shop. Each word has a line of its own.
//
//go:embed common.txt
var commonList string

// common returns the passwords that attackers try first, folded by fold.
var common = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for _, word := range frequency.FrequencyLists["passwords"] {
		set[fold(word)] = true
	}
	for word := range strings.FieldsSeq(commonList) {
		set[fold(word)] = true
	}
	return set
})

// maxAround is how many digits and signs may surround a common password without
// making it uncommon.
const maxAround = 8

// isCommon reports whether attackers try a password first (NIST SP 800-63B,
// 3.1.1.2). Such a password is a word of the common list or one of the shop's
// words. It stays common with digits or signs around it, and if it is repeated.
// A run such as 123456789012 is common too, and so are a few characters
// repeated.
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

// unleet replaces signs by the letters that they stand for.
var unleet = strings.NewReplacer("@", "a", "4", "a", "3", "e", "1", "i", "!", "i", "0", "o", "$", "s", "5", "s", "7", "t")

// fold returns a text in lower case and without accents.
func fold(text string) string {
	return strings.Map(func(c rune) rune {
		if unicode.Is(unicode.Mn, c) {
			return -1
		}
		return unicode.ToLower(c)
	}, norm.NFKD.String(text))
}

// rows are character sequences that people type as a run: the digits, the
// alphabet and the rows of keyboards.
var rows = []string{"01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "qwertyuiop[]asdfghjkl", "qwertyuiopasdfghjklñzxcvbnm"}

// isRun reports whether a text is part of a row, forwards or backwards.
func isRun(text string) bool {
	backwards := []rune(text)
	slices.Reverse(backwards)
	return len(text) > 3 && slices.ContainsFunc(rows, func(row string) bool {
		row = fold(row)
		return strings.Contains(row, text) || strings.Contains(row, string(backwards))
	})
}

// repeats reports whether a text repeats a unit of at most longest bytes.
func repeats(text string, longest int) bool { return len(unit(text)) <= longest && text != "" }

// unit returns the shortest prefix whose repetition makes up the text. The last
// repetition may be cut off.
func unit(text string) string {
	for n := 1; n < len(text); n++ {
		if strings.HasPrefix(strings.Repeat(text[:n], len(text)/n+1), text) {
			return text[:n]
		}
	}
	return text
}
