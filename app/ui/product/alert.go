package product

import (
	"carrito/app/address"
	"carrito/app/cart"
	"carrito/app/catalog"
	"carrito/app/shop"
	"carrito/app/shopper"
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// alert draws the form for shoppers who want to be told when the chosen variant is back. A
// shop without an inbox has a link to a message instead. The server draws them hidden if
// only another variant is sold out; start.js shows and hides them until the program runs.
//
// Few pages have the form, so the program's second module draws it (server/program/stay.go).
func (v *productView) alert(variant catalog.Variant, exists bool) app.UI {
	class, draw := "alert", exists && variant.SoldOut()
	if !draw {
		class = "alert alert--none"
	}
	if v.Screen.Phase == part.Server {
		for _, other := range v.Product.Variants {
			draw = draw || other.SoldOut()
		}
	}
	if !draw || v.Screen.Alerts == "" {
		return part.Div("alert--none")
	}
	return part.Div(class, v.drawAlert(variant))
}

// drawAlert draws the form or the link. start.js sends the form, so that the page stays;
// without it the answer is a page of its own.
func (v *productView) drawAlert(variant catalog.Variant) app.UI {
	s := v.Screen
	t := s.Text.Alert
	if _, inbox := s.Shop.Orders.Channel(shop.ServerChannel); !inbox {
		return v.alertLink(variant)
	}
	consent := app.A().Class("alert__consent").Text(t["consent"])
	if s.Alerts != part.AlertsAlone {
		consent = consent.Href(s.Href(s.Alerts))
	}
	return app.Form().Action(s.Prefix+address.Alert).Method("post").Attr("data-offline", t["offline"]).Body(
		app.Label().Class("field__label").For("alert-contact").Text(t["contact"]),
		app.Input().Type("hidden").Name("producto").Value(string(cart.KeyOf(v.Product.ID, variant.ID))),
		part.Div("alert__row",
			app.Input().Class("field__input").ID("alert-contact").Name("contacto").Attr("required", "true").Attr("autocomplete", "email"),
			app.Button().Class("button button--main").Type("submit").Text(t["send"]),
		),
		consent,
	)
}

// alertLink draws a link to a message with the name of product and variant at its end,
// where start.js changes it.
func (v *productView) alertLink(variant catalog.Variant) app.UI {
	s, name := v.Screen, v.Product.Name
	if variant.ID > 0 {
		name += " (" + variant.Name() + ")"
	}
	kind, t := shop.WhatsAppChannel, s.Text.Alert
	if s.Shop.Contact.WhatsApp == "" {
		kind = shop.EmailChannel
	}
	start := s.MessageStart(shop.MessageOf(kind), t["send"]) + shopper.LinkEscape(t["message"]+" ")
	return app.A().Class("button").Href(start+shopper.LinkEscape(shopper.Clip(name, 200))).Attr("data-to", start).Text(t[kind])
}
