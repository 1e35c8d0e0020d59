package notify

import (
	"context"
	"html/template"
	"net/mail"
	"strconv"
	"strings"

	"carrito/app/shop"
	"carrito/server/cldr"
	"carrito/server/inbox/orderdb"
	"carrito/server/words"

	_ "embed"

	gomail "github.com/wneessen/go-mail"
)

// ShopperMail sends shoppers a mail about their own order, as text and as HTML, with
// the link to the order's page. Anybody can order with the address of somebody else, so
// the mail has nothing that the shopper typed, and an address gets few of them.
type ShopperMail struct {
	*Mail

	limits addressLimits // of mails that were sent
}

// Send sends one mail. It does nothing for an order without an address, or if the owner
// has turned these mails off.
func (m *ShopperMail) Send(ctx context.Context, n News) error {
	to, ok := m.recipient(n)
	if !ok {
		return nil
	}
	message, err := m.message(n, to)
	if err != nil {
		return err
	}
	if err := m.send(ctx, message); err != nil {
		return err
	}
	m.limits.of(to.Address).Allow()
	return nil
}

// recipient returns the address that a mail goes to. There is none for an order that
// holds nothing and is not paid, of which there may be a flood.
func (m *ShopperMail) recipient(n News) (*mail.Address, bool) {
	switch n.About {
	case "", orderdb.Paid, orderdb.Refunded, orderdb.PartlyRefunded:
	default:
		return nil, false
	}
	if n.Fault != nil || m.Shop().Orders.NoReceipts || n.State == orderdb.Cancelled || n.State == orderdb.New && n.Unheld && n.Payment != orderdb.Paid {
		return nil, false
	}
	to, err := mail.ParseAddress(n.Order.Customer.Email)
	if err != nil {
		return nil, false
	}
	return &mail.Address{Address: to.Address}, m.limits.of(to.Address).Tokens() >= 1
}

func (m *ShopperMail) message(n News, to *mail.Address) (*gomail.Msg, error) {
	s := m.Shop()
	receipt := newReceipt(n.Stored, s)
	message, err := m.envelope(s, "shopper."+n.id(), []*mail.Address{to})
	if err != nil {
		return nil, err
	}
	if reply, err := mail.ParseAddress(s.Contact.Email); err == nil {
		message.ReplyToMailAddress(reply)
	}
	message.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834: nobody answers by a program
	message.Subject(oneLine(receipt.Title))
	message.SetBodyString(gomail.TypeTextPlain, receipt.text())
	return message, message.AddAlternativeHTMLTemplate(receiptPage, receipt)
}

//go:embed receipt.html
var receiptSource string

var receiptPage = template.Must(template.New("receipt").Parse(receiptSource))

// receipt is what a shopper's mail says.
type receipt struct {
	Language, Shop, Title string
	Lead                  string
	Lines                 []receiptLine
	Figures               []words.Figure
	Facts                 []words.Figure // delivery and payment, by name
	Page, ToPage          string         // address of the order's page, and what its link says; both may be empty
	Contact               string
}

type receiptLine struct{ Product, Total string }

func newReceipt(o orderdb.Stored, s *shop.Shop) receipt {
	w, in := words.In(s.Language), cldr.InCurrency(s, o.Order.Currency)
	r := receipt{
		Language: s.Language, Shop: s.Name, Title: w.ReceiptTitle(words.Number(o.Order.ID), s.Name),
		Lead: w.ReceiptLead, Figures: w.Figures(o.Order, in), Contact: w.ReceiptContact,
	}
	for _, l := range o.Order.Lines {
		r.Lines = append(r.Lines, receiptLine{w.ReceiptLine(strconv.Itoa(l.Quantity), words.Product(l)), in.Money.Text(l.Total())})
	}
	fact := func(name, text string) {
		if text != "" {
			r.Facts = append(r.Facts, words.Figure{Name: name, Amount: text})
		}
	}
	fact(w.Delivery, words.DeliveryName(o.Order.Delivery, s))
	fact(w.Means, w.PaymentName(o.Order.Payment, in))
	fact(w.Payment, w.ReceiptStates[string(o.Payment)])
	if s.BaseURL != "" && o.Token != "" {
		r.Page, r.ToPage = strings.TrimSuffix(s.BaseURL, "/")+"/pedido/"+o.Token, w.ReceiptPage
	}
	return r
}

// text returns the mail as plain text.
func (r receipt) text() string {
	var b strings.Builder
	b.WriteString(r.Title + "\n\n" + r.Lead + "\n\n")
	if r.Page != "" {
		b.WriteString(r.ToPage + ":\n" + r.Page + "\n\n")
	}
	for _, l := range r.Lines {
		b.WriteString(isolated(l.Product) + ": " + l.Total + "\n")
	}
	b.WriteByte('\n')
	for _, f := range append(r.Figures, r.Facts...) {
		field(&b, f.Name, f.Amount)
	}
	b.WriteString("\n" + r.Contact + "\n")
	return b.String()
}
