package sheet

import (
	"bufio"
	"fmt"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// wrongCharsets are the encodings in which programs wrongly read UTF-8.
var wrongCharsets = [...]*charmap.Charmap{charmap.Macintosh, charmap.Windows1252, charmap.ISO8859_1}

// maxRepairs is how many times in a row a text may have been wrongly read and saved.
const maxRepairs = 3

// repair detects UTF-8 that was read in a wrong encoding and saved again, such as "TÃ©"
// for "Té". If all letters beyond ASCII are garbled so, the text is repaired. If at
// least half of them are, some letters are lost, and repair returns an error. If fewer
// are, the text is left as it is, with a note.
func (t *text) repair() error {
	for {
		seen, err := t.surveyText()
		if err != nil {
			return err
		}
		t.nul, t.cr = t.nul || seen.nul, t.cr || seen.cr
		wrong, runs := seen.best()
		switch {
		case t.guessed || runs.repaired == 0 || len(t.repairs) == maxRepairs:
			return nil
		case runs.repaired == seen.runs:
			t.repairs = append(t.repairs, wrong)
			t.notes = append(t.notes, fmt.Sprintf("letters were garbled, such as “%s” in line %d: the file was saved as UTF-8 and read as %s; it was repaired",
				runs.example, runs.exampleLine, nameOf(wrong)))
		case runs.repaired > 1 && 2*runs.repaired >= seen.runs:
			return fmt.Errorf("letters are garbled, such as “%s” in line %d: the file was saved as UTF-8 and read as %s, and some letters are lost, such as “%s” in line %d; "+
				"export the products again and do not open the file in a spreadsheet",
				runs.example, runs.exampleLine, nameOf(wrong), runs.stuck, runs.stuckLine)
		default:
			t.notes = append(t.notes, fmt.Sprintf("line %d has “%s”, which looks like garbled letters; it was not changed", runs.exampleLine, runs.example))
			return nil
		}
	}
}

// repairs counts the runs of letters beyond ASCII that can be repaired, for one wrong
// charset.
type repairs struct {
	repaired    int
	example     string // the first of them
	exampleLine int
	stuck       string // the first that cannot be repaired
	stuckLine   int
}

// textStats counts the letters of a text beyond ASCII, and records how its lines end.
type textStats struct {
	runs    int // runs of letters beyond ASCII
	repairs [len(wrongCharsets)]repairs
	nul     bool
	cr      bool // whether the first line outside quotes ends with CR alone
}

// best returns the wrong charset that explains the most runs.
func (s *textStats) best() (*charmap.Charmap, repairs) {
	best := 0
	for i := range s.repairs {
		if s.repairs[i].repaired > s.repairs[best].repaired {
			best = i
		}
	}
	return wrongCharsets[best], s.repairs[best]
}

// surveyText reads the whole text and collects its statistics.
func (t *text) surveyText() (*textStats, error) {
	source, err := t.reader(nil)
	if err != nil {
		return nil, err
	}
	defer source.Close()
	r := bufio.NewReaderSize(source, 1<<16)
	seen := &textStats{}
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

// maxRun is the maximum length of a run, in letters.
const maxRun = 1 << 16

// run reads a run of letters beyond ASCII and counts it.
func (s *textStats) run(r *bufio.Reader, line int) error {
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
	for i, m := range wrongCharsets {
		t := &s.repairs[i]
		if repairable(run, m) {
			if t.repaired++; t.repaired == 1 {
				t.example, t.exampleLine = string(run), line
			}
		} else if t.stuckLine == 0 {
			t.stuck, t.stuckLine = string(run), line
		}
	}
	return nil
}

// repairable reports whether the bytes of run in the charset m are UTF-8. Two
// characters may be so by chance, as "’é" is in Mac Roman. Therefore a short run must
// become letters of Western languages.
func repairable(run []rune, m *charmap.Charmap) bool {
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

// western reports whether r is a letter or sign of Western languages, or an emoji.
func western(r rune) bool {
	return r >= 0xa0 && r <= 0x17f || r >= 0x2000 && r <= 0x206f || r == '€' || r == '™' || r >= 0x1f000
}
