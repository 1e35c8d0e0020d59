package part

import (
	"strconv"

	"carrito/app/catalog"
	"carrito/app/json"
)

// SaleData returns the JSON that boot.js needs to put a product in the cart
// before the program runs: for each variant a line of the cart without its
// quantity, with the option values and the stock (-1 if it is not counted).
func SaleData(p *catalog.Product) string {
	variants := p.Variants
	if len(variants) == 0 {
		variants = []catalog.Variant{p.First()}
	}
	b := []byte{'['}
	for i, v := range variants {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendVariant(b, p, v)
	}
	return string(append(b, ']'))
}

func appendVariant(b []byte, p *catalog.Product, v catalog.Variant) []byte {
	image, _ := p.ImageOf(v)
	b = append(b, `{"producto_id":`...)
	b = strconv.AppendInt(b, int64(p.ID), 10)
	b = append(b, `,"variante_id":`...)
	b = strconv.AppendInt(b, int64(v.ID), 10)
	b = append(b, `,"nombre":`...)
	b = json.AppendString(b, p.Name)
	b = append(b, `,"variante":`...)
	b = json.AppendString(b, v.Name())
	b = append(b, `,"precio":`...)
	b = json.AppendString(b, v.Price.String())
	b = append(b, `,"imagen":`...)
	b = json.AppendString(b, image.Src)
	b = append(b, `,"stock":`...)
	b = strconv.AppendInt(b, int64(v.Stock), 10)
	b = append(b, `,"values":[`...)
	for i, value := range v.Values {
		if i > 0 {
			b = append(b, ',')
		}
		b = json.AppendString(b, value)
	}
	return append(b, `]}`...)
}
