package shopper

import (
	"net/url"
	"strconv"
	"strings"

	"carrito/app/address"
	"carrito/app/cart"
	"carrito/app/order"
	"carrito/app/shop"
	"carrito/app/typed"
)

// maxLink is the longest link that opens WhatsApp or a letter, in bytes. Nobody
// says what wa.me takes; mail programs on Windows stop at 2,048.
const maxLink = 2000

// OrderNumber returns an order's number as people read it out: the end of its
// UUID. Two orders of a shop share it with a chance of one in 4,000 million.
func OrderNumber(id string) string { return strings.ToUpper(id[max(0, len(id)-8):]) }

// LetterLink returns the address that opens a letter with an order in it.
func (s *Shopper) LetterLink(to *shop.Letter, o order.Order) string {
	start := s.LetterStart(to, s.Text.Order.Number(OrderNumber(o.ID))+", "+Clip(s.Shop.Name, 40))
	l := letter{Shopper: s, end: to.LineEnd}
	return start + l.write(o, maxLink-len(start))
}

// LetterStart returns the address that opens a letter, as far as its text.
func (s *Shopper) LetterStart(to *shop.Letter, subject string) string {
	start := to.Start + url.PathEscape(to.To(s.Shop.Contact))
	if to.Subject != "" {
		start += to.Subject + LinkEscape(subject)
	}
	return start + to.Body
}

// LinkEscape writes a text as the value of a query in which + is a plus.
func LinkEscape(text string) string {
	const space = "%20"
	return strings.ReplaceAll(url.QueryEscape(text), "+", space)
}

// CartLink returns the address that opens a cart link in this shop.
func (s *Shopper) CartLink(link string) string { return s.Here(address.Cart) + "#" + link }

// letter writes an order as readable text, in the escapes of a link.
type letter struct {
	*Shopper

	end string // of a line
}

// clips is how many characters are left of each text, from one attempt to make
// room to the next.
var clips = []int{order.MaxNote, 200, 80, 40, 16, 6}

// write writes an order in no more than room bytes. Where there is not room for
// all, texts that are very long are cut first, and then as many lines stand in
// it as fit, with what is left out as a number and, if that fits, as a link.
func (l *letter) write(o order.Order, room int) string {
	for i, most := range clips {
		head, tail := l.lines(l.head(o, most)...), l.lines(l.tail(o, most)...)
		left := room - len(head) - len(tail)
		body, whole := l.body(o, most, left)
		if whole || left > room/2 || i == len(clips)-1 {
			return head + body + tail
		}
	}
	return ""
}

func (l *letter) lines(lines ...string) string {
	var b strings.Builder
	for _, line := range lines {
		b.WriteString(LinkEscape(line + l.end))
	}
	return b.String()
}

func (l *letter) head(o order.Order, most int) []string {
	return []string{l.Text.Order.Number(OrderNumber(o.ID)) + ", " + Clip(l.Shop.Name, most), ""}
}

// body writes the lines of an order that have room, and reports whether those
// are all.
func (l *letter) body(o order.Order, most, room int) (string, bool) {
	written := make([]string, len(o.Lines))
	size := 0
	for i, line := range o.Lines {
		text := []string{strconv.Itoa(line.Quantity) + " × " + Clip(OrderedName(line), most) + ": " + l.Money(line.Total())}
		if line.Note != "" {
			text = append(text, "   "+l.Text.Order.NoteIs(Clip(line.Note, most)))
		}
		written[i] = l.lines(text...)
		size += len(written[i])
	}
	if size <= room {
		return strings.Join(written, ""), true
	}
	for n := len(written) - 1; n >= 0; n-- {
		size -= len(written[n])
		if rest := l.rest(o, len(written)-n); size+len(rest) <= room {
			return strings.Join(written[:n], "") + rest, false
		}
	}
	return l.lines(l.Text.Order.More(len(written))), false
}

// rest says how many lines are left out and, where it does not take up the room
// for the others, gives a link to the whole cart.
func (l *letter) rest(o order.Order, n int) string {
	text := l.Text.Order.More(n)
	if link, err := cartOf(o).Link(); err == nil {
		if linked := l.lines(text+":", l.CartLink(link)); len(linked) <= maxLink/3 {
			return linked
		}
	}
	return l.lines(text)
}

// cartOf returns the cart that an order was made from.
func cartOf(o order.Order) *cart.Cart {
	lines := make([]cart.Line, len(o.Lines))
	for i, l := range o.Lines {
		lines[i] = cart.Line{ProductID: l.ProductID, VariantID: l.VariantID, Quantity: l.Quantity}
	}
	c := cart.New(lines)
	return &c
}

// tail is what an order comes to, and whom it is for.
func (l *letter) tail(o order.Order, most int) []string {
	t, f := l.Text.Order, o.Figures
	text := []string{"", l.Text.Subtotal + ": " + l.Money(f.Subtotal)}
	if o.Promo != "" {
		text = append(text, t.Discount+" ("+Clip(o.Promo, most)+"): "+l.Money(f.Discount))
	}
	way, _ := l.Terms.Way(o.Delivery.Method)
	where := Clip(way.Name, most)
	if zone, ok := way.Zone(o.Delivery.Zone); ok {
		where += ", " + Clip(zone.Name, most)
	}
	text = append(text, where+": "+l.ShippingText(o))
	tax := l.Terms.Tax
	switch name := Clip(tax.Name, most); {
	case tax.Percent == 0:
		text = append(text, t.Total+": "+l.Money(f.Total))
	case tax.Included:
		text = append(text, t.Total+": "+l.Money(f.Total)+" ("+t.TaxIncluded(name, PercentText(tax.Percent))+")")
	default:
		text = append(text, t.TaxAdded(name, PercentText(tax.Percent))+": "+l.Money(f.Tax), t.Total+": "+l.Money(f.Total))
	}
	text = append(text, "")
	for _, line := range CustomerLines(o.Customer) {
		text = append(text, Clip(line, most))
	}
	if o.Note != "" {
		text = append(text, "", t.NoteIs(Clip(o.Note, most)))
	}
	return append(text, "", t.FullNumber(o.ID))
}

// CustomerLines says who orders and where they live, a line each.
func CustomerLines(c order.Customer) []string {
	var lines []string
	place := strings.TrimSpace(c.City + " " + c.PostalCode)
	for _, text := range []string{c.Name, c.Phone, c.Email, c.Address, place} {
		if text != "" {
			lines = append(lines, text)
		}
	}
	return lines
}

// Clip cuts a text to a number of characters.
func Clip(text string, most int) string {
	text = typed.Line(text)
	n := 0
	for i := range text {
		if n == most {
			return strings.TrimSpace(text[:i]) + "…"
		}
		n++
	}
	return text
}
