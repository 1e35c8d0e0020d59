package list

import (
	"carrito/app/address"
	"carrito/app/catalog"
	"carrito/app/search"
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// productList is a list of products with its sorting and its pages.
func (s *Screen) productList(f found) app.UI {
	body := "list__body"
	if f.divided {
		body = "list__body list__body--filtered"
	}
	return part.Div("list",
		part.Div("list__bar",
			s.listCount(f),
			s.sortLinks(f),
		),
		part.Div(body,
			s.side(f),
			part.Div("list__found",
				s.chosenFilters(f),
				s.Grid(f.products, 4, f.path != address.Home || f.Page > 1 || s.Shop.Cover.Src == ""),
				s.Unloaded(),
				s.pageLinks(f),
			),
		),
	)
}

// listCount says how many products there are. It is the list's heading, where
// the page has no other above it.
func (s *Screen) listCount(f found) app.UI {
	tag := "h2"
	if f.path == address.Home && f.Page == 1 {
		tag = "p"
	}
	return app.Elem(tag).ID("list-count").Class("list__count").TabIndex(-1).Text(s.counted(f))
}

// counted says how many products a list has, or that this is not known yet.
func (s *Screen) counted(f found) string {
	switch {
	case !f.waiting:
		return s.Text.Products(f.total)
	case s.Lacking:
		return s.Text.Trouble
	default:
		return s.Text.Searching
	}
}

// Grid shows products as cards. The pictures of so many are fetched at once,
// and where leads is true that of the first before all others.
func (s *Screen) Grid(products []*catalog.Product, eager int, leads bool) app.UI {
	class := "grid"
	if s.Catalog.Total() > search.Small { // some may be on their way
		class = "grid grid--parts"
	}
	return app.Ul().Class(class).Body(
		app.Range(products).Slice(func(i int) app.UI {
			if products[i] == nil { // on its way
				return app.Li().Class("grid__cell").Aria("hidden", true).Body(part.Div("card__frame"))
			}
			return app.Li().Class("grid__cell").Body(
				&card{Screen: s, Product: products[i], Favorite: s.IsFavorite(products[i]), Eager: i < eager, First: leads && i == 0},
			)
		}),
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
