package checkout

import (
	"carrito/app/order"
	"carrito/app/shop"
	"carrito/app/shopper"
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// means draws the ways of paying.
type means struct{ *Screen }

// fields draws the ways of paying that are offered. The server does not know the order,
// and draws all.
func (s means) fields() app.UI {
	if len(s.Terms.Payments) == 0 {
		return part.Div("checkout__group--none")
	}
	offered, chosen := s.Terms.Payments, s.Terms.Payments[0].ID
	if s.Live {
		offered, chosen = s.Checkout.Offered(s.order), s.order.Payment.Method
	}
	problem := s.fault("payment.method")
	return s.group("payment", s.Text.Order.Payment,
		app.Div().Body(app.Range(offered).Slice(func(i int) app.UI { return s.way(offered[i], chosen) })),
		s.fieldFault(methodID, problem),
	)
}

const methodID = "payment-method"

// fault returns the sentence for the fault of a field, or "".
func (s *Screen) fault(field string) string {
	if p := s.faults.Of(field); p != "" {
		return s.Checkout.FaultText(order.Fault{Field: field, Problem: p})
	}
	return ""
}

func (s means) way(m order.Means, chosen string) app.UI {
	id := shopper.MeansField(m.ID)
	radio := app.Input().Class("way__input").ID(id).Type("radio").Name("means").Value(m.ID).OnChange(s.onField, app.EventScope(m.ID))
	if m.ID == chosen {
		radio = radio.Checked(true)
	}
	return part.Div("way",
		app.Label().Class("way__label").For(id).Body(
			radio,
			part.Span("way__name", s.MeansName(m)),
			part.Span("way__cost", s.cost(m)),
		),
		part.Paragraph("way__tip", s.Text.Order.PaymentTip[m.Kind]),
		app.If(m.Kind == shop.Cash, s.tender),
	)
}

// cost says what a way of paying costs more or less.
func (s means) cost(m order.Means) string {
	switch percent := m.Percent(); {
	case percent > 0:
		return s.Text.Order.PaymentMore(shopper.PercentText(percent))
	case percent < 0:
		return s.Text.Order.PaymentLess(shopper.PercentText(-percent))
	}
	return ""
}

// tender draws the field for what the shopper pays with in cash.
func (s means) tender() app.UI {
	t := s.Text.Order
	_, d := s.Checkout.Initial()
	input := s.input(shopper.TenderField, d.Payment.Tender).Type("text").Attr("inputmode", "decimal").Attr("autocomplete", "off")
	return part.Div("way__more",
		s.field("payment.tender", t.Tender+" ("+t.Optional+")", false, input),
		part.Paragraph("checkout__tip", t.TenderTip),
	)
}
