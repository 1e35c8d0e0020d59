package importer

import (
	"maps"
	"regexp"
	"slices"
)

var (
	// errorValue matches what a spreadsheet shows for a failed formula, in any
	// language, such as #REF!, #¿NOMBRE? and #N/D. It also matches ###, which stands
	// for a column that is too narrow.
	errorValue = regexp.MustCompile(`^(#[¿¡]?\p{Lu}[\p{Lu}\d/_ -]*[!?]|#\p{Lu}/\p{Lu}{1,2}|#NV|#{2,}|Err:\d+)$`)
	// scientific matches a long code that a spreadsheet took for a number, such as
	// 7.75012E+12.
	scientific = regexp.MustCompile(`^\d([.,]\d+)?[Ee]\+\d+$`)
)

// checkedColumns are the columns whose readers report a faulty cell themselves.
var checkedColumns = slices.Concat(priceColumns, stockColumns, []string{
	"published", "status", "in stock?", "backorders allowed?", "variant inventory policy", "date sale price starts", "date sale price ends",
})

// codeColumns are the columns that identify the product of a row.
var codeColumns = []string{"sku", "variant sku", "parent", "id", "gtin", "mpn", "code"}

// clean empties cells that hold a spreadsheet error, and codes that a spreadsheet has
// shortened. It notes each.
func (j *job) clean(rows []row) {
	columns := slices.Sorted(maps.Keys(j.header.columns))
	for i := range rows {
		r := &rows[i]
		for _, column := range columns {
			cell := r.get(column)
			switch {
			case cell == "" || slices.Contains(checkedColumns, column):
				continue
			case (cell[0] == '#' || cell[0] == 'E') && errorValue.MatchString(cell):
				j.note(r.line, r.label(), "has %q under %s, which is a spreadsheet error: the cell is read as empty", cell, j.header.name(column))
			case slices.Contains(codeColumns, column) && scientific.MatchString(cell):
				j.note(r.line, r.label(), "has %q under %s, which a spreadsheet has shortened: the cell is read as empty", cell, j.header.name(column))
			default:
				continue
			}
			r.empty(column)
		}
	}
}

// label returns the name by which the owner knows the row.
func (r row) label() string {
	for _, column := range []string{"name", "title", "handle", "sku"} {
		if text := oneLine(r.get(column)); text != "" && !errorValue.MatchString(text) {
			return text
		}
	}
	return ""
}
