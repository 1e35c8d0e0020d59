package checkout

import (
	"carrito/app/address"
	"carrito/app/order"
	"carrito/app/outbox"
	"carrito/app/shop"
	"carrito/app/shopper"
	"carrito/app/ui/part"
	"carrito/app/ui/qr"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// paying draws how to pay an order that was sent.
type paying struct {
	*Screen

	how   shopper.Paying
	order order.Order
	token string // see [shopper.Sent]
}

// payment draws how to pay the last order. Until the order has left, there is nothing to
// pay.
func (s thanks) payment(last shopper.Sent) app.UI {
	how, ok := s.Paying(last)
	if !ok || last.State != outbox.Sent && last.State != outbox.ByHand && last.State != outbox.Reported {
		return part.Div("pay pay--none")
	}
	return paying{s.Screen, how, last.Order, last.Token}.section()
}

func (p paying) section() app.UI {
	t, name := p.Text.Order, p.MeansName(p.how.Means)
	return part.Section("pay", t.HowToPay+": "+name, part.Div("pay__body",
		part.Div("pay__words",
			part.Paragraph("pay__lead", p.how.Lead),
			app.If(p.how.Change != "", func() app.UI { return part.Paragraph("pay__change", p.how.Change) }),
			p.facts(),
			p.link(),
		),
		p.code(name),
		p.said(),
	))
}

// facts draws what the shopper may have to type, each with a button that copies it.
func (p paying) facts() app.UI {
	facts := p.how.Facts
	if p.how.Copied {
		facts = append(facts, shopper.Fact{Name: p.Text.Order.CopyCode, Text: p.how.Code, Plain: p.how.Code})
	}
	return app.Dl().Class("pay__facts").Body(app.Range(facts).Slice(func(i int) app.UI {
		f := facts[i]
		return part.Div("pay__fact",
			app.Dt().Class("pay__name").Text(f.Name),
			app.Dd().Class("pay__text").Attr("translate", "no").Text(f.Text),
			app.Button().Class("button pay__copy").Type("button").Aria("label", p.Text.Order.CopyOf(f.Name)).
				Text(p.Text.Order.Copy).OnClick(p.onCopy(f), app.EventScope(f.Plain)),
		)
	}))
}

func (p paying) onCopy(f shopper.Fact) app.EventHandler {
	return func(ctx app.Context, e app.Event) {
		t := p.Text.Order
		p.Copy(f.Plain, func() { p.Announce(t.CopiedPart(f.Name), true) }, func() { p.Refuse(t.NotCopied) })
	}
}

func (p paying) link() app.UI {
	if p.how.Link == "" {
		return part.Div("pay__link pay__link--none")
	}
	link := app.A().Class("button button--main").ID("pay-link").Href(p.how.Link).Rel("noopener noreferrer").Text(p.Text.Order.GoToPay)
	switch {
	case p.how.Hosted:
		link = link.Target("_self").Text(p.Text.Order.PayNow)
	case p.how.Means.Kind == shop.PayLink:
		link = link.Target("_blank")
	}
	return part.Div("pay__link", link)
}

// said draws the links with which the shopper tells the shop that the order was paid. A
// provider tells the shop itself.
func (p paying) said() app.UI {
	if p.how.Means.Kind == shop.Cash || p.how.Hosted {
		return part.Div("pay__said pay__said--none")
	}
	var links []app.UI
	for _, kind := range shop.ChannelKinds {
		if to := kind.Message; to != nil && to.To(p.Shop.Contact) != "" {
			link := app.A().Class("button").ID("paid-"+kind.Name).Href(p.PaidLink(to, p.order)).Rel("noopener").
				Text(p.Text.Order.Paid[kind.Name]).OnClick(p.onSaid, app.EventScope(p.token))
			if to.NewTab {
				link = link.Target("_blank")
			}
			links = append(links, link)
		}
	}
	if len(links) == 0 {
		return part.Div("pay__said pay__said--none")
	}
	return part.Div("pay__said", append(links, p.receipt(), part.Paragraph("pay__tip", p.Text.Order.PaidTip))...)
}

// onSaid tells the shop's server too that the shopper says that the order is paid.
func (p paying) onSaid(ctx app.Context, e app.Event) {
	if p.token != "" {
		part.Beacon(p.Prefix + address.PaidPage(p.token))
	}
}

// code draws the QR code.
func (p paying) code(name string) app.UI {
	if p.how.Code == "" {
		return part.Div("pay__code pay__code--none")
	}
	if p.coded != p.how.Code {
		p.coded = p.how.Code
		p.qr, _ = qr.New(p.how.Code, qr.Medium)
	}
	if p.qr.Size == 0 {
		return part.Div("pay__code pay__code--none")
	}
	return part.Div("pay__code",
		p.qr.Draw(p.Text.Order.PayCode(name)),
		part.Button("button pay__save", p.Text.Order.SaveCode, p.onSave),
	)
}
