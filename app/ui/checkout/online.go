package checkout

import (
	"carrito/app/address"
	"carrito/app/outbox"
	"carrito/app/shopper"
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// online draws the link to the page that the shop's server has of the order.
func (s thanks) online(last shopper.Sent) app.UI {
	if last.State != outbox.Sent || last.Token == "" {
		return part.Div("online online--none")
	}
	link := s.Served(address.OrderPage(last.Token))
	buttons := []app.UI{part.Button("button", s.Text.CopyLink, s.onCopyLink)}
	if part.CanShare() {
		buttons = append(buttons, part.Button("button", s.Text.SendLink, s.onSendLink))
	}
	return part.Section("online", s.Text.Order.Online, part.Div("online__body",
		part.Paragraph("online__tip", s.Text.Order.OnlineTip),
		app.A().Class("online__link").Href(link).Target("_self").Rel("noreferrer").Attr("translate", "no").Text(link),
		part.Div("online__buttons", buttons...),
	))
}

func (s thanks) onCopyLink(ctx app.Context, e app.Event) {
	last, _ := s.Orders.Last()
	s.Copy(s.Served(address.OrderPage(last.Token)), func() { s.Announce(s.Text.LinkCopied, true) }, func() { s.Refuse(s.Text.Order.NotCopied) })
}

func (s thanks) onSendLink(ctx app.Context, e app.Event) {
	last, _ := s.Orders.Last()
	title := s.Text.PageTitle(s.Text.Order.Number(shopper.OrderNumber(last.Order.ID)), s.Shop.Name)
	s.ShareLink(title, s.Served(address.OrderPage(last.Token)))
}
