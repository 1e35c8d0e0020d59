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

// onRefine handles a press on a filter, or on a link to the same list with other filters,
// which is opened then; or on the button or in the field of a long filter. See start.js.
func (p *filters) onRefine(ctx app.Context, e app.Event) {
	p.own(p.list.Listing)
	detail := e.Get("detail")
	if long := detail.Get("long"); long.Truthy() {
		if p.long == nil {
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
	l.Choice = Read((&url.URL{RawQuery: detail.Get("query").String()}).Query(), 1).Choice
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
