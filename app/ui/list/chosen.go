package list

import (
	"strings"

	"carrito/app/filter"
	"carrito/app/money"
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// chosen draws a link for each chosen value, which leads to the list without it, and
// says what is wrong: a filter that means nothing here, or too many for any product.
func (p *filters) chosen(f found) app.UI {
	link := func(class, text string, choice filter.Choice) app.HTMLA {
		l := f.Listing
		l.Choice = choice
		return app.A().Class(class).Href(p.Href(l.address(f.Sort, 1))).Text(text)
	}
	var links, words []app.UI
	rest := p.Here.Names
	for _, pick := range f.Choice {
		_, name := p.names(f, pick)
		if f.came {
			name, rest, _ = strings.Cut(rest, "\n")
		}
		links = append(links, app.Li().Body(link("chip", name, f.Choice.Without(pick.Param, pick.Value)).
			Aria("label", p.Text.RemoveFilter(name)).Attr("translate", "no")))
	}
	if len(links) > 0 {
		links = append(links, app.Li().Body(link("chosen__clear", p.Text.ClearFilters, nil)))
		words = append(words, app.Ul().Class("chosen__list").Body(links...))
	}
	if f.unknown {
		words = append(words, part.Paragraph("chosen__word", p.Text.FilterUnknown))
	}
	if f.total == 0 && !f.waiting {
		words = append(words, part.Paragraph("chosen__word", p.Text.NoneHasAll))
		if f.basis == nil { // the list came with the page
			f.basis = p.basis(f.Listing)
		}
	}
	if f.total == 0 && !f.waiting && f.basis != nil {
		var best filter.Gain
		for _, gain := range p.result(&f).Gains {
			if gain.Products > best.Products {
				best = gain
			}
		}
		if best.Products > 0 {
			name, _ := p.names(f, filter.Pick{Param: best.Param})
			words = append(words, link("button", p.Text.WithoutFilter(name, best.Products), f.Choice.Without(best.Param, "")))
		}
	}
	class := "chosen"
	if f.basis == nil && len(f.Choice) > 0 && !f.came { // the names are on their way, or could not be had
		class = "chosen chosen--waiting"
	}
	return app.Nav().Class(class).Aria("label", p.Text.ChosenFilters).Body(words...)
}

// groups returns the filters of a list, or none while the list is on its way.
func (p *filters) groups(f found) []filter.Group {
	if f.basis == nil {
		return nil
	}
	return f.basis.columns.Groups()
}

// names returns the names of a filter and of what is chosen of it.
func (p *filters) names(f found, pick filter.Pick) (name, value string) {
	if f.basis == nil && pick.Param != filter.From && pick.Param != filter.To { // on its way
		return pick.Param, pick.Value
	}
	for _, g := range p.groups(f) {
		for _, v := range g.Values {
			if g.Param == pick.Param && (v.Key == pick.Value || pick.Value == "") {
				return p.name(g, v)
			}
		}
	}
	end := p.Text.From
	if pick.Param == filter.To {
		end = p.Text.To
	}
	amount, _ := money.Parse(pick.Value, p.Shop.Money.Digits)
	return p.Text.PriceColumn, end + " " + p.Money(amount)
}

// name returns the names of a filter and of one of its values.
func (p *filters) name(g filter.Group, v filter.Value) (name, value string) {
	switch g.Param {
	case filter.Category:
		return p.Text.Category, v.Name
	case filter.InStock:
		return p.Text.InStock, p.Text.InStock
	case filter.OnOffer:
		return p.Text.OnOffer, p.Text.OnOffer
	}
	return g.Name, v.Name
}
