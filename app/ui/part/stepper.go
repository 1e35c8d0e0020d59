package part

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"carrito/app/cart"
	"carrito/app/catalog"
)

// Stepper draws a quantity field between buttons for one fewer and one more.
// onChange is nil if the field is read when its form is submitted.
func (s *Screen) Stepper(id, value string, most int, refused bool, onChange app.EventHandler, scope ...any) app.UI {
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
			OnClick(stepBy(id, by), app.EventScope(append(scope, by)...)).Body(Icon(symbol))
	}
	return Div("stepper",
		step(-1, s.Text.Fewer, "minus"), input, step(+1, s.Text.More, "plus"),
	)
}

// stepBy returns a handler that changes a quantity field as if by typing.
func stepBy(id string, by int) app.EventHandler {
	return func(app.Context, app.Event) {
		OnElement(id, func(field app.Value) {
			n, err := strconv.Atoi(field.Get("value").String())
			if err != nil {
				n = 0
			}
			field.Set("value", strconv.Itoa(max(1, n+by)))
			field.Call("dispatchEvent", app.Window().Get("Event").New("change", map[string]any{"bubbles": true}))
		})
	}
}

// Limit returns the most units of a variant that a shopper can ask for.
func Limit(v catalog.Variant) int {
	if v.Stock == catalog.NotCounted {
		return cart.MaxQuantity
	}
	return max(1, min(v.Stock, cart.MaxQuantity))
}
