package ui

import (
	"strconv"
	"strings"

	"carrito/app/address"
	"carrito/app/cart"
	"carrito/app/catalog"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// buy is the quantity field and the button that adds to the cart. On a phone
// it stays at the lower edge of the screen.
func (v *productView) buy(variant catalog.Variant, exists bool) app.UI {
	s := v.Store
	button := app.Button().Class("button button--main buy__add").Type("submit")
	if !exists || variant.SoldOut() {
		button = button.Aria("disabled", "true").Aria("describedby", "stock")
	}
	return app.Form().Class("buy").Attr("novalidate", "true").
		Action(s.Href(address.Add(v.Product.ID))).Method("get").
		Attr("data-sale", saleData(v.Product)).
		OnSubmit(v.onAdd, app.EventScope(v.Product.ID)).Body(
		app.If(variant.ID > 0, func() app.UI {
			return app.Input().Type("hidden").Name("variante").Value(strconv.Itoa(variant.ID))
		}),
		div("buy__quantity",
			app.Label().Class("buy__label").For("quantity").Text(s.Text.Quantity),
			s.stepper("quantity", "1", limit(variant), v.refused, nil, v.Product.ID),
		),
		button.Text(s.Text.AddToCart),
	)
}

// limit is the most units of a variant a shopper can ask for.
func limit(v catalog.Variant) int {
	if v.Stock == catalog.NotCounted {
		return cart.MaxQuantity
	}
	return max(1, min(v.Stock, cart.MaxQuantity))
}

func (v *productView) onAdd(ctx app.Context, e app.Event) {
	e.PreventDefault()
	variant, exists := v.variant()
	if !exists {
		v.Store.Refuse(v.Store.Text.NoCombination + ".")
		return
	}
	n := 1
	onElement("quantity", func(field app.Value) {
		var err error
		if n, err = strconv.Atoi(strings.TrimSpace(field.Get("value").String())); err != nil {
			n = -1 // no quantity: the cart says so
		}
	})
	v.refused = !v.Store.Add(v.Product.ID, variant.ID, n).Done
	onElement("quantity", func(field app.Value) {
		if v.refused && !variant.SoldOut() {
			field.Call("focus")
			return
		}
		field.Set("value", "1")
	})
}

// stepper is a quantity field with a button for one fewer and one for one more.
// It changes by onChange, which is nil where the form reads the field itself.
func (s *Store) stepper(id, value string, most int, refused bool, onChange app.EventHandler, scope ...any) app.UI {
	input := app.Input().Class("stepper__field").ID(id).Name("cantidad").Type("number").
		Attr("inputmode", "numeric").Attr("autocomplete", "off").Min("0").Max(strconv.Itoa(most)).Step(1).Value(value)
	if refused {
		input = input.Aria("invalid", "true")
	}
	if onChange != nil {
		input = input.OnChange(onChange, app.EventScope(scope...))
	}
	step := func(by int, label, symbol string) app.UI {
		return app.Button().Class("stepper__step").Type("button").Value(by).Aria("label", label).Aria("controls", id).
			OnClick(stepBy(id, by), app.EventScope(append(scope, by)...)).Body(icon(symbol))
	}
	return div("stepper",
		step(-1, s.Text.Fewer, "minus"), input, step(+1, s.Text.More, "plus"),
	)
}

// stepBy changes a quantity field as if the shopper had typed the next number.
func stepBy(id string, by int) app.EventHandler {
	return func(app.Context, app.Event) {
		onElement(id, func(field app.Value) {
			n, err := strconv.Atoi(field.Get("value").String())
			if err != nil {
				n = 0
			}
			field.Set("value", strconv.Itoa(max(1, n+by)))
			field.Call("dispatchEvent", app.Window().Get("Event").New("change", map[string]any{"bubbles": true}))
		})
	}
}
