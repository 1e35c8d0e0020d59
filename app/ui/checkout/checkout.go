package checkout

import (
	"strings"

	"carrito/app/address"
	"carrito/app/catalog"
	"carrito/app/shopper"
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Page returns the page at /pedido, where the shopper fills in an order and
// sends it.
func (s *Screen) Page() part.Page {
	return part.Page{
		Status:   200,
		Title:    s.Text.Order.Title,
		Ordering: true,
		Body: func() app.UI {
			return part.Div("checkout-page", part.Title(s.Text.Order.Title), s.ByHand(nil, catalog.Variant{}), s.UnloadedCart(), s.checkoutBody())
		},
	}
}

func (s *Screen) checkoutBody() app.UI {
	if s.Live && len(s.Session.Cart().Lines()) == 0 {
		return s.checkoutEmpty()
	}
	if s.Live {
		s.order = s.Checkout.Order()
		s.faults = s.Checkout.ShownFaults(s.order)
	}
	// Without the program, the required fields keep the form from being sent. A form
	// with method dialog sends nothing, so the shopper's data never reach an address.
	return app.Form().Class("checkout").Method("dialog").Attr("novalidate", "true").OnSubmit(s.onSubmit).Body(
		part.Div("checkout__form",
			s.faultSummary(),
			s.changesPanel(),
			part.Paragraph("checkout__intro", s.Text.Order.Intro),
			s.contactFields(),
			ways{s}.fields(),
			s.addressFields(),
			means{s}.fields(),
			s.noteField(),
			s.forgetMe(),
		),
		s.checkoutSide(),
	)
}

func (s *Screen) checkoutEmpty() app.UI {
	_, ordered := s.Orders.Last()
	return part.Div("checkout",
		part.Div("cart", s.Empty("cart", s.Text.Order.Empty, s.Text.CartEmptyTip)),
		app.If(ordered, func() app.UI {
			return app.A().Class("checkout__last").Href(s.Href(address.Thanks)).Text(s.Text.Order.LastOrder)
		}),
	)
}

// fieldID returns the id of the element that a fault is about.
func (s *Screen) fieldID(field string) string {
	switch {
	case field == "subtotal" || field == "lines" || field == "order" || field == "id" || field == "currency":
		return "change-cart"
	case field == "delivery.zone":
		return shopper.ZoneField(s.Checkout.Delivery(s.Checkout.Draft()).Method)
	case field == "delivery.method" && len(s.Terms.Ways) > 0:
		return shopper.WayField(s.Terms.Ways[0].ID)
	case field == "payment.method":
		if offered := s.Checkout.Offered(s.order); len(offered) > 0 {
			return shopper.MeansField(offered[0].ID)
		}
		return "change-cart"
	case strings.HasPrefix(field, "lines["):
		lines := s.Session.Cart().Lines()
		if i := part.Number(strings.TrimSuffix(field[len("lines["):max(len("lines["), strings.IndexByte(field, ']'))], "]")); i < len(lines) {
			return shopper.LineNoteField(lines[i].Key())
		}
	}
	return strings.ReplaceAll(field, ".", "-")
}

// faultSummary lists the faults of the order, each with a link to its field. It
// takes the focus when sending is refused.
func (s *Screen) faultSummary() app.UI {
	faults := s.faults
	if len(faults) == 0 {
		return part.Div("faults faults--none")
	}
	return app.Section().Class("faults").ID(shopper.FaultsID).TabIndex(-1).Aria("labelledby", "faults-heading").Body(
		app.H2().Class("faults__heading").ID("faults-heading").Text(s.Text.Order.Faults(len(faults))),
		app.Ul().Class("faults__list").Body(app.Range(faults).Slice(func(i int) app.UI {
			id := s.fieldID(faults[i].Field)
			return app.Li().Body(
				app.A().Class("faults__link").Href("#"+id).Text(s.Checkout.FaultText(faults[i])).OnClick(s.onFault(id), app.EventScope(id)),
			)
		})),
	)
}

func (s *Screen) onFault(id string) app.EventHandler {
	return func(ctx app.Context, e app.Event) {
		e.PreventDefault() // following the link would add an entry to the history
		s.Focus(id)
	}
}

func (s *Screen) forgetMe() app.UI {
	return part.Div("checkout__forget",
		part.Paragraph("checkout__tip", s.Text.Order.ForgetTip),
		app.Button().Class("button button--quiet").ID("forget-me").Type("button").Text(s.Text.Order.ForgetMe).OnClick(s.onForget),
	)
}

func (s *Screen) onForget(ctx app.Context, e app.Event) {
	s.Checkout.Forget()
	s.Fill(true)
	s.Focus("customer-name")
}

// Fill sets the fields to the values in the session, after another tab or a
// button has changed them. It sets the focused field only if all is true.
func (s *Screen) Fill(all bool) {
	if !app.IsClient {
		return
	}
	c, d := s.Checkout.Customer(), s.Checkout.Draft()
	focused := app.Window().Get("document").Get("activeElement")
	set := func(id, value string) {
		field := app.Window().GetElementByID(id)
		if field.Truthy() && (all || !field.Equal(focused)) && field.Get("value").String() != value {
			field.Set("value", value)
			if value == "" && field.Get("selectedIndex").Type() == app.TypeNumber {
				field.Set("selectedIndex", 0)
			}
		}
	}
	for _, f := range customerFields {
		set(f.id(), *shopper.CustomerField(&c, f.name))
	}
	set("note", d.Note)
	set("promo", d.Promo)
	set(shopper.TenderField, d.Payment.Tender)
	for _, l := range s.Session.Cart().Lines() {
		set(shopper.LineNoteField(l.Key()), d.Notes[l.Key()])
	}
	if radio := app.Window().GetElementByID(shopper.MeansField(s.Checkout.Order().Payment.Method)); radio.Truthy() {
		radio.Set("checked", true)
	}
	chosen := s.Checkout.Delivery(d)
	for _, way := range s.Terms.Ways {
		if radio := app.Window().GetElementByID(shopper.WayField(way.ID)); radio.Truthy() && way.ID == chosen.Method {
			radio.Set("checked", true)
			set(shopper.ZoneField(way.ID), chosen.Zone)
		}
	}
}
