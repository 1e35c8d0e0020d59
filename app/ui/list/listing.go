package list

import (
	"cmp"
	"net/url"
	"strconv"
	"strings"

	"carrito/app/address"
	"carrito/app/catalog"
	"carrito/app/filter"
	"carrito/app/search"
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// pageSize is the number of products on a page of a list.
const pageSize = 24

// Listing is what the address of a list asks for.
type Listing struct {
	catalog.Query
	Text   string        // of a search
	Choice filter.Choice // what the filters leave
	Page   int           // from 1

	path    string // the path of its first page
	unknown bool   // the address has a filter, price range or page that means nothing here
	whole   string // parameter of the long filter to show all values of
}

// Read reads a listing from the query of an address. A page from the path replaces
// that of the query; 0 means that the path has none.
func Read(query url.Values, page int) Listing {
	l := Listing{
		Query: catalog.Query{Sort: catalog.Sort(query.Get("orden"))},
		Text:  query.Get("q"),
		Page:  max(1, cmp.Or(page, part.Number(query.Get("pagina")))),
		whole: query.Get(WholeParam),
	}
	for name := range query {
		if filter.IsParam(name) {
			l.Choice = filter.Read(query)
			break // it has read all of them
		}
	}
	return l
}

// Values returns the query of an address that asks for the listing, in its shortest
// form.
func (l Listing) Values() url.Values {
	query := url.Values{}
	if l.Text != "" {
		query.Set("q", l.Text)
	}
	if l.offers(l.Sort) && l.Sort != l.usual() {
		query.Set("orden", string(l.Sort))
	}
	if l.Page > 1 {
		query.Set("pagina", strconv.Itoa(l.Page))
	}
	if len(l.Choice) > 0 {
		l.Choice.Write(query)
	}
	return query
}

// address returns the address of the list with another sort order or page. The page
// stands in the path, where it selects a file on a static host. No file can answer
// a search, so its page stands in the query.
func (l Listing) address(sort catalog.Sort, page int) string {
	path := l.path
	l.Sort, l.Page = sort, page
	query := l.Values()
	if page > 1 && path != address.Search {
		delete(query, "pagina")
		path = strings.TrimSuffix(path, "/") + "/" + address.PageStep + "/" + strconv.Itoa(page)
	}
	if len(query) == 0 {
		return path
	}
	return path + "?" + query.Encode()
}

// usual returns the sort order of a list whose address names none.
func (l Listing) usual() catalog.Sort {
	if l.Text != "" {
		return catalog.ByRelevance
	}
	return catalog.ByNewest
}

// sorts returns the sort orders that the list offers.
func (l Listing) sorts() []catalog.Sort {
	sorts := []catalog.Sort{catalog.ByNewest, catalog.ByPriceUp, catalog.ByPriceDown, catalog.ByName}
	if l.Text != "" {
		sorts = append([]catalog.Sort{catalog.ByRelevance}, sorts...)
	}
	return sorts
}

// offers reports whether the list can be sorted so.
func (l Listing) offers(sort catalog.Sort) bool {
	for _, offered := range l.sorts() {
		if offered == sort {
			return true
		}
	}
	return false
}

// sortLinks lead to the other sort orders. Plain files have only the usual one:
// there the links need the program, and are hidden without scripts.
func (s *Screen) sortLinks(f found) app.UI {
	return app.Nav().Class(s.scripted("sort")).Aria("label", s.Text.SortBy).Body(
		app.Span().Class("sort__label").Aria("hidden", true).Text(s.Text.SortBy),
		app.Ul().Class("sort__list").Body(
			app.Range(f.sorts()).Slice(func(i int) app.UI {
				sort := f.sorts()[i]
				link := app.A().Class("sort__link").Href(s.Href(f.address(sort, 1))).Text(s.Text.Sorts[sort])
				if sort == f.Sort {
					link = link.Aria("current", "true")
				}
				return app.Li().Body(link)
			}),
		),
	)
}

// scripted returns the class of something that needs the program on plain files. There it
// is hidden without scripts.
func (s *Screen) scripted(class string) string {
	if s.Folders {
		class += " " + class + "--scripted"
	}
	return class
}

// found is one page of a list. A product whose part of the catalogue is on its way is nil.
type found struct {
	Listing
	asked    Listing // on the server, what the address asks for
	products []*catalog.Product
	total    int
	pages    int
	divided  bool   // the list has filters
	came     bool   // it came with the page
	basis    *basis // the list without filters; nil until they are used
	waiting  bool   // what is needed to find the products is on its way
	search.Found
}

func (s *Screen) find(l Listing) found {
	if !l.offers(l.Sort) {
		l.Sort = l.usual()
	}
	l.Page = min(l.Page, s.Catalog.Total()+2) // as in package site: the server answers so
	if !s.Catalog.Whole() {
		return s.findInParts(l)
	}
	f := found{Listing: l, asked: l}
	var all []*catalog.Product
	if l.Text == "" {
		all = s.Catalog.Find(l.Query)
	} else {
		f.Found = s.Index().Search(l.Text)
		all = s.Catalog.Sorted(s.products(f.Ordinals), l.Sort)
	}
	unfiltered := len(all)
	if len(l.Choice) > 0 {
		all = s.filters.narrow(&f)
	}
	f.divided = s.hasFilters(f.Listing, unfiltered)
	f.total = len(all)
	f.turn()
	f.products = all[(f.Page-1)*pageSize : min(f.Page*pageSize, len(all))]
	return f
}

// products returns the products with these ordinals; see package search. Those whose part of
// the catalogue is on its way are nil.
func (s *Screen) products(ordinals []int) []*catalog.Product {
	if !s.Catalog.Whole() {
		products := make([]*catalog.Product, len(ordinals))
		for i, ordinal := range ordinals {
			products[i] = s.Catalog.At(ordinal)
		}
		return products
	}
	all := s.Catalog.Find(catalog.Query{})
	if !app.IsClient { // as part.NewIndex
		all = s.Catalog.ByOrdinal()
	}
	products := make([]*catalog.Product, len(ordinals))
	for i, o := range ordinals {
		products[i] = all[len(all)-1-o]
	}
	return products
}

// leastFiltered is the least number of products of a list with filters. Fewer can be seen at
// a glance.
const leastFiltered = 5

// hasFilters reports whether a list of so many products without the choice has filters:
// if some are chosen, or if they may divide it.
func (s *Screen) hasFilters(l Listing, products int) bool {
	return len(l.Choice) > 0 || products >= leastFiltered && !s.Catalog.Alike(l.Category)
}

// turn turns to the page that the address asks for, or to the last one if there are fewer.
func (f *found) turn() {
	f.pages = pages(f.total)
	f.unknown = f.unknown || f.Page > f.pages && !f.waiting
	f.Page = min(f.Page, f.pages)
}

// pages returns the number of pages of a list of so many products.
func pages(products int) int { return max(1, (products+pageSize-1)/pageSize) }

// canonical returns the address under which search engines know this page: that of
// the usual order, and of the whole list if it is filtered.
func (f found) canonical() string {
	if len(f.Choice) > 0 {
		f.Choice, f.Page = nil, 1
	}
	return f.address(f.usual(), f.Page)
}

// Further returns the paths of the further pages of a list of so many products.
func Further(path string, products int) []string {
	var paths []string
	for page := 2; page <= pages(products); page++ {
		paths = append(paths, Listing{path: path}.address(catalog.ByNewest, page))
	}
	return paths
}
