package cart

import (
	"strconv"

	"carrito/app/cart"
	"carrito/app/shopper"
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// offerPanel draws the cart of a link above the shopper's own, and asks what to
// do with it.
func (s *Screen) offerPanel() app.UI {
	fault, offered := s.Link.Offered()
	switch {
	case !offered:
		return part.Div("offer offer--none")
	case fault != "":
		return part.Div("offer offer--fault",
			app.P().ID(OfferID).TabIndex(-1).Text(fault),
			s.CloseButton("offer__close", s.onCloseFault),
		)
	}
	brought, less := s.Link.Cart()
	lines := brought.Lines()
	return app.Section().Class("offer").Aria("labelledby", OfferID).Body(
		app.H2().Class("offer__heading").ID(OfferID).TabIndex(-1).Text(s.Text.OfferHeading),
		app.Ul().Class("offer__lines").Body(app.Range(lines).Slice(func(i int) app.UI { return s.offerLine(lines[i]) })),
		app.Range(less).Slice(func(i int) app.UI { return part.Paragraph("offer__less", less[i]) }),
		s.offerAnswers(&brought),
	)
}

func (s *Screen) offerLine(l cart.Line) app.UI {
	return app.Li().Class("offer__line").Body(
		app.Span().Class("offer__picture").Aria("hidden", true).Body(s.thumbnail(l)),
		part.Span("offer__name", shopper.LineName(l)),
		part.Exact("offer__quantity", strconv.Itoa(l.Quantity)+" × "+s.Money(l.UnitPrice)),
		part.Exact("offer__total", s.Money(l.Total())),
	)
}

// offerAnswers draws the subtotal and the two buttons. If nothing in the link
// can be bought, there is only the button that declines.
func (s *Screen) offerAnswers(brought *cart.Cart) app.UI {
	answers := []app.UI{
		part.Paragraph("offer__sum", s.Text.Subtotal+" "+s.Money(brought.Subtotal())),
		part.Button("button button--main", s.Text.TakeOffer, s.onTakeOffer),
		part.Button("button", s.Text.DeclineOffer, s.onDeclineOffer),
	}
	if len(brought.Lines()) == 0 {
		answers = []app.UI{part.Paragraph("offer__sum", s.Text.NothingOfOffer), answers[2]}
	}
	return part.Div("offer__answers", answers...)
}
