package importer

import (
	"bytes"
	"encoding/csv"
	"math/rand/v2"
	"strings"
	"testing"
)

// Random exports of meaningful cells reach code that a fuzzer, which mostly breaks the
// CSV, does not reach.
func TestRandomExports(t *testing.T) {
	shopify := "Handle,Title,Body (HTML),Type,Tags,Published,Status,Option1 Name,Option1 Value,Option2 Name,Option2 Value," +
		"Variant SKU,Variant Inventory Tracker,Variant Inventory Qty,Variant Price,Variant Compare At Price,Image Src,Image Position,Variant Image"
	woo := strings.TrimSpace(variationHeader) + ",Visibility in catalog,Sale price,Date sale price starts,Date sale price ends,Categories,Description"
	table := "Nombre,Precio,Precio promocional,Precio anterior,Categoría,Foto,Stock,Código,Publicado,Talla,Color,Identificador de URL,Nombre de propiedad 1,Valor de propiedad 1,Descripción"
	cells := []string{"", "", "", "a", "A", "á", "1", "2.50", "3,5", "-1", "0", "1,234", "active", "variable", "variation", "variation", "simple",
		"id:1", "Talla", "talla", "Title", "Default Title", "S", "s, m, l", `a\,b`, "\x00", "\u00a0", "🧉", "\u2028", "S\nM", `\n`, "<ul><li>x", "<script>",
		"https://x.example/1", "//x/a, http://x/b;c", "javascript:x", "a > b > ", "&nbsp;", "&#0;", "99999999999999999999", "shopify", "parent",
		"1.500", "1.299,00", "S/ 5", "5 €", "FALSO", "quizás", "2", "#N/D", "7,75E+12", "[vc_row a=\"1\"]x[/vc_row]", "2031-01-01", "1/2/2026", "Sin categorizar", "https://x/1|https://x/2"}
	seeds := uint64(4000)
	if testing.Short() {
		seeds /= 10
	}
	for seed := range seeds {
		header := []string{shopify, woo, table}[seed%3]
		checkExport(t, randomExport(rand.New(rand.NewPCG(seed, 1)), header, cells))
	}
}

func randomExport(random *rand.Rand, header string, cells []string) string {
	names := strings.Split(header, ",")
	records := [][]string{names}
	for range 1 + random.IntN(12) {
		record := make([]string, random.IntN(3)+len(names)-1)
		for i := range record {
			record[i] = cells[random.IntN(len(cells))]
			if i < len(names) {
				record[i] = likely(random, names[i], record[i])
			}
		}
		records = append(records, record)
	}
	var b bytes.Buffer
	csv.NewWriter(&b).WriteAll(records)
	return b.String()
}

// likely returns, in most cases, a cell that does not make the importer skip the
// product.
func likely(random *rand.Rand, column, cell string) string {
	good := map[string][]string{
		"Handle": {"a", "b"}, "Title": {"A", ""}, "Published": {"true", "1", ""}, "Status": {"active"}, "Variant Price": {"1", "2.50"},
		"Option1 Name": {"Talla"}, "Option1 Value": {"S", "M", "L"}, "Name": {"Polo", "A"}, "Type": {"variable", "variation", "simple"},
		"ID": {"1", "2"}, "Parent": {"id:1", "P"}, "SKU": {"P", "Q"}, "Regular price": {"1", "2,50"}, "Visibility in catalog": {""},
		"Attribute 1 name": {"Talla"}, "Attribute 1 value(s)": {"S, M, L", "S", ""}, "Attribute 2 name": {"Color", ""},
		"Nombre": {"Polo", "A", ""}, "Precio": {"1", "2,50", "3"}, "Publicado": {"sí", "1", ""}, "Identificador de URL": {"", "", "a"},
		"Variant Inventory Qty": {"1", "-1", ""}, "Stock": {"parent", "3", ""},
	}[column]
	if len(good) == 0 || random.IntN(5) == 0 {
		return cell
	}
	return good[random.IntN(len(good))]
}
