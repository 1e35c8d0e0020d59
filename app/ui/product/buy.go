package product

import (
	"strconv"
	"strings"

	"carrito/app/address"
	"carrito/app/catalog"
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// buy draws the quantity field and the button that adds to the cart. On a phone
// it stays at the bottom of the screen.
func (v *productView) buy(variant catalog.Variant, exists bool) app.UI {
	s := v.Screen
	button := app.Button().Class("button button--main buy__add").Type("submit")
	if !exists || variant.SoldOut() {
		button = button.Aria("disabled", "true").Aria("describedby", "stock")
	}
	return app.Form().Class("buy").Attr("novalidate", "true").
		Action(s.Href(address.Add(v.Product.ID))).Method("get").
		Attr("data-sale", part.SaleData(v.Product)).
		OnSubmit(v.onAdd, app.EventScope(v.Product.ID)).Body(
		app.If(variant.ID > 0, func() app.UI {
			return app.Input().Type("hidden").Name("variante").Value(strconv.Itoa(variant.ID))
		}),
		part.Div("buy__quantity",
			app.Label().Class("buy__label").For("quantity").Text(s.Text.Quantity),
			s.Stepper("quantity", "1", part.Limit(variant), v.refused, nil, v.Product.ID),
		),
		button.Text(s.Text.AddToCart),
	)
}

func (v *productView) onAdd(ctx app.Context, e app.Event) {
	e.PreventDefault()
	variant, exists := v.variant()
	if !exists {
		v.Screen.Refuse(v.Screen.Text.NoCombination + ".")
		return
	}
	n := 1
	part.OnElement("quantity", func(field app.Value) {
		var err error
		if n, err = strconv.Atoi(strings.TrimSpace(field.Get("value").String())); err != nil {
			n = -1 // not a quantity: the cart refuses it
		}
	})
	v.refused = !v.Screen.Add(v.Product.ID, variant.ID, n).Done
	part.OnElement("quantity", func(field app.Value) {
		if v.refused && !variant.SoldOut() {
			field.Call("focus")
			return
		}
		field.Set("value", "1")
	})
}
