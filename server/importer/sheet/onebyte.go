package sheet

import (
	"fmt"
	"unicode"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// oneByte are the one-byte encodings that spreadsheets save in the Americas and Western
// Europe. Windows-1252 includes Latin-1. Excel for Mac saves Mac Roman, and "CSV
// (MS-DOS)" is code page 850.
var oneByte = []*charmap.Charmap{charmap.Windows1252, charmap.Macintosh, charmap.CodePage850}

// nameOf returns the name of an encoding for the owner.
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

// The kinds of bytes next to a byte that is not ASCII.
const (
	gap            = iota // not a letter
	lower                 // a lower-case ASCII letter
	upper                 // an upper-case ASCII letter
	other                 // another byte that is not ASCII
	neighbourKinds        // number of kinds
)

// kindOfNeighbour returns the kind of b.
func kindOfNeighbour(b byte) int {
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

// neighbours counts the bytes that are not ASCII by the kinds of the bytes before and
// after them.
type neighbours [128][neighbourKinds][neighbourKinds]int

func (n *neighbours) add(before, b, after byte) {
	n[b-0x80][kindOfNeighbour(before)][kindOfNeighbour(after)]++
}

// likeliest returns the encoding in which the bytes are most plausible: accented
// letters inside words, and signs between them. If several score equally, it returns
// the first in oneByte. It returns nil if none is plausible.
func (n *neighbours) likeliest() encoding.Encoding {
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

// score returns how plausible the counted bytes are in the charset m.
func (n *neighbours) score(m *charmap.Charmap) int {
	total := 0
	for i := range n {
		r := m.DecodeByte(byte(i + 0x80))
		for before := range n[i] {
			for after, count := range n[i][before] {
				if count > 0 {
					total += count * plausibility(r, before, after)
				}
			}
		}
	}
	return total
}

// The accented letters of Spanish, further ones of Portuguese and French, those of
// other languages, and the signs that shops write.
const (
	spanish    = "áéíóúñüÁÉÍÓÚÑÜ"
	portuguese = "ãõçâêôàèÃÕÇÂÊÔÀÈ"
	others     = "äëïöìòùûåæøœîÿßÄËÏÖÌÒÙÛÅÆØŒÎ"
	signs      = "¿¡ªº°“”‘’«»–—…€£®™©½¼¾²³·•\u00a0"
)

// plausibility returns how plausible a character is between two others. It is positive
// if people write it so, and negative if they do not.
func plausibility(r rune, before, after int) int {
	switch {
	case contains(spanish, r):
		return 4 * letterPlausibility(r, before, after)
	case contains(portuguese, r):
		return 3 * letterPlausibility(r, before, after)
	case contains(others, r):
		return letterPlausibility(r, before, after)
	case contains(signs, r):
		return signPlausibility(r, before, after)
	case unicode.IsControl(r):
		return -6
	}
	return -3
}

func letterPlausibility(r rune, before, after int) int {
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

func signPlausibility(r rune, before, after int) int {
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
