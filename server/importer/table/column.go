package table

import (
	"fmt"
	"strconv"
	"strings"
)

// MaxOptions is the maximum number of options of a product.
const MaxOptions = 20

// column is a column of the table.
type column struct {
	key   string // as package importer calls it
	names map[string]string
	n     int // the number in the key and the name; 0 if there is none
}

// name returns the name of the column in a language of shop.json.
func (c column) name(language string) string {
	name, ok := c.names[language]
	if !ok {
		name = c.names["es"]
	}
	if c.n > 0 {
		name = fmt.Sprintf(name, c.n)
	}
	return name
}

// isNumber reports whether the cells of the column are numbers.
func (c column) isNumber() bool {
	switch c.key {
	case "id", "variant id", "price", "compare at price", "stock", "variant image number":
		return true
	}
	return false
}

func named(key, es, en, pt string) column {
	return column{key: key, names: map[string]string{"es": es, "en": en, "pt": pt}}
}

// The columns before and after those of the options.
var (
	before = []column{
		named("id", "ID", "ID", "ID"),
		named("variant id", "ID de la variante", "Variant ID", "ID da variante"),
		named("title", "Nombre", "Name", "Nome"),
	}
	options = []column{
		named("option%d name", "Nombre de opción %d", "Option %d name", "Nome da opção %d"),
		named("option%d value", "Valor de opción %d", "Option %d value", "Valor da opção %d"),
	}
	after = []column{
		named("price", "Precio", "Price", "Preço"),
		named("compare at price", "Precio anterior", "Old price", "Preço anterior"),
		named("stock", "Stock", "Stock", "Estoque"),
		named("sku", "SKU", "SKU", "SKU"),
		named("categories", "Categoría", "Category", "Categoria"),
		named("brand", "Marca", "Brand", "Marca"),
		named("body (html)", "Descripción", "Description", "Descrição"),
		named("tags", "Etiquetas", "Tags", "Etiquetas"),
		named("images", "Fotos", "Photos", "Fotos"),
		named("image texts", "Textos de las fotos", "Photo texts", "Textos das fotos"),
		named("image sizes", "Tamaños de las fotos", "Photo sizes", "Tamanhos das fotos"),
		named("variant image number", "Número de foto de la variante", "Variant photo number", "Número da foto da variante"),
		named("gtin", "Código de barras", "Barcode", "Código de barras"),
		named("mpn", "MPN", "MPN", "MPN"),
		named("condition", "Condición", "Condition", "Condição"),
		named("google category", "Categoría de Google", "Google category", "Categoria do Google"),
		named("value order", "Orden de los valores", "Value order", "Ordem dos valores"),
		named("handle", "Identificador de URL", "URL handle", "Identificador de URL"),
		named("hidden", "Oculto", "Hidden", "Escondido"),
	}
)

// columnsFor returns the columns of a catalogue whose products have up to count
// options.
func columnsFor(count int) []column {
	columns := append([]column(nil), before...)
	for n := 1; n <= count; n++ {
		for _, c := range options {
			c.key, c.n = strings.Replace(c.key, "%d", strconv.Itoa(n), 1), n
			columns = append(columns, c)
		}
	}
	return append(columns, after...)
}

// Numbers reports which of the columns with these names hold numbers.
func Numbers(header []string) []bool {
	numbers := make([]bool, len(header))
	for i, name := range header {
		for _, c := range columnsFor(0) {
			for _, known := range c.names {
				numbers[i] = numbers[i] || c.isNumber() && known == name
			}
		}
	}
	return numbers
}
