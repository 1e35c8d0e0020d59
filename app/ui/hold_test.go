package ui

import (
	"strings"
	"testing"

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

// A shopper is told for how long the shop keeps the products, before and after the
// order is sent, and where it keeps none before it confirms the order.
func TestHoldIsTold(t *testing.T) {
	s, _ := posting(t)
	o := ordered(s)
	hold, unheld := spanishOrder.Hold(48), spanishOrder.Unheld
	if got := wording(render(t, s.sendButtons(o))); !strings.Contains(got, hold) {
		t.Errorf("before it is sent: got %q, want %q in it", got, hold)
	}
	s.Moment = func(text string) string { return strings.TrimPrefix(text, "read ") }
	until := spanishOrder.HoldUntil + "tomorrow."
	for _, test := range []struct{ hold, want, not string }{{"", hold, unheld}, {Unheld, unheld, hold}, {"read tomorrow", until, hold}} {
		s.saveSent(sent{kind: "server", state: Sending, order: o})
		s.OrderTold(o.ID, Delivery{State: Sent, Kind: "server", Hold: test.hold})
		if got := wording(render(t, s.thanksBody())); !strings.Contains(got, test.want) || strings.Contains(got, test.not) {
			t.Errorf("held %q: got %q, want %q in it", test.hold, got, test.want)
		}
	}
}
