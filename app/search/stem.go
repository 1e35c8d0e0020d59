package search

import "strings"

// ending is an ending of a word, and what it becomes in the stem.
type ending struct{ from, to string }

// endings has the endings that stem replaces, at most one of each list.
var endings = [...][]ending{
	{{"ss", "ss"}, {"oes", "ao"}, {"aes", "ao"}, {"ais", "al"}, {"eis", "el"}, {"ois", "ol"}, {"s", ""}},
	{{"a", ""}, {"e", ""}, {"o", ""}},
	{{"z", "c"}, {"y", "i"}, {"f", "v"}, {"em", "en"}, {"im", "in"}, {"om", "on"}, {"um", "un"}},
}

// stem returns the part of a folded word that its singular, plural, masculine and
// feminine have in common, in Spanish, Portuguese and English. All three have the same
// rules, because shops mix their words. The result need not be a word. Three letters
// stay, except of pães.
//
//	gorras, gorra           gorr     -s, and then a final vowel
//	rojos, roja             roj
//	pantalones, pantalon    pantalon
//	luces, luzes, luz       luc      z as c
//	babies, baby            babi     y as i
//	knives, knife           kniv     f as v
//	marrons, marrom         marron   m as n after e, i, o and u
//	calcoes, calcao         calca    -oes and -aes as -ao
//	animais, animal         animal   -ais, -eis and -ois as -al, -el and -ol
//
// [Savoy's light stemmers] have similar rules, but a list for each language.
//
// [Savoy's light stemmers]: https://members.unine.ch/jacques.savoy/clef/
func stem(word string) string {
	if len(word) < 3 || hasDigit(word) {
		return word
	}
	for i, list := range endings {
		for _, e := range list {
			if strings.HasSuffix(word, e.from) && (len(word) > len(e.from)+2 || i == 2 || e.from == "aes") {
				word = word[:len(word)-len(e.from)] + e.to
				break
			}
		}
	}
	return word
}

// stemRange returns the beginning that all folded words with this stem have in common.
func stemRange(stem string) string {
	if n := len(stem); n > 2 && strings.Contains("civnalo", stem[n-1:]) {
		return stem[:n-1]
	}
	return stem
}

// related reports whether one of two folded words is a plural or another gender of the
// other. root is the stem of a.
func related(a, root, b string) bool {
	return stem(b) == root || a+"es" == b || b+"es" == a
}
