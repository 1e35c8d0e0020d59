package sheet

import (
	"regexp"
	"strings"

	"github.com/xuri/excelize/v2"
)

// plainFormats changes the formats of a workbook so that its cells are read as their
// values: 1500 where the sheet shows "1,500" or "$ 1.500,00", whose separators are
// ambiguous. Dates are read as 2026-11-27, and numbers padded with zeros keep their
// padding.
func plainFormats(book *excelize.File) error {
	styles := book.Styles
	if styles == nil || styles.CellXfs == nil {
		return nil
	}
	codes := map[int]string{}
	if styles.NumFmts != nil {
		for _, format := range styles.NumFmts.NumFmt {
			codes[format.NumFmtID] = format.FormatCode
		}
	}
	count := len(styles.CellXfs.Xf)
	plain := map[kind]int{number: asText}
	for kind, pattern := range map[kind]string{date: "yyyy-mm-dd", moment: "yyyy-mm-dd hh:mm:ss"} {
		style, err := book.NewStyle(&excelize.Style{CustomNumFmt: &pattern})
		if err != nil {
			return err
		}
		plain[kind] = *styles.CellXfs.Xf[style].NumFmtID
	}
	for i := range styles.CellXfs.Xf[:count] {
		id := styles.CellXfs.Xf[i].NumFmtID
		if id == nil {
			continue
		}
		if plain, ok := plain[kindOf(*id, codes[*id])]; ok {
			styles.CellXfs.Xf[i].NumFmtID = &plain
		}
	}
	return nil
}

// asText is the format that shows a number with all its digits.
const asText = 49

// kind is the kind of value that a cell format shows.
type kind int

const (
	number kind = iota
	padded      // with zeros in front
	date
	moment // a date with a time
	clock  // a time
)

var (
	literals  = regexp.MustCompile(`"[^"]*"|\\.|_.|\*.|\[[^\]]{2,}\]`)
	onlyZeros = regexp.MustCompile(`^0{2,}$`)
)

// kindOf returns the kind of a format by its code, or by its number if it has none.
func kindOf(id int, code string) kind {
	switch {
	case code == "" && (id == 22):
		return moment
	case code == "" && (id >= 18 && id <= 21 || id >= 45 && id <= 47):
		return clock
	case code == "" && (id >= 14 && id <= 17 || id >= 27 && id <= 36 || id >= 50 && id <= 58):
		return date
	case onlyZeros.MatchString(code):
		return padded
	}
	code = strings.ToLower(literals.ReplaceAllString(code, ""))
	if code == "general" {
		return number
	}
	day, time := strings.ContainsAny(code, "yd"), strings.ContainsAny(code, "hs")
	switch {
	case day && time:
		return moment
	case day:
		return date
	case time:
		return clock
	case strings.Contains(code, "m"):
		return date
	}
	return number
}
