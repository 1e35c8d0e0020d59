package pay

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Field is a data object of a merchant-presented QR code.
type Field struct {
	ID    string // two digits
	Value string // 1 to 99 characters
}

// The fields that this package reads or writes (EMVCo, table 3.1).
const (
	idFormat   = "00" // payload format indicator
	idCategory = "52" // merchant category code
	idCurrency = "53" // ISO 4217, numeric
	idAmount   = "54"
	idCountry  = "58"
	idName     = "59" // of the merchant
	idCity     = "60" // of the merchant
	idExtra    = "62" // additional data field template
	idCRC      = "63"
	idLanguage = "64" // merchant information in another language, a template
)

// Read reads the text of a payment code: EMV QR Code Specification for Payment Systems,
// Merchant-Presented Mode, version 1.1. It returns the fields in their order, or an
// error of type *[CodeError]. [Write] writes the fields back, byte for byte.
//
// The standard counts the length of a value in characters, not in bytes, as its own
// example with a Chinese name shows; the CRC is that of the bytes in UTF-8. Read accepts
// a CRC in small letters, too.
//
// Fields 62 and 64 must contain fields of their own. So should 26 to 51 and 80 to 99,
// but Yape of Peru puts a bare key into 39. Read accepts that.
func Read(code string) ([]Field, error) {
	if code == "" {
		return nil, &CodeError{"", "is empty"}
	}
	if !utf8.ValidString(code) {
		return nil, &CodeError{"", "is not text in UTF-8"}
	}
	fields, err := split("", code)
	if err != nil {
		return nil, err
	}
	if first := fields[0]; first.ID != idFormat || first.Value != "01" {
		return nil, &CodeError{"", "does not begin with 000201, the format indicator"}
	}
	for _, f := range fields {
		if f.ID == idExtra || f.ID == idLanguage {
			if _, err := split(f.ID+".", f.Value); err != nil {
				return nil, err
			}
		}
	}
	if err := checkCRC(code, fields); err != nil {
		return nil, err
	}
	return fields, nil
}

// checkCRC checks that the last field is the CRC of the code before its value.
func checkCRC(code string, fields []Field) error {
	last := fields[len(fields)-1]
	switch {
	case last.ID != idCRC && Value(fields, idCRC) != "":
		return &CodeError{idCRC, "is not the last field"}
	case last.ID != idCRC:
		return &CodeError{idCRC, "is missing: the code may be cut off"}
	case len(last.Value) != 4:
		return &CodeError{idCRC, "does not have 4 characters"}
	}
	want := crc(code[:len(code)-len(last.Value)])
	if !strings.EqualFold(last.Value, want) {
		return &CodeError{idCRC, "is " + plain(last.Value) + ", but the rest of the code gives " + want + ": a character is wrong or missing"}
	}
	return nil
}

// split splits a text into fields. path is "" for a code, and the id of a template with
// a dot for its value.
func split(path, text string) ([]Field, error) {
	var fields []Field
	for text != "" {
		if len(text) < 2 || !digits(text[:2]) {
			return nil, &CodeError{strings.TrimSuffix(path, "."), "has " + quoteStart(text) + " where a field must begin with two digits: a length before it is wrong"}
		}
		id := text[:2]
		if len(text) < 4 || !digits(text[2:4]) {
			return nil, &CodeError{path + id, "has no length of two digits"}
		}
		length := int(text[2]-'0')*10 + int(text[3]-'0')
		if length == 0 {
			return nil, &CodeError{path + id, "has the length 00"}
		}
		end, ok := offset(text[4:], length)
		if !ok {
			return nil, &CodeError{path + id, "is shorter than its length " + text[2:4]}
		}
		if Value(fields, id) != "" {
			return nil, &CodeError{path + id, "is there twice"}
		}
		fields = append(fields, Field{id, text[4 : 4+end]})
		text = text[4+end:]
	}
	return fields, nil
}

// offset returns the length of the first n characters of s in bytes, or false if s is
// shorter.
func offset(s string, n int) (int, bool) {
	for i := range s {
		if n == 0 {
			return i, true
		}
		n--
	}
	return len(s), n == 0
}

// quoteStart quotes the first two characters of s.
func quoteStart(s string) string {
	end, _ := offset(s, 2)
	return strconv.Quote(s[:end])
}

// plain returns s, in quotes if it contains anything but letters and digits.
func plain(s string) string {
	if alphanumeric(s, len(s)) == s {
		return s
	}
	return strconv.Quote(s)
}

// Value returns the value of the field with an id, or "" if there is none.
func Value(fields []Field, id string) string {
	for _, f := range fields {
		if f.ID == id {
			return f.Value
		}
	}
	return ""
}

// Write writes fields as a text. It does not add the CRC.
func Write(fields []Field) string {
	var b strings.Builder
	for _, f := range fields {
		n := utf8.RuneCountInString(f.Value)
		b.WriteString(f.ID)
		b.WriteByte('0' + byte(n/10%10))
		b.WriteByte('0' + byte(n%10))
		b.WriteString(f.Value)
	}
	return b.String()
}

// seal returns the text of a code: the fields and their CRC.
func seal(fields []Field) string {
	text := Write(fields) + idCRC + "04"
	return text + crc(text)
}
