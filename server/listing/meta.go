package listing

import (
	"cmp"
	"encoding/csv"
	"io"
	"strings"
)

// The limits of Meta's catalogue fields, in characters where nothing else is said.
const (
	maxMetaTitle       = 200
	maxMetaDescription = 9999
	maxMetaBrand       = 100
	maxMetaFurther     = 20   // additional pictures
	maxMetaAddresses   = 2000 // of all additional pictures together
)

// metaColumns are the fields of Meta's catalogue that the feed has.
var metaColumns = []string{
	"id", "title", "description", "availability", "condition", "price", "link", "image_link", "brand", "sale_price",
	"additional_image_link", "item_group_id", "google_product_category", "product_type", "gtin", "mpn",
	size, color, material, pattern, gender, ageGroup, "shipping",
}

// Meta writes a feed for the catalogues of Facebook, Instagram and WhatsApp.
type Meta struct{ w *csv.Writer }

// NewMeta begins the feed.
func NewMeta(w io.Writer) *Meta {
	m := &Meta{csv.NewWriter(w)}
	m.w.Write(metaColumns) // an error comes again from Close
	return m
}

// Write writes an item, unless Meta would refuse it.
func (m *Meta) Write(l *Lister, item Item) error {
	if item.Refused() != "" {
		return nil
	}
	price, sale := l.prices(item)
	cells := []string{
		item.ID, clipTitle(item.Title, maxMetaTitle), clip(item.Description, maxMetaDescription),
		availability(item, "in stock", "out of stock"), item.Condition, price, item.Link, item.Images[0],
		// Meta wants a brand of each product. That of a product without one is the shop.
		clip(cmp.Or(item.Brand, line(l.Shop.Name)), maxMetaBrand), sale, further(item.Images[1:]), item.Group, item.Google,
		clip(item.Category, maxCategory), item.GTIN, clip(item.MPN, maxMPN),
	}
	for _, name := range []string{size, color, material, pattern, gender, ageGroup} {
		cells = append(cells, item.Attributes[name])
	}
	var shipping []string
	for _, s := range item.Shipping {
		shipping = append(shipping, s.Country+"::"+strings.ReplaceAll(s.Service, ",", " ")+":"+s.Price.String()+" "+l.Shop.Currency)
	}
	cells = append(cells, strings.Join(shipping, ","))
	for i := range cells {
		cells[i] = defuse(cells[i])
	}
	return m.w.Write(cells)
}

// Close ends the feed.
func (m *Meta) Close() error {
	m.w.Flush()
	return m.w.Error()
}

// further returns as many addresses of pictures as Meta takes.
func further(images []string) string {
	joined := ""
	for _, image := range images[:min(len(images), maxMetaFurther)] {
		if len(joined)+1+len(image) > maxMetaAddresses {
			break
		}
		joined = strings.TrimPrefix(joined+","+image, ",")
	}
	return joined
}

// defuse puts a space before text that a spreadsheet would read as a formula (OWASP,
// CSV injection): at the beginning of the cell and after each semicolon and line break,
// where a spreadsheet may separate cells too. Unlike an apostrophe, shoppers do not see
// a space.
func defuse(cell string) string {
	var b strings.Builder
	start := true
	for _, c := range cell {
		if start && strings.ContainsRune("=+-@＝＋－＠", c) {
			b.WriteByte(' ')
		}
		b.WriteRune(c)
		start = c == ';' || c == '\n'
	}
	return b.String()
}
