package list

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"carrito/app/address"
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
		Here:   f.here(),
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
			s.searchForm("page-search", ""),
			app.If(s.Folders && !s.Live, func() app.UI {
				return app.NoScript().Body(part.Paragraph("empty__text", s.Text.SearchNeedsJavaScript))
			}),
			s.categoryTiles(),
		)
	case f.waiting && s.Lacking:
		return s.Loading()
	case f.waiting:
		return app.Div().Body(part.Title(s.Text.ResultsFor(f.Text)), s.Skeleton())
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
			app.If(len(f.Left) > 0, func() app.UI {
				return part.Paragraph("search-note", s.Text.ResultsWithout(strings.Join(f.Left, ", ")))
			}),
			s.nearLinks(f.Near),
			s.productList(f),
		)
	}
}

// nearLinks lead to searches for words that may be meant.
func (s *Screen) nearLinks(near []string) app.UI {
	return app.If(len(near) > 0, func() app.UI {
		return app.P().Class("search-note").Body(
			app.Text(s.Text.Perhaps+" "),
			app.Range(near).Slice(func(i int) app.UI {
				return app.A().Class("search-note__near").Href(s.searchFor(near[i])).Text(near[i])
			}),
		)
	})
}

// searchFor returns the address of the results for a text.
func (s *Screen) searchFor(text string) string {
	return s.Href(address.Search) + "?q=" + part.QueryEscape(text)
}

// SiteSearch draws the search in the header of every page.
func (s *Screen) SiteSearch(text string) app.UI {
	return app.Div().Class("header__search").Attr("role", "search").Body(s.searchForm("search", text))
}

// searchForm draws a search form. It works without the program too.
func (s *Screen) searchForm(id, text string) app.UI {
	return app.Form().Class("search").Action(s.Href(address.Search)).Method("get").OnSubmit(s.onSearch).Body(
		app.Label().Class("visually-hidden").For(id).Text(s.Text.Search),
		app.Input().Class("search__field").ID(id).Type("search").Name("q").Value(text).
			Placeholder(s.Text.Search).AutoComplete(false).MaxLength(100),
		app.Button().Class("search__button").Type("submit").Aria("label", s.Text.SearchButton).Body(part.Icon("search")),
	)
}

func (s *Screen) onSearch(ctx app.Context, e app.Event) {
	e.PreventDefault()
	if field := ctx.JSSrc().Call("querySelector", ".search__field"); field.Truthy() {
		ctx.Navigate(s.searchFor(field.Get("value").String()))
	}
}
