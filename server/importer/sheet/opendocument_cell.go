package sheet

import (
	"encoding/xml"
	"math"
	"strconv"
	"strings"
)

// cell reads a cell as its value, not as its format shows it: 1500 where the sheet
// shows "1.500,00". Dates are read as 2026-11-27, and numbers padded with zeros keep
// their padding.
func (r *odfReader) cell(e xml.StartElement) (string, error) {
	shown, err := r.paragraphs()
	if err != nil {
		return "", err
	}
	value := attribute(e, "value")
	switch kind := officeType(e); kind {
	case "float", "percentage", "currency":
		if isPadded(shown, value) {
			return shown, nil
		}
		return plainNumber(value), nil
	case "date":
		day, clock, _ := strings.Cut(attribute(e, "date-value"), "T")
		clock, _, _ = strings.Cut(clock, ".")
		return strings.TrimSpace(day + " " + clock), nil
	case "time":
		return clockOf(attribute(e, "time-value")), nil
	case "boolean":
		return strings.ToUpper(attribute(e, "boolean-value")), nil
	}
	if shown == "" {
		return attribute(e, "string-value"), nil
	}
	return shown, nil
}

// officeType returns the type of a cell's value. LibreOffice adds a type of its own,
// "error", to the text that shows a failed formula.
func officeType(e xml.StartElement) string {
	for _, a := range e.Attr {
		if a.Name.Space == odfOffice && a.Name.Local == "value-type" {
			return a.Value
		}
	}
	return ""
}

// isPadded reports whether a number is shown with zeros in front, such as 00123.
func isPadded(shown, value string) bool {
	return len(shown) > 1 && shown[0] == '0' && strings.Trim(shown, "0123456789") == "" && strings.TrimLeft(shown, "0") == value
}

// plainNumber writes a number without exponent, with the 15 digits that spreadsheets
// show: 0.30000000000000004 is 0.3.
func plainNumber(text string) string {
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || math.Abs(n) > 1e21 {
		return text
	}
	if n, err = strconv.ParseFloat(strconv.FormatFloat(n, 'g', 15, 64), 64); err != nil {
		return text
	}
	return strconv.FormatFloat(n, 'f', -1, 64)
}

// clockOf returns the time of a duration such as PT15H04M05S.
func clockOf(duration string) string {
	return strings.TrimSuffix(strings.NewReplacer("PT", "", "H", ":", "M", ":", "S", "").Replace(duration), ":")
}

// paragraphs reads the text of a cell, one line for each paragraph. It skips comments
// and drawings.
func (r *odfReader) paragraphs() (string, error) {
	var text strings.Builder
	for count := 0; ; {
		token, err := r.token()
		if err != nil {
			return "", unexpected(err)
		}
		switch e := token.(type) {
		case xml.EndElement:
			return text.String(), nil
		case xml.StartElement:
			if e.Name.Space != odfText || e.Name.Local != "p" {
				if err := r.skip(); err != nil {
					return "", err
				}
				continue
			}
			if count++; count > 1 {
				text.WriteByte('\n')
			}
			if err := r.inline(&text); err != nil {
				return "", err
			}
		}
		if text.Len() > maxRecord {
			return "", errLongRecord
		}
	}
}

// maxSpaces is how many spaces one element may stand for.
const maxSpaces = 1000

// inline reads the rest of an element within a paragraph. White space counts once,
// since further spaces, tabs and line breaks are elements.
func (r *odfReader) inline(text *strings.Builder) error {
	for {
		token, err := r.token()
		if err != nil {
			return unexpected(err)
		}
		switch e := token.(type) {
		case xml.EndElement:
			return nil
		case xml.CharData:
			writeCollapsed(text, string(e))
		case xml.StartElement:
			if err := r.inlineElement(text, e); err != nil {
				return err
			}
		}
		if text.Len() > maxRecord {
			return errLongRecord
		}
	}
}

func (r *odfReader) inlineElement(text *strings.Builder, e xml.StartElement) error {
	if e.Name.Space != odfText {
		return r.skip()
	}
	switch e.Name.Local {
	case "s":
		text.WriteString(strings.Repeat(" ", repeated(e, "c", maxSpaces)))
	case "tab":
		text.WriteByte('\t')
	case "line-break":
		text.WriteByte('\n')
	case "note", "ruby-text":
	default: // a span or a link
		return r.inline(text)
	}
	return r.skip()
}

func writeCollapsed(text *strings.Builder, data string) {
	space := false
	for _, c := range data {
		if c == ' ' || c == '\t' || c == '\n' || c == '\r' {
			space = true
			continue
		}
		if space {
			text.WriteByte(' ')
			space = false
		}
		text.WriteRune(c)
	}
	if space {
		text.WriteByte(' ')
	}
}
