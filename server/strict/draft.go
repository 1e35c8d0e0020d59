package strict

import (
	"strconv"
	"strings"

	"carrito/app/json"
)

// draft is a product as it is in the file, without checks and defaults. A pointer is
// nil if the file lacks the field.
type draft struct {
	ID             *int
	Slug, Name     string
	Price          *string
	CompareAtPrice *string
	Category       string
	Description    string
	Tags           []string
	Stock          *int
	SKU            string
	Condition      string
	Hidden         bool
	Images         []imageDraft
	Options        []optionDraft
	Variants       []variantDraft

	undecoded map[string]bool // fields whose values have a wrong kind; already reported
}

type imageDraft struct {
	Src, Alt      string
	Width, Height int
}

type optionDraft struct {
	Name   string
	Values []string
}

type variantDraft struct {
	ID             *int
	SKU            string
	Values         []string
	Price          *string
	CompareAtPrice *string
	Stock          *int
	Image          *int
}

// The problems of values of a wrong kind.
const (
	wantWhole   = "must be a whole number"
	wantText    = "must be text"
	wantYes     = "must be true or false"
	wantTexts   = "must be a list of texts"
	wantDecimal = `must be a decimal number in quotes, such as "39.90"`
)

// draftReader reads one product. It collects the faults of the fields until the product
// can be named.
type draftReader struct {
	*json.Reader
	draft  draft
	faults []Fault
}

// readDraft reads the product at index i of the file.
func readDraft(r *json.Reader, i int, faults *list) draft {
	d := draftReader{Reader: r, draft: draft{undecoded: map[string]bool{}}}
	faults.at = i
	if !r.Object(d.field) && r.Err() == nil {
		faults.add("at place "+strconv.Itoa(i+1), "", "is not an object")
		return draft{undecoded: map[string]bool{"": true}}
	}
	for _, fault := range d.faults {
		faults.add(d.draft.label(i), fault.Field, fault.Problem)
	}
	return d.draft
}

func (d *draftReader) field(name string) {
	p := &d.draft
	switch name {
	case "id":
		p.ID = d.whole(name)
	case "slug":
		p.Slug = d.text(name)
	case "name":
		p.Name = d.text(name)
	case "price":
		p.Price = d.decimal(name)
	case "compareAtPrice":
		p.CompareAtPrice = d.decimal(name)
	case "category":
		p.Category = d.text(name)
	case "description":
		p.Description = d.text(name)
	case "tags":
		p.Tags = d.texts(name)
	case "stock":
		p.Stock = d.whole(name)
	case "sku":
		p.SKU = d.text(name)
	case "condition":
		p.Condition = d.text(name)
	case "brand", "gtin", "mpn", "googleCategory": // package listing reads them
		d.text(name)
	case "hidden":
		p.Hidden = d.yes(name)
	case "images":
		p.Images = objects(d, name, "must be a list of images", d.image)
	case "options":
		p.Options = objects(d, name, "must be a list of options", d.option)
	case "variants":
		p.Variants = objects(d, name, "must be a list of variants", d.variant)
	default:
		d.unknown(name, "product")
	}
}

func (d *draftReader) image(image *imageDraft, path, name string) {
	switch name {
	case "src":
		image.Src = d.text(path + name)
	case "alt":
		image.Alt = d.text(path + name)
	case "width":
		image.Width = d.pixels(path + name)
	case "height":
		image.Height = d.pixels(path + name)
	default:
		d.unknown(path+name, "image")
	}
}

func (d *draftReader) option(option *optionDraft, path, name string) {
	switch name {
	case "name":
		option.Name = d.text(path + name)
	case "values":
		option.Values = d.texts(path + name)
	default:
		d.unknown(path+name, "option")
	}
}

func (d *draftReader) variant(v *variantDraft, path, name string) {
	switch name {
	case "id":
		v.ID = d.whole(path + name)
	case "sku":
		v.SKU = d.text(path + name)
	case "gtin", "mpn":
		d.text(path + name)
	case "values":
		v.Values = d.texts(path + name)
	case "price":
		v.Price = d.decimal(path + name)
	case "compareAtPrice":
		v.CompareAtPrice = d.decimal(path + name)
	case "stock":
		v.Stock = d.whole(path + name)
	case "image":
		v.Image = d.whole(path + name)
	default:
		d.unknown(path+name, "variant")
	}
}

// label returns the name of the product in faults: its id and slug, or its place in the
// file.
func (d *draft) label(i int) string {
	label := "at place " + strconv.Itoa(i+1)
	if d.ID != nil {
		label = strconv.Itoa(*d.ID)
	}
	if d.Slug != "" {
		label += " " + strconv.Quote(d.Slug)
	}
	return strings.TrimSpace(label)
}
