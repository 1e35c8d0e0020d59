package strict

import (
	"fmt"
	"slices"
	"strings"

	"carrito/app/catalog"
	"carrito/app/money"
)

// checker checks products and collects their faults.
type checker struct {
	list
	rules Rules
	label string         // of the current product
	ids   map[int]int    // index of the product with each id
	slugs map[string]int // index of the product with each slug

	undecoded map[string]bool // of the current product
}

func (c *checker) fault(field, format string, args ...any) {
	for path := range c.undecoded {
		if field == path || strings.HasPrefix(field, path+".") || strings.HasPrefix(field, path+"[") {
			return // already reported
		}
	}
	c.add(c.label, field, fmt.Sprintf(format, args...))
}

func (c *checker) product(i int, d *draft) {
	c.label, c.at, c.undecoded = d.label(i), i, d.undecoded
	if d.undecoded[""] {
		return
	}
	c.stock("stock", d.Stock)
	c.required(d)
	c.price("price", d.Price)
	c.price("compareAtPrice", d.CompareAtPrice)
	if d.Condition != "" && !slices.Contains(conditions, d.Condition) {
		c.fault("condition", "is %q; it must be one of %q", d.Condition, conditions)
	}
	for n, image := range d.Images {
		c.image(n, image)
	}
	for n, option := range d.Options {
		c.option(n, option)
	}
	c.variants(d)
}

// conditions are what a product may be, as Google and Meta name it.
var conditions = []string{"new", "refurbished", "used"}

// required reports missing fields. A field with a value of a wrong kind is already
// reported.
func (c *checker) required(d *draft) {
	missing := []struct {
		field string
		empty bool
	}{
		{"id", d.ID == nil},
		{"slug", strings.TrimSpace(d.Slug) == ""},
		{"name", strings.TrimSpace(d.Name) == ""},
		{"price", d.Price == nil},
	}
	for _, m := range missing {
		if m.empty && !d.undecoded[m.field] {
			c.fault(m.field, "is missing")
		}
	}
	if d.ID != nil && *d.ID < 1 {
		c.fault("id", "is %d; it must be 1 or more", *d.ID)
	}
}

func (c *checker) price(field string, text *string) {
	if text == nil {
		return
	}
	switch _, err := money.Parse(*text, c.rules.Digits); {
	case err == money.ErrDecimals:
		c.fault(field, "%q %v, which has %d", *text, err, c.rules.Digits)
	case err != nil:
		c.fault(field, "%q %v", *text, err)
	}
}

func (c *checker) stock(field string, units *int) {
	if units != nil && *units < 0 {
		c.fault(field, "is %d; it must be 0 or more, or left out if units are not counted", *units)
	}
}

func (c *checker) image(n int, d imageDraft) {
	field := fmt.Sprintf("images[%d]", n)
	switch {
	case isRemote(d.Src):
		if d.Width < 0 || d.Height < 0 {
			c.fault(field, "has a negative size")
		}
	case catalog.Image(d).Local():
		if c.rules.ImageSize == nil {
			break
		}
		width, height, err := c.rules.ImageSize(d.Src)
		if err != nil {
			c.fault(field+".src", "%q cannot be used: %v", d.Src, err)
		} else if width != d.Width || height != d.Height {
			c.fault(field, "%q is %d × %d pixels, not %d × %d", d.Src, width, height, d.Width, d.Height)
		}
	default:
		c.fault(field+".src", "%q is neither a file under /web/ nor an https address", d.Src)
	}
}

// isRemote reports whether src is an https address with a host. The host is written to
// the shop's content security policy, where * would allow any host.
func isRemote(src string) bool {
	rest, https := strings.CutPrefix(src, "https://")
	host, _, _ := strings.Cut(rest, "/")
	return https && host != "" && !strings.Contains(host, "*") && !strings.ContainsAny(src, " \"'<>\\;,")
}

func (c *checker) option(n int, d optionDraft) {
	field := fmt.Sprintf("options[%d]", n)
	if strings.TrimSpace(d.Name) == "" {
		c.fault(field+".name", "is missing")
	}
	if len(d.Values) == 0 {
		c.fault(field+".values", "is missing")
	}
	for i, value := range d.Values {
		if slices.Contains(d.Values[:i], value) {
			c.fault(field+".values", "has %q twice", value)
		}
	}
}

func (c *checker) variants(d *draft) {
	if len(d.Options) > 0 && len(d.Variants) == 0 && !d.undecoded["variants"] {
		c.fault("variants", "is missing, although there are options")
	}
	ids := map[int]bool{}
	combinations := map[string]int{}
	for n, v := range d.Variants {
		field := fmt.Sprintf("variants[%d]", n)
		switch {
		case v.ID == nil:
			c.fault(field+".id", "is missing")
		case *v.ID < 1:
			c.fault(field+".id", "is %d; it must be 1 or more", *v.ID)
		case ids[*v.ID]:
			c.fault(field+".id", "%d is taken by an earlier variant", *v.ID)
		default:
			ids[*v.ID] = true
		}
		key := strings.Join(v.Values, "\x00")
		if first, taken := combinations[key]; taken {
			c.fault(field+".values", "%q are those of variants[%d] too", v.Values, first)
		}
		combinations[key] = n
		if !d.undecoded["options"] {
			c.values(field, d.Options, v.Values)
		}
		c.variant(field, d, v)
	}
	c.unusedValues(d)
}

func (c *checker) variant(field string, d *draft, v variantDraft) {
	c.price(field+".price", v.Price)
	c.price(field+".compareAtPrice", v.CompareAtPrice)
	c.stock(field+".stock", v.Stock)
	if v.Image != nil && (*v.Image < 0 || *v.Image >= len(d.Images)) {
		c.fault(field+".image", "%d is not the number of an image, counted from 0", *v.Image)
	}
}

// values checks that a variant has one value of each option.
func (c *checker) values(field string, options []optionDraft, values []string) {
	if len(values) != len(options) {
		c.fault(field+".values", "has %d values for %d options", len(values), len(options))
		return
	}
	for i, option := range options {
		if !slices.Contains(option.Values, values[i]) {
			c.fault(field+".values", "%q is not a value of option %q", values[i], option.Name)
		}
	}
}

func (c *checker) unusedValues(d *draft) {
	if len(d.Variants) == 0 {
		return
	}
	for n, option := range d.Options {
		for _, value := range option.Values {
			used := slices.ContainsFunc(d.Variants, func(v variantDraft) bool {
				return n < len(v.Values) && v.Values[n] == value
			})
			if !used {
				c.fault(fmt.Sprintf("options[%d].values", n), "%q is the value of no variant", value)
			}
		}
	}
}

// unique reports an id or slug that an earlier product has.
func (c *checker) unique(i int, d *draft) {
	if d.ID != nil {
		if first, taken := c.ids[*d.ID]; taken {
			c.fault("id", "is taken by the product at place %d; this one is at place %d", first+1, i+1)
		} else {
			c.ids[*d.ID] = i
		}
	}
	if d.Slug == "" {
		return
	}
	if first, taken := c.slugs[d.Slug]; taken {
		c.fault("slug", "is taken by the product at place %d", first+1)
	} else {
		c.slugs[d.Slug] = i
	}
}
