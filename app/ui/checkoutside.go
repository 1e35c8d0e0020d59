package ui

import (
	"strconv"
	"strings"

	"carrito/app/order"
	"carrito/app/shop"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// checkoutSide is what is ordered, what it comes to, and where it goes. The
// server knows none of it.
func (s *Store) checkoutSide() app.UI {
	t := s.Text.Order
	if !s.Live {
		return section("checkout__side", t.Summary, div("checkout__wait",
			paragraph("empty__text", t.Loading),
			app.NoScript().Body(paragraph("empty__text", t.NeedsJavaScript)),
		))
	}
	o, buttons := s.order(), s.sendButtons
	if last, ok := s.proposed(); ok && last.state == Changed { // that is confirmed, or the cart changed
		o, buttons = *last.proposal, func(order.Order) app.UI { return div("send") }
	}
	return section("checkout__side", t.Summary, app.Div().Body(
		s.checkoutLines(o),
		app.A().Class("checkout__change").ID("change-cart").Href(s.href(cartPath)).Text(t.ChangeCart),
		s.promoField(o),
		s.figures(o),
		s.minimum(),
		buttons(o),
	))
}

func (s *Store) minimum() app.UI {
	if text := s.minimumText(); text != "" {
		return paragraph("checkout__minimum", text)
	}
	return paragraph("checkout__minimum checkout__minimum--none", "")
}

func (s *Store) checkoutLines(o order.Order) app.UI {
	_, d := s.fields()
	faults := s.shownFaults()
	return app.Ul().Class("ordered").Body(app.Range(o.Lines).Slice(func(i int) app.UI {
		l := o.Lines[i]
		id, name := lineNoteID(l.Key()), orderedName(l)
		at := "lines[" + strconv.Itoa(i) + "].note"
		problem := ""
		if p := faults.Of(at); p != "" {
			problem = s.faultText(order.Fault{Field: at, Problem: p})
		}
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

// orderedWhat is a line of an order: how many of what, and what they cost.
func (s *Store) orderedWhat(l order.Line) app.UI {
	return div("ordered__what",
		exact("ordered__count", strconv.Itoa(l.Quantity)+" ×"),
		span("ordered__name", orderedName(l)),
		exact("ordered__total", s.Money(l.Total())),
	)
}

// orderedName is a line's name with the variant in it.
func orderedName(l order.Line) string {
	if l.Variant == "" {
		return l.Name
	}
	return l.Name + " (" + l.Variant + ")"
}

// promoField is there where the shop has promo codes.
func (s *Store) promoField(o order.Order) app.UI {
	if len(s.terms.Promos) == 0 {
		return div("promo promo--none")
	}
	t := s.Text.Order
	_, d := s.fields()
	problem, said := "", ""
	switch p := s.promoProblem(o); {
	case p != "" && p != promoAsking || s.shownFaults().Of("promo") != "":
		if p == "" {
			p = s.shownFaults().Of("promo")
		}
		problem = s.faultText(order.Fault{Field: "promo", Problem: p})
	case !o.Figures.Discount.Zero():
		said = t.PromoHolds(shop.NormalCode(o.Promo))
	case o.Promo != "" && s.CheckPromo == nil:
		said = t.PromoUnchecked
	}
	input := s.input("promo", d.Promo).Type("text").Attr("autocomplete", "off").Attr("autocapitalize", "characters").
		Spellcheck(false).OnChange(s.onPromo).OnKeyDown(s.onPromoKey)
	mark(input, "promo", false, problem != "")
	return div("promo field",
		app.Label().Class("field__label").For("promo").Text(t.Promo),
		div("promo__row", input, button("button promo__apply", t.ApplyPromo, s.onPromo)),
		s.fieldFault("promo", problem),
		paragraph("promo__said", said),
	)
}

func (s *Store) onPromo(ctx app.Context, e app.Event) {
	s.takeFields()
	s.checkPromo()
}

// onPromoKey applies the code: the order itself is not yet meant.
func (s *Store) onPromoKey(ctx app.Context, e app.Event) {
	if e.Get("key").String() == "Enter" {
		e.PreventDefault()
		s.onPromo(ctx, e)
	}
}

// figures is what an order comes to.
func (s *Store) figures(o order.Order) app.UI {
	t := s.Text.Order
	f := o.Figures
	row := func(name, sum, class string) app.UI {
		figure := app.Dd().Class("figures__sum").Text(sum)
		switch sum {
		case t.ZoneMissing, t.PickedUp, t.Free: // words
		default:
			figure = figure.Attr("translate", "no")
		}
		return div("figures__row"+class, app.Dt().Text(name), figure)
	}
	total, tax := s.Money(f.Total), s.Money(f.Tax)
	if s.zoneMissing(o) {
		total, tax = "—", "—" // nobody knows them yet
	}
	rows := []app.UI{row(s.Text.Subtotal, s.Money(f.Subtotal), "")}
	if !f.Discount.Zero() {
		rows = append(rows, row(t.Discount, "− "+s.Money(f.Discount), ""))
	}
	rows = append(rows, row(t.Shipping, s.shippingText(o), ""))
	if s.terms.Tax.Percent > 0 && !s.terms.Tax.Included {
		rows = append(rows, row(t.TaxAdded(s.terms.Tax.Name, percentText(s.terms.Tax.Percent)), tax, ""))
	}
	rows = append(rows, row(t.Total, total, " figures__row--total"))
	if s.terms.Tax.Percent > 0 && s.terms.Tax.Included {
		rows = append(rows, row(t.TaxIncluded(s.terms.Tax.Name, percentText(s.terms.Tax.Percent)), tax, " figures__row--within"))
	}
	return app.Dl().Class("figures").Body(rows...)
}

// zoneMissing reports whether what the delivery costs is still to be chosen.
func (s *Store) zoneMissing(o order.Order) bool {
	way, _ := s.terms.Way(o.Delivery.Method)
	return len(way.Zones) > 0 && o.Delivery.Zone == ""
}

func (s *Store) shippingText(o order.Order) string {
	way, _ := s.terms.Way(o.Delivery.Method)
	switch {
	case s.zoneMissing(o):
		return s.Text.Order.ZoneMissing
	case way.Pickup && o.Figures.Shipping.Zero():
		return s.Text.Order.PickedUp
	case o.Figures.Shipping.Zero():
		return s.Text.Order.Free
	}
	return s.Money(o.Figures.Shipping)
}

// percentText writes hundredths of a per cent: 18, 10.5.
func percentText(hundredths int) string {
	whole, rest := strconv.Itoa(hundredths/100), hundredths%100
	if rest == 0 {
		return whole
	}
	return whole + "." + strings.TrimRight(strconv.Itoa(rest/10)+strconv.Itoa(rest%10), "0")
}
