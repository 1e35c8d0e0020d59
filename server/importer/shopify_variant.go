package importer

import (
	"fmt"
	"slices"
	"strings"
)

// options returns the names of the product's options and the columns of their values.
// Shopify writes a product without options with the option "Title" and the value
// "Default Title".
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

// single reports whether there is only one variant, or every variant is the default
// one.
func (g *handleRows) single() bool {
	rows := g.variants()
	another := slices.ContainsFunc(rows, func(r row) bool {
		return !strings.EqualFold(r.get("option1 value"), "Default Title")
	})
	return len(rows) == 1 || !another
}

// variants returns the rows of the variants, without rows that only add an image. If
// there are none, it returns the first row.
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

func (g *handleRows) items(j *job, names, columns []string, images *gallery) []item {
	var items []item
	taken := map[string]int{} // the line of each combination of values
	for _, r := range g.variants() {
		values := cells(r, columns)
		key := strings.Join(values, "\x00")
		it, err := j.shopifyItem(r, g.label(), names, values)
		if first, ok := taken[key]; ok && err == nil {
			err = fmt.Errorf("repeats the variant of line %d", first)
		}
		if err != nil {
			j.skip(r.line, variantLabel(g.label(), values), "%v", err)
			continue
		}
		taken[key] = r.line
		it.image = j.variantImage(images, r, r.get("variant image"), g.label())
		items = append(items, it)
	}
	return items
}

func cells(r row, columns []string) []string {
	var values []string
	for _, column := range columns {
		values = append(values, oneLine(r.get(column)))
	}
	return values
}

func (j *job) shopifyItem(r row, title string, names, values []string) (item, error) {
	it := item{sku: oneLine(r.get("variant sku")), values: values, pool: pool{r.line, title}}
	for i, value := range values {
		if value == "" {
			return it, fmt.Errorf("has no value for %s", names[i])
		}
	}
	err := j.price(&it, r, variantLabel(title, values), r.get("variant price"), r.get("variant compare at price"))
	if err == nil {
		it.stock, err = j.shopifyStock(r, variantLabel(title, values))
	}
	return it, err
}

// shopifyStock returns the units of a variant, or nil if Shopify does not count it or
// sells it beyond its stock.
func (j *job) shopifyStock(r row, name string) (*int, error) {
	if r.get("variant inventory tracker") == "" {
		return nil, nil
	}
	policy := r.get("variant inventory policy")
	switch {
	case words.has(policy, "continue"), words.has(policy, "yes"):
		return nil, nil
	case policy != "" && !words.has(policy, "deny") && !words.has(policy, "no"):
		return nil, j.unknownWord("variant inventory policy", policy, "deny nor continue")
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

// variantLabel returns the name by which the owner knows a variant, such as "Polo (M /
// Blanco)".
func variantLabel(name string, values []string) string {
	if len(values) == 0 {
		return name
	}
	return name + " (" + strings.Join(values, " / ") + ")"
}

// noteUncounted adds one note if the export lacks quantities, as that of a shop with
// several locations does.
func (j *job) noteUncounted() {
	if j.uncounted > 0 {
		j.note(0, "", "variants that Shopify counts, but whose quantities are not in this export, so that they never sell out here: %d. "+
			"Shopify has the quantities under Products, Inventory, Export: import again with -stock inventory_export.csv", j.uncounted)
	}
}
