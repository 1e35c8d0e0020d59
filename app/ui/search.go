package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"carrito/app/address"
)

// searchPage is "/buscar?q=": the products a shopper looked for.
func (s *Store) searchPage(l listing) Page {
	l.path = address.Search
	name := s.Text.SearchTitle
	if l.text != "" {
		name = s.Text.ResultsFor(l.text)
	}
	f := s.find(l)
	return Page{
		Status: 200,
		Title:  name,
		Body: func() app.UI {
			return div("search-page", s.searchResults(f))
		},
	}
}

func (s *Store) searchResults(f found) app.UI {
	switch {
	case f.text == "":
		return app.Div().Body(
			s.meanwhile(s.Text.Searching),
			title(s.Text.WhatToSearch),
			s.searchForm("page-search", ""),
			app.If(s.Folders && !s.Live, func() app.UI {
				return app.NoScript().Body(paragraph("empty__text", s.Text.SearchNeedsJavaScript))
			}),
			s.categoryTiles(),
		)
	case f.total == 0:
		return div("empty",
			title(s.Text.NoResults(f.text)),
			paragraph("empty__text", s.Text.NoResultsTip),
			s.categoryTiles(),
		)
	default:
		return app.Div().Body(title(s.Text.ResultsFor(f.text)), s.productList(f))
	}
}

// siteSearch is the search in the header of every page.
func (s *Store) siteSearch(text string) app.UI {
	return app.Div().Class("header__search").Attr("role", "search").Body(s.searchForm("search", text))
}

// searchForm works as a plain form too, before and without the program.
func (s *Store) searchForm(id, text string) app.UI {
	return app.Form().Class("search").Action(s.Href(address.Search)).Method("get").OnSubmit(s.onSearch).Body(
		app.Label().Class("visually-hidden").For(id).Text(s.Text.Search),
		app.Input().Class("search__field").ID(id).Type("search").Name("q").Value(text).
			Placeholder(s.Text.Search).AutoComplete(false).MaxLength(100),
		app.Button().Class("search__button").Type("submit").Aria("label", s.Text.SearchButton).Body(icon("search")),
	)
}

func (s *Store) onSearch(ctx app.Context, e app.Event) {
	e.PreventDefault()
	if field := ctx.JSSrc().Call("querySelector", ".search__field"); field.Truthy() {
		ctx.Navigate(s.Href(address.Search) + "?q=" + queryEscape(field.Get("value").String()))
	}
}
