package listing

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"carrito/app/catalog"
	"carrito/server/gtin"
)

// smallest is the width and height in pixels from which on Meta shows a picture well.
const smallest = 500

// maxNamed is how many products a hint names.
const maxNamed = 10

// Hints returns lines about products that the feeds cannot list, or list worse than
// they could. texts has the JSON of each product by its id.
func (l *Lister) Hints(products []*catalog.Product, texts map[int]string) []string {
	var found collected
	for _, p := range products {
		l.hints(p, texts[p.ID], found.of(p))
	}
	lines := found.lines(len(products))
	if tax := l.Shop.Orders.Tax; tax.Percent != "" && !tax.Included {
		lines = append(lines, "feeds: the prices are without "+tax.Name+"; outside the USA and Canada, Google wants prices that include it")
	}
	return lines
}

// hints calls add with each problem of a product. detail may be empty.
func (l *Lister) hints(p *catalog.Product, text string, add func(problem, detail string)) {
	items, d := l.Items(p, text), ReadDetails(text)
	listed := false
	for _, item := range items {
		if why := item.Refused(); why != "" {
			add(why, "")
		} else {
			listed = true
		}
	}
	if !listed {
		return
	}
	if n := utf8.RuneCountInString(line(p.Name)); n > maxTitle {
		add(fmt.Sprintf("the name is cut at %d characters", maxTitle), strconv.Itoa(n))
	}
	switch n := utf8.RuneCountInString(clean(p.Description)); {
	case n == 0:
		add("without a description, the name stands for it", "")
	case n > maxDescription:
		add(fmt.Sprintf("the description is cut at %d characters for Google", maxDescription), strconv.Itoa(n))
	}
	if n := utf8.RuneCountInString(line(d.Brand)); n > maxBrand {
		add(fmt.Sprintf("the brand is cut at %d characters for Google", maxBrand), strconv.Itoa(n))
	}
	if image := p.Images[0]; image.Local() && min(image.Width, image.Height) < smallest {
		add(fmt.Sprintf("the first picture has fewer than %d × %d pixels", smallest, smallest), fmt.Sprintf("%d × %d", image.Width, image.Height))
	}
	if n := len(items[0].Images) - 1; n > maxFurther {
		add(fmt.Sprintf("Google shows only %d pictures beside the first", maxFurther), strconv.Itoa(n))
	}
	for _, codes := range append([]Codes{d.Codes}, codesOf(p, d)...) {
		if _, ok := gtin.Digits(codes.GTIN); !ok && codes.GTIN != "" {
			add("gtin is left out, because its digits are not those of a bar code", codes.GTIN)
		}
	}
	if d.Google != "" && !strings.Contains(d.Google, ">") && strings.Trim(d.Google, "0123456789") != "" {
		add(`googleCategory is neither a number nor a path such as "Apparel & Accessories > Clothing"`, d.Google)
	}
	if d.Brand == "" {
		add("without brand and gtin, Google shows products less often", "")
	}
}

// codesOf returns the codes of the variants in their order.
func codesOf(p *catalog.Product, d Details) []Codes {
	codes := make([]Codes, len(p.Variants))
	for i, v := range p.Variants {
		codes[i] = d.Variants[v.ID]
	}
	return codes
}

// collected are the products of each problem.
type collected struct {
	problems []string
	named    map[string][]string // the first products
	count    map[string]int
}

// of returns a function that notes problems of a product, each problem once.
func (c *collected) of(p *catalog.Product) func(problem, detail string) {
	if c.count == nil {
		c.named, c.count = map[string][]string{}, map[string]int{}
	}
	noted := map[string]bool{}
	return func(problem, detail string) {
		if noted[problem] {
			return
		}
		noted[problem] = true
		if c.count[problem] == 0 {
			c.problems = append(c.problems, problem)
		}
		if c.count[problem]++; c.count[problem] > maxNamed {
			return
		}
		label := strconv.Itoa(p.ID) + " " + strconv.Quote(p.Slug)
		if detail != "" {
			label += " (" + strconv.QuoteToGraphic(detail)[1:len(strconv.QuoteToGraphic(detail))-1] + ")"
		}
		c.named[problem] = append(c.named[problem], label)
	}
}

func (c *collected) lines(all int) []string {
	var lines []string
	for _, problem := range c.problems {
		text := "feeds: " + problem + ": "
		switch n := c.count[problem]; {
		case n == all && n > maxNamed:
			text += fmt.Sprintf("all %d products", n)
		case n > maxNamed:
			text += fmt.Sprintf("product %s and %d more", strings.Join(c.named[problem], ", "), n-maxNamed)
		default:
			text += "product " + strings.Join(c.named[problem], ", ")
		}
		lines = append(lines, text)
	}
	return lines
}
