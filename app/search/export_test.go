package search

// FilesOf is [Index.Files] with parts of a given size.
func FilesOf(x *Index, full int) (dictionary []byte, parts [][]byte) { return x.files(full) }

// WordsOf returns the words of a part.
func WordsOf(part []byte) (words []string) {
	records(part, func(word string, _ []byte) bool {
		words = append(words, word)
		return true
	})
	return words
}

// Related reports whether two folded words are equal, plurals or genders of each other.
func Related(a, b string) bool { return related(a, stem(a), b) }

// QueryWords returns how many words of a query are looked for.
func QueryWords(x *Index, text string) int {
	n := 0
	for _, s := range x.newQuery(text).slots {
		n += len(s.words)
	}
	return n
}
