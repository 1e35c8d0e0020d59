package sheet

import (
	"fmt"
	"strings"
)

// maxAbove is the maximum number of rows above the header that are not blank.
const maxAbove = 20

// HeaderError reports that no row of a file is a known header.
type HeaderError struct {
	Line   int      // the first row that is not blank
	Begins []string // its cells
}

func (e *HeaderError) Error() string {
	return fmt.Sprintf("line %d is not a known header: it begins %q", e.Line, strings.Join(e.Begins, ", "))
}

// scan is the result of looking for a header in one candidate.
type scan struct {
	candidate
	known  bool
	header Record
	above  []Record // the rows above the header that are not blank
	err    error
}

// scan reads the candidate up to the header, or up to maxAbove rows.
func (c candidate) scan(known func([]string) bool) scan {
	l := scan{candidate: c}
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

// find returns the first sheet with a known header.
func (o *opened) find(known func([]string) bool) (*Sheet, error) {
	var tops []scan
	for _, group := range o.tables {
		var all []scan
		for _, c := range group {
			all = append(all, c.scan(known))
		}
		if best, ok := widest(all); ok {
			return o.sheet(best), nil
		}
		// If all cells of a row are in its first cell, split that cell.
		for _, l := range all {
			for _, comma := range separators("") {
				folded := candidate{folded{l.table, comma, 0}, l.sheet}
				if best := folded.scan(known); best.known {
					return o.sheet(best), nil
				}
			}
		}
		tops = append(tops, all...)
	}
	return nil, unknown(tops)
}

// widest returns the known header with the most cells, or the first of several.
func widest(all []scan) (best scan, ok bool) {
	for _, l := range all {
		if l.known && (!ok || len(l.header.Cells) > len(best.header.Cells)) {
			best, ok = l, true
		}
	}
	return best, ok
}

// unknown returns the error for a file without a known header. It is the HeaderError of
// the candidate that splits its first row into the most cells, or else the first error
// of reading.
func unknown(tops []scan) error {
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

// sheet returns the sheet of a scan that found a header.
func (o *opened) sheet(l scan) *Sheet {
	s := &Sheet{Header: l.header.Cells, table: l.table, top: l.header.Line, close: o.close}
	s.Notes = append(s.Notes, o.notes...)
	for _, r := range l.above {
		if !strings.HasPrefix(r.Cells[0], "sep=") {
			text := strings.TrimSpace(strings.Join(r.Cells, " "))
			s.Notes = append(s.Notes, fmt.Sprintf("line %d is above the header and was not read: “%s”", r.Line, first(text, 60)))
		}
	}
	if _, one := l.table.(folded); one {
		s.Notes = append(s.Notes, "all cells of a row were in one cell; they were split")
	} else if len(s.Header) > 1 {
		s.table = mixed(l.table, len(s.Header))
	}
	if others := o.otherSheets(l.sheet); len(others) > 0 {
		s.Notes = append(s.Notes, fmt.Sprintf("of the workbook, the sheet “%s” was read, but not %s", l.sheet, strings.Join(others, ", ")))
	}
	return s
}

// otherSheets returns the names of all other sheets of the workbook.
func (o *opened) otherSheets(name string) []string {
	var others []string
	for _, group := range o.tables {
		if group[0].sheet != name {
			others = append(others, "“"+group[0].sheet+"”")
		}
	}
	return others
}
