package pages

import (
	"strings"
	"testing"

	"carrito/app/outbox"
	"carrito/app/shopper"
	"carrito/app/ui/part"

	"golang.org/x/net/html"
)

// wording returns the text of a page.
func wording(root *html.Node) string {
	var b strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.TextNode {
			b.WriteString(n.Data + " ")
		}
	}
	return b.String()
}

// reader is a browser that can format only one moment.
type reader struct{ part.Browser }

func (reader) Moment(text string) string { return strings.TrimPrefix(text, "read ") }

// The shopper reads for how long the shop reserves the products, before and
// after the order is sent. The page also says if the shop must confirm the
// order first.
func TestHold(t *testing.T) {
	s, _ := posting(t)
	o := ordered(s)
	hold, unheld := spanishOrder.Hold(48), spanishOrder.Unheld
	if got := wording(render(t, NewRoot(s, at(t, "/pedido")))); !strings.Contains(got, hold) {
		t.Errorf("before it is sent: got %q, want it to contain %q", got, hold)
	}
	s.Browser = reader{s.Browser}
	until := spanishOrder.HoldUntil + "tomorrow."
	for _, test := range []struct{ hold, want, not string }{{"", hold, unheld}, {outbox.Unheld, unheld, hold}, {"read tomorrow", until, hold},
		{"read tomorrow, 3:34 p.\u202fm.", "3:34 p.\u202fm. ", ".."}} {
		s.Orders.Save(shopper.Sent{Kind: "server", State: outbox.Sending, Order: o})
		s.Deliver(o.ID, outbox.Delivery{State: outbox.Sent, Kind: "server", Hold: test.hold})
		if got := wording(render(t, NewRoot(s, at(t, "/gracias")))); !strings.Contains(got, test.want) || strings.Contains(got, test.not) {
			t.Errorf("held %q: got %q, want it to contain %q", test.hold, got, test.want)
		}
	}
}
