package sheet

import (
	"fmt"
	"unicode"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// oneByte are the encodings with one byte a letter that spreadsheets of the
// Americas and Western Europe save. Windows-1252 holds Latin-1. Excel for Mac
// saves Mac Roman, and "CSV (MS-DOS)" is code page 850.
var oneByte = []*charmap.Charmap{charmap.Windows1252, charmap.Macintosh, charmap.CodePage850}

// nameOf returns what an owner knows an encoding by.
func nameOf(e encoding.Encoding) string {
	switch e {
	case charmap.Windows1252:
		return "Windows-1252"
	case charmap.Macintosh:
		return "Mac Roman"
	case charmap.CodePage850:
		return "MS-DOS (code page 850)"
	case charmap.ISO8859_1:
		return "Latin-1"
	}
	return fmt.Sprint(e)
}

// What stands beside a byte beyond ASCII.
const (
	gap   = iota // no letter
	lower        // a small letter of ASCII
	upper        // a capital letter of ASCII
	other        // another byte beyond ASCII
	besides
)

func besideOf(b byte) int {
	switch {
	case b >= 'a' && b <= 'z':
		return lower
	case b >= 'A' && b <= 'Z':
		return upper
	case b >= 0x80:
		return other
	}
	return gap
}

// neighbour counts the bytes beyond ASCII by what stands before and after them.
type neighbour [128][besides][besides]int

func (n *neighbour) add(before, b, after byte) { n[b-0x80][besideOf(before)][besideOf(after)]++ }

// likeliest returns the encoding in which the bytes make most sense: accented
// letters inside words, signs between them. Of equals it is Windows-1252. It
// returns nil where none makes any sense.
func (n *neighbour) likeliest() encoding.Encoding {
	var best *charmap.Charmap
	most := 0
	for _, candidate := range oneByte {
		if score := n.score(candidate); score > most || best == nil && score == 0 {
			best, most = candidate, score
		}
	}
	if best == nil {
		return nil
	}
	return best
}

func (n *neighbour) score(m *charmap.Charmap) int {
	total := 0
	for i := range n {
		r := m.DecodeByte(byte(i + 0x80))
		for before := range n[i] {
			for after, count := range n[i][before] {
				if count > 0 {
					total += count * sense(r, before, after)
				}
			}
		}
	}
	return total
}

// The accented letters of Spanish, of Portuguese and French besides, and of other
// languages; and the signs that shops write.
const (
	spanish    = "áéíóúñüÁÉÍÓÚÑÜ"
	portuguese = "ãõçâêôàèÃÕÇÂÊÔÀÈ"
	others     = "äëïöìòùûåæøœîÿßÄËÏÖÌÒÙÛÅÆØŒÎ"
	signs      = "¿¡ªº°“”‘’«»–—…€£®™©½¼¾²³·•\u00a0"
)

// sense tells how likely a character is between two others: above zero where it
// is what people write, below where it is not.
func sense(r rune, before, after int) int {
	switch {
	case contains(spanish, r):
		return 4 * letterSense(r, before, after)
	case contains(portuguese, r):
		return 3 * letterSense(r, before, after)
	case contains(others, r):
		return letterSense(r, before, after)
	case contains(signs, r):
		return signSense(r, before, after)
	case unicode.IsControl(r):
		return -6
	}
	return -3
}

func letterSense(r rune, before, after int) int {
	small := unicode.IsLower(r)
	switch {
	case before == gap && after == gap && small:
		return 1 // a word of one letter, such as "à"
	case before == gap && after == gap:
		return -1
	case before == lower && !small, after == upper && small:
		return -2
	case before == other && after != lower && after != upper, after == other && before != lower && before != upper:
		return 0
	case before == upper && after == lower && !small:
		return 0
	}
	return 2
}

func signSense(r rune, before, after int) int {
	between := (before == lower || before == upper) && (after == lower || after == upper)
	switch {
	case between && r == '’':
		return 1
	case between:
		return -3
	case (r == '¿' || r == '¡') && before == gap && after == upper:
		return 7
	case (r == '¿' || r == '¡') && before == gap:
		return 3
	}
	return 1
}

func contains(set string, r rune) bool {
	for _, s := range set {
		if s == r {
			return true
		}
	}
	return false
}
