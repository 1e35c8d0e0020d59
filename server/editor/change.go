package editor

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"carrito/app/cart"
	"carrito/app/money"
	"carrito/server/admin"
	"carrito/server/catalogfile"
	"carrito/server/kept"
)

// errStop stops an edit without a change: the page says why.
var errStop = errors.New("nothing is changed")

// listChange is one form of the list.
type listChange struct {
	*Editor
	r       *http.Request
	page    *listPage
	do      string
	marked  map[int]bool
	stopped bool             // whether something keeps the form from being saved
	recount map[cart.Key]int // units that were typed
}

// changeList saves what was typed into the list, and does what a button of it says.
func (e *Editor) changeList(w http.ResponseWriter, r *http.Request, o admin.Owner) {
	do := r.PostForm.Get("do")
	if do == "undo" && !isOld(r) {
		e.undo(w, r, o)
		return
	}
	page, err := e.listPage(r, o)
	if err != nil {
		e.trouble(w, r, o, err)
		return
	}
	l := &listChange{Editor: e, r: r, page: page, do: do, marked: map[int]bool{}, recount: map[cart.Key]int{}}
	l.read()
	if isOld(r) {
		page.Fault = page.Text.OldForm
		e.show(w, http.StatusOK, "list", page)
		return
	}
	version := 0
	if !l.stopped {
		version, err = e.file.Update(o.By(), l.edit)
	}
	switch {
	case l.stopped:
		if page.Fault == "" {
			page.Fault = page.Text.NotSaved
		}
		e.show(w, http.StatusConflict, "list", page)
		return
	case err != nil:
		e.log.Printf("the page of products: %v", err)
		page.Fault, page.Lines = page.Text.NotSaved, strings.Split(err.Error(), "\n")
		if why := page.Text.NotShared(err); why != "" {
			page.Fault, page.Lines = why, nil
		}
		e.show(w, http.StatusConflict, "list", page)
		return
	}
	if version, err = e.recount(r.Context(), l.recount, version); err != nil {
		e.trouble(w, r, o, err)
		return
	}
	if version > 0 {
		e.log.Printf("the page of products: version %d by %s", version, o.By())
	}
	e.done(w, r, page.addressAfter(do), version)
}

// counted stands for a version if the file has not changed, but a count in the database
// has.
const counted = -1

// recount sets the units that were typed at once, so that the page shows them, and also if
// the file has that number already. It returns the version, or counted
// if there is none.
func (e *Editor) recount(ctx context.Context, counts map[cart.Key]int, version int) (int, error) {
	for key, units := range counts {
		if err := e.stock.SetStock(ctx, key, units); err != nil {
			return version, err
		}
	}
	if version == 0 && len(counts) > 0 {
		return counted, nil
	}
	return version, nil
}

func (e *Editor) undo(w http.ResponseWriter, r *http.Request, o admin.Owner) {
	number, err := e.file.Kept().Find(r.PostForm.Get("version"))
	version := 0
	if err == nil {
		version, err = e.file.Undo(o.By(), number)
	}
	switch {
	case errors.Is(err, kept.ErrOther):
		e.showVersions(w, r, o, http.StatusConflict, e.text().VersionOther)
	case errors.Is(err, catalogfile.ErrGone):
		e.done(w, r, e.site().Prefix()+listAddress, 0)
	case err != nil:
		e.trouble(w, r, o, err)
	default:
		e.log.Printf("the page of products: version %d by %s, which takes back version %d", version, o.By(), number)
		e.done(w, r, e.site().Prefix()+listAddress, version)
	}
}

// read puts what was typed into the rows, and finds what cannot be saved. Rows that
// the list does not show any more are taken from the file.
func (l *listChange) read() {
	form, text := l.r.PostForm, l.page.Text
	l.page.Bulk = bulkForm{form.Get("percent"), form.Get("rounding"), form.Get("category")}
	for _, value := range form["mark"] {
		id, _ := strconv.Atoi(value)
		l.marked[id] = true
	}
	var rows []row
	for _, value := range form["id"] {
		id, err := strconv.Atoi(value)
		if err != nil {
			continue
		}
		one := row{Key: cart.KeyOf(id, 0), ID: id, Name: form.Get("name." + value)}
		if at := slices.IndexFunc(l.page.Rows, func(r row) bool { return r.ID == id }); at >= 0 {
			one = l.page.Rows[at]
		}
		one.Marked = l.marked[id]
		l.readRow(&one)
		known := one.Rows
		one.Rows = nil
		for _, text := range form["variants."+value] {
			variant, err := strconv.Atoi(text)
			if err != nil || variant == 0 {
				continue
			}
			v := row{Key: cart.KeyOf(id, variant), ID: id, Variant: variant}
			v.Name = form.Get("name." + string(v.Key))
			if at := slices.IndexFunc(known, func(r row) bool { return r.Variant == variant }); at >= 0 {
				v = known[at]
			}
			l.readRow(&v)
			one.Rows = append(one.Rows, v)
		}
		rows = append(rows, one)
	}
	l.page.Rows = rows
	if slices.Contains([]string{"price", "hide", "show", "category", "delete", "first", "last"}, l.do) && len(l.marked) == 0 {
		l.page.Fault, l.stopped = text.MarkFirst, true
	}
	if _, ok := percent(l.page.Bulk.Percent); l.do == "price" && !ok && !l.stopped {
		l.page.Fault, l.stopped = text.BadPercent, true
	}
}

// readRow puts what was typed into a row, and finds what cannot be saved.
func (l *listChange) readRow(one *row) {
	form, text, key := l.r.PostForm, l.page.Text, string(one.Key)
	one.Price, one.WasPrice = strings.TrimSpace(form.Get("price."+key)), form.Get("was.price."+key)
	one.Stock, one.WasStock, one.FileStock = strings.TrimSpace(form.Get("stock."+key)), form.Get("was.stock."+key), form.Get("file.stock."+key)
	if one.Price != one.WasPrice && (one.Price != "" || one.Variant == 0) {
		if one.Price = l.amount(one.Price); !l.isPrice(one.Price) {
			one.PriceFault, l.stopped = text.Faults["price"], true
		}
	}
	if units, err := strconv.Atoi(one.Stock); one.Stock != one.WasStock && one.Stock != "" && (err != nil || units < 0) {
		one.StockFault, l.stopped = text.Faults["stock"], true
	}
}

// amount returns an amount as products.json has it, or the text as it is.
func (e *Editor) amount(typed string) string {
	if amount, ok := e.site().Shop.Money.Typed(typed); ok {
		return amount.String()
	}
	return typed
}

func (e *Editor) isPrice(text string) bool {
	_, err := money.Parse(text, e.site().Shop.Money.Digits)
	return err == nil
}

// edit changes the catalogue by what was typed and pressed.
func (l *listChange) edit(c *catalogfile.Catalogue) error {
	clear(l.recount)
	for i := range l.page.Rows {
		one := &l.page.Rows[i]
		l.editRow(c, one)
		for n := range one.Rows {
			l.editRow(c, &one.Rows[n])
		}
	}
	if l.stopped {
		return errStop
	}
	rule := newPriceRule(l.page.Bulk, l.site().Shop.Money.Digits)
	for i, p := range c.Products {
		if !l.marked[p.ID()] {
			continue
		}
		switch l.do {
		case "price":
			c.Products[i] = rule.apply(p)
		case "hide":
			c.Products[i] = p.With("hidden", true)
		case "show":
			c.Products[i] = p.With("hidden", nil)
		case "category":
			c.Products[i] = withText(p, "category", strings.TrimSpace(l.page.Bulk.Category))
		}
	}
	if l.do == "delete" {
		c.Products = slices.DeleteFunc(c.Products, func(p catalogfile.Object) bool { return l.marked[p.ID()] })
	}
	c.Products = l.moved(c.Products)
	return nil
}

// editRow changes a product or variant by what was typed into its row. If somebody else
// has changed the same field meanwhile, nothing is saved and the row says so.
func (l *listChange) editRow(c *catalogfile.Catalogue, one *row) {
	one.Conflicts = nil
	if one.Price == one.WasPrice && one.Stock == one.WasStock {
		return
	}
	at := c.Find(one.ID)
	if at < 0 {
		l.gone(one)
		return
	}
	if one.Variant == 0 {
		c.Products[at] = l.mergeRow(one, c.Products[at])
		return
	}
	list := c.Products[at].Objects("variants")
	place := slices.IndexFunc(list, func(v catalogfile.Object) bool { return v.ID() == one.Variant })
	if place < 0 {
		l.gone(one)
		return
	}
	list[place] = l.mergeRow(one, list[place])
	c.Products[at] = c.Products[at].WithObjects("variants", list)
}

// gone says that somebody has deleted what a row shows. Pressing again leaves it
// deleted.
func (l *listChange) gone(one *row) {
	l.stopped, one.Conflicts = true, []conflict{{one.Name, l.page.Text.Gone}}
	one.WasPrice, one.WasStock = one.Price, one.Stock
}

// mergeRow returns a product or variant of the file with what was typed into its row.
func (l *listChange) mergeRow(one *row, theirs catalogfile.Object) catalogfile.Object {
	base, mine := theirs, theirs
	if one.Price != one.WasPrice {
		base, mine = withText(base, "price", one.WasPrice), withText(mine, "price", one.Price)
	}
	if one.Stock != one.WasStock {
		base, mine = withUnits(base, one.FileStock), withUnits(mine, one.Stock)
		if units, err := strconv.Atoi(one.Stock); err == nil {
			l.recount[one.Key] = units
		}
	}
	merged, conflicts := catalogfile.Merge(base, mine, theirs)
	for _, f := range conflicts {
		l.stopped = true
		l.page.Fault = l.page.Text.Meanwhile
		one.Conflicts = append(one.Conflicts, newConflict(l.page.Text.Fields, l.page.Text.Differs, f, ""))
		now := catalogfile.Brief(f.Theirs)
		if f.Name == "price" {
			one.WasPrice = now
		} else {
			one.WasStock, one.FileStock = now, now
		}
	}
	return merged
}

// newConflict describes a conflict for people.
func newConflict(names map[string]string, differs func(before, now, mine string) string, f catalogfile.Conflict, of string) conflict {
	name := names[f.Name]
	if name == "" {
		name = f.Name
	}
	return conflict{strings.TrimSpace(name + " " + of), differs(catalogfile.Brief(f.Base), catalogfile.Brief(f.Theirs), catalogfile.Brief(f.Mine))}
}

// withText returns the product with a text, or without it if it is empty.
func withText(o catalogfile.Object, name, text string) catalogfile.Object {
	if text == "" {
		return o.With(name, nil)
	}
	return o.With(name, text)
}

// withUnits returns the product or variant with its units. A text that is no number
// stays a text, which is a fault.
func withUnits(o catalogfile.Object, units string) catalogfile.Object {
	if n, err := strconv.Atoi(units); err == nil {
		return o.With("stock", n)
	}
	return withText(o, "stock", units)
}
