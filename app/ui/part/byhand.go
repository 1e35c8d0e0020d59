package part

import (
	"strings"

	"carrito/app/address"
	"carrito/app/catalog"
	"carrito/app/shop"
	"carrito/app/shopper"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// ByHand draws links to order with a message in the shopper's own words, for
// browsers in which neither boot.js nor the program runs. It is in the server's
// pages only, and boot.js hides it; see byhand.css. p is the product that the
// page shows and v the variant in its address; p is nil on other pages.
func (s *Screen) ByHand(p *catalog.Product, v catalog.Variant) app.UI {
	contact := s.Shop.Contact
	if app.IsClient || s.Live || contact.WhatsApp == "" && contact.Email == "" {
		return nil
	}
	text := s.Text.Server
	lead, message := text.Cart, text.Hello+"\n"
	if p != nil {
		lead, message = text.Product, s.byHandMessage(p, v)
	}
	body := []app.UI{Paragraph("by-hand__lead", lead)}
	for _, kind := range shop.ChannelKinds {
		if to := kind.Message; to != nil && to.To(contact) != "" {
			link := s.MessageStart(to, text.Subject) + shopper.LinkEscape(strings.ReplaceAll(message, "\n", to.LineEnd))
			body = append(body, app.A().Class("button").Href(link).Rel("noopener").Text(s.Text.Order.SendBy[kind.Name]))
		}
	}
	return app.Aside().Class("by-hand").Aria("label", text.Subject).Body(Div("by-hand__inner", body...))
}

// byHandMessage returns a message that orders one unit of a product. Options
// that are not chosen yet are left open for the shopper to fill in.
func (s *Screen) byHandMessage(p *catalog.Product, v catalog.Variant) string {
	name, price := shopper.Clip(p.Name, 200), s.Money(v.Price)
	var choices []string
	if v.ID > 0 {
		name += " (" + v.Name() + ")"
	} else {
		lowest, highest := p.PriceRange()
		if price = s.Money(lowest); lowest != highest {
			price = strings.ToLower(s.Text.From) + " " + price
		}
		for _, option := range p.Options {
			choices = append(choices, option.Name+" ("+shopper.Clip(strings.Join(option.Values, ", "), 80)+"): ")
		}
	}
	lines := append([]string{s.Text.Server.Hello, "", name + ", " + price}, choices...)
	lines = append(lines, s.Text.Quantity+": 1")
	if s.Shop.BaseURL != "" {
		lines = append(lines, s.Full(address.Product(p.ID)))
	}
	return strings.Join(lines, "\n")
}
