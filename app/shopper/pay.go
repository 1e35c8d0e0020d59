package shopper

import (
	"strings"

	"carrito/app/address"
	"carrito/app/money"
	"carrito/app/order"
	"carrito/app/outbox"
	"carrito/app/pay"
	"carrito/app/shop"
)

// Paying is how the shopper pays an order that was sent.
type Paying struct {
	Means order.Means
	Lead  string // sentence
	Facts []Fact

	Code   string // text of the QR code; empty for none
	Copied bool   // the code's text can be pasted in place of scanning it
	Link   string // page or program in which the order is paid; empty for none
	Hosted bool   // Link leads to the page of a provider, through the shop's own server
	Change string // sentence about the change of a payment in cash; may be empty
}

// Fact is a part of a payment that the shopper may have to type elsewhere.
type Fact struct {
	Name  string // in the shop's language
	Text  string // as it is shown
	Plain string // as it is copied
}

// Paying returns how to pay an order that was sent. It returns false if the shop does not
// have its way of paying, or if the order has none.
func (s *Shopper) Paying(last Sent) (Paying, bool) {
	o := last.Order
	m, ok := s.Terms.Means(o.Payment.Method)
	if !ok {
		return Paying{}, false
	}
	t, total, reference := s.Text.Order, o.Figures.Total, OrderNumber(o.ID)
	kind, _ := shop.PaymentKindOf(m.Kind)
	p := Paying{Means: m, Lead: t.PayLead[m.Kind], Hosted: kind.Hosted}
	switch {
	case s.hosted(last):
		p.Link = s.Prefix + address.PayPage(last.Token)
	case kind.Hosted:
		p.Lead = t.PayLater
	}
	amount := Fact{t.Amount, s.Money(total), total.String()}
	switch m.Kind {
	case shop.Cash:
		p.Change = s.changeOf(o)
	case shop.Transfer:
		p.Facts = []Fact{amount, s.account(m), same(t.Holder, m.Holder), same(t.Reference, reference)}
	case shop.Wallet:
		p.Facts, p.Code = []Fact{amount}, m.Code
		if m.Holder != "" {
			p.Facts = append(p.Facts, same(t.Holder, m.Holder))
		}
	case shop.Pix:
		p.Code = pay.Pix{Key: m.Key, Holder: m.Holder, City: m.City}.Code(total, reference)
		p.Facts, p.Copied = []Fact{amount, same(t.Holder, m.Holder)}, true
	case shop.EPC:
		p.Code = pay.EPC{Holder: m.Holder, IBAN: m.IBAN, BIC: m.BIC}.Code(total, reference)
		iban := Fact{"IBAN", pay.Account("iban", m.IBAN), pay.PlainAccount("iban", m.IBAN)}
		p.Facts = []Fact{amount, iban, same(t.Holder, m.Holder), same(t.Reference, reference)}
	case shop.UPI:
		p.Link = pay.UPI{Address: m.Address, Holder: m.Holder}.Link(total, reference)
		p.Facts, p.Code = []Fact{amount, same("UPI", m.Address), same(t.Holder, m.Holder)}, p.Link
	case shop.PayLink:
		p.Facts = []Fact{amount, same(t.Reference, reference)}
		p.Link = pay.Link(m.URL, pay.Values{Amount: total, Currency: o.Currency, Order: reference, Email: o.Customer.Email})
	}
	return p, true
}

// hosted reports whether an order that the shop has received can be paid at the page of a
// provider.
func (s *Shopper) hosted(last Sent) bool {
	return s.Terms.Hosted(last.Order.Payment.Method) && last.State == outbox.Sent && last.Token != ""
}

// NextText returns the sentence about what comes next for an order that was sent.
func (s *Shopper) NextText(last Sent) string {
	t := s.Text.Order
	if last.State == outbox.ByHand {
		return t.NextByHand[last.Kind]
	}
	_, pays := s.Terms.Means(last.Order.Payment.Method)
	if next := t.NextPaying[last.State]; pays && next != "" {
		return next
	}
	return t.Next[last.State]
}

func same(name, text string) Fact { return Fact{name, text, text} }

// account returns the number of a bank account, by the name of its scheme.
func (s *Shopper) account(m order.Means) Fact {
	name := strings.ToUpper(m.Scheme)
	if name == "" {
		name = s.Text.Order.Account
	}
	return Fact{name, pay.Account(m.Scheme, m.Account), pay.PlainAccount(m.Scheme, m.Account)}
}

// changeOf says what change a shopper gets who pays in cash.
func (s *Shopper) changeOf(o order.Order) string {
	tender, err := s.Terms.Tender(o.Payment.Tender)
	if err != nil || tender.Less(o.Figures.Total) {
		return ""
	}
	back := money.FromMinor(tender.Minor()-o.Figures.Total.Minor(), s.Shop.Money.Digits)
	return s.Text.Order.Change(s.Money(tender), s.Money(back))
}

// PaidLink returns the link that opens a message which tells the shop that an order was
// paid.
func (s *Shopper) PaidLink(to *shop.OrderMessage, o order.Order) string {
	return s.MessageStart(to, s.Text.Order.Number(OrderNumber(o.ID))) + LinkEscape(s.PaidText(o))
}

// PaidText returns the sentence that an order was paid.
func (s *Shopper) PaidText(o order.Order) string {
	return s.Text.Order.PaidMessage(OrderNumber(o.ID), s.Money(o.Figures.Total), s.PaymentName(o))
}
