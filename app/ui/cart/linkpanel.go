package cart

import (
	"strconv"

	"carrito/app/cart"
	"carrito/app/shopper"
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// linkedPanel draws the cart of a link above the shopper's own, and asks what to
// do with it.
func (s *Screen) linkedPanel() app.UI {
	fault, opened := s.Link.Opened()
	switch {
	case !opened:
		return part.Div("linked linked--none")
	case fault != "":
		return part.Div("linked linked--fault",
			app.P().ID(LinkedID).TabIndex(-1).Text(fault),
			s.CloseButton("linked__close", s.onCloseFault),
		)
	}
	var brought cart.Cart
	var less []string
	awaits := s.Link.Awaits()
	if !awaits {
		brought, less = s.Link.Cart()
	}
	lines := brought.Lines()
	return app.Section().Class("linked").Aria("labelledby", LinkedID).Body(
		app.H2().Class("linked__heading").ID(LinkedID).TabIndex(-1).Text(s.Text.LinkedHeading),
		app.Ul().Class("linked__lines").Body(app.Range(lines).Slice(func(i int) app.UI { return s.linkedLine(lines[i]) })),
		app.Range(less).Slice(func(i int) app.UI { return part.Paragraph("linked__less", less[i]) }),
		s.linkedAnswers(&brought, awaits),
	)
}

// awaited says that the products of the link are on their way, or could not be loaded.
func (s *Screen) awaited() app.UI {
	if s.Lacking {
		return s.Unloaded()
	}
	return part.Paragraph("linked__sum", s.Text.Opening)
}

func (s *Screen) linkedLine(l cart.Line) app.UI {
	return app.Li().Class("linked__line").Body(
		app.Span().Class("linked__picture").Aria("hidden", true).Body(s.thumbnail(l)),
		part.Span("linked__name", shopper.LineName(l)),
		part.Exact("linked__quantity", strconv.Itoa(l.Quantity)+" × "+s.Money(l.UnitPrice)),
		part.Exact("linked__total", s.Money(l.Total())),
	)
}

// linkedAnswers draws the subtotal and the two buttons. If nothing in the link
// can be bought, or its products are not there yet, there is only the button that declines.
func (s *Screen) linkedAnswers(brought *cart.Cart, awaits bool) app.UI {
	answers := []app.UI{
		part.Paragraph("linked__sum", s.Text.Subtotal+" "+s.Money(brought.Subtotal())),
		part.Button("button button--main", s.Text.TakeLinked, s.onTakeLink),
		part.Button("button", s.Text.DeclineLinked, s.onDeclineLink),
	}
	switch {
	case awaits:
		answers = []app.UI{s.awaited(), answers[2]}
	case len(brought.Lines()) == 0:
		answers = []app.UI{part.Paragraph("linked__sum", s.Text.NothingOfLinked), answers[2]}
	}
	return part.Div("linked__answers", answers...)
}
