package ui

import (
	"strings"

	"carrito/app/catalog"
	"carrito/app/order"
	"carrito/app/session"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// checkoutPage is "/pedido": who orders, how it is delivered, and what it comes
// to.
func (s *Store) checkoutPage() Page {
	return Page{
		Status:   200,
		Title:    s.Text.Order.Title,
		Ordering: true,
		Body: func() app.UI {
			return div("checkout-page", title(s.Text.Order.Title), s.byHand(nil, catalog.Variant{}), s.checkoutBody())
		},
	}
}

func (s *Store) checkoutBody() app.UI {
	if s.Live && len(s.Session.Cart().Lines()) == 0 {
		return s.checkoutEmpty()
	}
	// Its fields keep it from being sent without the program; a form of this
	// method goes nowhere, and nothing of the shopper into an address.
	return app.Form().Class("checkout").Method("dialog").Attr("novalidate", "true").OnSubmit(s.onSubmit).Body(
		div("checkout__form",
			s.faultSummary(),
			s.changesPanel(),
			paragraph("checkout__intro", s.Text.Order.Intro),
			s.contactFields(),
			s.deliveryFields(),
			s.addressFields(),
			s.noteField(),
			s.forgetMe(),
		),
		s.checkoutSide(),
	)
}

func (s *Store) checkoutEmpty() app.UI {
	_, ordered := s.sent()
	return div("checkout",
		div("cart", s.empty("cart", s.Text.Order.Empty, s.Text.CartEmptyTip)),
		app.If(ordered, func() app.UI {
			return app.A().Class("checkout__last").Href(s.href(thanksPath)).Text(s.Text.Order.LastOrder)
		}),
	)
}

// fieldID is the id of what a fault is about.
func (s *Store) fieldID(field string) string {
	switch {
	case field == "subtotal" || field == "lines" || field == "order" || field == "id" || field == "currency":
		return "change-cart"
	case field == "delivery.zone":
		return zoneID(s.delivery(s.draft()).Method)
	case field == "delivery.method" && len(s.terms.Ways) > 0:
		return wayID(s.terms.Ways[0].ID)
	case strings.HasPrefix(field, "lines["):
		lines := s.Session.Cart().Lines()
		if i := number(strings.TrimSuffix(field[len("lines["):max(len("lines["), strings.IndexByte(field, ']'))], "]")); i < len(lines) {
			return lineNoteID(lines[i].Key())
		}
	}
	return strings.ReplaceAll(field, ".", "-")
}

// faultSummary names everything that keeps the order from being sent, with a way
// to each field. It takes the focus when sending is refused.
func (s *Store) faultSummary() app.UI {
	faults := s.shownFaults()
	if len(faults) == 0 {
		return div("faults faults--none")
	}
	return app.Section().Class("faults").ID(faultsID).TabIndex(-1).Aria("labelledby", "faults-heading").Body(
		app.H2().Class("faults__heading").ID("faults-heading").Text(s.Text.Order.Faults(len(faults))),
		app.Ul().Class("faults__list").Body(app.Range(faults).Slice(func(i int) app.UI {
			id := s.fieldID(faults[i].Field)
			return app.Li().Body(
				app.A().Class("faults__link").Href("#"+id).Text(s.faultText(faults[i])).OnClick(s.onFault(id), app.EventScope(id)),
			)
		})),
	)
}

const faultsID = "faults"

// shownFaults are none before the first attempt to send.
func (s *Store) shownFaults() order.Faults {
	if !s.Live || !s.checkout.refused {
		return nil
	}
	return s.faults(s.order())
}

func (s *Store) onFault(id string) app.EventHandler {
	return func(ctx app.Context, e app.Event) {
		e.PreventDefault() // an address of the field would be another entry of the history
		s.focus(id)
	}
}

func (s *Store) forgetMe() app.UI {
	return div("checkout__forget",
		paragraph("checkout__tip", s.Text.Order.ForgetTip),
		app.Button().Class("button button--quiet").ID("forget-me").Type("button").Text(s.Text.Order.ForgetMe).OnClick(s.onForget),
	)
}

func (s *Store) onForget(ctx app.Context, e app.Event) {
	s.Forget()
	s.fill(true)
	s.expire()
	s.focus("customer-name")
}

// Forget deletes the shopper's own details.
func (s *Store) Forget() {
	s.Session.Set(session.Customer, "")
	s.tellBroken()
	s.checkout.refused, s.checkout.told = false, nil
	s.say(s.Text.Order.Forgotten, true)
}

// fill puts into the fields what the session has, where another tab or a button
// has changed it; into the one with the focus only if all is set.
func (s *Store) fill(all bool) {
	if !app.IsClient || !s.checkout.drawn {
		return
	}
	c, d := s.customer(), s.draft()
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
		set(f.id(), *f.of(&c))
	}
	set("note", d.Note)
	set("promo", d.Promo)
	for _, l := range s.Session.Cart().Lines() {
		set(lineNoteID(l.Key()), d.Notes[l.Key()])
	}
	chosen := s.delivery(d)
	for _, way := range s.terms.Ways {
		if radio := app.Window().GetElementByID(wayID(way.ID)); radio.Truthy() && way.ID == chosen.Method {
			radio.Set("checked", true)
			set(zoneID(way.ID), chosen.Zone)
		}
	}
}
