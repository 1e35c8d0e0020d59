package list

import (
	"net/url"

	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// own makes the program draw the filters. While their list is on its way, those that the
// server has written stay, so that the shopper can go on choosing.
func (p *filters) own(l Listing) {
	if !p.drawn && p.Phase != part.Arriving && (!p.FiltersKept() || p.basis(l) != nil) {
		p.drawn = true
		p.DropFilters()
	}
}

// heavyList is the number of products above which what filters need of a list is fetched
// only if the shopper wants filters. It is 1.1 MB for 100,000 products.
const heavyList = 20_000

// heavy reports whether a list waits with its filters until the shopper wants them.
func (p *filters) heavy(l Listing) bool {
	products := p.Catalog.Total()
	if category, ok := p.Catalog.Category(l.Category); ok {
		products = category.Count
	}
	return products > heavyList && !p.asked && len(l.Choice) == 0 && !p.Catalog.Whole() && p.lists.read[fileOf(l)] == nil
}

// fill draws the filters in their panel, or leaves it empty while those of the server stay,
// and where a list is heavy. Then it returns a class that shows the button to open them.
func (p *filters) fill(panel app.HTMLDiv) (class string) {
	f := &p.list
	if p.ready {
		panel.TabIndex(-1)
		if p.heavy(f.Listing) {
			return " side--asks"
		}
		if !f.came || p.basis(f.Listing) != nil { // those of the server stay until the list is there
			p.own(f.Listing)
		}
		if p.FiltersKept() {
			p.tell()
		}
	}
	if p.drawn || p.Phase == part.Server {
		panel.Body(p.form())
	}
	return ""
}

// tell makes the filters that the server has written say what is known of the choice. Their
// numbers are of the choice before, and filters.css hides them until the list is there.
func (p *filters) tell() {
	state, word := "", p.Text.ShowProducts(p.list.total)
	if p.list.waiting {
		state, word = "waiting", p.Text.Searching
	}
	if p.list.waiting && p.Lacking {
		word = p.Text.NotLoaded
	}
	p.TellFilters(state, word)
}

// WantFilters fetches what the filters of a list need, however large it is.
func (s *Screen) WantFilters() { s.filters.asked = true }

// onWant handles a press on the button that opens the filters.
func (p *filters) onWant(app.Context, app.Event) {
	if p.heavy(p.list.Listing) {
		p.Focus("filters") // the button may be hidden now
	}
	p.WantFilters()
}

// onRefine handles a press on a filter, or on a link to the same list with other filters,
// which is opened then; or on the button or in the field of a long filter. See start.js.
func (p *filters) onRefine(ctx app.Context, e app.Event) {
	p.own(p.list.Listing)
	detail := e.Get("detail")
	if long := detail.Get("long"); long.Truthy() {
		if p.longOf != p.list.path {
			p.long, p.longOf = map[string]string{}, p.list.path
		}
		_, already := p.long[long.String()]
		p.long[long.String()] = detail.Get("text").String()
		if !already {
			p.Focus("long-" + long.String())
		}
		return
	}
	l := p.list.Listing
	l.Choice, l.Page = Read((&url.URL{RawQuery: detail.Get("query").String()}).Query(), 1).Choice, 1
	f := p.find(l)
	if !f.unknown {
		l.Choice = f.Choice
	}
	if detail.Get("link").Truthy() {
		p.Focus("list-count")
	}
	next := l.address(l.Sort, 1)
	if next == p.list.address(p.list.Sort, p.list.Page) {
		return
	}
	p.Refining = p.counted(f) // stay where the shopper is
	p.Loaded = nil
	if f.waiting {
		p.Loaded = func() {
			if !p.list.waiting {
				p.Announce(p.counted(p.list), false)
				p.Loaded = nil
			}
		}
	}
	ctx.Navigate(p.Href(next))
}
