package product

import (
	"strconv"
	"strings"

	"carrito/app/address"
	"carrito/app/catalog"
	"carrito/app/session"
	"carrito/app/ui/list"
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Page returns the page at /producto/<id>[?variante=<id>].
func (s *Screen) Page(id, variant string) part.Page {
	number := part.Number(id)
	at := address.Product(number)
	p, loaded := s.Catalog.Product(number)
	ok := loaded
	if !loaded && (s.Here.At != at || len(s.Here.Products) > 0) { // otherwise the server has not found it
		p, ok = s.Catalog.Latest(number)
		if !ok && s.Catalog.Has(number) {
			return s.OpeningPage()
		}
	}
	if !ok {
		page := s.list.NotFoundPage(s.Text.NoProduct)
		page.Here.At = at // the program need not look for it
		return page
	}
	trail := []part.Link{{Name: s.Text.Home, Path: address.Home}}
	if category, ok := s.Catalog.CategoryOf(p); ok {
		trail = append(trail, part.Link{Name: p.Category, Path: address.Category(category.Slug)})
	}
	named, ok := p.Variant(part.Number(variant))
	start := named
	if !ok {
		start = p.First()
	}
	image, _ := p.ImageOf(start)
	viewed := s.Viewed(list.FewViewed, p)
	return part.Page{
		Status:      200,
		Title:       p.Name,
		Description: s.productSummary(p),
		Canonical:   at,
		Image:       image,
		Product:     p,
		Here:        part.Here{At: at, Products: append([]*catalog.Product{p}, s.others(p)...)},
		Trail:       trail,
		Body: func() app.UI {
			return &productView{
				Screen: s, Product: p, Start: start.ID, Named: named, Trail: trail, Viewed: viewed, Favorites: s.Session.Get(session.Favorites),
				Lacking: s.Lacking && !loaded,
			}
		},
	}
}

// productSummary returns the description's first paragraph, or name and price.
func (s *Screen) productSummary(p *catalog.Product) string {
	first, _, _ := strings.Cut(strings.TrimSpace(p.Description), "\n\n")
	if first = strings.Join(strings.Fields(first), " "); first != "" {
		return shorten(first, 160)
	}
	lowest, _ := p.PriceRange()
	return s.Text.ProductSummary(p.Name, s.Money(lowest))
}

// shorten cuts text to at most limit characters, if possible at a space.
func shorten(text string, limit int) string {
	runes := []rune(text)
	if len(runes) <= limit {
		return text
	}
	cut := string(runes[:limit-1])
	if space := strings.LastIndex(cut, " "); space > len(cut)/2 {
		cut = cut[:space]
	}
	return cut + "…"
}

// productView draws a product and sells it. It holds what the shopper has
// chosen, so each product gets a new view.
type productView struct {
	app.Compo

	Screen    *Screen
	Product   *catalog.Product
	Start     int             // variant that is chosen at first
	Named     catalog.Variant // variant in the address, if any
	Trail     []part.Link
	Viewed    []*catalog.Product // products viewed before this one
	Favorites string             // session variable; the view is drawn again when it changes
	Lacking   bool               // whether the product is of an earlier catalogue and could not be loaded anew

	chosen  []string // one value for each option, at first those of the starting variant
	refused bool     // whether the last quantity typed was refused
}

// CompoID makes go-app create a new view for another product or variant in the address. A
// new catalogue may change the starting variant, but must not undo the choice.
func (v *productView) CompoID() string {
	return strconv.Itoa(v.Product.ID) + ":" + strconv.Itoa(v.Named.ID)
}

// Render draws the page.
func (v *productView) Render() app.UI {
	s, p := v.Screen, v.Product
	s.Browser.Pause()
	variant, exists := v.variant()
	return part.Div("product-page",
		s.Breadcrumbs(v.Trail),
		app.Article().Class("product").Body(
			s.gallery(p, variant),
			part.Div("product__head",
				part.Title(p.Name),
				part.Div("product__price",
					s.Price(variant.Price, variant.CompareAtPrice, false),
					s.Heart(p, s.IsFavorite(p), v.onHeart),
				),
				v.stock(variant, exists),
				app.If(v.Lacking, s.Unloaded),
			),
			v.options(),
			v.buy(variant, exists),
			v.alert(variant, exists),
			v.byHand(),
			s.description(p),
		),
		s.related(p),
		s.list.ViewedRow(v.Viewed),
	)
}

// byHand draws the links to order by message, unless the product is sold out.
func (v *productView) byHand() app.UI {
	if v.Product.SoldOut() {
		return nil
	}
	return v.Screen.ByHand(v.Product, v.Named)
}

func (v *productView) onHeart(ctx app.Context, e app.Event) {
	v.Screen.ToggleFavorite(v.Product)
	v.Favorites = v.Screen.Session.Get(session.Favorites)
}

// values returns the chosen option values, at first those of the starting variant. They
// stay when a new catalogue comes, unless the product has more or fewer options there.
func (v *productView) values() []string {
	if len(v.chosen) != len(v.Product.Options) {
		start, _ := v.Product.Variant(v.Start)
		v.chosen = start.Values
	}
	return v.chosen
}

// variant returns the chosen variant. If the chosen values have none, it
// returns a substitute with the product's price and no stock, and false.
func (v *productView) variant() (catalog.Variant, bool) {
	if len(v.Product.Variants) == 0 {
		return v.Product.Variant(0)
	}
	if variant, ok := v.Product.VariantOf(v.values()); ok {
		return variant, true
	}
	return catalog.Variant{Price: v.Product.Price, CompareAtPrice: v.Product.CompareAtPrice, Image: -1}, false
}

// LastUnits is the largest stock that pages state as a number.
const LastUnits = 5

func (v *productView) stock(variant catalog.Variant, exists bool) app.UI {
	t := v.Screen.Text
	text, class := t.InStock, "stock"
	switch {
	case !exists:
		text, class = t.NoCombination, "stock stock--none"
	case variant.SoldOut():
		text, class = t.SoldOut, "stock stock--none"
	case variant.Stock != catalog.NotCounted && variant.Stock <= LastUnits:
		text, class = t.LastUnits(variant.Stock), "stock stock--few"
	}
	return app.P().Class(class).ID("stock").Text(text)
}

func (s *Screen) description(p *catalog.Product) app.UI {
	paragraphs := strings.Split(strings.TrimSpace(p.Description), "\n\n")
	if paragraphs[0] == "" {
		return part.Div("description description--none")
	}
	return app.Section().Class("description").Aria("labelledby", "description-heading").Body(
		app.H2().Class("heading heading--small").ID("description-heading").Text(s.Text.Description),
		app.Range(paragraphs).Slice(func(i int) app.UI {
			return part.Paragraph("description__text", strings.TrimSpace(paragraphs[i]))
		}),
	)
}

// related draws up to four other products of the category.
func (s *Screen) related(p *catalog.Product) app.UI {
	category, _ := s.Catalog.CategoryOf(p)
	others := s.others(p)
	if len(others) == 0 || p.Category == "" {
		return part.Div("related related--none")
	}
	return part.Section("related", s.Text.MoreFrom(category.Name), s.list.Grid(others, 0, false))
}

// others returns up to four other products of the category. It starts with those that
// follow this one in the catalogue, so that every product is linked from others. In a
// catalogue in parts they are those that came with the page, or are loaded.
func (s *Screen) others(p *catalog.Product) []*catalog.Product {
	if !s.Catalog.Whole() {
		return s.loaded(p)
	}
	category, _ := s.Catalog.CategoryOf(p)
	products := category.Products
	var others []*catalog.Product
	for at, other := range products {
		for i := 1; other == p && i < len(products) && i <= 4; i++ {
			others = append(others, products[(at+i)%len(products)])
		}
	}
	return others
}

// loaded returns other products of a catalogue in parts.
func (s *Screen) loaded(p *catalog.Product) []*catalog.Product {
	var others []*catalog.Product
	if s.Here.At == address.Product(p.ID) {
		for _, other := range s.Here.Products {
			if now, ok := s.Catalog.Latest(other.ID); ok && now != p {
				others = append(others, now)
			}
		}
		return others
	}
	for _, other := range s.Catalog.Near(p.ID) {
		if other.Category == p.Category && other != p && len(others) < 4 {
			others = append(others, other)
		}
	}
	return others
}
