package sheet

import (
	"fmt"
	"strings"
)

// maxAbove is how many rows may stand above the header.
const maxAbove = 20

// HeaderError says that no row of a file is a known header.
type HeaderError struct {
	Line   int      // the first row that has anything in it
	Begins []string // its cells
}

func (e *HeaderError) Error() string {
	return fmt.Sprintf("line %d is no known header: it begins %q", e.Line, strings.Join(e.Begins, ", "))
}

// looked is what was found at the top of one candidate.
type looked struct {
	candidate
	known  bool
	header Record
	above  []Record // the rows above the header that have anything in them
	err    error
}

// look reads the top of a candidate up to a known header.
func (c candidate) look(known func([]string) bool) looked {
	l := looked{candidate: c}
	count := 0
	for r, err := range c.records(nil) {
		if err != nil {
			l.err = err
			return l
		}
		if r.blank() {
			continue
		}
		r.Cells = append([]string(nil), r.Cells...)
		if known(r.Cells) {
			l.known, l.header = true, r
			return l
		}
		l.above = append(l.above, r)
		if count++; count == maxAbove {
			break
		}
	}
	return l
}

// find returns the sheet whose header is known.
func (o *opened) find(known func([]string) bool) (*Sheet, error) {
	var tops []looked
	for _, group := range o.tables {
		var all []looked
		for _, c := range group {
			all = append(all, c.look(known))
		}
		if best, ok := widest(all); ok {
			return o.sheet(best), nil
		}
		// Rows that all stand in one column are taken apart.
		for _, l := range all {
			for _, comma := range separators("") {
				folded := candidate{folded{l.table, comma, 0}, l.sheet}
				if best := folded.look(known); best.known {
					return o.sheet(best), nil
				}
			}
		}
		tops = append(tops, all...)
	}
	return nil, unknown(tops)
}

// widest returns the known header with most cells, the first of equals.
func widest(all []looked) (best looked, ok bool) {
	for _, l := range all {
		if l.known && (!ok || len(l.header.Cells) > len(best.header.Cells)) {
			best, ok = l, true
		}
	}
	return best, ok
}

// unknown returns the error for a file without a known header: that of the
// candidate that takes its first row apart best, or else what is wrong with it.
func unknown(tops []looked) error {
	var best Record
	var err error
	for _, l := range tops {
		if len(l.above) > 0 && len(l.above[0].Cells) > len(best.Cells) {
			best = l.above[0]
		}
		if err == nil {
			err = l.err
		}
	}
	if len(best.Cells) > 0 {
		return &HeaderError{best.Line, best.Cells}
	}
	if err != nil {
		return err
	}
	return errEmpty
}

// sheet returns the sheet that was looked for and found.
func (o *opened) sheet(l looked) *Sheet {
	s := &Sheet{Header: l.header.Cells, table: l.table, top: l.header.Line, close: o.close}
	s.Notes = append(s.Notes, o.notes...)
	for _, r := range l.above {
		if !strings.HasPrefix(r.Cells[0], "sep=") {
			text := strings.TrimSpace(strings.Join(r.Cells, " "))
			s.Notes = append(s.Notes, fmt.Sprintf("line %d stands above the header and was not read: “%s”", r.Line, first(text, 60)))
		}
	}
	if _, one := l.table.(folded); one {
		s.Notes = append(s.Notes, "all cells of a row stand in one; they were taken apart")
	} else if len(s.Header) > 1 {
		s.table = mixed(l.table, len(s.Header))
	}
	if others := o.otherSheets(l.sheet); len(others) > 0 {
		s.Notes = append(s.Notes, fmt.Sprintf("of the workbook the sheet “%s” was read, and not %s", l.sheet, strings.Join(others, ", ")))
	}
	return s
}

// otherSheets names the sheets of a workbook but one.
func (o *opened) otherSheets(name string) []string {
	var others []string
	for _, group := range o.tables {
		if group[0].sheet != name {
			others = append(others, "“"+group[0].sheet+"”")
		}
	}
	return others
}
