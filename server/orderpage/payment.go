package orderpage

import (
	"html/template"
	"slices"
	"time"

	"carrito/app/money"
	"carrito/app/order"
	"carrito/app/shop"
	"carrito/app/shopper"
	"carrito/app/ui/qr"
	"carrito/server/inbox/orderdb"
)

// payment is what the page shows about the payment of an order.
type payment struct {
	Name  string   // of the way of paying; may be empty
	Mood  string   // good, bad or empty
	State []string // sentences on how far the payment is
	Hold  *sentence

	// How to pay, if the order is to be paid.
	Button   string // leads to the provider's page; empty for none
	Tip      string // may be empty
	How      *how
	Folded   bool // How is shown once it is asked for
	CanSay   bool // the shopper can say that the order is paid
	WhatsApp string
	Others   []order.Means
	names    func(order.Means) string
}

// Empty reports whether there is nothing to say.
func (p payment) Empty() bool { return len(p.State) == 0 && p.Tip == "" && p.How == nil }

// NameOf returns the name of another way of paying.
func (p payment) NameOf(m order.Means) string { return p.names(m) }

// how is how to pay without a provider's page.
type how struct {
	Lead, Change string
	Facts        []shopper.Fact
	Code         *code
	Link         any // string or template.URL; empty for none
	NewTab       bool
}

// code is a QR code.
type code struct {
	Label  string
	Size   int
	Path   string
	Pixels int
}

// payment works out what the page shows about the payment of an order. returned is
// whether the shopper comes from the provider's page.
func (h *Handler) payment(s *shopper.Shopper, o orderdb.Stored, known orderdb.Payment, returned bool) payment {
	p := payment{Name: s.PaymentName(o.Order), names: s.MeansName, Mood: mood(o.Payment)}
	paying, ok := s.Paying(shopper.Sent{Order: o.Order})
	kind := paying.Means.Kind
	p.State = h.sentences(s, o, known, kind)
	if o.State == orderdb.Cancelled {
		return p
	}
	p.Hold = h.hold(o)
	p.Others = h.others(s, o)
	w := h.words()
	switch {
	case o.Provider != "":
		p.Button, p.Tip = h.button(o, s.Text.Order.PaymentTip[o.Provider])
		if returned && o.Payment == orderdb.Awaiting {
			p.State = []string{w.Checking}
		}
	case o.Payment != orderdb.Unpaid && o.Payment != orderdb.Said || kind == shop.Cash && o.State == orderdb.Done:
	case !ok || o.Order.Currency != h.site().Shop.Currency:
		p.Tip = w.WayGone
	case isHosted(kind):
		p.Tip = w.Pay[""]
	default:
		p.How, p.Folded = howTo(s, paying, p.Name), o.Payment == orderdb.Said
		p.CanSay = o.Payment == orderdb.Unpaid && kind != shop.Cash
		if to := shop.MessageOf(shop.WhatsAppChannel); kind != shop.Cash && to.To(s.Shop.Contact) != "" {
			p.WhatsApp = s.PaidLink(to, o.Order)
		}
	}
	return p
}

func isHosted(kind string) bool {
	k, _ := shop.PaymentKindOf(kind)
	return k.Hosted
}

func mood(s orderdb.PayState) string {
	switch s {
	case orderdb.Paid:
		return "good"
	case orderdb.Refused, orderdb.Expired, orderdb.Differs, orderdb.Disputed:
		return "bad"
	}
	return ""
}

// sentences say how far the payment of an order is.
func (h *Handler) sentences(s *shopper.Shopper, o orderdb.Stored, known orderdb.Payment, kind string) []string {
	w := h.words()
	said := []string{w.Pay[string(o.Payment)]}
	switch o.Payment {
	case "", orderdb.Unpaid, orderdb.Awaiting, orderdb.Refused, orderdb.Expired:
		if o.State == orderdb.Cancelled || o.Payment == orderdb.Unpaid && kind == shop.Cash {
			return nil
		}
		if o.Payment == orderdb.Expired && !o.Unheld {
			return []string{w.PayOver} // its units are its own
		}
	case orderdb.Refunded, orderdb.ChargedBack:
	case orderdb.PartlyRefunded:
		if back := refunded(known.Made, o.Order.Figures.Total.Digits()); !back.Zero() {
			said = append(said, w.RefundedPart(s.Money(back)))
		}
	default:
		if o.State == orderdb.Cancelled {
			return append(said, w.CancelledPaid)
		}
	}
	if n := len(known.History); o.Payment == orderdb.Paid && n > 0 && known.History[n-1].Note == orderdb.SoldOut {
		said = append(said, w.SoldOut)
	}
	return said
}

// refunded returns the sum of what was refunded of some payments.
func refunded(made []orderdb.Made, digits int) money.Amount {
	sum := money.FromMinor(0, digits)
	for _, m := range made {
		sum = sum.Add(m.Refunded)
	}
	return sum
}

// shownHold returns until when a new order holds its units, if the page says so, and
// whether the shopper must pay until then.
func shownHold(o orderdb.Stored) (until time.Time, toPay bool) {
	if o.State != orderdb.New {
		return time.Time{}, false
	}
	switch o.Payment {
	case orderdb.Awaiting, orderdb.Refused:
		return o.Held, true
	case "", orderdb.Unpaid, orderdb.Said:
		return o.Held, false
	}
	return time.Time{}, false
}

// hold says until when a new order holds its units, or that it holds none.
func (h *Handler) hold(o orderdb.Stored) *sentence {
	w := h.words()
	until, toPay := shownHold(o)
	switch {
	case !until.IsZero() && toPay:
		return h.sentence(w.PayUntil, until)
	case !until.IsZero():
		return h.sentence(w.Held, until)
	case o.Unheld && o.State == orderdb.New && o.Provider == "" && o.Payment != orderdb.Paid:
		return &sentence{Before: w.Unheld}
	}
	return nil
}

// button returns the text of the button to the provider's page, and a sentence about
// that page. Without a button the order is not to be paid now.
func (h *Handler) button(o orderdb.Stored, about string) (button, tip string) {
	w := h.words()
	switch {
	case o.Payment != orderdb.Awaiting && o.Payment != orderdb.Refused && o.Payment != orderdb.Expired:
		return "", ""
	case o.Unheld && o.Payment != orderdb.Expired:
		return "", w.Unconfirmed
	case o.Payment == orderdb.Awaiting:
		return w.PayNow, about
	}
	return w.PayAgain, about
}

// qrWidth is the width of a QR code, in pixels. Each module is a square of whole pixels.
const qrWidth = 320

func howTo(s *shopper.Shopper, paying shopper.Paying, name string) *how {
	t := s.Text.Order
	shown := &how{Lead: t.PayLead[paying.Means.Kind], Change: paying.Change, Facts: paying.Facts, Link: paying.Link, NewTab: paying.Means.Kind == shop.PayLink}
	if paying.Copied {
		shown.Facts = append(shown.Facts, shopper.Fact{Name: t.CopyCode, Text: paying.Code, Plain: paying.Code})
	}
	if paying.Means.Kind == shop.UPI {
		shown.Link = template.URL(paying.Link) // upi:, with every part escaped
	}
	if drawn, ok := qr.New(paying.Code, qr.Medium); ok && paying.Code != "" {
		shown.Code = &code{t.PayCode(name), drawn.Size, drawn.Path, drawn.Size * max(1, qrWidth/drawn.Size)}
	}
	return shown
}

// others returns the other ways in which an order can be paid for the same sum. An order
// whose provider the shop no longer has can be paid in those that cost nothing more.
func (h *Handler) others(s *shopper.Shopper, o orderdb.Stored) []order.Means {
	present, ok := s.Terms.Means(o.Means)
	switch o.Payment {
	case orderdb.Unpaid, orderdb.Awaiting, orderdb.Refused, orderdb.Expired:
	default:
		return nil
	}
	figures := o.Order.Figures
	plain := figures.Surcharge.Zero() && figures.PaymentDiscount.Zero()
	if !ok && o.Provider == "" || o.State == orderdb.Cancelled || o.State == orderdb.Done || o.Order.Currency != h.site().Shop.Currency || plain != (present.Percent() == 0) {
		return nil
	}
	return slices.DeleteFunc(s.Terms.Offered(o.Order.Delivery, figures), func(m order.Means) bool {
		return m.ID == present.ID || !m.By(shop.ServerChannel) || m.Percent() != present.Percent() ||
			isHosted(m.Kind) && (h.Provider == nil || h.Provider(m.ID) == "")
	})
}
