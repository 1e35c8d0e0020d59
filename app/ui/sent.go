package ui

import (
	"carrito/app/json"
	"carrito/app/order"
	"carrito/app/session"
)

// sent is an order that was sent, and what became of it: the session variable
// enviado.
type sent struct {
	kind     string // of the channel
	state    DeliveryState
	hold     string // see [Delivery]
	order    order.Order
	proposal *order.Order // while it is [Changed]
}

// appendJSON appends the JSON form to b; the orders are texts of JSON in it:
//
//	{"channel": "server", "state": "sent", "held": "2026-…", "order": "{…}", "proposal": "{…}"}
func (s *sent) appendJSON(b []byte) []byte {
	proposal := ""
	if s.proposal != nil {
		proposal = string(s.proposal.AppendJSON(nil))
	}
	start := byte('{')
	for _, m := range []struct{ name, text string }{
		{"channel", s.kind}, {"state", string(s.state)}, {"held", s.hold},
		{"order", string(s.order.AppendJSON(nil))}, {"proposal", proposal},
	} {
		b = json.AppendString(append(b, start), m.name)
		b = json.AppendString(append(b, ':'), m.text)
		start = ','
	}
	return append(b, '}')
}

// parseSent reads the JSON form, and reports whether there is a whole order in
// it: anyone may have written it.
func parseSent(text string, digits int) (sent, bool) {
	var s sent
	var state, first, second string
	members := map[string]*string{"channel": &s.kind, "state": &state, "held": &s.hold, "order": &first, "proposal": &second}
	r := json.NewReader(text)
	r.Object(func(name string) {
		if member, ok := members[name]; ok {
			*member, _ = r.Text()
		}
	})
	if r.End() != nil {
		return sent{}, false
	}
	s.state = DeliveryState(state)
	var err error
	if s.order, err = order.Parse(first, digits); err != nil || len(s.order.Lines) == 0 {
		return sent{}, false
	}
	if proposal, err := order.Parse(second, digits); err == nil && s.state == Changed {
		s.proposal = &proposal
	}
	return s, true
}

// sent returns the order that was sent last, as the session has it.
func (s *Store) sent() (sent, bool) {
	if !s.Live {
		return sent{}, false
	}
	text := s.Session.Get(session.Ordered)
	if text == "" {
		return sent{}, false
	}
	last, ok := parseSent(text, s.Shop.Money.Digits)
	if _, known := s.Text.Order.Thanks[last.state]; !known {
		return sent{}, false
	}
	return last, ok
}

func (s *Store) saveSent(last sent) {
	s.Session.Set(session.Ordered, string(last.appendJSON(nil)))
	s.tellBroken()
}
