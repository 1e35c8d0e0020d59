package importer

import (
	"maps"
	"regexp"
	"slices"
)

var (
	// What a spreadsheet shows for a formula that failed, in any language: #REF!,
	// #¿NOMBRE?, #N/D, and ### for a column too narrow.
	errorValue = regexp.MustCompile(`^(#[¿¡]?\p{Lu}[\p{Lu}\d/_ -]*[!?]|#\p{Lu}/\p{Lu}{1,2}|#NV|#{2,}|Err:\d+)$`)
	// A code of many digits that a spreadsheet took for a number: 7.75012E+12.
	scientific = regexp.MustCompile(`^\d([.,]\d+)?[Ee]\+\d+$`)
)

// figures are the columns whose readers tell a faulty cell themselves.
var figures = slices.Concat(priceColumns, stockColumns, []string{
	"published", "status", "in stock?", "backorders allowed?", "variant inventory policy", "date sale price starts", "date sale price ends",
})

// codes are the columns that say which product a row is.
var codes = []string{"sku", "variant sku", "parent", "id"}

// clean empties the cells that hold a spreadsheet's error in place of a text, and
// codes that it has shortened.
func (j *job) clean(rows []row) {
	columns := slices.Sorted(maps.Keys(j.header.columns))
	for i := range rows {
		r := &rows[i]
		for _, column := range columns {
			cell := r.get(column)
			switch {
			case cell == "" || slices.Contains(figures, column):
				continue
			case (cell[0] == '#' || cell[0] == 'E') && errorValue.MatchString(cell):
				j.note(r.line, r.label(), "has %q under %s, which is an error of the spreadsheet: it is taken as empty", cell, j.header.name(column))
			case slices.Contains(codes, column) && scientific.MatchString(cell):
				j.note(r.line, r.label(), "has %q under %s, which a spreadsheet has shortened: it is taken as empty", cell, j.header.name(column))
			default:
				continue
			}
			r.empty(column)
		}
	}
}

// label is what the owner knows the row by.
func (r row) label() string {
	for _, column := range []string{"name", "title", "handle", "sku"} {
		if text := oneLine(r.get(column)); text != "" && !errorValue.MatchString(text) {
			return text
		}
	}
	return ""
}
