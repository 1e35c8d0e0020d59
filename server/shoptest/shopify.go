package shoptest

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"math/rand/v2"
	"strconv"
	"strings"
)

const shopifyHeader = "Handle,Title,Body (HTML),Vendor,Product Category,Type,Tags,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value," +
	"Option3 Name,Option3 Value,Variant SKU,Variant Grams,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy," +
	"Variant Fulfillment Service,Variant Price,Variant Compare At Price,Variant Requires Shipping,Variant Taxable,Variant Barcode,Image Src," +
	"Image Position,Image Alt Text,Gift Card,SEO Title,SEO Description,Google Shopping / Google Product Category,Google Shopping / Gender," +
	"Google Shopping / Age Group,Google Shopping / MPN,Google Shopping / Condition,Google Shopping / Custom Product,Google Shopping / Custom Label 0," +
	"Google Shopping / Custom Label 1,Google Shopping / Custom Label 2,Google Shopping / Custom Label 3,Google Shopping / Custom Label 4,Variant Image," +
	"Variant Weight Unit,Variant Tax Code,Cost per item,Status"

// WriteShopify writes a Shopify export with the given number of products. It is
// the same every time. A product has a description of several paragraphs, one
// to five variants and as many pictures, about 2 kB in all.
func WriteShopify(w io.Writer, products int) error {
	buffer := bufio.NewWriterSize(w, 1<<20)
	s := shopify{csv: csv.NewWriter(buffer), random: rand.New(rand.NewPCG(7, 9)), column: map[string]int{}}
	names := strings.Split(shopifyHeader, ",")
	for i, name := range names {
		s.column[name] = i
	}
	s.cells = names
	s.flush()
	for n := range products {
		s.product(n + 1)
	}
	s.csv.Flush()
	if err := s.csv.Error(); err != nil {
		return err
	}
	return buffer.Flush()
}

type shopify struct {
	csv    *csv.Writer
	random *rand.Rand
	column map[string]int
	cells  []string // cells of the current row
}

func (s *shopify) set(values ...string) {
	for i := 0; i < len(values); i += 2 {
		s.cells[s.column[values[i]]] = values[i+1]
	}
}

func (s *shopify) flush() {
	s.csv.Write(s.cells)
	s.cells = make([]string, len(s.cells))
}

func (s *shopify) product(n int) {
	handle, name := fmt.Sprint("producto-", n), s.text(24)
	s.set("Title", name, "Body (HTML)", "<p>"+s.text(300)+"</p>\n<ul><li>"+s.text(60)+"</li><li>"+s.text(60)+"</li></ul>\n<p>"+s.text(500)+"</p>",
		"Vendor", "Tejidos del Sur", "Product Category", "Apparel & Accessories > Clothing", "Type", fmt.Sprint("Tipo ", n%40), "Tags", "otoño, "+s.text(12),
		"Published", "true", "Gift Card", "false", "SEO Title", name, "SEO Description", s.text(150), "Status", "active", "Option1 Name", "Talla", "Option2 Name", "Color")
	picture := "https://cdn.shop.example/s/files/1/0577/8000/products/" + handle + "-%d.jpg?v=1700000"
	for i := range 1 + s.random.IntN(5) {
		s.set("Handle", handle, "Option1 Value", strings.Fields("XS S M L XL")[i], "Option2 Value", "Azul añil", "Variant SKU", fmt.Sprintf("TS-%06d-%d", n, i),
			"Variant Grams", "250", "Variant Inventory Tracker", "shopify", "Variant Inventory Qty", strconv.Itoa(s.random.IntN(90)), "Variant Inventory Policy", "deny",
			"Variant Fulfillment Service", "manual", "Variant Price", fmt.Sprintf("%d.90", 10+s.random.IntN(300)), "Variant Requires Shipping", "true",
			"Variant Taxable", "true", "Image Src", fmt.Sprintf(picture, i), "Image Position", strconv.Itoa(i+1), "Image Alt Text", name, "Variant Weight Unit", "kg")
		s.flush()
	}
}

var words = strings.Fields("polo jarrón algodón tejido lámpara de la con pequeño y azul ligero para niños en madera clásico edición costura señal")

func (s *shopify) text(length int) string {
	var b strings.Builder
	for b.Len() < length {
		b.WriteString(words[s.random.IntN(len(words))] + " ")
	}
	return strings.TrimSpace(b.String())
}
