package list

import (
	"strconv"

	"carrito/app/catalog"
	"carrito/app/search"
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// searchBox is the search in the header of every page. It suggests searches, categories
// and products while the shopper types: a combobox with a listbox, as the WAI-ARIA
// Authoring Practices Guide describes it. Until the program runs it is only a form.
//
// Of its methods only Render is in the first module of the program.
type searchBox struct {
	app.Compo

	Screen *Screen
	Text   string // of the search whose results are shown

	options []option // what is suggested; empty if the list is closed
	active  int      // place from 1 of the option that the arrows have reached, or 0
	typed   string   // what the options are for
	note    string   // what of the text is not found, in words
	word    string   // why there are not all options yet, in words
	said    string   // what was announced last

	named *catalog.Catalog // whose categories have the index below
	names *search.Names
}

// option is one suggestion, or something to do.
type option struct {
	path    string // of the page to which it leads; "" for something to do
	text    string
	kind    string           // of the page, in words, or how to try again; else what has no path forgets searches
	product *catalog.Product // nil unless it leads to one
}

// suggestionsID is the id of the list. That of an option has its place after it.
const suggestionsID = "suggestions"

// Render draws the form, and the list if something is suggested.
func (b *searchBox) Render() app.UI {
	s := b.Screen
	field := s.searchField("search", b.Text)
	box := app.Div().Class("header__search").Attr("role", "search")
	if !s.Live {
		return box.Body(s.searchForm("search", field))
	}
	field = field.Attr("role", "combobox").Attr("aria-autocomplete", "list").Attr("aria-expanded", "false")
	for _, event := range []string{"input", "focusin", "focusout", "keydown", "mousedown", "click"} {
		box = box.On(event, b.on)
	}
	if len(b.options)+len(b.note)+len(b.word) == 0 {
		return box.Body(s.searchForm("search", field), part.Div("suggest suggest--none"))
	}
	return box.Body(s.searchForm("search", b.open(field)), b.list())
}

// open marks the field while there are options.
func (b *searchBox) open(field app.HTMLInput) app.UI {
	if len(b.options) == 0 {
		return field
	}
	field = field.Attr("aria-expanded", "true").Attr("aria-controls", suggestionsID)
	if b.active > 0 {
		field = field.Attr("aria-activedescendant", suggestionsID+strconv.Itoa(b.active))
	}
	return field
}

func (b *searchBox) list() app.UI {
	options := make([]app.UI, len(b.options))
	for i, o := range b.options {
		options[i] = app.Div().Class("suggest__option").ID(suggestionsID+strconv.Itoa(i+1)).Attr("role", "option").
			Attr("aria-selected", strconv.FormatBool(i+1 == b.active)).Body(b.inside(o)...)
	}
	note := app.UI(app.Span())
	if b.note != "" {
		note = part.Paragraph("suggest__word", b.note)
	}
	return part.Div("suggest",
		note,
		app.Div().Class("suggest__list").ID(suggestionsID).Attr("role", "listbox").Attr("aria-label", b.Screen.Text.SuggestedWords).Body(options...),
		b.waits())
}

// waits says that there will be more. Below options it is another element than without, so
// that none moves when the first ones come.
func (b *searchBox) waits() app.UI {
	switch {
	case b.word != b.Screen.Text.Searching:
		return app.Span()
	case len(b.options) == 0:
		return part.Paragraph("suggest__word", b.word)
	default:
		return part.Div("suggest__word", app.Text(b.word))
	}
}

// inside draws what an option contains.
func (b *searchBox) inside(o option) []app.UI {
	text := part.Span("suggest__text", o.text)
	if p := o.product; p != nil {
		picture := b.Screen.Picture(p, p.First(), part.Picture{In: part.InSuggestion})
		return []app.UI{app.Span().Class("suggest__frame").Attr("aria-hidden", "true").Body(picture), text, b.Screen.priceFrom(p)}
	}
	if o.path+o.kind == "" {
		return []app.UI{part.Icon("close"), text}
	}
	return []app.UI{part.Icon("search"), text, part.Span("suggest__kind", o.kind)}
}

// on handles the events of field and list.
func (b *searchBox) on(ctx app.Context, e app.Event) {
	target := e.Get("target")
	place := 0 // of the option that is pressed
	if option := target.Call("closest", ".suggest__option"); option.Truthy() {
		place, _ = strconv.Atoi(option.Get("id").String()[len(suggestionsID):])
	}
	isField := target.Get("name").String() == "q"
	switch e.Get("type").String() {
	case "input", "focusin": // a text that is restored at the takeover may be in a field without the focus
		if isField && target.Equal(target.Get("ownerDocument").Get("activeElement")) {
			b.suggest(ctx, target.Get("value").String())
		}
	case "focusout":
		b.close()
		b.said = ""
	case "keydown":
		if isField && !e.Get("isComposing").Bool() {
			b.key(ctx, e, target.Get("value").String())
		}
	case "mousedown": // the focus stays in the field
		if target.Call("closest", ".suggest").Truthy() {
			e.PreventDefault()
		}
	case "click":
		b.take(ctx, place)
	}
}

// key moves through the options with the arrows, takes one with Enter, and closes the
// list with Escape. All other keys belong to the text.
func (b *searchBox) key(ctx app.Context, e app.Event, typed string) {
	n := len(b.options)
	switch key := e.Get("key").String(); {
	case key == "ArrowDown" && n == 0:
		b.suggest(ctx, typed)
	case key == "ArrowDown":
		b.active = (b.active + 1) % (n + 1)
	case key == "ArrowUp" && n > 0:
		b.active = (b.active + n) % (n + 1)
	case key == "Escape" && n+len(b.note)+len(b.word) > 0:
		b.close()
	case key == "Enter" && b.active > 0:
		e.PreventDefault() // what is taken may take a while
		b.take(ctx, b.active)
	default:
		if key == "Enter" {
			b.close()
		}
		return
	}
	e.PreventDefault()
	b.Screen.Reveal(suggestionsID + strconv.Itoa(b.active))
}

// close closes the list.
func (b *searchBox) close() {
	b.options, b.active, b.note, b.word = nil, 0, "", ""
	b.Screen.Loaded = nil
}

// take goes where the option at a place leads.
func (b *searchBox) take(ctx app.Context, place int) {
	if place == 0 || place > len(b.options) {
		return
	}
	o := b.options[place-1]
	b.close()
	switch {
	case o.path != "":
		ctx.Navigate(b.Screen.Href(o.path))
	case o.kind != "":
		b.Screen.RetryParts()
		b.suggest(ctx, b.typed)
	default:
		b.Screen.Session.ForgetSearches()
	}
}
