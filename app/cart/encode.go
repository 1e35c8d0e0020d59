package cart

import (
	"strconv"

	"carrito/app/json"
)

// AppendJSON appends the cart's JSON form to b. It is the seed's dictionary, keyed by
// product, with its six fields producto_id, nombre, cantidad, precio, imagen and total.
// Three fields are added: orden is the place of the line, because JavaScript sorts
// numeric keys; variante_id and variante are those of a variant. AppendJSON escapes
// only what JSON requires, as JSON.stringify does.
func (c *Cart) AppendJSON(b []byte) []byte {
	b = append(b, '{')
	for i, l := range c.lines {
		if i > 0 {
			b = append(b, ',')
		}
		b = json.AppendString(b, string(l.Key()))
		b = append(b, ':')
		b = l.appendJSON(b, i+1)
	}
	return append(b, '}')
}

func (l Line) appendJSON(b []byte, place int) []byte {
	b = append(b, `{"producto_id":`...)
	b = strconv.AppendInt(b, int64(l.ProductID), 10)
	b = append(b, `,"nombre":`...)
	b = json.AppendString(b, l.Name)
	b = append(b, `,"cantidad":`...)
	b = strconv.AppendInt(b, int64(l.Quantity), 10)
	b = append(b, `,"precio":`...)
	b = json.AppendString(b, l.UnitPrice.String())
	b = append(b, `,"imagen":`...)
	b = json.AppendString(b, l.Image)
	b = append(b, `,"total":`...)
	b = json.AppendString(b, l.Total().String())
	b = append(b, `,"orden":`...)
	b = strconv.AppendInt(b, int64(place), 10)
	if l.VariantID != 0 {
		b = append(b, `,"variante_id":`...)
		b = strconv.AppendInt(b, int64(l.VariantID), 10)
		b = append(b, `,"variante":`...)
		b = json.AppendString(b, l.Variant)
	}
	return append(b, '}')
}
