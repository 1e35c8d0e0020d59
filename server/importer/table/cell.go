package table

import "strings"

// nothing stands for an empty element of a list.
const nothing = `\0`

var (
	escapeElement  = strings.NewReplacer(`\`, `\\`, "\n", `\n`)
	restoreElement = strings.NewReplacer(`\\`, `\`, `\n`, "\n")
)

// JoinList returns a cell with one element a line. A line break within an element is
// written as \n, and a backslash twice.
func JoinList(list []string) string {
	lines := make([]string, len(list))
	for i, element := range list {
		if lines[i] = escapeElement.Replace(element); element == "" {
			lines[i] = nothing
		}
	}
	return strings.Join(lines, "\n")
}

// SplitList returns the list in a cell that [JoinList] has written. White space around
// an element is removed.
func SplitList(cell string) []string {
	var list []string
	for line := range strings.SplitSeq(cell, "\n") {
		line = strings.TrimSpace(line)
		switch line {
		case "":
			continue
		case nothing:
			line = ""
		}
		list = append(list, restoreElement.Replace(line))
	}
	return list
}

// Neutral puts a ' before text that a spreadsheet would read as a formula (OWASP, CSV
// injection), and before another '. It checks the beginning of the cell, and the text
// after each semicolon, tab and line break, because a spreadsheet may separate cells
// there.
func Neutral(cell string) string {
	return atStarts(cell, func(text string) string {
		if text != "" && (text[0] == '\'' || isFormula(text)) {
			return "'" + text
		}
		return text
	})
}

// Restore returns the text that [Neutral] has changed.
func Restore(cell string) string {
	return atStarts(cell, func(text string) string { return strings.TrimPrefix(text, "'") })
}

// atStarts changes each part of a cell that a spreadsheet may take for a cell.
func atStarts(cell string, change func(string) string) string {
	var b strings.Builder
	for cell != "" {
		end := strings.IndexAny(cell, ";\t\r\n") + 1
		if end == 0 {
			end = len(cell)
		}
		b.WriteString(change(cell[:end]))
		cell = cell[end:]
	}
	return b.String()
}

// isFormula reports whether a spreadsheet may read a cell that begins with text as a
// formula.
func isFormula(text string) bool {
	text = strings.TrimLeft(text, " \"'\u00a0")
	for _, sign := range []string{"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"} {
		if strings.HasPrefix(text, sign) {
			return true
		}
	}
	return false
}
