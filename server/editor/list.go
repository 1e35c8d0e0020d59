package editor

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"carrito/app/cart"
	"carrito/app/catalog"
	"carrito/server/admin"
	"carrito/server/catalogfile"
)

// pressedQuery is the query with the button that was pressed. The page puts the focus
// there again.
const pressedQuery = "en"

// perPage is how many products a page of the list shows.
const perPage = 50

// listPage is the data of the template list.
type listPage struct {
	frame
	Query, Filter string
	Filters       []filterLink
	Rows          []row
	Categories    []string
	Roundings     []field
	Bulk          bulkForm
	Lines         []string // faults of the file, or of the disk
	Moves         bool     // whether products can be moved: the list is not filtered
	Pressed       string   // the button that was pressed before the page was shown
	Address       string
	Next, First   string // addresses of other pages; may be empty
}

type filterLink struct {
	Name, Address string
	Here          bool
}

// bulkForm is what the owner has typed to change many products.
type bulkForm struct{ Percent, Rounding, Category string }

// maxInList is how many variants a product may have so that the list shows them.
const maxInList = 24

// row is a product in the list, or one of its variants, with what the owner has typed.
type row struct {
	Key                 cart.Key // names the fields of the row
	Variant             int      // id of the variant; 0 for a product
	Rows                []row    // variants of the product, if the list shows them
	Units               string   // of the variants, such as "S 3, M 0"
	Inherited           string   // price of the product, for a variant without one
	ID                  int
	Name, Address       string
	Picture             string
	Price, WasPrice     string
	Stock, WasStock     string // units left
	FileStock           string // units in the file
	Variants            int
	Hidden, Marked      bool
	PriceFault          string
	StockFault          string
	Conflicts           []conflict
	PriceName, UnitName string
}

// Faulty reports whether one of the variants cannot be saved.
func (r row) Faulty() bool {
	return slices.ContainsFunc(r.Rows, func(v row) bool { return v.PriceFault != "" || v.StockFault != "" || len(v.Conflicts) > 0 })
}

// conflict is a field that another person has changed meanwhile.
type conflict struct{ Field, Text string }

// The filters of the list.
const (
	filterShown  = "visibles"
	filterHidden = "ocultos"
	filterGone   = "agotados"
)

func (e *Editor) list(w http.ResponseWriter, r *http.Request, o admin.Owner) {
	page, err := e.listPage(r, o)
	if err != nil {
		e.trouble(w, r, o, err)
		return
	}
	e.show(w, http.StatusOK, "list", page)
}

func (e *Editor) listPage(r *http.Request, o admin.Owner) (*listPage, error) {
	c, err := e.file.Read()
	if err != nil {
		return nil, err
	}
	left, err := e.stock.Stock(r.Context())
	if err != nil {
		return nil, err
	}
	query := r.URL.Query()
	p := &listPage{frame: e.frame(r, o), Query: query.Get("q"), Filter: query.Get("estado"), Categories: categories(c), Roundings: e.roundings(), Pressed: query.Get(pressedQuery)}
	after, _ := strconv.Atoi(query.Get("desde"))
	p.Moves = p.Query == "" && p.Filter == ""
	p.Address = p.address(after)
	found := slices.DeleteFunc(slices.Clone(c.Products), func(o catalogfile.Object) bool { return !p.matches(o, left) })
	after = max(0, min(after, len(found)-1))
	if after > 0 {
		p.First = p.address(0)
	}
	found = found[after:]
	if len(found) > perPage {
		found, p.Next = found[:perPage], p.address(after+perPage)
	}
	thumbnail := e.thumbnails()
	for _, o := range found {
		p.Rows = append(p.Rows, e.row(o, left, thumbnail))
	}
	for _, f := range []struct{ name, filter string }{{p.Text.All, ""}, {p.Text.Visible, filterShown}, {p.Text.Hidden, filterHidden}, {p.Text.SoldOut, filterGone}} {
		other := listPage{frame: p.frame, Query: p.Query, Filter: f.filter}
		p.Filters = append(p.Filters, filterLink{f.name, other.address(0), f.filter == p.Filter})
	}
	return p, nil
}

// address returns the address of the list from a place on.
func (p *listPage) address(from int) string {
	query := url.Values{}
	for name, value := range map[string]string{"q": p.Query, "estado": p.Filter} {
		if value != "" {
			query.Set(name, value)
		}
	}
	if from > 0 {
		query.Set("desde", strconv.Itoa(from))
	}
	if len(query) == 0 {
		return p.List
	}
	return p.List + "?" + query.Encode()
}

// matches reports whether the list shows a product.
func (p *listPage) matches(o catalogfile.Object, left map[cart.Key]int) bool {
	for word := range strings.FieldsSeq(catalog.Fold(p.Query)) {
		if !strings.Contains(catalog.Fold(strings.Join([]string{o.Text("name"), o.Text("category"), o.Text("sku"), o.Text("slug"), strconv.Itoa(o.ID())}, " ")), word) {
			return false
		}
	}
	switch p.Filter {
	case filterShown:
		return !o.Bool("hidden")
	case filterHidden:
		return o.Bool("hidden")
	case filterGone:
		return isSoldOut(o, left)
	}
	return true
}

// isSoldOut reports whether no unit of a product is left.
func isSoldOut(o catalogfile.Object, left map[cart.Key]int) bool {
	list := o.Objects("variants")
	if len(list) == 0 {
		return stockOf(o, cart.KeyOf(o.ID(), 0), left) == "0"
	}
	return !slices.ContainsFunc(list, func(v catalogfile.Object) bool { return stockOf(v, cart.KeyOf(o.ID(), v.ID()), left) != "0" })
}

// stockOf returns the units that are left of a product or variant, or "" if they are
// not counted. A hidden product is not in the database, or has the units that it had.
func stockOf(o catalogfile.Object, key cart.Key, left map[cart.Key]int) string {
	units, counted := o.Int("stock")
	if !counted {
		return rawText(o, "stock")
	}
	if now, ok := left[key]; ok {
		units = now
	}
	return strconv.Itoa(units)
}

// rawText returns a member as text, whatever it is.
func rawText(o catalogfile.Object, name string) string {
	value := string(o.Get(name))
	if value == "null" {
		return ""
	}
	if text := o.Text(name); text != "" {
		return text
	}
	return strings.Trim(value, `"`)
}

func (e *Editor) row(o catalogfile.Object, left map[cart.Key]int, thumbnail func(catalogfile.Object) string) row {
	list := o.Objects("variants")
	one := e.cells(o, cart.KeyOf(o.ID(), 0), o.Text("name"), left)
	one.ID, one.Address, one.Hidden, one.Variants = o.ID(), e.site().Prefix()+listAddress+"/"+strconv.Itoa(o.ID()), o.Bool("hidden"), len(list)
	if len(list) <= maxInList {
		var units []string
		for _, v := range list {
			name := strings.Join(v.Texts("values"), " / ")
			cells := e.cells(v, cart.KeyOf(o.ID(), v.ID()), name, left)
			cells.ID, cells.Variant, cells.Inherited = o.ID(), v.ID(), one.Price
			cells.PriceName, cells.UnitName = e.text().PriceOf(one.Name+" "+name), e.text().StockOf(one.Name+" "+name)
			one.Rows, units = append(one.Rows, cells), append(units, strings.TrimSpace(name+" "+cells.Stock))
		}
		one.Units = strings.Join(units, ", ")
	}
	if images := o.Objects("images"); len(images) > 0 {
		one.Picture = thumbnail(images[0])
	}
	return one
}

// cells returns what the list shows of a product or of a variant.
func (e *Editor) cells(o catalogfile.Object, key cart.Key, name string, left map[cart.Key]int) row {
	text, price, stock := e.text(), rawText(o, "price"), stockOf(o, key, left)
	return row{
		Key: key, Name: name, Price: price, WasPrice: price, Stock: stock, WasStock: stock, FileStock: rawText(o, "stock"),
		PriceName: text.PriceOf(name), UnitName: text.StockOf(name),
	}
}

// thumbnails returns a function that returns the address of a small picture, or of
// the original if there is no small one. Pictures of other hosts have none, because
// the page shows none from there.
func (e *Editor) thumbnails() func(catalogfile.Object) string {
	address, prefix := e.site().Thumbnails(), e.site().Prefix()
	return func(image catalogfile.Object) string {
		width, _ := image.Int("width")
		height, _ := image.Int("height")
		if src := address(catalog.Image{Src: image.Text("src"), Width: width, Height: height}); strings.HasPrefix(src, "/web/") {
			return prefix + src
		}
		return ""
	}
}

// categories returns the categories in use, sorted.
func categories(c *catalogfile.Catalogue) []string {
	var names []string
	for _, p := range c.Products {
		if name := p.Text("category"); name != "" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}
