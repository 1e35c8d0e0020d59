package ui

import (
	"strconv"

	"carrito/app/cart"
	"carrito/app/shopper"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// offerPanel stands above the cart and asks what to do with the one that came by
// a link.
func (s *Store) offerPanel() app.UI {
	fault, offered := s.Link.Offered()
	switch {
	case !offered:
		return div("offer offer--none")
	case fault != "":
		return div("offer offer--fault",
			app.P().ID(offerID).TabIndex(-1).Text(fault),
			s.closeButton("offer__close", s.onCloseFault),
		)
	}
	brought, less := s.Link.Cart()
	lines := brought.Lines()
	return app.Section().Class("offer").Aria("labelledby", offerID).Body(
		app.H2().Class("offer__heading").ID(offerID).TabIndex(-1).Text(s.Text.OfferHeading),
		app.Ul().Class("offer__lines").Body(app.Range(lines).Slice(func(i int) app.UI { return s.offerLine(lines[i]) })),
		app.Range(less).Slice(func(i int) app.UI { return paragraph("offer__less", less[i]) }),
		s.offerAnswers(&brought),
	)
}

func (s *Store) offerLine(l cart.Line) app.UI {
	return app.Li().Class("offer__line").Body(
		app.Span().Class("offer__picture").Aria("hidden", true).Body(s.thumbnail(l)),
		span("offer__name", shopper.LineName(l)),
		exact("offer__quantity", strconv.Itoa(l.Quantity)+" × "+s.Money(l.UnitPrice)),
		exact("offer__total", s.Money(l.Total())),
	)
}

// offerAnswers is what it comes to and the two buttons, or one where nothing of
// it can be had.
func (s *Store) offerAnswers(brought *cart.Cart) app.UI {
	answers := []app.UI{
		paragraph("offer__sum", s.Text.Subtotal+" "+s.Money(brought.Subtotal())),
		button("button button--main", s.Text.TakeOffer, s.onTakeOffer),
		button("button", s.Text.DeclineOffer, s.onDeclineOffer),
	}
	if len(brought.Lines()) == 0 {
		answers = []app.UI{paragraph("offer__sum", s.Text.NothingOfOffer), answers[2]}
	}
	return div("offer__answers", answers...)
}
