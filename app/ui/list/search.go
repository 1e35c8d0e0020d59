package list

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"carrito/app/address"
	"carrito/app/catalog"
	"carrito/app/ui/part"
)

// SearchPage returns the page at /buscar?q=, with the products that match a search.
func (s *Screen) SearchPage(l Listing) part.Page {
	l.path, l.Text = address.Search, strings.TrimSpace(l.Text)
	name := s.Text.SearchTitle
	if l.Text != "" {
		name = s.Text.ResultsFor(l.Text)
	}
	f := s.find(l)
	return part.Page{
		Status: 200,
		Title:  name,
		Here:   s.here(f),
		Search: l.Text,
		Body: func() app.UI {
			return part.Div("search-page", s.searchResults(f))
		},
	}
}

func (s *Screen) searchResults(f found) app.UI {
	switch {
	case f.Text == "":
		return app.Div().Body(
			s.Meanwhile(s.Text.Searching),
			part.Title(s.Text.WhatToSearch),
			s.pageSearch(),
			app.If(s.Folders && !s.Live, func() app.UI {
				return app.NoScript().Body(part.Paragraph("empty__text", s.Text.SearchNeedsJavaScript))
			}),
			s.categoryTiles(),
		)
	case f.waiting && len(f.Choice) > 0: // the filters stay, so that the shopper can go on choosing
		f.products, f.divided = make([]*catalog.Product, pageSize), true
		return app.Div().Body(part.Title(s.Text.ResultsFor(f.Text)), s.leftNote(nil), s.nearLinks(nil), s.productList(f))
	case f.waiting && s.Lacking:
		return s.Loading()
	case f.waiting:
		return app.Div().Body(part.Title(s.Text.ResultsFor(f.Text)), s.Skeleton("p"))
	case f.total == 0 && len(f.Choice) == 0:
		return part.Div("empty",
			part.Title(s.Text.NoResults(f.Text)),
			s.nearLinks(f.Near),
			part.Paragraph("empty__text", s.Text.NoResultsTip),
			s.categoryTiles(),
		)
	default:
		return app.Div().Body(
			part.Title(s.Text.ResultsFor(f.Text)),
			s.leftNote(f.Left),
			s.nearLinks(f.Near),
			s.productList(f),
		)
	}
}

// leftNote says which words were left out.
func (s *Screen) leftNote(left []string) app.UI {
	if len(left) == 0 {
		return part.Div("search-note search-note--none")
	}
	return part.Paragraph("search-note", s.Text.ResultsWithout(strings.Join(left, ", ")))
}

// nearLinks lead to searches for words that may be meant.
func (s *Screen) nearLinks(near []string) app.UI {
	if len(near) == 0 {
		return part.Div("search-note search-note--none")
	}
	body := []app.UI{app.Text(s.Text.Perhaps + " ")}
	for _, text := range near {
		body = append(body, app.A().Class("search-note__near").Href(s.Href(searchPath(text))).Text(text))
	}
	return part.Div("search-note", body...)
}

// searchPath returns the path of the results for a text.
func searchPath(text string) string { return address.Search + "?q=" + part.QueryEscape(text) }

// SiteSearch draws the search in the header of every page.
func (s *Screen) SiteSearch(text string) app.UI {
	return &searchBox{Screen: s, Text: text}
}

// pageSearch draws a search form in a page.
func (s *Screen) pageSearch() app.UI {
	return s.searchForm("page-search", s.searchField("page-search", ""))
}

func (s *Screen) searchField(id, text string) app.HTMLInput {
	return app.Input().Class("search__field").ID(id).Type("search").Name("q").Value(text).
		Placeholder(s.Text.Search).AutoComplete(false).MaxLength(100)
}

// searchForm draws a search form. It works without the program too.
func (s *Screen) searchForm(id string, field app.UI) app.UI {
	return app.Form().Class("search").Action(s.Href(address.Search)).Method("get").OnSubmit(s.onSearch).Body(
		app.Label().Class("visually-hidden").For(id).Text(s.Text.Search),
		field,
		app.Button().Class("search__button").Type("submit").Aria("label", s.Text.SearchButton).Body(part.Icon("search")),
	)
}

func (s *Screen) onSearch(ctx app.Context, e app.Event) {
	e.PreventDefault()
	if field := ctx.JSSrc().Call("querySelector", ".search__field"); field.Truthy() {
		ctx.Navigate(s.Href(searchPath(field.Get("value").String())))
	}
}
