package product

import (
	"slices"
	"strconv"

	"carrito/app/catalog"
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// options draws the values of each option to choose from. All values can be chosen at
// any time. Values that cannot be bought together with the other chosen ones are marked.
func (v *productView) options() app.UI {
	options := v.Product.Options
	return part.Div("options",
		app.Range(options).Slice(func(i int) app.UI {
			return app.FieldSet().Class("option").Body(
				app.Legend().Class("option__name").Text(options[i].Name),
				part.Div("option__values",
					app.Range(options[i].Values).Slice(func(j int) app.UI {
						return v.value(i, options[i].Values[j])
					}),
				),
			)
		}),
	)
}

func (v *productView) value(option int, value string) app.UI {
	id := "option-" + strconv.Itoa(option) + "-" + strconv.Itoa(slices.Index(v.Product.Options[option].Values, value))
	input := app.Input().Class("option__input").Type("radio").ID(id).
		Name("option-"+strconv.Itoa(option)).Value(value).
		OnChange(v.onChoose(option, value), app.EventScope(v.Product.ID, option, value))
	if v.values()[option] == value {
		input = input.Checked(true)
	}
	class, hint := "option__value", ""
	if !v.possible(option, value) {
		class, hint = "option__value option__value--gone", ", "+v.Screen.Text.UnavailableHint
	}
	return app.Span().Class("option__choice").Body(
		input,
		app.Label().Class(class).For(id).Body(
			optionValue(value),
			part.Span("visually-hidden", hint),
		),
	)
}

// optionValue draws the name of a value. Sizes are not translated.
func optionValue(value string) app.UI {
	if len(value) <= len("XXL") {
		return part.Exact("", value)
	}
	return part.Span("", value)
}

// possible reports whether a value can be bought together with the other chosen
// values.
func (v *productView) possible(option int, value string) bool {
	values := slices.Clone(v.values())
	values[option] = value
	return slices.ContainsFunc(v.Product.Variants, func(variant catalog.Variant) bool {
		return !variant.SoldOut() && slices.Equal(variant.Values, values)
	})
}

func (v *productView) onChoose(option int, value string) app.EventHandler {
	return func(ctx app.Context, e app.Event) {
		v.chosen = slices.Clone(v.values())
		v.chosen[option] = value
	}
}
