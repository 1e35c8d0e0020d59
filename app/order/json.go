package order

import (
	"strconv"

	"carrito/app/json"
	"carrito/app/money"
)

// AppendJSON appends the order's JSON form to b. It is sent over the network and stored
// in the database:
//
//	{"id": "0198…", "customer": {"name", "phone", "email", "address", "city", "postalCode"},
//	 "delivery": {"method", "zone"},
//	 "lines": [{"product": 7, "variant": 2, "name", "variantName", "unitPrice": "39.90", "quantity": 1, "note"}],
//	 "note", "promo", "currency": "PEN",
//	 "subtotal": "39.90", "discount": "0.00", "shipping": "10.00", "tax": "7.61", "total": "49.90"}
//
// These members are always present, in this order. If a way of paying is chosen,
// "payment": {"method": "yape", "tender": "100"} follows delivery, and "surcharge" and
// "paymentDiscount" follow shipping. An order without one has the JSON that it had before
// there were ways of paying, so that an order that is sent again is the same order.
func (o *Order) AppendJSON(b []byte) []byte {
	w := writer{append(b, '{')}
	w.text("id", o.ID)
	w.name("customer")
	w.b = o.Customer.AppendJSON(w.b)
	w.name("delivery")
	w.b = append(w.b, '{')
	w.texts(o.Delivery.members())
	w.b = append(w.b, '}')
	if o.Payment.Method != "" {
		w.payment(&o.Payment)
	}
	w.name("lines")
	w.b = append(w.b, '[')
	for i, l := range o.Lines {
		if i > 0 {
			w.b = append(w.b, ',')
		}
		w.line(l)
	}
	w.b = append(w.b, ']')
	w.text("note", o.Note)
	w.text("promo", o.Promo)
	w.text("currency", o.Currency)
	for _, m := range o.Figures.members() {
		if o.Payment.Method != "" || m.amount != &o.Figures.Surcharge && m.amount != &o.Figures.PaymentDiscount {
			w.text(m.name, m.amount.String())
		}
	}
	return append(w.b, '}')
}

// AppendJSON appends the customer's JSON form to b, which is the session variable
// cliente.
func (c *Customer) AppendJSON(b []byte) []byte {
	w := writer{append(b, '{')}
	w.texts(c.members())
	return append(w.b, '}')
}

// textMember is a member of an object with a string value.
type textMember struct {
	name string
	text *string
}

func (c *Customer) members() []textMember {
	return []textMember{
		{"name", &c.Name}, {"phone", &c.Phone}, {"email", &c.Email},
		{"address", &c.Address}, {"city", &c.City}, {"postalCode", &c.PostalCode},
	}
}

func (d *Delivery) members() []textMember {
	return []textMember{{"method", &d.Method}, {"zone", &d.Zone}}
}

func (p *Payment) members() []textMember {
	return []textMember{{"method", &p.Method}, {"tender", &p.Tender}}
}

// amountMember is a member of an object with an amount.
type amountMember struct {
	name   string
	amount *money.Amount
}

func (f *Figures) members() []amountMember {
	return []amountMember{
		{"subtotal", &f.Subtotal}, {"discount", &f.Discount}, {"shipping", &f.Shipping},
		{"surcharge", &f.Surcharge}, {"paymentDiscount", &f.PaymentDiscount}, {"tax", &f.Tax}, {"total", &f.Total},
	}
}

// writer writes the members of objects.
type writer struct{ b []byte }

func (w *writer) name(name string) {
	if w.b[len(w.b)-1] != '{' {
		w.b = append(w.b, ',')
	}
	w.b = append(json.AppendString(w.b, name), ':')
}

func (w *writer) text(name, text string) {
	w.name(name)
	w.b = json.AppendString(w.b, text)
}

func (w *writer) texts(members []textMember) {
	for _, m := range members {
		w.text(m.name, *m.text)
	}
}

func (w *writer) payment(p *Payment) {
	w.name("payment")
	w.b = append(w.b, '{')
	w.texts(p.members())
	w.b = append(w.b, '}')
}

func (w *writer) number(name string, n int) {
	w.name(name)
	w.b = strconv.AppendInt(w.b, int64(n), 10)
}

func (w *writer) line(l Line) {
	w.b = append(w.b, '{')
	w.number("product", l.ProductID)
	w.number("variant", l.VariantID)
	w.text("name", l.Name)
	w.text("variantName", l.Variant)
	w.text("unitPrice", l.UnitPrice.String())
	w.number("quantity", l.Quantity)
	w.text("note", l.Note)
	w.b = append(w.b, '}')
}
