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

// maxLink is the longest link that opens WhatsApp or a mail program, in bytes.
// wa.me documents no limit; mail programs on Windows stop at 2,048.
const maxLink = 2000

// OrderNumber returns the short form of an order's number that people read out: the last
// eight digits of its UUID. Two orders share it with a chance of one in 4,000 million.
func OrderNumber(id string) string { return strings.ToUpper(id[max(0, len(id)-8):]) }

// MessageLink returns the link that opens a message with an order.
func (s *Shopper) MessageLink(to *shop.OrderMessage, o order.Order) string {
	start := s.MessageStart(to, s.Text.Order.Number(OrderNumber(o.ID))+", "+Clip(s.Shop.Name, 40))
	l := message{Shopper: s, end: to.LineEnd}
	return start + l.write(o, maxLink-len(start))
}

// MessageStart returns the part of such a link before the text of the message.
func (s *Shopper) MessageStart(to *shop.OrderMessage, subject string) string {
	start := to.Start + url.PathEscape(to.To(s.Shop.Contact))
	if to.Subject != "" {
		start += to.Subject + LinkEscape(subject)
	}
	return start + to.Body
}

// LinkEscape escapes a text as the value of a query, with spaces as %20.
func LinkEscape(text string) string {
	const space = "%20"
	return strings.ReplaceAll(url.QueryEscape(text), "+", space)
}

// CartLink returns the address of the cart's page with a cart link as its fragment.
func (s *Shopper) CartLink(link string) string { return s.Here(address.Cart) + "#" + link }

// message writes an order as text, escaped for a link.
type message struct {
	*Shopper

	end string // line ending
}

// clips lists the limits, in characters, to which texts are cut, from one
// attempt at fitting a message into its link to the next.
var clips = []int{order.MaxNote, 200, 80, 40, 16, 6}

// write writes an order in at most room bytes. If it does not fit, very long
// texts are cut first. Then lines are left out from the end; the message says
// how many, and has a link to the whole cart if that fits.
func (l *message) write(o order.Order, room int) string {
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

func (l *message) lines(lines ...string) string {
	var b strings.Builder
	for _, line := range lines {
		b.WriteString(LinkEscape(line + l.end))
	}
	return b.String()
}

func (l *message) head(o order.Order, most int) []string {
	return []string{l.Text.Order.Number(OrderNumber(o.ID)) + ", " + Clip(l.Shop.Name, most), ""}
}

// body writes as many lines of an order as fit, and reports whether these are
// all.
func (l *message) body(o order.Order, most, room int) (string, bool) {
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

// rest says how many lines are left out. It adds a link to the whole cart
// unless that would take too much room from the lines.
func (l *message) rest(o order.Order, n int) string {
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

// tail returns the figures of an order, the customer and the note.
func (l *message) tail(o order.Order, most int) []string {
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
	for _, f := range l.PaymentFigures(o) {
		text = append(text, Clip(f.Name, most)+": "+f.Amount)
	}
	tax := l.Terms.Tax
	switch name := Clip(tax.Name, most); {
	case tax.Percent == 0:
		text = append(text, t.Total+": "+l.Money(f.Total))
	case tax.Included:
		text = append(text, t.Total+": "+l.Money(f.Total)+" ("+t.TaxIncluded(name, PercentText(tax.Percent))+")")
	default:
		text = append(text, t.TaxAdded(name, PercentText(tax.Percent))+": "+l.Money(f.Tax), t.Total+": "+l.Money(f.Total))
	}
	if o.Payment.Method != "" {
		text = append(text, t.PaysWith(Clip(l.PaymentName(o), most)))
	}
	if o.Payment.Tender != "" {
		text = append(text, t.Tenders(l.TenderText(o.Payment.Tender)))
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

// CustomerLines returns the customer's details, one line each.
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

// Clip cuts a text to at most the given number of characters.
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
