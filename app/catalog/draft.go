package catalog

import (
	"strconv"
	"strings"

	"carrito/app/json"
	"carrito/app/money"
)

// draft is a product while it is read.
type draft struct {
	*json.Reader
	Product
	digits   int
	price    price
	images   []int // index into Images of each image in the file; -1 if it is left out
	variants []variantDraft
	unclear  bool // whether options or variants are not lists
}

// price is an amount in the file.
type price struct {
	money.Amount
	given      bool
	understood bool
}

type variantDraft struct {
	Variant
	price, compareAt price
	stock            *int
}

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

// list reads a list. If the value is neither a list nor null, the product cannot be
// sold.
func (d *draft) list(element func(int)) {
	null := d.Kind() == json.Null
	if !d.Array(element) && !null {
		d.unclear = true
	}
}

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

func (d *draft) variant(int) {
	v := variantDraft{Variant: Variant{Image: -1}}
	d.Object(func(name string) {
		switch name {
		case "id":
			v.ID = d.whole(0)
		case "sku":
			v.SKU, _ = d.Text()
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

func (d *draft) amount() price {
	given := d.Kind() != json.Null
	text, _ := d.Text()
	amount, err := money.Parse(text, d.digits)
	return price{amount, given, err == nil}
}

// whole reads a whole number. It returns otherwise for any other value.
func (d *draft) whole(otherwise int) int {
	literal, _ := d.Literal()
	if n, err := strconv.Atoi(literal); err == nil {
		return n
	}
	return otherwise
}

func (d *draft) texts() []string {
	var texts []string
	d.Array(func(int) {
		if text, ok := d.Text(); ok {
			texts = append(texts, text)
		}
	})
	return texts
}
