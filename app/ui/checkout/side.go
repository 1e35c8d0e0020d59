package checkout

import (
	"strconv"

	"carrito/app/address"
	"carrito/app/order"
	"carrito/app/outbox"
	"carrito/app/shop"
	"carrito/app/shopper"
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// checkoutSide draws the summary: lines, figures and the buttons that send the
// order. The server's page has none of it.
func (s *Screen) checkoutSide() app.UI {
	t := s.Text.Order
	if !s.Live {
		return part.Section("checkout__side", t.Summary, part.Div("checkout__wait",
			part.Paragraph("empty__text", t.Loading),
			app.NoScript().Body(part.Paragraph("empty__text", t.NeedsJavaScript)),
		))
	}
	o, buttons := s.order, s.sendButtons
	if last, ok := s.Checkout.Proposed(o); ok && last.State == outbox.Changed { // the shopper confirms the proposal or changes the cart
		o, buttons = *last.Proposal, func(order.Order) app.UI { return part.Div("send") }
	}
	return part.Section("checkout__side", t.Summary, app.Div().Body(
		s.checkoutLines(o),
		app.A().Class("checkout__change").ID("change-cart").Href(s.Href(address.Cart)).Text(t.ChangeCart),
		s.promoField(o),
		s.figures(o),
		s.minimum(),
		buttons(o),
	))
}

func (s *Screen) minimum() app.UI {
	if text := s.Checkout.MinimumText(); text != "" {
		return part.Paragraph("checkout__minimum", text)
	}
	return part.Paragraph("checkout__minimum checkout__minimum--none", "")
}

func (s *Screen) checkoutLines(o order.Order) app.UI {
	_, d := s.Checkout.Initial()
	return app.Ul().Class("ordered").Body(app.Range(o.Lines).Slice(func(i int) app.UI {
		l := o.Lines[i]
		id, name := shopper.LineNoteField(l.Key()), shopper.OrderedName(l)
		problem := s.fault("lines[" + strconv.Itoa(i) + "].note")
		note := app.Input().Class("field__input ordered__input").ID(id).Type("text").Value(d.Notes[l.Key()]).Attr("autocomplete", "off").
			Placeholder(s.Text.Order.LineNoteShort+" ("+s.Text.Order.Optional+")").OnInput(s.onField, app.EventScope(string(l.Key()))).
			OnChange(s.onField, app.EventScope(string(l.Key())))
		mark(note, id, false, problem != "")
		return app.Li().Class("ordered__line").Body(
			s.orderedWhat(l),
			app.Label().Class("visually-hidden").For(id).Text(s.Text.Order.LineNote(name)),
			note,
			s.fieldFault(id, problem),
		)
	}))
}

// orderedWhat draws a line of an order: quantity, name and total.
func (s *Screen) orderedWhat(l order.Line) app.UI {
	return part.Div("ordered__what",
		part.Exact("ordered__count", strconv.Itoa(l.Quantity)+" ×"),
		part.Span("ordered__name", shopper.OrderedName(l)),
		part.Exact("ordered__total", s.Money(l.Total())),
	)
}

// promoField draws the field for a promo code, if the shop has any.
func (s *Screen) promoField(o order.Order) app.UI {
	if len(s.Terms.Promos) == 0 {
		return part.Div("promo promo--none")
	}
	t := s.Text.Order
	_, d := s.Checkout.Initial()
	problem, note := "", ""
	switch p := s.Checkout.PromoProblem(o); {
	case p != "" && p != shopper.PromoAsking || s.faults.Of("promo") != "":
		if p == "" {
			p = s.faults.Of("promo")
		}
		problem = s.Checkout.FaultText(order.Fault{Field: "promo", Problem: p})
	case !o.Figures.Discount.Zero():
		note = t.PromoHolds(shop.NormalCode(o.Promo))
	case o.Promo != "" && s.Checkout.PromoUnchecked():
		note = t.PromoUnchecked
	}
	input := s.input("promo", d.Promo).Type("text").Attr("autocomplete", "off").Attr("autocapitalize", "characters").
		Spellcheck(false).OnChange(s.onPromo).OnKeyDown(s.onPromoKey)
	mark(input, "promo", false, problem != "")
	return part.Div("promo field",
		app.Label().Class("field__label").For("promo").Text(t.Promo),
		part.Div("promo__row", input, part.Button("button promo__apply", t.ApplyPromo, s.onPromo)),
		s.fieldFault("promo", problem),
		part.Paragraph("promo__note", note),
	)
}

func (s *Screen) onPromo(ctx app.Context, e app.Event) {
	s.takeFields()
	s.Checkout.CheckPromo()
	s.DrawAfterPress(ctx) // which may have left the field
}

// onPromoKey applies the code on Enter, instead of sending the order.
func (s *Screen) onPromoKey(ctx app.Context, e app.Event) {
	if e.Get("key").String() == "Enter" {
		e.PreventDefault()
		s.onPromo(ctx, e)
	}
}

// figures draws the figures of an order.
func (s *Screen) figures(o order.Order) app.UI {
	t := s.Text.Order
	f := o.Figures
	row := func(name, sum, class string) app.UI {
		figure := app.Dd().Class("figures__sum").Text(sum)
		switch sum {
		case t.ZoneMissing, t.PickedUp, t.Free: // words, to be translated
		default:
			figure = figure.Attr("translate", "no")
		}
		return part.Div("figures__row"+class, app.Dt().Text(name), figure)
	}
	total, tax := s.Money(f.Total), s.Money(f.Tax)
	if s.ZoneMissing(o) {
		total, tax = "—", "—" // unknown until the zone is chosen
	}
	rows := []app.UI{row(s.Text.Subtotal, s.Money(f.Subtotal), "")}
	if !f.Discount.Zero() {
		rows = append(rows, row(t.Discount, "− "+s.Money(f.Discount), ""))
	}
	rows = append(rows, row(t.Shipping, s.ShippingText(o), ""))
	for _, extra := range s.PaymentFigures(o) {
		rows = append(rows, row(extra.Name, extra.Amount, ""))
	}
	if s.Terms.Tax.Percent > 0 && !s.Terms.Tax.Included {
		rows = append(rows, row(t.TaxAdded(s.Terms.Tax.Name, shopper.PercentText(s.Terms.Tax.Percent)), tax, ""))
	}
	rows = append(rows, row(t.Total, total, " figures__row--total"))
	if s.Terms.Tax.Percent > 0 && s.Terms.Tax.Included {
		rows = append(rows, row(t.TaxIncluded(s.Terms.Tax.Name, shopper.PercentText(s.Terms.Tax.Percent)), tax, " figures__row--within"))
	}
	return app.Dl().Class("figures").Body(rows...)
}
