package strict

import (
	"strings"

	"carrito/app/search"
)

// checkSynonyms names the lines of synonyms that say nothing, such as "polo = polos".
func checkSynonyms(lines []string, fault func(format string, args ...any)) {
	at := map[string]int{} // line of each side, by the stems of its words
	for i, sides := range search.Synonyms(lines) {
		if len(sides) < 2 {
			fault("synonyms[%d] is %q; it must have two sides, such as \"polera = polo\"", i, lines[i])
			continue
		}
		for j, side := range sides {
			text := strings.TrimSpace(strings.Split(lines[i], "=")[j])
			key := search.Stems(side)
			line, known := at[key]
			switch {
			case side == "":
				fault("synonyms[%d] is %q; a side of it has no word", i, lines[i])
				continue
			case known && line == i:
				fault("synonyms[%d] is %q; the search takes %q as equal to another side already", i, lines[i], text)
			case known:
				fault("synonyms[%d] has %q, and so has synonyms[%d]; write all of them as one, such as \"a = b = c\"", i, text, line)
			}
			at[key] = i
		}
	}
}
