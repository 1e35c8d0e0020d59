package list

import (
	"carrito/app/address"
	"carrito/app/catalog"
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// HomePage returns the page at /, with the shop's cover, categories and products.
func (s *Screen) HomePage(l Listing) part.Page {
	l.path, l.Text = address.Home, ""
	f := s.find(l)
	viewed := s.Viewed(FewViewed, nil) // as they are when the page opens: another tab may add to them
	return part.Page{
		Status:      200,
		Title:       s.Shop.Tagline,
		Description: s.Shop.Description,
		Canonical:   f.canonical(),
		Image:       catalog.Image{Src: s.Shop.Cover.Src, Alt: s.Shop.Cover.Alt},
		Here:        s.here(f),
		Body: func() app.UI {
			return part.Div("home",
				app.If(f.Page == 1, func() app.UI { return s.cover() }),
				app.If(f.Page == 1, func() app.UI { return s.categoryTiles() }),
				s.homeProducts(f),
				app.If(f.Page == 1, func() app.UI { return s.ViewedRow(viewed) }),
			)
		},
	}
}

// homeProducts draws the list of all products. On page 1 the cover has the
// page's title; on later pages the list has it.
func (s *Screen) homeProducts(f found) app.UI {
	if f.Page > 1 {
		return app.Section().Class("home__products").Aria("labelledby", "title").Body(
			part.Title(s.Text.AllProducts), s.productList(f))
	}
	return app.Section().Class("home__products").Aria("labelledby", "products-heading").Body(
		app.H2().ID("products-heading").Class("heading").Text(s.Text.AllProducts),
		s.listOrEmpty(f),
	)
}

func (s *Screen) listOrEmpty(f found) app.UI {
	if s.Catalog.Total() == 0 {
		return part.Paragraph("empty__text", s.Text.EmptyShop)
	}
	return s.productList(f)
}

func (s *Screen) cover() app.UI {
	cover := s.Shop.Cover
	return app.Section().Class("cover").Body(
		part.Div("cover__words",
			app.H1().Class("cover__title").ID("title").TabIndex(-1).Text(s.Shop.Name),
			app.If(s.Shop.Tagline != "", func() app.UI {
				return part.Paragraph("cover__tagline", s.Shop.Tagline)
			}),
		),
		app.If(cover.Src != "", func() app.UI {
			return s.Sources("cover__image", catalog.Image(cover), part.Picture{In: part.InCover, First: true})
		}),
	)
}

func (s *Screen) categoryTiles() app.UI {
	categories := s.Catalog.Categories()
	return part.Div("tiles",
		app.Ul().Class("tiles__list").Body(
			app.Range(categories).Slice(func(i int) app.UI {
				return app.Li().Class("tiles__cell").Body(s.categoryTile(categories[i], len(categories)))
			}),
		),
	)
}

func (s *Screen) categoryTile(c catalog.Category, tiles int) app.UI {
	return s.tile(address.Category(c.Slug), c.Newest, part.InTile(tiles), part.Span("tile__name", c.Name))
}

// tile draws a link with the picture of a product and a few words below it.
func (s *Screen) tile(path string, p *catalog.Product, in part.Place, words ...app.UI) app.UI {
	return app.A().Class("tile").Href(s.Href(path)).Body(append([]app.UI{
		app.Span().Class("tile__frame").Aria("hidden", true).Body(s.Picture(p, p.First(), part.Picture{In: in, Lazy: true})),
	}, words...)...)
}
