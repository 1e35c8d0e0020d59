package search

import "strings"

// ending is an ending of a word, and what it becomes in the stem.
type ending struct{ from, to string }

// endings has the endings that stem replaces, at most one of each list.
var endings = [...][]ending{
	{{"ss", "ss"}, {"oes", "ao"}, {"aes", "ao"}, {"ois", "ol"}, {"s", ""}},
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
//	lencois, lencol         lencol   -ois as -ol
//
// What such rules cannot tell, because a plural can have two singulars, is in pairs.
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

// pairs has endings of words and those of their plurals or feminines.
var pairs = [...]ending{
	{"", "s"}, {"", "es"}, // bonsai, bonsais; heroe, heroes; gris, grises
	{"l", "is"}, {"il", "is"}, {"il", "eis"}, // azul, azuis; infantil, infantis; facil, faceis
	{"es", "esa"}, {"es", "esas"}, // frances, francesa
}

// isPair reports whether one of two words is the plural or the feminine of the other.
func isPair(a, b string) bool { return paired(a, b) || paired(b, a) }

// paired reports whether b is the plural or the feminine of a.
func paired(a, b string) bool {
	for _, p := range pairs {
		if root, ok := strings.CutSuffix(b, p.to); ok && len(root) > 2 && root+p.from == a {
			return true
		}
	}
	return false
}

// stemRange returns the beginning that all folded words related to one with a stem have in
// common, but for facil and faceis.
func stemRange(stem string) string {
	if n := len(stem); n > 2 && strings.Contains("civnalo", stem[n-1:]) {
		return stem[:n-1]
	}
	return stem
}

// related reports whether one of two folded words is a plural or another gender of the
// other. root is the stem of a.
func related(a, root, b string) bool {
	return stem(b) == root || isPair(a, b)
}
