package checkout

import (
	"carrito/app/shopper"
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// changesPanel draws the order that the shop proposes, with its differences and
// figures, and asks whether to send it.
func (s *Screen) changesPanel() app.UI {
	last, ok := s.Checkout.Proposed(s.order)
	if !ok {
		return part.Div("changes changes--none")
	}
	t := s.Text.Order
	texts := s.Differences(last.Order, *last.Proposal)
	return app.Section().Class("changes").ID(shopper.ChangesID).TabIndex(-1).Aria("labelledby", "changes-heading").Body(
		app.H2().Class("changes__heading").ID("changes-heading").Text(t.ChangedTitle),
		part.Paragraph("changes__lead", t.ChangedLead),
		app.Ul().Class("changes__list").Body(app.Range(texts).Slice(func(i int) app.UI { return app.Li().Text(texts[i]) })),
		s.figures(*last.Proposal),
		app.Button().Class("button button--main").ID("confirm").Type("button").Text(t.Confirm).OnClick(s.onConfirm),
	)
}

func (s *Screen) onConfirm(ctx app.Context, e app.Event) { s.Checkout.Confirm() }
