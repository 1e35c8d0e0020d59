package list

import (
	"slices"
	"strconv"
	"strings"

	"carrito/app/catalog"
	"carrito/app/filter"
	"carrito/app/money"
	"carrito/app/search"
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// A filter with more values than longFilter shows only the few that most products have.
const (
	longFilter = 12
	fewValues  = 6
)

// The groups before those of the options; see [filter.Columns.Groups].
const (
	categoryGroup = iota
	stockGroup
	offerGroup
	firstOption
)

// narrow returns the products of a list that its chosen filters leave, in its order.
func (p *filters) narrow(f *found) []*catalog.Product {
	p.drawn = p.Phase != part.Server
	f.basis = p.basis(f.Listing)
	r := p.result(f)
	f.Choice, f.unknown = r.Known, !r.Whole
	matches := slices.Clone(r.Matches)
	f.basis.columns.Sort(matches, f.Sort)
	products := make([]*catalog.Product, len(matches))
	for i, at := range matches {
		products[i] = f.basis.products[at]
	}
	return products
}

// result returns what the choice leaves of a list. A press draws the list with the choice
// before and the new one several times, so the browser keeps both results.
func (p *filters) result(f *found) filter.Result {
	b := f.basis
	if len(f.Choice) == 0 {
		return b.all
	}
	if p.Phase == part.Server { // where several requests have the same list
		return b.columns.Find(f.Choice, p.Shop.Money)
	}
	for _, r := range b.results {
		if r.Counts != nil && slices.Equal(r.of, f.Choice) {
			return r.Result
		}
	}
	b.results[1] = b.results[0]
	b.results[0] = result{slices.Clone(f.Choice), b.columns.Find(f.Choice, p.Shop.Money)}
	return b.results[0].Result
}

// basis returns a list without filters. That of a category is kept as long as the
// catalogue is. It is nil while the list is on its way.
func (p *filters) basis(l Listing) *basis {
	if !p.Catalog.Whole() {
		return p.basisInParts(l)
	}
	b := p.Catalog.Keep("filters "+l.Category, func() any {
		products := p.Catalog.Find(catalog.Query{Category: l.Category})
		columns := filter.New(products, p.Catalog)
		return &basis{products: products, columns: columns, all: columns.Find(nil, p.Shop.Money)}
	}).(*basis)
	if l.Text == "" {
		return b
	}
	found := p.Index().Search(l.Text).Ordinals
	products := p.products(found)
	var columns *filter.Columns
	if !app.IsClient && p.Catalog.Total() > search.Small { // as a browser does it, in the same order; see basisInParts
		positions := make([]int, len(found))
		for i, p := range products {
			positions[i], _ = slices.BinarySearchFunc(b.products, p.ID, func(p *catalog.Product, id int) int { return id - p.ID })
		}
		columns = b.columns.Of(positions)
	} else {
		columns = filter.New(products, p.Catalog)
	}
	return &basis{products: products, columns: columns, all: columns.Find(nil, p.Shop.Money)}
}

// form draws all filters. The form is the choice: whenever it changes, the program opens
// the address that the form stands for. Without the program, the browser does that when
// the form is sent. A browser that opens the page again must not fill in a choice that the
// list is not for.
func (p *filters) form() app.UI {
	f := &p.list
	if p.longOf != f.path {
		p.long, p.longOf = map[string]string{}, f.path
		if f.whole != "" {
			p.long[f.whole] = ""
		}
	}
	if f.basis == nil {
		f.basis = p.basis(f.Listing)
	}
	rows := []app.UI{part.Div("filters__head",
		app.H2().Class("heading heading--small").Text(p.Text.Filters),
		app.Button().Class("filters__close").Type("button").Aria("label", p.Text.Close).Body(part.Icon("close")),
	)}
	if !app.IsClient { // for Enter in a field, which presses the first button of a form
		rows = append(rows, app.Button().Type("submit").Hidden(true).Aria("label", p.Text.Filter))
	}
	if f.basis == nil {
		word := p.Text.Opening
		if p.Lacking { // the list has a button to try again
			word = p.Text.NotLoaded
		}
		return app.Form().Class("filters__form").Body(append(rows, part.Paragraph("filters__wait", word))...)
	}
	r := p.result(f)
	groups := f.basis.columns.Groups()
	for i, g := range groups {
		if i == categoryGroup || i >= firstOption {
			rows = append(rows, p.group(i, g, r.Counts[i]))
		}
	}
	var boxes []app.UI
	for i := stockGroup; i <= offerGroup; i++ {
		if p.divides(i, 0) || f.Choice.Has(groups[i].Param, "1") {
			boxes = append(boxes, p.value(groups[i], 0, r.Counts[i][0]))
		}
	}
	rows = append(rows, p.price(r), part.Div("filters__group", boxes...), app.Button().Class("button button--main filters__show").Type("submit").Text(p.Text.ShowProducts(len(r.Matches))))
	if !app.IsClient { // for a browser that sends the form
		rows = append(rows, hidden("q", f.Text), hidden("orden", f.Values().Get("orden")))
	}
	return app.Form().Class("filters__form").Action(p.Href(f.path)).Attr("autocomplete", "off").Body(rows...)
}

// hidden draws a hidden field, or nothing for an empty value.
func hidden(name, value string) app.UI {
	return app.If(value != "", func() app.UI { return app.Input().Type("hidden").Name(name).Value(value) })
}

// divides reports whether some products of the list have a value, and others do not.
func (p *filters) divides(group, value int) bool {
	n := p.list.basis.all.Counts[group][value]
	return n > 0 && n < p.list.basis.columns.Products()
}

// WholeParam is the parameter of an address that names the long filter of which the server
// shows all values.
const WholeParam = "ver"

// group draws a filter with its values. A long one has a button that shows all, and then
// a field for what they contain.
func (p *filters) group(i int, g filter.Group, counts []int) app.UI {
	there, last := 0, 0
	for v, n := range p.list.basis.all.Counts[i] {
		if n > 0 || p.list.Choice.Has(g.Param, g.Values[v].Key) {
			there, last = there+1, v
		}
	}
	if there == 0 || there == 1 && !p.divides(i, last) {
		return part.Div("filters--none")
	}
	name, _ := p.name(g, g.Values[0])
	text, whole := p.long[g.Param]
	text = filter.Key(text)
	shown := p.fewest(i, g, whole)
	rows := []app.UI{app.Legend().Class("filters__name").Text(name)}
	if whole && app.IsClient {
		rows = append(rows, app.Input().ID("long-"+g.Param).Class("field__input").Type("search").
			DataSet("long", g.Param).Aria("label", p.Text.FindValue(name)).Placeholder(p.Text.FindValue(name)))
	}
	more := 0
	for v, value := range g.Values {
		if p.list.basis.all.Counts[i][v] == 0 && !p.list.Choice.Has(g.Param, value.Key) {
			continue // in no product of the list
		}
		if shown[v] && strings.Contains(filter.Key(value.Name), text) || p.list.Choice.Has(g.Param, value.Key) {
			rows = append(rows, p.value(g, v, counts[v]))
		} else {
			more++
		}
	}
	if more > 0 && !whole {
		button := app.Button().Class("filters__more").Type("button").DataSet("long", g.Param)
		if !app.IsClient { // the server shows all of them, with what is chosen
			button = app.Button().Class("filters__more").Type("submit").Name(WholeParam).Value(g.Param)
		}
		rows = append(rows, button.Text(p.Text.MoreValues(more)))
	}
	return app.FieldSet().Class("filters__group").Body(rows...)
}

// fewest returns which values of a filter are shown at first, or all.
func (p *filters) fewest(i int, g filter.Group, whole bool) []bool {
	shown := make([]bool, len(g.Values))
	counts := p.list.basis.all.Counts[i]
	for n := 0; n < len(shown) && (whole || len(shown) <= longFilter || n < fewValues); n++ {
		next := -1
		for v, is := range shown {
			if !is && (next < 0 || counts[v] > counts[next]) {
				next = v
			}
		}
		shown[next] = true
	}
	return shown
}

// value draws one value as a checkbox, with the number of products that it would leave.
func (p *filters) value(g filter.Group, v, count int) app.UI {
	value := g.Values[v]
	_, name := p.name(g, value)
	class := "filters__value"
	if count == 0 {
		class = "filters__value filters__value--none"
	}
	box := app.Input().Class("filters__box").Type("checkbox").Name(g.Param).Value(value.Key)
	if is := p.list.Choice.Has(g.Param, value.Key); is || app.IsClient { // in HTML, an attribute that is false is true
		box = box.Checked(is)
	}
	return app.Label().Class(class).Body(
		box,
		p.swatch(value.Key),
		part.Exact("filters__text", name),
		part.Exact("filters__count", " "+strconv.Itoa(count)),
	)
}

// swatch draws the colour that shop.json gives a value, if any. An attribute of SVG may
// hold it under the page's content security policy.
func (p *filters) swatch(key string) app.UI {
	for name, color := range p.Shop.Swatches {
		if filter.Key(name) == key {
			return app.Elem("svg").XMLNS(part.SVG).Attr("class", "swatch").Attr("fill", color).Attr("aria-hidden", "true").Body(
				app.Elem("path").XMLNS(part.SVG).Attr("d", "M0 0h20v20H0z"))
		}
	}
	return nil
}

// price draws the fields of the lowest and the highest price.
func (p *filters) price(r filter.Result) app.UI {
	lowest, highest := p.list.basis.columns.Prices()
	if lowest == highest {
		return part.Div("filters--none")
	}
	symbol := strings.TrimSpace(p.Shop.Money.Prefix + p.Shop.Money.Suffix)
	return app.FieldSet().Class("filters__group filters__range").Body(
		app.Legend().Class("filters__name").Text(p.Text.PriceFilter(symbol)),
		p.end(filter.From, p.Text.From, r.From, lowest),
		p.end(filter.To, p.Text.To, r.To, highest))
}

// end draws the field of one end of the price range.
func (p *filters) end(param, label string, minor, hint int) app.UI {
	format := p.Shop.Money
	format.Prefix, format.Suffix = "", ""
	write := func(minor int) string { return format.Text(money.FromMinor(int64(minor), format.Digits)) }
	text := ""
	if minor > 0 {
		text = write(minor)
	}
	return app.Label().Class("filters__end").Body(part.Span("", label),
		app.Input().Class("field__input").Type("text").Attr("inputmode", "decimal").
			Name(param).Value(text).Placeholder(write(hint)))
}
