package checkout

import (
	"strings"

	"carrito/app/shopper"
	"carrito/app/text"
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// customerField is a field of the customer.
type customerField struct {
	name         string // name of its faults, such as "customer.name"
	label        func(*text.Order) string
	kind         string // type of the input; empty for a textarea
	autocomplete string // HTML standard, 4.10.18.7.1
	required     bool
}

func (f customerField) id() string { return strings.ReplaceAll(f.name, ".", "-") }

// customerFields lists the fields in the order of the form: first the contact,
// then the address.
var customerFields = []customerField{
	{"customer.name", func(t *text.Order) string { return t.Name }, "text", "name", true},
	{"customer.phone", func(t *text.Order) string { return t.Phone }, "tel", "tel", false},
	{"customer.email", func(t *text.Order) string { return t.Email }, "email", "email", false},
	{"customer.address", func(t *text.Order) string { return t.StreetAddress }, "", "street-address", true},
	{"customer.city", func(t *text.Order) string { return t.City }, "text", "address-level2", true},
	{"customer.postalCode", func(t *text.Order) string { return t.PostalCode }, "text", "postal-code", false},
}

const contactCount = 3

func (s *Screen) contactFields() app.UI {
	return s.group("contact", s.Text.Order.Contact,
		s.customerField(customerFields[0]),
		part.Div("checkout__pair", s.customerField(customerFields[1]), s.customerField(customerFields[2])),
		part.Paragraph("checkout__tip", s.Text.Order.PhoneOrEmail),
	)
}

// addressFields draws the address. checkout.css hides it if the order is picked up.
func (s *Screen) addressFields() app.UI {
	return s.group("address", s.Text.Order.Address,
		s.customerField(customerFields[contactCount]),
		part.Div("checkout__pair", s.customerField(customerFields[contactCount+1]), s.customerField(customerFields[contactCount+2])),
	)
}

func (s *Screen) group(name, legend string, body ...app.UI) app.UI {
	return app.FieldSet().Class("checkout__group checkout__group--" + name).Body(
		append([]app.UI{app.Legend().Class("checkout__legend").Text(legend)}, body...)...)
}

func (s *Screen) customerField(f customerField) app.UI {
	c, _ := s.Checkout.Initial()
	value := *shopper.CustomerField(&c, f.name)
	if f.kind == "" {
		return s.field(f.name, f.label(s.Text.Order), f.required, s.area(f.id(), value).Attr("autocomplete", f.autocomplete))
	}
	input := s.input(f.id(), value).Type(f.kind).Attr("autocomplete", f.autocomplete)
	switch f.autocomplete {
	case "name", "address-level2":
		input = input.Attr("autocapitalize", "words")
	case "postal-code":
		input = input.Attr("autocapitalize", "characters")
		if s.Shop.DigitCodes() {
			input = input.Attr("inputmode", "numeric")
		}
	case "tel", "email":
		input = input.Attr("inputmode", f.autocomplete)
	}
	return s.field(f.name, f.label(s.Text.Order), f.required, input)
}

// input and area store what is typed in the session at once. Autofill may send
// a change event only, or no event; see takeFields.
func (s *Screen) input(id, value string) app.HTMLInput {
	return app.Input().Class("field__input").ID(id).Value(value).OnInput(s.onField).OnChange(s.onField)
}

func (s *Screen) area(id, value string) app.HTMLTextarea {
	return app.Textarea().Class("field__input field__input--area").ID(id).Rows(2).OnInput(s.onField).OnChange(s.onField).Text(value)
}

// field draws a field with its label and its fault.
func (s *Screen) field(name, label string, required bool, input app.UI) app.UI {
	id := strings.ReplaceAll(name, ".", "-")
	problem := s.fault(name)
	mark(input, id, required, problem != "")
	return part.Div("field",
		app.Label().Class("field__label").For(id).Body(
			part.Span("", label),
			app.If(required, func() app.UI { return app.Span().Class("field__mark").Aria("hidden", true).Text(" *") }),
		),
		input,
		s.fieldFault(id, problem),
	)
}

// fieldFault draws the fault of a field. It is always in the page, so that the
// elements after it stay the same nodes and keep the focus.
func (s *Screen) fieldFault(id, problem string) app.UI {
	if problem == "" {
		return part.Paragraph("field__fault field__fault--none", "")
	}
	return app.P().Class("field__fault").ID(id + "-fault").Text(problem)
}

// mark tells assistive technology that a field is required or invalid. It goes by the
// tag, because all elements of the small program have one type (package program).
func mark(input app.UI, id string, required, wrong bool) {
	switch input.(app.HTML).Tag() {
	case "input":
		field := input.(app.HTMLInput)
		if required {
			field.Required(true)
		}
		if wrong {
			field.Aria("invalid", "true").Aria("describedby", id+"-fault")
		}
	case "textarea":
		field := input.(app.HTMLTextarea)
		if required {
			field.Required(true)
		}
		if wrong {
			field.Aria("invalid", "true").Aria("describedby", id+"-fault")
		}
	case "select":
		if wrong {
			input.(app.HTMLSelect).Aria("invalid", "true").Aria("describedby", id+"-fault")
		}
	}
}

func (s *Screen) noteField() app.UI {
	_, d := s.Checkout.Initial()
	t := s.Text.Order
	return part.Div("checkout__note",
		s.field("note", t.Note+" ("+t.Optional+")", false, s.area("note", d.Note)),
		part.Paragraph("checkout__tip", t.NoteTip),
	)
}

// onField stores what was typed or chosen in a field.
func (s *Screen) onField(ctx app.Context, e app.Event) {
	field := ctx.JSSrc()
	s.Checkout.SetField(field.Get("id").String(), field.Get("value").String())
}

// takeFields stores the values of all fields that differ from the session:
// autofill may change a field without an event.
func (s *Screen) takeFields() {
	if !app.IsClient {
		return
	}
	c, d := s.Checkout.Customer(), s.Checkout.Draft()
	take := func(id, known string) {
		if field := app.Window().GetElementByID(id); field.Truthy() && field.Get("value").String() != known {
			s.Checkout.SetField(id, field.Get("value").String())
		}
	}
	for _, f := range customerFields {
		take(f.id(), *shopper.CustomerField(&c, f.name))
	}
	take("note", d.Note)
	take("promo", d.Promo)
	take(shopper.TenderField, d.Payment.Tender)
	o := s.Checkout.Order()
	for _, m := range s.Checkout.Offered(o) {
		radio := app.Window().GetElementByID(shopper.MeansField(m.ID))
		if radio.Truthy() && radio.Get("checked").Bool() && m.ID != o.Payment.Method {
			s.Checkout.SetField(shopper.MeansField(m.ID), m.ID)
		}
	}
	for _, l := range s.Session.Cart().Lines() {
		take(shopper.LineNoteField(l.Key()), d.Notes[l.Key()])
	}
	for _, way := range s.Terms.Ways {
		radio := app.Window().GetElementByID(shopper.WayField(way.ID))
		if radio.Truthy() && radio.Get("checked").Bool() {
			if way.ID != s.Checkout.Delivery(d).Method {
				s.Checkout.SetField(shopper.WayField(way.ID), way.ID)
			}
			take(shopper.ZoneField(way.ID), s.Checkout.Delivery(s.Checkout.Draft()).Zone)
		}
	}
}
