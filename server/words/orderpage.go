package words

import (
	"strings"
	"sync"

	"carrito/app/text"
)

// OrderPage holds the texts of the page of an order, in one language. Most of what
// the page says of the order and of how to pay it is in [text.Order].
type OrderPage struct {
	// What the shopper is told of the order.
	States     map[string]string `text:"orderPage.state" keys:"new,confirmed,sent,ready,done,cancelled"`
	Next       map[string]string `text:"orderPage.next" keys:"new,confirmed,sent,ready,done,cancelled"`
	Steps      string            `text:"orderPage.steps"`
	Unreadable string            `text:"orderPage.unreadable"`
	Keep       string            `text:"orderPage.keep"`
	Contact    string            `text:"orderPage.contact"`
	Offline    string            `text:"orderPage.offline"`

	// How far the payment is, by the states of package orderdb.
	Pay           map[string]string          `text:"orderPage.pay" keys:"unpaid,agree=,said,awaiting,inProcess=in process,paid,refused,expired,differs,refunded,partlyRefunded=partly refunded,disputed,chargedBack=charged back"`
	Checking      string                     `text:"orderPage.checking"`
	SoldOut       string                     `text:"orderPage.soldOut"`
	CancelledPaid string                     `text:"orderPage.cancelledPaid"`
	RefundedPart  func(amount string) string `text:"orderPage.refundedPart amount"`
	PayOver       string                     `text:"orderPage.payOver"`
	PayUntil      func(until string) string  `text:"orderPage.payUntil until"`
	Held          func(until string) string  `text:"orderPage.held until"`
	Unheld        string                     `text:"orderPage.unheld"`
	Unconfirmed   string                     `text:"orderPage.unconfirmed"`

	// How to pay.
	PayNow    string `text:"orderPage.payNow"`
	PayAgain  string `text:"orderPage.payAgain"`
	OtherWays string `text:"orderPage.otherWays"`
	OtherTip  string `text:"orderPage.otherTip"`
	IPaid     string `text:"orderPage.iPaid"`
	HowAgain  string `text:"orderPage.howAgain"`
	WayGone   string `text:"orderPage.wayGone"`

	// What went wrong.
	Unreachable string                    `text:"orderPage.fault.unreachable"`
	NotLeft     func(names string) string `text:"orderPage.fault.soldOut names"`
	TooOften    string                    `text:"orderPage.fault.tooOften"`
	NotOffered  string                    `text:"orderPage.fault.notOffered"`
	Elsewhere   string                    `text:"orderPage.fault.elsewhere"`
	Unavailable string                    `text:"orderPage.fault.unavailable"`
}

var orderPages = sync.OnceValue(func() map[string]*OrderPage {
	all := map[string]*OrderPage{}
	for _, language := range text.Languages() {
		all[language] = new(OrderPage)
		text.Load(language, all[language])
	}
	return all
})

// OrderPageIn is like [In], for the texts of the page of an order.
func OrderPageIn(language string) *OrderPage { return orderPages()[text.Known(language)] }

// Around returns what a text has before and after its argument, so that a page can
// draw the argument.
func Around(text func(argument string) string) (before, after string) {
	const mark = "\x00"
	before, after, _ = strings.Cut(text(mark), mark)
	return before, after
}
