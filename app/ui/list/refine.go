package list

import (
	"net/url"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// own makes the program draw the filters.
func (p *filters) own() {
	if !p.drawn {
		p.drawn = true
		p.DropFilters()
	}
}

// onRefine handles a press on a filter, or on a link to the same list with other filters,
// which is opened then; or on the button or in the field of a long filter. See start.js.
func (p *filters) onRefine(ctx app.Context, e app.Event) {
	p.own()
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
	if next := l.address(l.Sort, 1); next != p.list.address(p.list.Sort, p.list.Page) {
		p.Refining = p.Text.Products(f.total) // stay where the shopper is
		ctx.Navigate(p.Href(next))
	}
}
