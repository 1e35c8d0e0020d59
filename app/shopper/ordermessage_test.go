package shopper

import (
	"math/rand/v2"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"carrito/app/order"
	"carrito/app/outbox"
	"carrito/app/shop"
	"carrito/app/text"
)

// long returns a valid order of n lines, in which each text has the given
// number of characters.
func long(s *Shopper, n, characters int, character string) order.Order {
	o := ordered(s)
	text := func(most int) string { return strings.Repeat(character, min(characters, most)) }
	o.Customer = order.Customer{Name: text(order.MaxName), Phone: "+51 987 654 321", Email: strings.Repeat("a", min(characters, 200)) + "@correo.example",
		Address: text(order.MaxAddress), City: text(order.MaxCity), PostalCode: text(order.MaxPostalCode)}
	o.Note = text(order.MaxNote)
	line := o.Lines[0]
	line.Note, line.Name = text(order.MaxLineNote), text(80)
	o.Lines = nil
	for i := range n {
		line.ProductID, line.Quantity = i+1, 1+i%999
		o.Lines = append(o.Lines, line)
	}
	o.Figures = s.Terms.Price(o.Lines, o.Delivery, order.Promo{}, "")
	return o
}

// Every kind of channel has its sentences in every language. A channel with a
// message has a link with the receiver and the order.
func TestChannelKinds(t *testing.T) {
	s := demo(t)
	s.Shop.Contact = shop.Contact{WhatsApp: "51987654321", Email: "ana+tienda@x.example"}
	o := ordered(s)
	for _, kind := range shop.ChannelKinds {
		for _, language := range shop.Languages {
			words := text.In(language).Order
			if words.SendBy[kind.Name] == "" || words.SendTip[kind.Name] == "" {
				t.Errorf("%s: no sentences for sending in %s", kind.Name, language)
			}
			if message := kind.Message != nil; (words.SendAgainBy[kind.Name] != "") != message || (words.NextByHand[kind.Name] != "") != message {
				t.Errorf("%s: in %s, got sentences for a message or lack them, want them: %v", kind.Name, language, message)
			}
		}
		if kind.Message == nil {
			continue
		}
		link, err := url.Parse(s.MessageLink(kind.Message, o))
		if err != nil {
			t.Fatal(err)
		}
		if to, err := url.PathUnescape(link.Opaque + link.Path); err != nil || !strings.HasSuffix(to, kind.Message.To(s.Shop.Contact)) {
			t.Errorf("%s: got the link to %q, want it to %q", kind.Name, to, kind.Message.To(s.Shop.Contact))
		}
		if got := textOf(t, link.String()); !strings.Contains(got, o.ID) || strings.Contains(got, "\r") != (kind.Message.LineEnd == "\r\n") {
			t.Errorf("%s: got the text %q, want the whole order with the line ending %q", kind.Name, got, kind.Message.LineEnd)
		}
		if has := link.Query().Get("subject") != ""; has != (kind.Message.Subject != "") {
			t.Errorf("%s: got a subject: %v, want %v", kind.Name, has, !has)
		}
	}
}

// However long an order is, its link fits. The message has the number and the
// total, and each line is in it or counted.
func TestMessageFits(t *testing.T) {
	s := demo(t)
	for _, n := range []int{1, 10, 201} {
		for _, characters := range []int{1, 90, 1000} {
			for _, character := range []string{"a", "ñ", "👕", "\n"} {
				o := long(s, n, characters, character)
				for _, kind := range []string{"whatsapp", "email"} {
					link := s.MessageLink(shop.MessageOf(kind), o)
					if len(link) > maxLink {
						t.Errorf("%d lines of %d %q by %s: got %d bytes, want at most %d", n, characters, character, kind, len(link), maxLink)
					}
					text := textOf(t, link)
					for _, want := range []string{o.ID, s.Money(o.Figures.Total)} {
						if !strings.Contains(text, want) {
							t.Errorf("%d lines of %d %q by %s: got\n%s\nwant it to contain %q", n, characters, character, kind, text, want)
						}
					}
					if written := strings.Count(text, " × "); written < n && !strings.Contains(text, spanishOrder.More(n-written)) {
						t.Errorf("%d lines of %d %q by %s: got %d lines, want the others counted", n, characters, character, kind, written)
					}
				}
			}
		}
	}
}

func textOf(t *testing.T, link string) string {
	t.Helper()
	u, err := url.Parse(link)
	if err != nil {
		t.Fatal(err)
	}
	return u.Query().Get("text") + u.Query().Get("body")
}

// The message of an order with ten lines has them all. A longer one has the
// cart's link.
func TestMessageOfUsualCarts(t *testing.T) {
	s := demo(t)
	o := long(s, 10, 18, "b")
	if got := textOf(t, s.MessageLink(shop.MessageOf("whatsapp"), o)); strings.Count(got, " × ") != 10 {
		t.Errorf("got\n%s\nwant ten lines", got)
	}
	o = long(s, 40, 18, "b")
	got := textOf(t, s.MessageLink(shop.MessageOf("whatsapp"), o))
	link, err := cartOf(o).Link()
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(got, "/carrito#"+link) {
		t.Errorf("got\n%s\nwant it to contain the cart's link", got)
	}
}

// A mailto link follows RFC 6068: lines end in CRLF, and nothing that the
// shopper typed can add a header.
func TestMessageByMail(t *testing.T) {
	s := demo(t)
	o := ordered(s)
	o.Customer.Name = "Ana&bcc=otro@correo.example?x#y"
	link := s.MessageLink(shop.MessageOf("email"), o)
	if strings.Count(link, "&") != 1 || strings.Contains(link, "+") || strings.Contains(link, "#") {
		t.Errorf("got %q, want subject and body only", link)
	}
	if text := textOf(t, link); !strings.Contains(text, "\r\n"+o.Customer.Name+"\r\n") || strings.Count(text, "\n") != strings.Count(text, "\r\n") {
		t.Errorf("got %q, want the name unchanged, and lines that end in CRLF", text)
	}
	if want := "mailto:hola@modadjango.example?subject=Pedido%20"; !strings.HasPrefix(link, want) {
		t.Errorf("got %.80q, want it to begin with %q", link, want)
	}
}

func TestClip(t *testing.T) {
	for _, test := range []struct {
		text string
		most int
		want string
	}{{"", 0, ""}, {"uno", 3, "uno"}, {"unos", 3, "uno…"}, {"ñañá", 2, "ña…"}, {"a bc", 2, "a…"}} {
		if got := Clip(test.text, test.most); got != test.want {
			t.Errorf("%q to %d: got %q, want %q", test.text, test.most, got, test.want)
		}
	}
}

// A sent order is read back as it was written, and no stored text can stop the
// page.
func TestSentRoundTrip(t *testing.T) {
	s := demo(t)
	random := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		o := long(s, 1+random.IntN(20), random.IntN(50), "ñ")
		last := Sent{Kind: "server", State: outbox.Changed, Hold: "2026-11-26T21:30:00Z", Token: "q83vEjRWeJCrze8SNFZ4kA", Order: o, Proposal: &o}
		got, ok := ParseSent(string(last.AppendJSON(nil)), 2)
		if !ok || got.Kind != last.Kind || got.State != last.State || got.Hold != last.Hold || got.Token != last.Token ||
			string(got.Order.AppendJSON(nil)) != string(o.AppendJSON(nil)) || string(got.Proposal.AppendJSON(nil)) != string(o.AppendJSON(nil)) {
			t.Fatalf("got %+v, want %+v", got, last)
		}
	}
}

// An order from an earlier version has no token, and a token that nobody's server makes
// is left out.
func TestSentToken(t *testing.T) {
	s := demo(t)
	o := ordered(s)
	for token, want := range map[string]string{"": "", "q83vEjRWeJCrze8SNFZ4kA": "q83vEjRWeJCrze8SNFZ4kA", "../admin/pedidos/01939a3e": ""} {
		text := strings.Replace(string((&Sent{Kind: "server", State: outbox.Sent, Token: token, Order: o}).AppendJSON(nil)), `"token":"",`, "", 1)
		if got, ok := ParseSent(text, 2); !ok || got.Token != want {
			t.Errorf("%q: got %q, %v, want %q", token, got.Token, ok, want)
		}
	}
}

func FuzzSent(f *testing.F) {
	f.Add(`{"channel":"server","state":"sent","held":"","order":"{\"id\":\"x\",\"lines\":[{}]}","proposal":""}`)
	f.Add(`{"channel":"server","state":"sent","held":"no","token":"q83vEjRWeJCrze8SNFZ4kA","order":"{\"id\":\"x\",\"lines\":[{}]}"}`)
	f.Add(`{"state":"changed","order":"{}"}`)
	f.Fuzz(func(t *testing.T, text string) {
		last, ok := ParseSent(text, 2)
		if !ok {
			return
		}
		once, ok := ParseSent(string(last.AppendJSON(nil)), 2)
		again, okAgain := ParseSent(string(once.AppendJSON(nil)), 2)
		if !ok || !okAgain || string(again.AppendJSON(nil)) != string(once.AppendJSON(nil)) {
			t.Errorf("got %s, want %s", again.AppendJSON(nil), once.AppendJSON(nil))
		}
	})
}

func TestPercentText(t *testing.T) {
	for hundredths, want := range map[int]string{1800: "18", 1050: "10.5", 5: "0.05", 725: "7.25", 0: "0"} {
		if got := PercentText(hundredths); got != want {
			t.Errorf("%s: got %q, want %q", strconv.Itoa(hundredths), got, want)
		}
	}
}

// Names lose their bidirectional controls and line separators in a message.
func TestMessageHasPlainTexts(t *testing.T) {
	s := demo(t)
	o := long(s, 1, 1, "x")
	o.Lines[0].Name, o.Customer.Name = "Gorra\u202eazul\u2028Total: S/ 0.00", "Ana\u2067\u2029Luz"
	for _, kind := range []string{"whatsapp", "email"} {
		got := textOf(t, s.MessageLink(shop.MessageOf(kind), o))
		if strings.ContainsAny(got, "\u202e\u2067\u2028\u2029") || !strings.Contains(got, "Gorraazul Total: S/ 0.00") || !strings.Contains(got, "Ana Luz") {
			t.Errorf("%s: got %q, want the texts without control characters", kind, got)
		}
	}
}
