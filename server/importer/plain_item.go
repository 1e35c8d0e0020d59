package importer

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"carrito/app/money"
	"carrito/server/gtin"
)

// tableRows holds the rows of one product of a plain table.
type tableRows struct {
	*job
	product        *handleRows
	names, columns []string // of the product's options
	images         *gallery

	parent *row // the row of the product itself, if others are its variants; may be nil
	rows   []row
}

// split finds the row of the product itself: the first row without any option, if
// others have options.
func (t *tableRows) split() {
	t.rows = t.product.rows
	if len(t.columns) == 0 || len(t.rows) < 2 {
		return
	}
	at := slices.IndexFunc(t.rows, func(r row) bool {
		return !slices.ContainsFunc(t.columns, func(column string) bool { return r.get(column) != "" })
	})
	if at >= 0 {
		t.parent = &t.rows[at]
		t.rows = slices.Delete(slices.Clone(t.rows), at, at+1)
	}
}

// base returns the row whose price counts for rows without one.
func (t *tableRows) base() row {
	if t.parent != nil {
		return *t.parent
	}
	return t.product.firstRow("price")
}

// items returns the items that the rows sell. A cell such as "S, M, L" stands for
// several variants.
func (t *tableRows) items() []item {
	var items []item
	taken := map[string]int{} // the line of each combination of values
	label := t.product.label()
	if t.parent != nil {
		t.addImages(*t.parent)
	}
	for _, r := range t.rows {
		own := t.addImages(r)
		it, all, err := t.item(r, label)
		if err != nil {
			t.skipCell(r.line, label, err)
			continue
		}
		if len(t.columns) > 0 && len(t.product.rows) > 1 {
			it.image = own
		}
		if t.own {
			t.ownItem(&it, r, len(t.images.images))
		}
		for _, values := range all {
			key := strings.Join(values, "\x00")
			if first, ok := taken[key]; ok {
				t.skip(r.line, variantLabel(label, values), "repeats what line %d sells", first)
				continue
			}
			taken[key] = r.line
			it.values = values
			items = append(items, it)
		}
	}
	t.shareParent(items)
	return items
}

// addImages adds the images of a row to those of the product, and returns the index of
// the first one, or nil.
func (t *tableRows) addImages(r row) (first *int) {
	if t.own {
		return nil
	}
	for _, address := range tableImages(r) {
		if i := t.addImage(t.images, r, address, "", t.product.label()); i >= 0 && first == nil {
			first = &i
		}
	}
	return first
}

// item reads the item in a row, and returns it with all combinations of its option
// values.
func (t *tableRows) item(r row, name string) (it item, all [][]string, err error) {
	var values [][]string
	for i, column := range t.columns {
		cell := []string{r.get(column)}
		if slices.Contains(t.choices, column) {
			cell = splitChoices(cell[0])
		} else if !t.own {
			cell[0] = oneLine(cell[0])
		}
		if strings.Join(cell, "") == "" {
			return it, nil, cellError{column, fmt.Errorf("has no value for %s", t.names[i])}
		}
		values = append(values, cell)
	}
	if count(values) > maxVariants {
		return it, nil, fmt.Errorf("stands for more than %d variants", maxVariants)
	}
	if it, err = t.tableFacts(r); err != nil {
		return it, nil, err
	}
	t.checkGTIN(r, name, it.gtin)
	it.pool = pool{r.line, name}
	it.key, it.wanted = t.variantKey(r)
	if err = t.itemPrice(&it, r, name); err != nil {
		return it, nil, err
	}
	return it, combinations(values), nil
}

// variantKey returns the id of the variant in a row, and the id that it wants.
func (t *tableRows) variantKey(r row) (key string, wanted int) {
	if t.own {
		return "", wantedID(r.get("variant id"))
	}
	if number, _ := t.product.number(); number == "" && len(t.columns) > 0 {
		return oneLine(r.get("id")), 0
	}
	return "", 0
}

// itemPrice reads the price of an item. If the row has none, the price is that of the
// product's own row, or of its first row with a price.
func (t *tableRows) itemPrice(it *item, r row, name string) error {
	base := t.base()
	if len(t.columns) == 0 || r.get("price")+r.get("sale price") != "" || base.get("price")+base.get("sale price") == "" {
		return t.tablePrice(it, r, name)
	}
	before := r.get("compare at price")
	if err := t.tablePrice(it, base, name); err != nil {
		return err
	}
	if t.own {
		it.inherits, it.compareAt = true, money.Amount{}
		if before != "" {
			compareAt, err := t.prices.amount(before)
			it.compareAt = compareAt
			return err
		}
	} else if t.parent == nil {
		t.note(r.line, name, "has no price of its own: it is sold at %v, the price of line %d", it.price, base.line)
	}
	return nil
}

// tablePrice reads the price in a row, and the price before its reduction.
func (j *job) tablePrice(it *item, r row, name string) error {
	column, price, before := "price", r.get("price"), r.get("compare at price")
	if sale := r.get("sale price"); sale != "" {
		column, price, before = "sale price", sale, price
	}
	if err := j.price(it, r, name, price, before); err != nil {
		return cellError{column, err}
	}
	if j.own && before != "" && it.compareAt.Zero() {
		it.compareAt, _ = j.prices.amount(before) // j.price has noted an error
	}
	return nil
}

// tableFacts reads the codes and the stock in a row.
func (j *job) tableFacts(r row) (item, error) {
	it := item{sku: oneLine(r.get("sku")), gtin: oneLine(r.get("gtin")), mpn: oneLine(r.get("mpn"))}
	if j.own {
		it.sku, it.gtin, it.mpn = r.get("sku"), r.get("gtin"), r.get("mpn")
	}
	var err error
	if it.stock, err = j.tableStock(r); err != nil {
		return it, cellError{"stock", err}
	}
	return it, nil
}

// maxBarCodes is how many rows with wrong bar codes are noted one by one. Some shops write
// numbers of their own into that column.
const maxBarCodes = 20

// checkGTIN notes a number that no bar code has. The product keeps it, so that a table comes
// back unchanged.
func (j *job) checkGTIN(r row, name, number string) {
	if _, ok := gtin.Digits(number); ok || number == "" {
		return
	}
	if j.barcodes++; j.barcodes > maxBarCodes {
		return
	}
	j.note(r.line, name, "has %q, which is not the number of a bar code; feeds and search engines do not get it", number)
	j.notes[len(j.notes)-1].Column = j.header.name("gtin")
}

// noteBarCodes notes how many rows have wrong bar codes, if not each has a note.
func (j *job) noteBarCodes() {
	if j.barcodes > maxBarCodes {
		j.note(0, "", "%d rows have numbers that no bar code has; only the first %d have a note", j.barcodes, maxBarCodes)
	}
}

// shareParent gives the stock of the product's own row to its variants, if none of them
// has a stock.
func (t *tableRows) shareParent(items []item) {
	counted := slices.ContainsFunc(items, func(it item) bool { return it.stock != nil })
	if t.own || t.parent == nil || counted {
		return
	}
	stock, err := t.tableStock(*t.parent)
	if err != nil {
		t.skipCell(t.parent.line, t.product.label(), cellError{"stock", errors.New(err.Error() + ": its units are not counted")})
		return
	}
	for i := range items {
		items[i].stock, items[i].pool = stock, pool{t.parent.line, t.product.label()}
	}
}
