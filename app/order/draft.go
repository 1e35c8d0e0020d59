package order

import (
	"maps"
	"slices"

	"carrito/app/cart"
	"carrito/app/json"
)

// Draft is what a shopper has entered for an order besides the cart and the customer:
// the session variable pedido. All tabs share it, with its number, so that two tabs
// send one order.
type Draft struct {
	ID       string // the order's number, set when the order is begun; see [NewID]
	Delivery Delivery
	Payment  Payment
	Promo    string // as typed
	Note     string
	Notes    map[cart.Key]string // notes on lines
}

// AppendJSON appends the draft's JSON form to b:
//
//	{"id": "0198…", "delivery": {"method", "zone"}, "payment": {"method", "tender"}, "promo", "note", "notes": {"7:2": "…"}}
func (d *Draft) AppendJSON(b []byte) []byte {
	w := writer{append(b, '{')}
	w.text("id", d.ID)
	w.name("delivery")
	w.b = append(w.b, '{')
	w.texts(d.Delivery.members())
	w.b = append(w.b, '}')
	w.payment(&d.Payment)
	w.texts([]textMember{{"promo", &d.Promo}, {"note", &d.Note}})
	w.name("notes")
	w.b = append(w.b, '{')
	for _, key := range slices.Sorted(maps.Keys(d.Notes)) {
		w.text(string(key), d.Notes[key])
	}
	return append(w.b, '}', '}')
}

// ParseDraft reads the JSON form of a draft. It leaves out values of a wrong kind,
// because the content of the session is not trusted. An invalid number is left empty.
func ParseDraft(text string) Draft {
	d := Draft{Notes: map[cart.Key]string{}}
	p := parser{Reader: json.NewReader(text)}
	p.object("pedido", func(name, at string) bool {
		switch name {
		case "delivery":
			p.object(at, func(name, at string) bool { return p.text(d.Delivery.members(), name, at) })
		case "payment":
			p.object(at, func(name, at string) bool { return p.text(d.Payment.members(), name, at) })
		case "notes":
			p.Object(func(name string) {
				if note, ok := p.Text(); ok && note != "" && len(d.Notes) < MaxLines {
					d.Notes[cart.Key(name)] = note
				}
			})
		default:
			return p.text([]textMember{{"id", &d.ID}, {"promo", &d.Promo}, {"note", &d.Note}}, name, at)
		}
		return true
	})
	if !isID(d.ID) {
		d.ID = ""
	}
	return d
}
