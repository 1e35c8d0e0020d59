package ui

import (
	"carrito/app/address"
	"carrito/app/catalog"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// homePage is "/": the shop's cover, its categories and its products.
func (s *Store) homePage(l listing) Page {
	l.path = address.Home
	f, viewed := s.find(l), s.Viewed(fewViewed, nil)
	return Page{
		Status:      200,
		Title:       s.Shop.Tagline,
		Description: s.Shop.Description,
		Canonical:   f.canonical(),
		Image:       catalog.Image{Src: s.Shop.Cover.Src, Alt: s.Shop.Cover.Alt},
		Body: func() app.UI {
			return div("home",
				app.If(f.page == 1, func() app.UI { return s.cover() }),
				app.If(f.page == 1, func() app.UI { return s.categoryTiles() }),
				s.homeProducts(f),
				app.If(f.page == 1, func() app.UI { return s.viewedRow(viewed) }),
			)
		},
	}
}

// homeProducts lists what the shop sells. Behind the first page, which has the
// cover above it, its heading is that of the page.
func (s *Store) homeProducts(f found) app.UI {
	if f.page > 1 {
		return app.Section().Class("home__products").Aria("labelledby", "title").Body(
			title(s.Text.AllProducts), s.productList(f))
	}
	return app.Section().Class("home__products").Aria("labelledby", "products-heading").Body(
		app.H2().ID("products-heading").Class("heading").Text(s.Text.AllProducts),
		s.listOrEmpty(f),
	)
}

func (s *Store) listOrEmpty(f found) app.UI {
	if f.total == 0 {
		return paragraph("empty__text", s.Text.EmptyShop)
	}
	return s.productList(f)
}

func (s *Store) cover() app.UI {
	cover := s.Shop.Cover
	return app.Section().Class("cover").Body(
		div("cover__words",
			app.H1().Class("cover__title").ID("title").TabIndex(-1).Text(s.Shop.Name),
			app.If(s.Shop.Tagline != "", func() app.UI {
				return paragraph("cover__tagline", s.Shop.Tagline)
			}),
		),
		app.If(cover.Src != "", func() app.UI {
			return s.sources("cover__image", catalog.Image(cover), picture{in: inCover, first: true})
		}),
	)
}

func (s *Store) categoryTiles() app.UI {
	categories := s.Catalog.Categories()
	return div("tiles",
		app.Ul().Class("tiles__list").Body(
			app.Range(categories).Slice(func(i int) app.UI {
				return app.Li().Class("tiles__cell").Body(s.categoryTile(categories[i], len(categories)))
			}),
		),
	)
}

func (s *Store) categoryTile(c catalog.Category, tiles int) app.UI {
	newest := c.Products[len(c.Products)-1]
	return s.tile(address.Category(c.Slug), newest, inTile(tiles), span("tile__name", c.Name))
}

// tile is a picture of a product with a word or two below it, all of it a link.
func (s *Store) tile(path string, p *catalog.Product, in place, words ...app.UI) app.UI {
	return app.A().Class("tile").Href(s.Href(path)).Body(append([]app.UI{
		app.Span().Class("tile__frame").Aria("hidden", true).Body(s.picture(p, p.First(), picture{in: in, lazy: true})),
	}, words...)...)
}
