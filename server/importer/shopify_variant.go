package importer

import (
	"fmt"
	"slices"
	"strings"
)

// options returns the names of the product's options and the columns of their
// values. The option "Title" with the one value "Default Title" is how Shopify
// writes a product without options.
func (g *handleRows) options() (names, columns []string) {
	for _, n := range []string{"1", "2", "3"} {
		if name := oneLine(g.first("option" + n + " name")); name != "" {
			names = append(names, name)
			columns = append(columns, "option"+n+" value")
		}
	}
	if len(names) == 1 && strings.EqualFold(names[0], "Title") && g.single() {
		return nil, nil
	}
	return names, columns
}

// single reports whether all variants are the default one, or there is just one.
func (g *handleRows) single() bool {
	rows := g.variants()
	another := slices.ContainsFunc(rows, func(r row) bool {
		return !strings.EqualFold(r.get("option1 value"), "Default Title")
	})
	return len(rows) == 1 || !another
}

// variants returns the rows of the variants, without those that merely add an
// image. A product without any is its first row.
func (g *handleRows) variants() []row {
	var rows []row
	for _, r := range g.rows {
		if r.get("option1 value")+r.get("variant price")+r.get("variant sku") != "" {
			rows = append(rows, r)
		}
	}
	if rows == nil {
		rows = g.rows[:1]
	}
	return rows
}

func (g *handleRows) offers(j *job, names, columns []string, images *gallery) []offer {
	var offers []offer
	taken := map[string]int{} // the line of each combination of values
	for _, r := range g.variants() {
		values := cells(r, columns)
		key := strings.Join(values, "\x00")
		o, err := j.shopifyOffer(r, g.label(), names, values)
		if first, ok := taken[key]; ok && err == nil {
			err = fmt.Errorf("repeats the variant of line %d", first)
		}
		if err != nil {
			j.skip(r.line, variantLabel(g.label(), values), "%v", err)
			continue
		}
		taken[key] = r.line
		o.image = j.offerImage(images, r, r.get("variant image"), g.label())
		offers = append(offers, o)
	}
	return offers
}

func cells(r row, columns []string) []string {
	var values []string
	for _, column := range columns {
		values = append(values, oneLine(r.get(column)))
	}
	return values
}

func (j *job) shopifyOffer(r row, title string, names, values []string) (offer, error) {
	o := offer{sku: oneLine(r.get("variant sku")), values: values, pool: pool{r.line, title}}
	for i, value := range values {
		if value == "" {
			return o, fmt.Errorf("has no value for %s", names[i])
		}
	}
	err := j.price(&o, r, variantLabel(title, values), r.get("variant price"), r.get("variant compare at price"))
	if err == nil {
		o.stock, err = j.shopifyStock(r, variantLabel(title, values))
	}
	return o, err
}

// shopifyStock returns the units of a variant that Shopify counts and stops
// selling at none.
func (j *job) shopifyStock(r row, name string) (*int, error) {
	if r.get("variant inventory tracker") == "" {
		return nil, nil
	}
	policy := r.get("variant inventory policy")
	switch {
	case words.has(policy, "continue"), words.has(policy, "yes"):
		return nil, nil
	case policy != "" && !words.has(policy, "deny") && !words.has(policy, "no"):
		return nil, j.unknown("variant inventory policy", policy, "deny nor continue")
	}
	if j.stock != nil {
		units, ok := j.stock.of(r)
		if !ok {
			j.note(r.line, name, "is not in the stock file: it is sold out here")
		}
		return &units, nil
	}
	quantity := r.get("variant inventory qty")
	if quantity == "" {
		j.uncounted++
	}
	return j.prices.units(quantity)
}

// variantLabel is how the owner knows a variant: "Polo (M / Blanco)".
func variantLabel(name string, values []string) string {
	if len(values) == 0 {
		return name
	}
	return name + " (" + strings.Join(values, " / ") + ")"
}

// noteUncounted tells once that the export of a shop with several locations has
// no quantities.
func (j *job) noteUncounted() {
	if j.uncounted > 0 {
		j.note(0, "", "variants that Shopify counts, but whose quantities are not in this export, so that they never sell out here: %d. "+
			"Shopify has the quantities under Products, Inventory, Export: import again with -stock inventory_export.csv", j.uncounted)
	}
}
