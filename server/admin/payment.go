package admin

import (
	"errors"
	"html/template"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/nyaruka/phonenumbers"

	"carrito/app/shop"
	"carrito/app/typed"
	"carrito/server/cldr"
	"carrito/server/inbox/orderdb"
	"carrito/server/words"
)

// maxNote is the longest note of the owner about a payment, in characters.
const maxNote = 500

// paymentPart is what the page of an order shows of its payment.
type paymentPart struct {
	Means   string // the way of paying; may be empty
	Tender  string // what the shopper pays with in cash; may be empty
	State   badge  // without a name if nothing is known
	Alarm   string // what the owner has to decide; may be empty
	Made    []made // what the provider says
	Actions []payAction
	History []payChange
	Page    string // address of the order's page for the shopper; may be empty
	Message template.URL
}

// made is a payment as the provider describes it.
type made struct {
	When                    moment
	Amount, Refunded, State string // Refunded may be empty
	Detail                  string
}

// payAction is a state that the owner can give to a payment.
type payAction struct {
	Name string
	To   orderdb.PayState
}

type payChange struct {
	When         moment
	State        badge
	Author, Note string
}

// payBadge shows the state of a payment.
func (h *Handler) payBadge(s orderdb.PayState) badge {
	return badge{h.words().PayStates[string(s)], orderdb.State("pay-" + strings.ReplaceAll(string(s), " ", "-"))}
}

func (h *Handler) paymentPart(stored orderdb.Stored, payment orderdb.Payment) paymentPart {
	o, w, s := stored.Order, h.words(), cldr.InCurrency(h.site().Shop, stored.Order.Currency)
	part := paymentPart{
		Means: w.PaymentName(o.Payment, s), Tender: w.Tender(o.Payment, s), State: h.payBadge(stored.Payment),
		Message: h.messageLink(stored),
	}
	if stored.Token != "" {
		part.Page = h.site().Prefix() + "/pedido/" + stored.Token
	}
	for _, m := range payment.Made {
		in := cldr.InCurrency(h.site().Shop, m.Currency)
		line := made{When: h.moment(m.At), Amount: in.Money.Text(m.Amount), State: w.PayStates[string(m.State)], Detail: m.Detail}
		if line.State == "" {
			line.State = string(m.State)
		}
		if !m.Refunded.Zero() {
			line.Refunded = in.Money.Text(m.Refunded)
		}
		part.Made = append(part.Made, line)
	}
	if stored.Payment == orderdb.Differs {
		part.Alarm = w.PayDiffers(s.Money.Text(o.Figures.Total), amounts(part.Made))
	}
	for _, to := range stored.Payment.ByHand() {
		part.Actions = append(part.Actions, payAction{w.PayActions[string(to)], to})
	}
	for _, c := range payment.History {
		note := c.Note
		if note == orderdb.SoldOut {
			note = w.PaidTooLate
		}
		part.History = append(part.History, payChange{h.moment(c.At), h.payBadge(c.State), w.Author(c.Author), note})
	}
	return part
}

// amounts lists the amounts of payments that were made.
func amounts(all []made) string {
	var texts []string
	for _, m := range all {
		texts = append(texts, m.Amount+" ("+m.State+")")
	}
	return strings.Join(texts, ", ")
}

// messageLink returns the link that opens a message to the shopper with the state of an
// order written out, or "" if the phone number is in no numbering plan.
func (h *Handler) messageLink(stored orderdb.Stored) template.URL {
	s, w, o := h.site().Shop, h.words(), stored.Order
	number, err := phonenumbers.Parse(o.Customer.Phone, s.Country())
	if err != nil || !phonenumbers.IsValidNumber(number) {
		return ""
	}
	total := cldr.InCurrency(s, o.Currency).Money.Text(o.Figures.Total)
	text := w.StateGreeting(o.Customer.Name, s.Name) + "\n" + w.StateMessage(words.Number(o.ID), total, w.States[string(stored.State)])
	if state := w.PayStates[string(stored.Payment)]; state != "" {
		text += "\n" + w.Payment + ": " + state + "."
	}
	if stored.Token != "" && s.BaseURL != "" {
		text += "\n" + strings.TrimSuffix(s.BaseURL, "/") + "/pedido/" + stored.Token
	}
	to := shop.MessageOf(shop.WhatsAppChannel)
	digits := strings.TrimPrefix(phonenumbers.Format(number, phonenumbers.E164), "+")
	return template.URL(to.Start + digits + to.Body + strings.ReplaceAll(url.QueryEscape(text), "+", "%20"))
}

// changePayment records what the owner says of a payment.
func (h *Handler) changePayment(w http.ResponseWriter, r *http.Request, s session) {
	id, to := r.PathValue("id"), orderdb.PayState(r.PostForm.Get("payment"))
	note := typed.Text(r.PostForm.Get("note"))
	if !isOrderID(id) {
		h.showOrder(w, r, s, http.StatusNotFound, "")
		return
	}
	if utf8.RuneCountInString(note) > maxNote {
		h.showOrder(w, r, s, http.StatusBadRequest, h.words().PayNoteTooLong(maxNote))
		return
	}
	err := h.store.Payments().SetByHand(r.Context(), id, to, words.Owner, note, time.Now())
	var refused *orderdb.PayError
	switch {
	case errors.As(err, &refused):
		h.showOrder(w, r, s, http.StatusConflict, h.words().PayNotNow(h.words().PayStates[string(refused.From)]))
	case errors.Is(err, orderdb.ErrNoOrder):
		h.showOrder(w, r, s, http.StatusNotFound, "")
	case err != nil:
		h.unavailable(w, r, err)
	default:
		http.Redirect(w, r, h.site().Prefix()+"/admin/pedidos/"+url.PathEscape(id), http.StatusSeeOther)
	}
}
