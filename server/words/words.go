// Package words is what the shop's owner reads, in each of the shop's languages:
// on the page of the orders and in the letter about a new one. What shoppers
// read is in app/text.
package words

import (
	"strconv"
	"time"

	"carrito/server/inbox/orderdb"
)

// Text is every sentence, in one language.
type Text struct {
	Language string // BCP 47

	// Signing in and out.
	SignIn       string // the heading and the button
	Password     string
	WrongOne     string
	Wait         func(d time.Duration) string
	NeedsHTTPS   string
	SignOut      string
	Elsewhere    string // a form that came from another site, or from an earlier session
	ToShop       string
	ToOrders     string
	Unavailable  string
	UnknownProxy string // requests name clients in X-Forwarded-For, and -proxies does not say so

	NotTaken   string // the file of the orders was moved
	NotWritten string // the database cannot be written

	// The shopper's data.
	Data         string
	Forget       string // opens the question
	ForgetTip    string
	ForgetNow    string
	NotForgotten string
	KeptFor      func(months int) string

	// Passkeys.
	SignInWithPasskey string // the button
	PasskeyNotUsed    string // the person or the browser stopped
	PasskeyRefused    string // by the server
	PasskeyCopied     string
	Passkeys          string
	PasskeysTip       string
	PasskeysLacking   string // why none can be added here
	PasskeyName       string // of the device
	PasskeyAdded      string
	PasskeyUsed       string
	PasskeyNeverUsed  string
	AddPasskey        string
	PasskeyNotAdded   string
	PasskeyThere      string // on this device
	PasskeysFull      func(most int) string
	RemovePasskey     string
	RemoveNamed       func(name string) string
	NoSuchPasskey     string

	// The sessions.
	Access      string // the page of sessions and passkeys
	Sessions    string
	WithPasskey string // the session was started so; a name follows
	SessionsTip string // why the password is asked for
	Since       string
	Until       string
	From        string // address
	Browser     string
	ThisOne     string // of the session that is used
	EndSession  string
	EndAll      string

	// The list.
	Orders     string
	Order      func(number string) string
	AllStates  string
	Filter     string // the name of the links that filter
	NoOrders   string
	NoneOfKind string
	NewOrders  string // told when some came in
	Reload     string
	Offline    string // told when nothing new is heard of
	Older      string
	Newest     string
	When       string
	NumberName string
	Who        string
	Units      func(n int) string
	State      string
	Count      func(n int) string // of orders

	// Cancelling several.
	Mark         func(number string) string
	CancelMarked string // opens the question
	CancelThem   string

	// The days.
	Days       func(n int) string
	Today      string
	DaySummary func(day, count, sum string) string

	// An order.
	Product     string
	UnitPrice   string
	Quantity    string
	LineTotal   string
	Note        string
	OrderNote   string
	Customer    string
	Name        string
	Phone       string
	Email       string
	Address     string
	Delivery    string
	Subtotal    string
	Discount    func(code string) string
	Shipping    string
	Tax         string
	TaxIncluded string
	Total       string
	History     string
	Print       string
	Cancel      string // opens the question
	CancelTip   string
	NotNow      func(state string) string // the state had changed meanwhile
	NoSuchOrder string
	Held        func(until string) string // what a new order holds of the stock
	Unheld      string
	NotLeft     func(names string) string // why it cannot be confirmed
	Unreadable  string                    // a stored order that is damaged

	authors map[string]string // see Author

	States  map[orderdb.State]string // what an order is
	Actions map[orderdb.State]string // the button that makes it so

	// The letter.
	LetterSubject func(number, total string) string
	LetterFoot    string
	DigestSubject func(n int) string // of one letter about several orders
	DigestHead    string

	months [12]string
}

// In returns the texts of a language of shop.json, "es" or "en".
func In(language string) *Text {
	if language == english.Language {
		return &english
	}
	return &spanish
}

// Time writes when something was, in the time zone of t.
func (w *Text) Time(t time.Time) string { return w.Day(t) + ", " + t.Format("15:04") }

// Day writes a day: "26 nov 2026".
func (w *Text) Day(t time.Time) string {
	return strconv.Itoa(t.Day()) + " " + w.months[t.Month()-1] + " " + strconv.Itoa(t.Year())
}

// Author writes who changed an order's state.
func (w *Text) Author(name string) string {
	if known, ok := w.authors[name]; ok {
		return known
	}
	return name
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// span writes how long to wait: in seconds, or in whole minutes.
func span(d time.Duration, second, seconds, minute, minutes string) string {
	if d <= 90*time.Second {
		return plural(max(1, int((d+time.Second-1)/time.Second)), second, seconds)
	}
	return plural(int((d+time.Minute-1)/time.Minute), minute, minutes)
}
