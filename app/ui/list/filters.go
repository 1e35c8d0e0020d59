package list

import (
	"carrito/app/catalog"
	"carrito/app/filter"
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// filters are the filters of the list that is shown. Their drawing and their presses are
// in the program's second module (server/program/stay.go), with package filter. A start
// without chosen filters calls only what is in this file: until the program draws the
// filters, the page keeps those that the server has written.
type filters struct {
	*Screen
	list  found
	ready bool // all of the program is there
	drawn bool // the program draws the filters
	asked bool // the shopper wants filters

	// long are the long filters that are shown as a whole on the page at the path longOf,
	// each with what its values must contain.
	long   map[string]string
	longOf string
}

// basis is a list without filters.
type basis struct {
	text     string             // of a search in a catalogue in parts
	products []*catalog.Product // best match or newest first; none in a catalogue in parts
	ordinals []int              // of the products of a catalogue in parts
	columns  *filter.Columns
	all      filter.Result // without a choice

	results [2]result // the last ones, in the browser
}

// result is what a choice leaves of a list.
type result struct {
	of filter.Choice
	filter.Result
}

// side draws the filters of a list: a column beside it or, on a phone, a sheet that
// start.js opens by the button.
func (s *Screen) side(f found) app.UI {
	p := s.filters
	if p.list = f; !f.divided {
		return part.Div("filters--none")
	}
	class, panel := s.scripted("side"), app.Div().ID("filters").Class("filters").On("refine", p.onRefine)
	if p.ready || p.drawn || s.Phase == part.Server {
		class += p.fill(panel)
	}
	return part.Div(class, panel,
		app.Button().ID("filter-button").Class("button side__button").Type("button").OnClick(p.onWant).Text(s.Text.Filter))
}

// chosenFilters draws what is chosen, above the list.
func (s *Screen) chosenFilters(f found) app.UI {
	if len(f.Choice) == 0 && !f.unknown {
		return part.Div("filters--none")
	}
	return s.filters.chosen(f)
}

// DrawFilters makes the program draw the filters, as soon as their list is there. The page
// may still have those that the server has written.
func (s *Screen) DrawFilters() { s.filters.ready = true }
