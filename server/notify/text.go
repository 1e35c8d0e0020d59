package notify

import (
	"fmt"
	"strings"

	"carrito/app/order"
	"carrito/app/shop"
	"carrito/server/cldr"
	"carrito/server/inbox/orderdb"
	"carrito/server/words"
)

// mailText returns a new order as plain text, in the shop's language.
func mailText(stored orderdb.Stored, s *shop.Shop) string {
	o, w := stored.Order, words.In(s.Language)
	s = cldr.InCurrency(s, o.Currency)
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s\n%s\n", w.Order(words.Number(o.ID)), o.ID, w.Time(stored.Placed.Local()))
	if address := address(s, o.ID); address != "" {
		b.WriteString(address + "\n")
	}
	b.WriteByte('\n')
	if stored.Fault != nil {
		fmt.Fprintf(&b, "%s\n%s\n\n", w.Unreadable, oneLine(stored.Fault.Error()))
		field(&b, w.Total, s.Money.Text(o.Figures.Total))
		field(&b, w.Customer, o.Customer.Name)
		field(&b, w.Phone, o.Customer.Phone)
		return b.String()
	}
	for _, l := range o.Lines {
		line(&b, l, s, w)
	}
	b.WriteByte('\n')
	for _, f := range w.Figures(o, s) {
		field(&b, f.Name, f.Amount)
	}
	b.WriteByte('\n')
	field(&b, w.Customer, o.Customer.Name)
	field(&b, w.Phone, o.Customer.Phone)
	field(&b, w.Email, o.Customer.Email)
	field(&b, w.Delivery, words.DeliveryName(o.Delivery, s))
	field(&b, w.Payment, w.PaymentName(o.Payment, s))
	field(&b, w.Tenders, w.Tender(o.Payment, s))
	field(&b, w.PayMailState, w.PayStates[string(stored.Payment)])
	field(&b, w.Address, place(o.Customer))
	field(&b, w.OrderNote, o.Note)
	return b.String()
}

func foot(w *words.Text) string { return "\n--\n" + w.MailFoot + "\n" }

func line(b *strings.Builder, l order.Line, s *shop.Shop, w *words.Text) {
	fmt.Fprintf(b, "%d × %s: %s\n", l.Quantity, isolated(words.Product(l)), s.Money.Text(l.Total()))
	if l.Note != "" {
		fmt.Fprintf(b, "    %s: %s\n", w.Note, indent(l.Note, "    "))
	}
}

// field writes a field unless it is empty. Further lines are indented, so that none
// looks like a field of its own.
func field(b *strings.Builder, name, text string) {
	if text != "" {
		fmt.Fprintf(b, "%s: %s\n", oneLine(name), indent(text, "    "))
	}
}

func indent(text, by string) string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	lines := strings.Split(strings.TrimSpace(text), "\n")
	for i := range lines {
		lines[i] = isolated(lines[i])
	}
	return strings.Join(lines, "\n"+by)
}

func place(c order.Customer) string {
	return strings.TrimSpace(c.Address + "\n" + strings.TrimSpace(c.PostalCode+" "+c.City))
}

// address returns where the owner sees the order, empty where shop.json does not
// say where the shop is.
func address(s *shop.Shop, id string) string {
	if s.BaseURL == "" {
		return ""
	}
	return strings.TrimSuffix(s.BaseURL, "/") + "/admin/pedidos/" + id
}
