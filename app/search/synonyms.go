package search

import (
	"slices"
	"strings"

	"carrito/app/catalog"
)

// Synonyms reads synonyms of the form "polera = polo = remera". It returns the sides of
// each line in lower case. A side may have several words: "buzo = pantalón deportivo".
func Synonyms(lines []string) [][]string {
	all := make([][]string, len(lines))
	for i, line := range lines {
		sides := strings.Split(strings.ToLower(line), "=")
		for j, side := range sides {
			sides[j] = ""
			for _, s := range slots(side) {
				sides[j] += s.joined + " "
			}
		}
		all[i] = sides
	}
	return all
}

// Stems returns what the words of a side have in common with their plurals and genders.
// Sides with the same stems find the same.
func Stems(side string) string {
	stems := ""
	for _, word := range strings.Fields(side) {
		stems += stem(catalog.Fold(word)) + " "
	}
	return stems
}

// addSynonyms gives the present product the synonyms of what it has, as if they were
// tags.
func (b *builder) addSynonyms() {
	for _, sides := range b.synonyms {
		if slices.ContainsFunc(sides, b.has) {
			for _, word := range strings.Fields(strings.Join(sides, "")) {
				b.put(word, meta)
			}
		}
	}
}

// has reports whether the present product has all words of a side.
func (b *builder) has(side string) bool {
	for _, word := range strings.Fields(catalog.Fold(side)) {
		root := stem(word)
		if !slices.ContainsFunc(b.touched, func(e *entry) bool { return e.root == root || isPair(word, e.folded) }) {
			return false
		}
	}
	return side != ""
}
