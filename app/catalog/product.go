package catalog

import (
	"strings"

	"carrito/app/money"
)

// NotCounted is the stock of a product or variant whose units are not counted. It never
// sells out.
const NotCounted = -1

// Product is a product of the shop. If it has Variants, shoppers buy one of these.
type Product struct {
	ID             int          // 1 or more; never changes
	Slug           string       // unique name of the product for imports
	Name           string       // one line of plain text
	Price          money.Amount // unit price
	CompareAtPrice money.Amount // the price before a reduction; zero if there is none
	Category       string       // empty for a product without category
	Description    string       // plain text, paragraphs separated by blank lines
	Tags           []string
	Stock          int    // units left, or NotCounted
	SKU            string // the owner's own code; may be empty
	Images         []Image
	Options        []Option  // what a shopper chooses, such as the size
	Variants       []Variant // the combinations that exist
	GTINs          string    // the numbers in the bar codes of all of it, each after a line break; may be wrong
}

// field reads the field of a product that has the name.
func (d *draft) field(name string) {
	p := &d.Product
	switch name {
	case "id":
		p.ID = d.whole(0)
	case "slug":
		p.Slug, _ = d.Text()
	case "name":
		p.Name, _ = d.Text()
	case "price":
		d.price = d.amount()
	case "compareAtPrice":
		p.CompareAtPrice = d.amount().Amount
	case "category":
		p.Category, _ = d.Text()
	case "description":
		p.Description, _ = d.Text()
	case "tags":
		p.Tags = d.texts()
	case "stock":
		p.Stock = max(d.whole(NotCounted), NotCounted)
	case "sku":
		p.SKU, _ = d.Text()
	case "gtin":
		d.gtin()
	case "images":
		p.Images, d.images = nil, nil
		d.Array(d.image)
	case "options":
		p.Options = nil
		d.list(d.option)
	case "variants":
		d.variants = nil
		d.list(d.variant)
	}
}

// gtin reads the number in a bar code.
func (d *draft) gtin() {
	number, _ := d.Text()
	d.GTINs += "\n" + number
}

// Image is a picture of a product.
type Image struct {
	Src           string // "/web/…" for a file of the shop, or an https address
	Alt           string // alternative text
	Width, Height int    // pixels; 0 for a remote image whose size is unknown
}

// Local reports whether the image is a file of the shop.
func (i Image) Local() bool { return strings.HasPrefix(i.Src, "/web/") }

func (d *draft) image(int) {
	var image Image
	d.Object(func(name string) {
		switch name {
		case "src":
			image.Src, _ = d.Text()
		case "alt":
			image.Alt, _ = d.Text()
		case "width":
			image.Width = max(d.whole(0), 0)
		case "height":
			image.Height = max(d.whole(0), 0)
		}
	})
	if !image.Local() && !strings.HasPrefix(image.Src, "https://") {
		d.images = append(d.images, -1)
		return
	}
	d.images = append(d.images, len(d.Images))
	d.Images = append(d.Images, image)
}

// Option is one choice of a product, such as Talla with its values S, M and L.
type Option struct {
	Name   string
	Values []string
}

func (d *draft) option(int) {
	var option Option
	d.Object(func(name string) {
		switch name {
		case "name":
			option.Name, _ = d.Text()
		case "values":
			option.Values = d.texts()
		}
	})
	d.Options = append(d.Options, option)
}

// Variant is one combination of option values with its own price and stock. If
// products.json leaves these out, they are those of the product.
type Variant struct {
	ID             int      // 1 or more, unique within the product
	SKU            string   // the owner's own code; may be empty
	Values         []string // one value for each option, in their order
	Price          money.Amount
	CompareAtPrice money.Amount // zero if there is none
	Stock          int          // units left, or NotCounted
	Image          int          // index into the product's Images; -1 if it has none of its own
}

func (d *draft) variant(int) {
	v := variantDraft{Variant: Variant{Image: -1}}
	d.Object(func(name string) {
		switch name {
		case "id":
			v.ID = d.whole(0)
		case "sku":
			v.SKU, _ = d.Text()
		case "gtin":
			d.gtin()
		case "values":
			v.Values = d.texts()
		case "price":
			v.price = d.amount()
		case "compareAtPrice":
			v.compareAt = d.amount()
		case "stock":
			v.stock = nil
			if n := d.whole(NotCounted); n > NotCounted {
				v.stock = &n
			}
		case "image":
			v.Image = d.whole(-1)
		}
	})
	d.variants = append(d.variants, v)
}
