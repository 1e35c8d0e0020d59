package list

import (
	"strings"

	"carrito/app/address"
	"carrito/app/catalog"
	"carrito/app/search"
	"carrito/app/session"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// fewLetters is the number of bytes from which on something is suggested.
const fewLetters = 2

// suggest opens the list for a text, or closes it, and announces what it has.
func (b *searchBox) suggest(ctx app.Context, text string) { b.announce(b.suggestFor(ctx, text)) }

// suggestFor opens the list for a text, or closes it if there is nothing to suggest. If
// something is on its way, or not found, the list says so. suggestFor returns how many
// suggestions there are.
func (b *searchBox) suggestFor(ctx app.Context, text string) (count int) {
	s := b.Screen
	b.close()
	index := s.Index()
	defer s.Browser.Supply()
	text = strings.TrimSpace(text)
	if text == "" {
		b.addSearches(s.Session.Searches())
		if count = len(b.options); count > 0 {
			b.add("", s.Text.ForgetSearches, "", nil)
		}
		return count
	}
	if len(text) < fewLetters || len(text) > session.MaxSearch {
		return 0
	}
	b.typed = text
	s.Loaded = func() { ctx.Dispatch(b.renew) }
	missing := index == nil || b.addFound(index.Suggest(text))
	switch {
	case missing && s.Lacking:
		b.word = s.Text.NotLoaded
		b.add("", b.word, s.Text.Retry, nil)
	case missing:
		b.word = s.Text.Searching
	}
	if count = len(b.options); !missing && count > 0 && b.options[count-1].product != nil {
		b.add(searchPath(text), s.Text.AllResultsFor(text), "", nil)
	}
	return count
}

// addFound adds what is found. It reports whether something is missing that is on its way,
// and adds only what stands above that: what is shown already does not move.
func (b *searchBox) addFound(found search.Suggestions) (missing bool) {
	s := b.Screen
	if len(found.Missing) > 0 {
		return true
	}
	switch {
	case len(found.Left) > 0:
		b.note = s.Text.ResultsWithout(strings.Join(found.Left, ", "))
	case len(found.Products) == 0:
		b.note = s.Text.NoResults(b.typed)
	}
	b.addSearches(found.Completed)
	categories := s.Catalog.Categories()
	if b.named != s.Catalog {
		names := make([]string, len(categories))
		for i, c := range categories {
			names[i] = c.Name
		}
		b.named, b.names = s.Catalog, search.NewNames(names, s.Shop.Synonyms)
	}
	for _, place := range b.names.Meant(found) {
		c := categories[place]
		b.add(address.Category(c.Slug), c.Name, s.Text.Category, nil)
	}
	for _, p := range s.products(found.Products) {
		if missing = missing || p == nil; !missing {
			b.add(address.Product(p.ID), p.Name, "", p)
		}
	}
	return missing
}

// renew suggests again after parts of the catalogue were loaded, or another catalogue. A list
// that was complete stays as it is if other options would take its place: it changes with
// what the shopper types next. Only its prices and names become those of the new catalogue,
// except those of a product that is gone.
func (b *searchBox) renew(ctx app.Context) {
	before, note, active, complete := b.options, b.note, b.active, b.word == ""
	for i := range before {
		if o := &before[i]; o.product != nil {
			b.Screen.Catalog.Want(o.product.ID)
			if p, ok := b.Screen.Catalog.Product(o.product.ID); ok {
				o.product, o.text = p, p.Name
			}
		}
	}
	count := b.suggestFor(ctx, b.typed)
	same := len(before) == len(b.options)
	for i := 0; same && i < len(before); i++ {
		same = before[i].path == b.options[i].path
	}
	if complete && !same {
		b.options, b.note, b.word = before, note, ""
	} else {
		b.announce(count)
	}
	for i, o := range b.options { // the arrows stay at their option
		if active > 0 && o.path == before[active-1].path && o.kind == before[active-1].kind {
			b.active = i + 1
		}
	}
}

func (b *searchBox) add(path, text, kind string, p *catalog.Product) {
	b.options = append(b.options, option{path, text, kind, p})
}

func (b *searchBox) addSearches(texts []string) {
	for _, text := range texts {
		b.add(searchPath(text), text, "", nil)
	}
}

// announce announces why there are not all options, or what is not found and how many
// options there are, unless that was announced last.
func (b *searchBox) announce(count int) {
	text := b.word
	if text == "" {
		text = b.note
		if count > 0 {
			text = strings.TrimSpace(text + " " + b.Screen.Text.Suggestions(count))
		}
	}
	if text != "" && text != b.said {
		b.said = text
		b.Screen.Announce(text, false)
	}
}
