package listing

import (
	"bufio"
	"encoding/xml"
	"io"
	"strings"
)

// The limits of Google's product data specification, in characters where nothing else
// is said.
const (
	maxTitle       = 150
	maxDescription = 5000
	maxBrand       = 70
	maxMPN         = 70
	maxCategory    = 750
	maxFurther     = 10 // additional pictures
)

// rssHead begins the feed: RSS 2.0 with Google's namespace.
const rssHead = xml.Header + `<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel>` + "\n"

const rssEnd = "</channel></rss>\n"

// Google writes a feed for Google Merchant Center.
type Google struct {
	w *bufio.Writer
	e *xml.Encoder
}

// googleItem is an item of the feed. Google reads elements in its namespace.
type googleItem struct {
	XMLName     xml.Name         `xml:"item"`
	ID          string           `xml:"g:id"`
	Title       string           `xml:"g:title"`
	Description string           `xml:"g:description"`
	Link        string           `xml:"g:link"`
	Image       string           `xml:"g:image_link"`
	Further     []string         `xml:"g:additional_image_link"`
	Available   string           `xml:"g:availability"`
	Price       string           `xml:"g:price"`
	SalePrice   string           `xml:"g:sale_price,omitempty"`
	Brand       string           `xml:"g:brand,omitempty"`
	GTIN        string           `xml:"g:gtin,omitempty"`
	MPN         string           `xml:"g:mpn,omitempty"`
	Identified  string           `xml:"g:identifier_exists,omitempty"`
	Condition   string           `xml:"g:condition"`
	Category    string           `xml:"g:google_product_category,omitempty"`
	Type        string           `xml:"g:product_type,omitempty"`
	Group       string           `xml:"g:item_group_id,omitempty"`
	Size        string           `xml:"g:size,omitempty"`
	Color       string           `xml:"g:color,omitempty"`
	Material    string           `xml:"g:material,omitempty"`
	Pattern     string           `xml:"g:pattern,omitempty"`
	Gender      string           `xml:"g:gender,omitempty"`
	AgeGroup    string           `xml:"g:age_group,omitempty"`
	Shipping    []googleShipping `xml:"g:shipping"`
}

type googleShipping struct {
	Country string `xml:"g:country"`
	Service string `xml:"g:service,omitempty"`
	Price   string `xml:"g:price"`
}

// NewGoogle begins the feed of a lister's shop.
func NewGoogle(w io.Writer, l *Lister) *Google {
	g := &Google{w: bufio.NewWriter(w)}
	g.e = xml.NewEncoder(g.w)
	g.w.WriteString(rssHead)
	for _, element := range [][2]string{{"title", line(l.Shop.Name)}, {"link", encoded(l.Site.Full("/"))}, {"description", clean(l.Shop.Description)}} {
		g.w.WriteString("<" + element[0] + ">")
		xml.EscapeText(g.w, []byte(element[1]))
		g.w.WriteString("</" + element[0] + ">\n")
	}
	return g
}

// Write writes an item, unless Google would refuse it.
func (g *Google) Write(l *Lister, item Item) error {
	if item.Refused() != "" {
		return nil
	}
	entry := googleItem{
		ID: item.ID, Title: clipTitle(item.Title, maxTitle), Description: clip(item.Description, maxDescription), Link: item.Link,
		Image: item.Images[0], Further: item.Images[1:min(len(item.Images), 1+maxFurther)],
		Available: availability(item, "in_stock", "out_of_stock"),
		Brand:     clip(item.Brand, maxBrand), GTIN: item.GTIN, MPN: clip(item.MPN, maxMPN), Condition: item.Condition,
		Category: item.Google, Type: clip(item.Category, maxCategory), Group: item.Group,
		Size: item.Attributes[size], Color: item.Attributes[color], Material: item.Attributes[material],
		Pattern: item.Attributes[pattern], Gender: item.Attributes[gender], AgeGroup: item.Attributes[ageGroup],
	}
	entry.Price, entry.SalePrice = l.prices(item)
	if entry.GTIN == "" && (entry.MPN == "" || entry.Brand == "") {
		entry.Identified = "no" // the product has none, such as one made by hand
	}
	for _, s := range item.Shipping {
		entry.Shipping = append(entry.Shipping, googleShipping{s.Country, clip(s.Service, 100), s.Price.String() + " " + l.Shop.Currency})
	}
	if err := g.e.Encode(entry); err != nil {
		return err
	}
	return g.w.WriteByte('\n')
}

// Close ends the feed.
func (g *Google) Close() error {
	g.w.WriteString(rssEnd)
	return g.w.Flush()
}

// Refused returns why Google and Meta would refuse an item, or "".
func (i Item) Refused() string {
	switch {
	case len(i.Images) == 0:
		return "a product without a picture that Google and Meta take is left out"
	case i.Price.Zero():
		return "a product with the price 0 is left out"
	default:
		return ""
	}
}

// prices returns the price and, if it is reduced, the price of the sale.
func (l *Lister) prices(item Item) (price, sale string) {
	price = item.Price.String() + " " + l.Shop.Currency
	if item.Was.Zero() {
		return price, ""
	}
	return item.Was.String() + " " + l.Shop.Currency, price
}

func availability(item Item, in, out string) string {
	if item.InStock {
		return in
	}
	return out
}

// clipTitle shortens a title. The values of a variant, which stand at its end, stay if
// they leave room for half of the name.
func clipTitle(title string, limit int) string {
	name, values, ok := cutLast(title, " - ")
	room := limit - len([]rune(values)) - len(" - ")
	if !ok || room < limit/2 || len([]rune(title)) <= limit {
		return clip(title, limit)
	}
	return clip(name, room) + " - " + values
}

func cutLast(text, separator string) (before, after string, ok bool) {
	at := strings.LastIndex(text, separator)
	if at < 0 {
		return text, "", false
	}
	return text[:at], text[at+len(separator):], true
}
