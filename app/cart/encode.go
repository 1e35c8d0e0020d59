package cart

import (
	"strconv"
	"unicode/utf8"
)

// AppendJSON appends the cart's JSON form to b: the seed's dictionary, keyed by
// product, with its six fields producto_id, nombre, cantidad, precio, imagen
// and total. Three fields are ours: orden, the line's place (JavaScript reads
// numeric keys in numeric order), and variante_id and variante for a variant.
// It escapes only what JSON requires, as JSON.stringify does.
func (c *Cart) AppendJSON(b []byte) []byte {
	b = append(b, '{')
	for i, l := range c.lines {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendString(b, string(l.Key()))
		b = append(b, ':')
		b = l.appendJSON(b, i+1)
	}
	return append(b, '}')
}

func (l Line) appendJSON(b []byte, place int) []byte {
	b = append(b, `{"producto_id":`...)
	b = strconv.AppendInt(b, int64(l.ProductID), 10)
	b = append(b, `,"nombre":`...)
	b = appendString(b, l.Name)
	b = append(b, `,"cantidad":`...)
	b = strconv.AppendInt(b, int64(l.Quantity), 10)
	b = append(b, `,"precio":`...)
	b = appendString(b, l.UnitPrice.String())
	b = append(b, `,"imagen":`...)
	b = appendString(b, l.Image)
	b = append(b, `,"total":`...)
	b = appendString(b, l.Total().String())
	b = append(b, `,"orden":`...)
	b = strconv.AppendInt(b, int64(place), 10)
	if l.VariantID != 0 {
		b = append(b, `,"variante_id":`...)
		b = strconv.AppendInt(b, int64(l.VariantID), 10)
		b = append(b, `,"variante":`...)
		b = appendString(b, l.Variant)
	}
	return append(b, '}')
}

// appendString appends s as a JSON string (RFC 8259, section 7).
func appendString(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	for _, r := range s {
		switch r {
		case '"', '\\':
			b = append(b, '\\', byte(r))
		case '\b':
			b = append(b, `\b`...)
		case '\f':
			b = append(b, `\f`...)
		case '\n':
			b = append(b, `\n`...)
		case '\r':
			b = append(b, `\r`...)
		case '\t':
			b = append(b, `\t`...)
		default:
			if r < ' ' {
				b = append(b, `\u00`...)
				b = append(b, hex[r>>4], hex[r&15])
			} else {
				b = utf8.AppendRune(b, r)
			}
		}
	}
	return append(b, '"')
}
