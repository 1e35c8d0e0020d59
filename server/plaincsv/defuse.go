package plaincsv

import "strings"

// defuse puts a ' before text that a spreadsheet would read as a formula (OWASP, CSV
// injection). It checks the beginning of the cell, and the text after each semicolon,
// tab and line break, because a spreadsheet may separate cells there: in many
// countries the separator is a semicolon.
func defuse(cell string) string {
	if !strings.ContainsAny(cell, "=+-@\t\r＝＋－＠") {
		return cell
	}
	var b strings.Builder
	start := true
	for i, c := range cell {
		if start && isFormula(cell[i:]) {
			b.WriteByte('\'')
		}
		b.WriteRune(c)
		start = c == ';' || c == '\t' || c == '\r' || c == '\n'
	}
	return b.String()
}

// isFormula reports whether a spreadsheet may read a cell that begins with text as a
// formula.
func isFormula(text string) bool {
	if strings.HasPrefix(text, "\t") || strings.HasPrefix(text, "\r") {
		return true
	}
	text = strings.TrimLeft(text, " \"'\u00a0")
	return strings.ContainsAny(text[:min(1, len(text))], "=+-@") || len(text) > 2 && strings.ContainsAny(text[:3], "＝＋－＠")
}
