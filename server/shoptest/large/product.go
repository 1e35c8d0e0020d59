package large

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"carrito/app/catalog"
)

// pictures are those of the demo shop that generated products have, 1200 × 1500
// pixels each.
var pictures = []string{
	"gorra-drill", "billetera-cuero", "bividi-algodon", "bolso-tote-lona", "bufanda-lana", "blazer-lino",
	"blusa-lunares", "bermuda-drill", "casaca-bomber-guinda", "cartera-cuero-caramelo", "casaca-cuero-biker", "cardigan-alpaca-vino",
}

// maxVariants is the largest number of variants that a generated product has.
const maxVariants = 24

// newProduct returns a product of a kind by chance. place is its place in the
// shop.
func newProduct(random *rand.Rand, id, place int) Product {
	w := newWriter(random)
	p := Product{ID: id, Category: w.kind.category, SKU: fmt.Sprintf("%s-%05d", w.kind.code, 10000+place)}
	options := w.expand(w.choose(w.kind.lists["options"]))
	w.colourful = strings.Contains(options, "Color=")
	w.naming = true
	p.Name = w.text("name")
	w.naming = false
	p.Slug = catalog.Slug(p.Name) + "-" + strconv.Itoa(id)
	p.Description = w.description()
	for range w.random.IntN(3) {
		if tag := w.text("tags"); !slices.Contains(p.Tags, strings.ToLower(tag)) {
			p.Tags = append(p.Tags, strings.ToLower(tag))
		}
	}
	price := w.price()
	p.Price = soles(price)
	if random.IntN(7) == 0 {
		p.CompareAtPrice = soles(price * (110 + random.IntN(60)) / 100)
	}
	for i := range 1 + random.IntN(3) {
		p.Images = append(p.Images, Image{
			Src: "/web/images/" + pictures[(place*7+i*5+random.IntN(2))%len(pictures)] + ".jpg",
			Alt: p.Name + []string{", de frente", ", de lado", ", detalle"}[i], Width: 1200, Height: 1500,
		})
	}
	if options != "-" {
		w.addOptions(&p, options, price)
	}
	if len(p.Variants) == 0 && random.IntN(5) < 3 {
		p.Stock = w.stock()
	}
	return p
}

// description returns three paragraphs.
func (w *writer) description() string {
	first := w.text("p1")
	if again := w.text("p1"); w.random.IntN(2) == 0 && again != first {
		first += " " + again
	}
	return first + "\n\n" + w.text("p2") + "\n\n" + w.text("p3")
}

// newWriter returns a writer for a product of one kind, by the kinds' shares.
func newWriter(random *rand.Rand) *writer {
	at := random.IntN(1000)
	w := &writer{random: random, named: map[string]string{}}
	for _, w.kind = range kinds() {
		if at -= w.kind.share; at < 0 {
			break
		}
	}
	noun := w.choose(w.kind.lists["noun"])
	space := strings.LastIndexByte(noun, ' ')
	w.noun, w.gender, w.plural = noun[:space], noun[space+1], strings.HasSuffix(noun, "p")
	return w
}

// price returns a price in tenths.
func (w *writer) price() int {
	low, high, _ := strings.Cut(w.choose(w.kind.lists["price"]), "..")
	from, _ := strconv.Atoi(low)
	to, _ := strconv.Atoi(high)
	part := w.random.Float64()
	return 10*(from+int(part*part*float64(to-from))) + []int{9, 9, 9, 5, 0}[w.random.IntN(5)]
}

func soles(tenths int) string { return fmt.Sprintf("%d.%d0", tenths/10, tenths%10) }

// stock returns a number of units. A product in twelve is sold out.
func (w *writer) stock() *int {
	units := 1 + w.random.IntN(1+w.random.IntN(60))
	if w.random.IntN(12) == 0 {
		units = 0
	}
	return &units
}

// addOptions adds options such as "Talla=S,M,L; Color=*colores", with some of
// their values, and the variants.
func (w *writer) addOptions(p *Product, options string, price int) {
	combinations := [][]string{nil}
	for option := range strings.SplitSeq(options, "; ") {
		name, values, _ := strings.Cut(option, "=")
		o := Option{name, w.values(values)}
		p.Options = append(p.Options, o)
		var further [][]string
		for _, before := range combinations {
			for _, value := range o.Values {
				further = append(further, append(slices.Clone(before), value))
			}
		}
		combinations = further
	}
	counted := w.random.IntN(5) < 4
	for i, values := range combinations {
		if len(p.Variants) == maxVariants || i > 0 && w.random.IntN(9) == 0 {
			continue
		}
		v := Variant{ID: i + 1, SKU: p.SKU, Values: values}
		for _, value := range values {
			v.SKU += "-" + abbreviate(value)
		}
		if w.random.IntN(12) == 0 {
			v.Price = soles(price + 100)
		}
		if counted {
			v.Stock = w.stock()
		}
		if len(p.Images) > 1 && len(p.Options) > 1 {
			image := i % len(p.Images)
			v.Image = &image
		}
		p.Variants = append(p.Variants, v)
	}
	for i := range p.Options {
		o := &p.Options[i]
		o.Values = slices.DeleteFunc(slices.Clone(o.Values), func(value string) bool {
			return !slices.ContainsFunc(p.Variants, func(v Variant) bool { return v.Values[i] == value })
		})
	}
}

// values returns some of the values of an option: neighbours of a list such as
// S,M,L, or any of those of a list of words such as *colores.
func (w *writer) values(from string) []string {
	if list, ok := strings.CutPrefix(from, "*"); ok {
		var values []string
		for range 2 + w.random.IntN(3) {
			if value := w.choose(w.kind.lists[list]); !slices.Contains(values, value) {
				values = append(values, value)
			}
		}
		return values
	}
	values := strings.Split(from, ",")
	if len(values) < 3 {
		return values
	}
	length := 2 + w.random.IntN(len(values)-1)
	start := w.random.IntN(len(values) - length + 1)
	return values[start : start+length]
}

// abbreviate returns what stands for a value in a code, such as AZUMAR for "Azul
// marino".
func abbreviate(value string) string {
	var short string
	for word := range strings.SplitSeq(strings.ToUpper(catalog.Slug(value)), "-") {
		short += word[:min(3, len(word))]
	}
	return short
}
