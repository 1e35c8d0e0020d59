package editor

import (
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"carrito/app/cart"
	"carrito/server/catalogfile"
)

// draft is a product as the owner types it. Every field is text, so nothing that was
// typed is lost.
type draft struct {
	Base                                         catalogfile.Object // what the draft started from
	Name, Slug, Category, Description, Tags, SKU string
	Price, Compare                               string
	Stock, WasStock                              string // units left, and what was shown of them
	Codes                                        codes
	Brand, Condition, Google                     string
	Hidden                                       bool
	Images                                       []imageDraft
	Options                                      []optionDraft
	Variants                                     []variantDraft
}

// codes are the numbers of a product or variant that feeds and search engines read.
type codes struct{ GTIN, MPN string }

func codesOf(o catalogfile.Object) codes { return codes{rawText(o, "gtin"), rawText(o, "mpn")} }

func (c codes) apply(o catalogfile.Object) catalogfile.Object {
	return withTyped(withTyped(o, "gtin", c.GTIN), "mpn", c.MPN)
}

// withTyped returns the product with what was typed, if that is something else.
func withTyped(o catalogfile.Object, name, typed string) catalogfile.Object {
	if typed == rawText(o, name) {
		return o
	}
	return withText(o, name, typed)
}

type imageDraft struct {
	Src, Alt      string
	Width, Height int
	Picture       string // address of a small picture
}

type optionDraft struct {
	Name, Values string
	Was          string // values, before the last change
}

type variantDraft struct {
	ID                         int // 0 for a new one
	Values                     []string
	Price, Compare, Stock, SKU string
	WasStock                   string
	Codes                      codes
	Image                      string // address of its picture
}

// Row names the variant.
func (v variantDraft) Row() string { return strings.Join(v.Values, " / ") }

// newDraft returns the draft of a product. left are the units left.
func newDraft(o catalogfile.Object, left map[cart.Key]int) *draft {
	d := &draft{
		Base: o, Name: rawText(o, "name"), Slug: rawText(o, "slug"), Category: rawText(o, "category"), Description: rawText(o, "description"),
		Tags: strings.Join(o.Texts("tags"), ", "), SKU: rawText(o, "sku"), Price: rawText(o, "price"), Compare: rawText(o, "compareAtPrice"),
		Stock: stockOf(o, cart.KeyOf(o.ID(), 0), left), Hidden: o.Bool("hidden"),
		Codes: codesOf(o), Brand: rawText(o, "brand"), Condition: rawText(o, "condition"), Google: rawText(o, "googleCategory"),
	}
	d.WasStock = d.Stock
	for _, image := range o.Objects("images") {
		width, _ := image.Int("width")
		height, _ := image.Int("height")
		d.Images = append(d.Images, imageDraft{Src: image.Text("src"), Alt: image.Text("alt"), Width: width, Height: height})
	}
	for _, option := range o.Objects("options") {
		values := strings.Join(option.Texts("values"), "\n")
		d.Options = append(d.Options, optionDraft{option.Text("name"), values, values})
	}
	for _, v := range o.Objects("variants") {
		one := variantDraft{ID: v.ID(), Values: v.Texts("values"), Price: rawText(v, "price"), Compare: rawText(v, "compareAtPrice"), SKU: rawText(v, "sku"), Codes: codesOf(v), Stock: stockOf(v, cart.KeyOf(o.ID(), v.ID()), left)}
		one.WasStock = one.Stock
		if at, ok := v.Int("image"); ok && at >= 0 && at < len(d.Images) {
			one.Image = d.Images[at].Src
		}
		d.Variants = append(d.Variants, one)
	}
	return d
}

// readDraft returns the draft that a form contains.
func readDraft(form url.Values) *draft {
	text := func(name string) string { return strings.TrimSpace(form.Get(name)) }
	d := &draft{
		Name: text("name"), Slug: text("slug"), Category: text("category"), Tags: text("tags"), SKU: text("sku"),
		Description: strings.TrimSpace(strings.ReplaceAll(form.Get("description"), "\r\n", "\n")),
		Price:       text("price"), Compare: text("compareAtPrice"), Stock: text("stock"), WasStock: text("was.stock"), Hidden: form.Get("hidden") != "",
		Codes: codes{text("gtin"), text("mpn")}, Brand: text("brand"), Condition: text("condition"), Google: text("googleCategory"),
	}
	d.Base, _ = catalogfile.ParseObject(form.Get("base"))
	for i := 0; form.Has("image." + strconv.Itoa(i) + ".src"); i++ {
		at := "image." + strconv.Itoa(i) + "."
		width, _ := strconv.Atoi(form.Get(at + "width"))
		height, _ := strconv.Atoi(form.Get(at + "height"))
		d.Images = append(d.Images, imageDraft{Src: form.Get(at + "src"), Alt: text(at + "alt"), Width: width, Height: height})
	}
	d.Images = ordered(d.Images, form["order"])
	for i := 0; form.Has("option." + strconv.Itoa(i) + ".name"); i++ {
		at := "option." + strconv.Itoa(i) + "."
		d.Options = append(d.Options, optionDraft{text(at + "name"), strings.Join(lines(form.Get(at+"values")), "\n"), form.Get(at + "was")})
	}
	for i := 0; form.Has("variant." + strconv.Itoa(i) + ".values"); i++ {
		at := "variant." + strconv.Itoa(i) + "."
		v := variantDraft{Price: text(at + "price"), Compare: text(at + "compareAtPrice"), Stock: text(at + "stock"), WasStock: text(at + "was.stock"), SKU: text(at + "sku"), Codes: codes{text(at + "gtin"), text(at + "mpn")}, Image: form.Get(at + "image")}
		v.ID, _ = strconv.Atoi(form.Get(at + "id"))
		v.Values = lines(form.Get(at + "values"))
		d.Variants = append(d.Variants, v)
	}
	return d
}

// ordered returns the pictures in the order of the places in a form, which change by
// dragging. Pictures without a place, which were uploaded just now, come last.
func ordered(list []imageDraft, places []string) []imageDraft {
	var moved []imageDraft
	seen := map[int]bool{}
	for _, place := range places {
		if n, err := strconv.Atoi(place); err == nil && n >= 0 && n < len(list) && !seen[n] {
			seen[n], moved = true, append(moved, list[n])
		}
	}
	for i := range list {
		if !seen[i] {
			moved = append(moved, list[i])
		}
	}
	return moved
}

// lines returns the lines of a text, without empty ones.
func lines(text string) []string {
	var list []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			list = append(list, line)
		}
	}
	return list
}

// apply returns base with what was typed. amount converts an amount that was typed.
func (d *draft) apply(base catalogfile.Object, amount func(string) string) catalogfile.Object {
	o := base
	set := func(name, typed string) { o = withTyped(o, name, typed) }
	set("slug", d.Slug)
	set("name", d.Name)
	o = withAmount(o, "price", d.Price, amount)
	o = withAmount(o, "compareAtPrice", d.Compare, amount)
	set("category", d.Category)
	set("description", d.Description)
	if d.Tags != strings.Join(o.Texts("tags"), ", ") {
		o = withTexts(o, "tags", strings.Split(d.Tags, ","))
	}
	if d.Stock != d.WasStock {
		o = withUnits(o, d.Stock)
	}
	set("sku", d.SKU)
	set("brand", d.Brand)
	set("condition", d.Condition)
	set("googleCategory", d.Google)
	o = d.Codes.apply(o)
	if d.Hidden != o.Bool("hidden") {
		if o = o.With("hidden", nil); d.Hidden {
			o = o.With("hidden", true)
		}
	}
	o = o.WithObjects("images", d.images(base))
	o = o.WithObjects("options", d.options(base))
	return o.WithObjects("variants", d.variants(base, amount))
}

func withAmount(o catalogfile.Object, name, typed string, amount func(string) string) catalogfile.Object {
	if typed == rawText(o, name) {
		return o
	}
	return withText(o, name, amount(typed))
}

func withTexts(o catalogfile.Object, name string, texts []string) catalogfile.Object {
	var kept []string
	for _, text := range texts {
		if text = strings.TrimSpace(text); text != "" && !slices.Contains(kept, text) {
			kept = append(kept, text)
		}
	}
	if len(kept) == 0 {
		return o.With(name, nil)
	}
	return o.With(name, kept)
}

func (d *draft) images(base catalogfile.Object) []catalogfile.Object {
	known := base.Objects("images")
	var list []catalogfile.Object
	for _, image := range d.Images {
		at := slices.IndexFunc(known, func(o catalogfile.Object) bool { return o.Text("src") == image.Src })
		if at < 0 && image.Alt == "" {
			image.Alt = d.Name // who does not see the photo hears what it is of
		}
		o := catalogfile.Object{}.With("src", image.Src).With("alt", image.Alt).With("width", image.Width).With("height", image.Height)
		if at >= 0 {
			o = known[at]
			if o.Text("alt") != image.Alt {
				o = o.With("alt", image.Alt)
			}
		}
		list = append(list, o)
	}
	return list
}

func (d *draft) options(base catalogfile.Object) []catalogfile.Object {
	known := base.Objects("options")
	var list []catalogfile.Object
	for i, option := range d.Options {
		o := catalogfile.Object{}
		if i < len(known) {
			o = known[i]
		}
		if o.Text("name") != option.Name || o.Get("name") == nil {
			o = o.With("name", option.Name)
		}
		if values := lines(option.Values); !slices.Equal(o.Texts("values"), values) || o.Get("values") == nil {
			o = o.With("values", slices.Concat([]string{}, values))
		}
		list = append(list, o)
	}
	return list
}

func (d *draft) variants(base catalogfile.Object, amount func(string) string) []catalogfile.Object {
	known := base.Objects("variants")
	var list []catalogfile.Object
	for _, v := range d.Variants {
		o := catalogfile.Object{}
		if at := slices.IndexFunc(known, func(o catalogfile.Object) bool { return o.ID() == v.ID }); v.ID > 0 && at >= 0 {
			o = known[at]
		}
		o = v.Codes.apply(withTyped(o, "sku", v.SKU))
		if !slices.Equal(o.Texts("values"), v.Values) || o.Get("values") == nil {
			o = o.With("values", slices.Concat([]string{}, v.Values))
		}
		o = withAmount(withAmount(o, "price", v.Price, amount), "compareAtPrice", v.Compare, amount)
		if v.Stock != v.WasStock {
			o = withUnits(o, v.Stock)
		}
		image := slices.IndexFunc(d.Images, func(i imageDraft) bool { return i.Src == v.Image })
		if now, ok := o.Int("image"); image >= 0 && (!ok || now != image) {
			o = o.With("image", json.RawMessage(strconv.Itoa(image)))
		} else if image < 0 && ok {
			o = o.With("image", nil)
		}
		list = append(list, o)
	}
	return list
}
