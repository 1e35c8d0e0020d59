package sheet

import (
	"bufio"
	"fmt"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// mistaken are the encodings that UTF-8 is wrongly read as.
var mistaken = [...]*charmap.Charmap{charmap.Macintosh, charmap.Windows1252, charmap.ISO8859_1}

// maxMends is how often a text may have been wrongly read, one mistake upon
// another.
const maxMends = 3

// mend finds out whether the text is UTF-8 that was wrongly read as something
// else and saved again: "TÃ©" for "Té". If all of it is, it is turned back. If
// most of it is, the rest is lost, and the error says so. If little of it is, it
// stays as it is and is noted.
func (t *text) mend() error {
	for {
		seen, err := t.surveyText()
		if err != nil {
			return err
		}
		t.nul, t.cr = t.nul || seen.nul, t.cr || seen.cr
		wrong, runs := seen.best()
		switch {
		case t.guessed || runs.turned == 0 || len(t.mends) == maxMends:
			return nil
		case runs.turned == seen.runs:
			t.mends = append(t.mends, wrong)
			t.notes = append(t.notes, fmt.Sprintf("letters were garbled, such as “%s” in line %d: the file was saved as UTF-8 and read as %s; it was turned back",
				runs.example, runs.exampleLine, nameOf(wrong)))
		case runs.turned > 1 && 2*runs.turned >= seen.runs:
			return fmt.Errorf("letters are garbled, such as “%s” in line %d: the file was saved as UTF-8 and read as %s, and some letters are lost, such as “%s” in line %d; "+
				"export the products anew and do not open the file in a spreadsheet",
				runs.example, runs.exampleLine, nameOf(wrong), runs.stuck, runs.stuckLine)
		default:
			t.notes = append(t.notes, fmt.Sprintf("line %d has “%s”, which looks like garbled letters; it is taken as it stands", runs.exampleLine, runs.example))
			return nil
		}
	}
}

// turning is how many runs of letters beyond ASCII can be turned back.
type turning struct {
	turned      int
	example     string // the first of them
	exampleLine int
	stuck       string // the first that cannot be turned back
	stuckLine   int
}

// textSeen is what a text holds besides ASCII, and how its lines end.
type textSeen struct {
	runs    int
	turning [len(mistaken)]turning
	nul     bool
	cr      bool // whether the first line outside quotes ends with CR alone
}

// best returns the mistake that explains most runs.
func (s *textSeen) best() (*charmap.Charmap, turning) {
	best := 0
	for i := range s.turning {
		if s.turning[i].turned > s.turning[best].turned {
			best = i
		}
	}
	return mistaken[best], s.turning[best]
}

// surveyText reads the whole text.
func (t *text) surveyText() (*textSeen, error) {
	source, err := t.reader(nil)
	if err != nil {
		return nil, err
	}
	defer source.Close()
	r := bufio.NewReaderSize(source, 1<<16)
	seen := &textSeen{}
	line, quoted, ended := 1+t.line, false, false
	for {
		b, err := r.ReadByte()
		if err == io.EOF {
			return seen, nil
		}
		if err != nil {
			return nil, err
		}
		switch {
		case b >= utf8.RuneSelf:
			r.UnreadByte()
			if err := seen.run(r, line); err != nil {
				return nil, err
			}
		case b == '"':
			quoted = !quoted
		case b == 0:
			seen.nul = true
		case b == '\n':
			line++
			ended = ended || !quoted
		case b == '\r':
			if next, _ := r.Peek(1); len(next) == 0 || next[0] == '\n' {
				break
			}
			line++
			seen.cr = seen.cr || !ended && !quoted
			ended = ended || !quoted
		}
	}
}

// maxRun bounds the letters that are looked at together.
const maxRun = 1 << 16

// run reads the letters beyond ASCII that come next.
func (s *textSeen) run(r *bufio.Reader, line int) error {
	var run []rune
	for len(run) < maxRun {
		c, _, err := r.ReadRune()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		if c < utf8.RuneSelf {
			r.UnreadRune()
			break
		}
		run = append(run, c)
	}
	s.runs++
	for i, m := range mistaken {
		t := &s.turning[i]
		if turnsBack(run, m) {
			if t.turned++; t.turned == 1 {
				t.example, t.exampleLine = string(run), line
			}
		} else if t.stuckLine == 0 {
			t.stuck, t.stuckLine = string(run), line
		}
	}
	return nil
}

// turnsBack reports whether the bytes that m has for the run are UTF-8. Two signs
// may be that by chance, as "’é" is in Mac Roman; what they make is then no letter
// of the languages that are read wrongly so.
func turnsBack(run []rune, m *charmap.Charmap) bool {
	data := make([]byte, 0, 64)
	for _, c := range run {
		b, ok := m.EncodeRune(c)
		if !ok {
			return false
		}
		data = append(data, b)
	}
	if !utf8.Valid(data) {
		return false
	}
	for _, c := range string(data) {
		if !western(c) && utf8.RuneCount(data) < 4 {
			return false
		}
	}
	return true
}

// western reports whether a character is a letter or a sign that languages of
// the West write, or a picture.
func western(r rune) bool {
	return r >= 0xa0 && r <= 0x17f || r >= 0x2000 && r <= 0x206f || r == '€' || r == '™' || r >= 0x1f000
}
