package list

import (
	"net/url"
	"strconv"
	"strings"

	"carrito/app/address"
	"carrito/app/catalog"
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// pageSize is how many products a list shows at once.
const pageSize = 24

// Listing is which products a list page shows, as its address says.
type Listing struct {
	path     string // the page's own address
	Text     string // what is searched for
	Category string // slug
	Sort     catalog.Sort
	Page     int // from 1
}

// address returns the list's address with another sort or page. The page
// stands in the path, where it selects a file on a host of plain files; only a
// search, which no file can answer, has it in the query like the words.
func (l Listing) address(sort catalog.Sort, page int) string {
	path, query := l.path, url.Values{}
	if l.Text != "" {
		query.Set("q", l.Text)
	}
	if sort != l.usual() {
		query.Set("orden", string(sort))
	}
	if page > 1 && l.path == address.Search {
		query.Set("pagina", strconv.Itoa(page))
	} else if page > 1 {
		path = strings.TrimSuffix(path, "/") + "/" + address.PageStep + "/" + strconv.Itoa(page)
	}
	if len(query) == 0 {
		return path
	}
	return path + "?" + query.Encode()
}

// usual is the order of a list nobody has sorted.
func (l Listing) usual() catalog.Sort {
	if l.Text != "" {
		return catalog.ByRelevance
	}
	return catalog.ByNewest
}

func (l Listing) sorts() []catalog.Sort {
	sorts := []catalog.Sort{catalog.ByNewest, catalog.ByPriceUp, catalog.ByPriceDown, catalog.ByName}
	if l.Text != "" {
		sorts = append([]catalog.Sort{catalog.ByRelevance}, sorts...)
	}
	return sorts
}

// found is one page of a list.
type found struct {
	Listing
	products []*catalog.Product
	total    int
	pages    int
}

func (s *Screen) find(l Listing) found {
	known := false
	for _, sort := range l.sorts() {
		known = known || sort == l.Sort
	}
	if !known {
		l.Sort = l.usual()
	}
	all := s.Catalog.Find(catalog.Query{Text: l.Text, Category: l.Category, Sort: l.Sort})
	l.Page = min(l.Page, pages(len(all)))
	end := min(l.Page*pageSize, len(all))
	return found{Listing: l, products: all[(l.Page-1)*pageSize : end], total: len(all), pages: pages(len(all))}
}

// pages is how many pages a list of so many products has.
func pages(products int) int { return max(1, (products+pageSize-1)/pageSize) }

// canonical is the address under which search engines know this page: the
// usual order, whatever the shopper chose.
func (f found) canonical() string { return f.address(f.usual(), f.Page) }

// productList is a list of products with its sorting and its pages.
func (s *Screen) productList(f found) app.UI {
	return part.Div("list",
		part.Div("list__bar",
			s.listCount(f),
			s.sortLinks(f),
		),
		s.Grid(f.products, 4, f.path != address.Home || f.Page > 1 || s.Shop.Cover.Src == ""),
		s.pageLinks(f),
	)
}

// listCount says how many products there are. It is the list's heading, where
// the page has no other above it.
func (s *Screen) listCount(f found) app.UI {
	if f.path == address.Home && f.Page == 1 {
		return part.Paragraph("list__count", s.Text.Products(f.total))
	}
	return app.H2().Class("list__count").Text(s.Text.Products(f.total))
}

// Grid shows products as cards. The pictures of so many are fetched at once,
// and where leads is true that of the first before all others.
func (s *Screen) Grid(products []*catalog.Product, eager int, leads bool) app.UI {
	return app.Ul().Class("grid").Body(
		app.Range(products).Slice(func(i int) app.UI {
			return app.Li().Class("grid__cell").Body(
				&card{Screen: s, Product: products[i], Favorite: s.IsFavorite(products[i]), Eager: i < eager, First: leads && i == 0},
			)
		}),
	)
}

// sortLinks lead to the other orders. Plain files have only the usual one: there
// the links need the program, and are not shown where no script runs.
func (s *Screen) sortLinks(f found) app.UI {
	class := "sort"
	if s.Folders {
		class = "sort sort--scripted"
	}
	return app.Nav().Class(class).Aria("label", s.Text.SortBy).Body(
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

func (s *Screen) pageLinks(f found) app.UI {
	if f.pages == 1 {
		return part.Div("pages pages--single")
	}
	step := func(page int, text, rel string) app.UI {
		if page < 1 || page > f.pages {
			return app.Span().Class("pages__step pages__step--none").Aria("hidden", true).Text(text)
		}
		return app.A().Class("pages__step").Rel(rel).Href(s.Href(f.address(f.Sort, page))).Text(text)
	}
	return app.Nav().Class("pages").Aria("label", s.Text.Pages).Body(
		step(f.Page-1, s.Text.PreviousPage, "prev"),
		part.Span("pages__now", s.Text.PageOf(f.Page, f.pages)),
		step(f.Page+1, s.Text.NextPage, "next"),
	)
}

// Further returns the paths of the further pages of a list of so many products.
func Further(path string, products int) []string {
	var paths []string
	for page := 2; page <= pages(products); page++ {
		paths = append(paths, Listing{path: path, Sort: catalog.ByNewest}.address(catalog.ByNewest, page))
	}
	return paths
}
