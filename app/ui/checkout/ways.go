package checkout

import (
	"carrito/app/order"
	"carrito/app/shopper"
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// ways draws the ways of delivery.
type ways struct{ *Screen }

// fields draws the ways of delivery, each with its zones below it. checkout.css
// shows the zones of the chosen way, so that this works before the program
// runs.
func (s ways) fields() app.UI {
	_, d := s.Checkout.Initial()
	chosen := s.Checkout.Delivery(d)
	return s.group("delivery", s.Text.Order.Delivery,
		app.Div().Body(app.Range(s.Terms.Ways).Slice(func(i int) app.UI { return s.way(s.Terms.Ways[i], chosen) })),
	)
}

func (s ways) way(way order.Way, chosen order.Delivery) app.UI {
	class := "way"
	if way.Pickup {
		class += " way--pickup"
	}
	radio := app.Input().Class("way__input").ID(shopper.WayField(way.ID)).Type("radio").Name("way").Value(way.ID).
		OnChange(s.onField, app.EventScope(way.ID))
	if way.ID == chosen.Method {
		radio = radio.Checked(true)
	}
	return part.Div(class,
		app.Label().Class("way__label").For(shopper.WayField(way.ID)).Body(
			radio,
			part.Span("way__name", way.Name),
			part.Span("way__cost", s.wayCost(way)),
		),
		app.If(len(way.Zones) > 0, func() app.UI { return s.zones(way, chosen) }),
	)
}

func (s ways) wayCost(way order.Way) string {
	if len(way.Zones) > 0 {
		return s.Text.Order.ByZone
	}
	return s.cost(way.Cost)
}

func (s ways) cost(c order.Cost) string {
	if c.Price.Zero() {
		return s.Text.Order.Free
	}
	text := s.Money(c.Price)
	if !c.FreeFrom.Zero() {
		text += ", " + s.Text.Order.FreeFrom(s.Money(c.FreeFrom))
	}
	return text
}

func (s ways) zones(way order.Way, chosen order.Delivery) app.UI {
	id := shopper.ZoneField(way.ID)
	options := []app.UI{app.Option().Value("").Text(s.Text.Order.ChooseZone)}
	for _, zone := range way.Zones {
		option := app.Option().Value(zone.ID).Text(zone.Name + ": " + s.cost(zone.Cost))
		if chosen.Method == way.ID && chosen.Zone == zone.ID {
			option = option.Selected(true)
		}
		options = append(options, option)
	}
	problem := ""
	if s.order.Delivery.Method == way.ID {
		problem = s.fault("delivery.zone")
	}
	field := app.Select().Class("field__input").ID(id).Attr("autocomplete", "off").
		OnChange(s.onField, app.EventScope(way.ID)).Body(options...).Required(true)
	mark(field, id, true, problem != "")
	return part.Div("way__zones field",
		app.Label().Class("field__label").For(id).Body(
			part.Span("", s.Text.Order.Zone), app.Span().Class("field__mark").Aria("hidden", true).Text(" *"),
		),
		field,
		s.fieldFault(id, problem),
	)
}
