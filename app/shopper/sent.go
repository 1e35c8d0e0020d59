package shopper

import (
	"carrito/app/json"
	"carrito/app/order"
	"carrito/app/outbox"
)

// Sent is an order that was sent, and its state. The session stores it as
// enviado.
type Sent struct {
	Kind     string // kind of the channel
	State    outbox.State
	Hold     string // see [outbox.Delivery]
	Token    string // see [outbox.Delivery]
	Order    order.Order
	Proposal *order.Order // if the state is [outbox.Changed]
}

// AppendJSON appends the JSON form to b. The orders in it are strings that contain JSON:
//
//	{"channel": "server", "state": "sent", "held": "2026-…", "token": "…", "order": "{…}", "proposal": "{…}"}
func (s *Sent) AppendJSON(b []byte) []byte {
	proposal := ""
	if s.Proposal != nil {
		proposal = string(s.Proposal.AppendJSON(nil))
	}
	start := byte('{')
	for _, m := range []struct{ name, text string }{
		{"channel", s.Kind}, {"state", string(s.State)}, {"held", s.Hold}, {"token", s.Token},
		{"order", string(s.Order.AppendJSON(nil))}, {"proposal", proposal},
	} {
		b = json.AppendString(append(b, start), m.name)
		b = json.AppendString(append(b, ':'), m.text)
		start = ','
	}
	return append(b, '}')
}

// ParseSent reads the JSON form. digits is the number of decimals of the currency.
// It returns false if the text contains no valid order: anyone may have written it.
func ParseSent(text string, digits int) (Sent, bool) {
	var s Sent
	var state, first, second string
	members := map[string]*string{"channel": &s.Kind, "state": &state, "held": &s.Hold, "token": &s.Token, "order": &first, "proposal": &second}
	r := json.NewReader(text)
	r.Object(func(name string) {
		if member, ok := members[name]; ok {
			*member, _ = r.Text()
		}
	})
	if r.End() != nil {
		return Sent{}, false
	}
	s.State, s.Token = outbox.State(state), outbox.Token(s.Token)
	var err error
	if s.Order, err = order.Parse(first, digits); err != nil || len(s.Order.Lines) == 0 {
		return Sent{}, false
	}
	if proposal, err := order.Parse(second, digits); err == nil && s.State == outbox.Changed {
		s.Proposal = &proposal
	}
	return s, true
}
