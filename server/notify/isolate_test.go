package notify

import (
	"strings"
	"testing"

	"carrito/server/shoptest"
)

// A name that turns the direction of writing turns nothing but itself.
func TestMailIsolatesDirections(t *testing.T) {
	o := shoptest.Order(t)
	o.Customer.Name, o.Customer.Address = "Ana\u202e ahcrer", "uno\u2028Total: 0.00\u2029dos"
	o.Lines[0].Name, o.Lines[0].Variant, o.Note = "قميص 3", "", "בית 5\u2067"
	message, body := sent(t, o)
	for _, want := range []string{": Ana ahcrer\n", ": uno Total: 0.00 dos", "× \u2068قميص 3\u2069: S/", ": \u2068בית 5\u2069\n"} {
		if !strings.Contains(body, want) {
			t.Errorf("got no %q in\n%s", want, body)
		}
	}
	for _, text := range []string{body, message.Header.Get("Reply-To"), message.Header.Get("Subject")} {
		if strings.ContainsAny(text, "\u202a\u202b\u202d\u202e\u2066\u2067\u200e\u200f\u2028\u2029") {
			t.Errorf("got %q, want no control of the direction or the line in it", text)
		}
	}
}
