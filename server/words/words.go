// Package words has the texts of the server's own pages in every language: those
// for the owner, of the owner's pages and of the mail about a new order, and those
// of the page of an order, for its shopper. Package text reads them from its files,
// where their keys begin with "owner." and "orderPage.".
package words

import (
	"strconv"
	"sync"
	"time"

	"carrito/app/text"
)

// Text holds all texts in one language.
type Text struct {
	// Signing in and out.
	SignIn        string             `text:"owner.signIn.title"`
	Password      string             `text:"owner.signIn.password"`
	WrongPassword string             `text:"owner.signIn.wrongOne"`
	WaitSeconds   func(n int) string `text:"owner.signIn.waitSeconds n"`
	WaitMinutes   func(n int) string `text:"owner.signIn.waitMinutes n"`
	NeedsHTTPS    string             `text:"owner.signIn.needsHTTPS"`
	SignOut       string             `text:"owner.signIn.signOut"`
	Elsewhere     string             `text:"owner.signIn.elsewhere"`
	ToShop        string             `text:"owner.list.toShop"`
	ToOrders      string             `text:"owner.list.toOrders"`
	Unavailable   string             `text:"owner.signIn.unavailable"`
	UnknownProxy  string             `text:"owner.signIn.unknownProxy"`

	NotTaken   string `text:"owner.list.notTaken"`
	NotWritten string `text:"owner.list.notWritten"`

	// The table on the web that the catalogue is imported from.
	TableNotImported func(when, why string) string   `text:"owner.table.notImported when why"`
	TableFaults      map[string]string               `text:"owner.table.why" keys:"unreachable,page,prices,unreadable"`
	TableColumns     func(names string) string       `text:"owner.table.columns names"`
	TableFewer       func(now, before string) string `text:"owner.table.fewer now before"`

	// The shopper's data.
	Data         string                  `text:"owner.data.data"`
	Forget       string                  `text:"owner.data.forget"`
	ForgetTip    string                  `text:"owner.data.forgetTip"`
	ForgetNow    string                  `text:"owner.data.forgetNow"`
	NotForgotten string                  `text:"owner.data.notForgotten"`
	Retention    func(months int) string `text:"owner.data.keptFor months"`

	Products string `text:"owner.products.title"`

	// Passkeys.
	SignInWithPasskey string                   `text:"owner.passkeys.signInWithPasskey"`
	PasskeyNotUsed    string                   `text:"owner.passkeys.notUsed"`
	PasskeyRefused    string                   `text:"owner.passkeys.refused"`
	PasskeyCopied     string                   `text:"owner.passkeys.copied"`
	Passkeys          string                   `text:"owner.passkeys.title"`
	PasskeysTip       string                   `text:"owner.passkeys.tip"`
	PasskeysLacking   string                   `text:"owner.passkeys.lacking"`
	PasskeyName       string                   `text:"owner.passkeys.name"`
	PasskeyAdded      string                   `text:"owner.passkeys.added"`
	PasskeyUsed       string                   `text:"owner.passkeys.used"`
	PasskeyNeverUsed  string                   `text:"owner.passkeys.neverUsed"`
	AddPasskey        string                   `text:"owner.passkeys.addPasskey"`
	PasskeyNotAdded   string                   `text:"owner.passkeys.notAdded"`
	PasskeyThere      string                   `text:"owner.passkeys.there"`
	PasskeysFull      func(most int) string    `text:"owner.passkeys.full most"`
	RemovePasskey     string                   `text:"owner.passkeys.removePasskey"`
	RemoveNamed       func(name string) string `text:"owner.passkeys.removeNamed name"`
	NoSuchPasskey     string                   `text:"owner.passkeys.noSuchPasskey"`

	// The sessions.
	Access      string `text:"owner.sessions.access"`
	Sessions    string `text:"owner.sessions.title"`
	WithPasskey string `text:"owner.sessions.withPasskey"`
	SessionsTip string `text:"owner.sessions.tip"`
	Since       string `text:"owner.sessions.since"`
	Until       string `text:"owner.sessions.until"`
	From        string `text:"owner.sessions.from"`
	Browser     string `text:"owner.sessions.browser"`
	ThisOne     string `text:"owner.sessions.thisOne"`
	EndSession  string `text:"owner.sessions.endSession"`
	EndAll      string `text:"owner.sessions.endAll"`

	// The list.
	Orders     string                     `text:"owner.list.title"`
	Order      func(number string) string `text:"owner.list.order number"`
	AllStates  string                     `text:"owner.list.allStates"`
	Filter     string                     `text:"owner.list.filter"`
	NoOrders   string                     `text:"owner.list.noOrders"`
	NoneOfKind string                     `text:"owner.list.noneOfKind"`
	NewOrders  string                     `text:"owner.list.newOrders"`
	Reload     string                     `text:"owner.list.reload"`
	Offline    string                     `text:"owner.list.offline"`
	Older      string                     `text:"owner.list.older"`
	Newest     string                     `text:"owner.list.newest"`
	When       string                     `text:"owner.list.when"`
	NumberName string                     `text:"owner.list.numberName"`
	Who        string                     `text:"owner.list.who"`
	Units      func(n int) string         `text:"owner.list.units n"`
	State      string                     `text:"owner.list.state"`
	Count      func(n int) string         `text:"owner.list.count n"`

	// Cancelling several orders.
	Mark         func(number string) string `text:"owner.cancel.mark number"`
	CancelMarked string                     `text:"owner.cancel.marked"`
	CancelThem   string                     `text:"owner.cancel.them"`

	// What the shop has of one shopper.
	Person          string                   `text:"owner.person.title"`
	PersonTip       string                   `text:"owner.person.tip"`
	PersonWho       string                   `text:"owner.person.who"`
	PersonFind      string                   `text:"owner.person.find"`
	PersonFound     string                   `text:"owner.person.found"`
	PersonNone      string                   `text:"owner.person.none"`
	PersonJSON      string                   `text:"owner.person.json"`
	PersonCSV       string                   `text:"owner.person.csv"`
	PersonComplaint func(n int) string       `text:"owner.person.complaint n"`
	PersonAlert     func(name string) string `text:"owner.person.alert name"`
	PersonEraseTip  string                   `text:"owner.person.eraseTip"`
	PersonSure      string                   `text:"owner.person.sure"`
	PersonNotSure   string                   `text:"owner.person.notSure"`
	PersonErased    func(n int) string       `text:"owner.person.erased n"`
	PersonOpen      func(n int) string       `text:"owner.person.open n"`
	PersonKept      func(n int) string       `text:"owner.person.kept n"`

	// What a page of the owner's says of the data that the shop keeps.
	PrivacyOrder  string                        `text:"privacy.order"`
	PrivacySent   string                        `text:"privacy.sent"`
	PrivacyMonths func(n int) string            `text:"privacy.months n"`
	PrivacyAlways string                        `text:"privacy.always"`
	PrivacyCards  func(providers string) string `text:"privacy.cards providers"`
	PrivacyBook   string                        `text:"privacy.book"`
	PrivacyRights string                        `text:"privacy.rights"`
	PrivacyAlerts func(n int) string            `text:"privacy.alerts n"`

	// Who waits for a product, for the owner.
	Alerts          string                          `text:"owner.alerts.title"`
	AlertsTip       string                          `text:"owner.alerts.tip"`
	AlertsNone      string                          `text:"owner.alerts.none"`
	AlertsWaiting   func(n int) string              `text:"owner.alerts.waiting n"`
	AlertBack       string                          `text:"owner.alerts.back"`
	AlertSoldOut    string                          `text:"owner.alerts.soldOut"`
	AlertGone       string                          `text:"owner.alerts.gone"`
	AlertWrite      func(who string) string         `text:"owner.alerts.write who"`
	AlertWriteShort string                          `text:"owner.alerts.writeShort"`
	AlertMark       func(who string) string         `text:"owner.alerts.mark who"`
	AlertMarkShort  string                          `text:"owner.alerts.markShort"`
	AlertToldAt     func(when string) string        `text:"owner.alerts.toldAt when"`
	AlertUndo       func(who string) string         `text:"owner.alerts.undo who"`
	AlertUndoShort  string                          `text:"owner.alerts.undoShort"`
	AlertsTold      string                          `text:"owner.alerts.told"`
	AlertsToldTip   string                          `text:"owner.alerts.toldTip"`
	AlertFailed     string                          `text:"owner.alerts.failed"`
	AlertSubject    func(name, shop string) string  `text:"owner.alerts.subject name shop"`
	AlertText       func(name, price string) string `text:"owner.alerts.text name price"`
	AlertNews       func(n int) string              `text:"owner.alerts.news n"`
	AlertsMore      func(n int) string              `text:"owner.alerts.more n"`

	// The answer to a shopper who wants to be told of a product.
	AlertTitle       string                   `text:"alertPage.title"`
	AlertDone        func(name string) string `text:"alertPage.done name"`
	AlertToProduct   string                   `text:"alertPage.back"`
	AlertInStock     func(name string) string `text:"alertPage.inStock name"`
	AlertNoProduct   string                   `text:"alertPage.gone"`
	AlertMany        string                   `text:"alertPage.many"`
	AlertBusy        string                   `text:"alertPage.busy"`
	AlertElsewhere   string                   `text:"alertPage.elsewhere"`
	AlertTooLarge    string                   `text:"alertPage.tooLarge"`
	AlertUnavailable string                   `text:"alertPage.unavailable"`
	AlertProblems    map[string]string        `text:"alertPage.problem" keys:"missing,tooLong,email,number,country"`

	// What was sold.
	Sales          string                             `text:"owner.sales.title"`
	SalesBy        string                             `text:"owner.sales.by"`
	SalesUnits     map[string]string                  `text:"owner.sales.unit" keys:"dia,semana,mes"`
	WeekOf         func(day string) string            `text:"owner.sales.weekOf day"`
	SalesIn        func(currency string) string       `text:"owner.sales.in currency"`
	SalesOld       string                             `text:"owner.sales.noCurrency"`
	SalesOrders    string                             `text:"owner.sales.orders"`
	SalesRevenue   string                             `text:"owner.sales.revenue"`
	SalesAverage   string                             `text:"owner.sales.average"`
	SalesApart     string                             `text:"owner.sales.apart"`
	SalesCancelled func(n int) string                 `text:"owner.sales.cancelled n"`
	SalesRefunded  func(n int) string                 `text:"owner.sales.refunded n"`
	SalesReturned  func(amount string) string         `text:"owner.sales.returned amount"`
	SalesUnpaid    func(n int) string                 `text:"owner.sales.unpaid n"`
	SalesPlot      func(from, to, most string) string `text:"owner.sales.plot from to most"`
	SalesPeriods   string                             `text:"owner.sales.periods"`
	SalesBest      string                             `text:"owner.sales.best"`
	SalesNone      string                             `text:"owner.sales.none"`
	SalesMore      func(n int) string                 `text:"owner.sales.more n"`
	SalesEarlier   string                             `text:"owner.sales.earlier"`
	SalesLater     string                             `text:"owner.sales.later"`
	SalesTip       string                             `text:"owner.sales.tip"`
	LowStock       string                             `text:"owner.sales.low"`
	LowTip         func(n int) string                 `text:"owner.sales.lowTip n"`
	LowLeft        string                             `text:"owner.sales.lowLeft"`
	LowNone        string                             `text:"owner.sales.lowNone"`

	// The chart of days.
	Days       func(n int) string                  `text:"owner.days.days n"`
	Today      string                              `text:"owner.days.today"`
	DaySummary func(day, count, sum string) string `text:"owner.days.summary day count sum"`

	// An order.
	Product         string                    `text:"owner.order.product"`
	UnitPrice       string                    `text:"owner.order.unitPrice"`
	Quantity        string                    `text:"owner.order.quantity"`
	LineTotal       string                    `text:"owner.order.lineTotal"`
	Note            string                    `text:"owner.order.note"`
	OrderNote       string                    `text:"owner.order.orderNote"`
	Customer        string                    `text:"owner.order.customer"`
	Name            string                    `text:"owner.order.name"`
	Phone           string                    `text:"owner.order.phone"`
	Email           string                    `text:"owner.order.email"`
	Address         string                    `text:"owner.order.address"`
	Delivery        string                    `text:"owner.order.delivery"`
	Payment         string                    `text:"owner.order.payment"`
	Tenders         string                    `text:"owner.order.tender"`
	Means           string                    `text:"owner.order.means"`
	Subtotal        string                    `text:"owner.order.subtotal"`
	Discount        func(code string) string  `text:"owner.order.discount code"`
	Shipping        string                    `text:"owner.order.shipping"`
	Surcharge       func(means string) string `text:"owner.order.surcharge means"`
	PaymentDiscount func(means string) string `text:"owner.order.paymentDiscount means"`
	PaymentNames    map[string]string         `text:"payment.name" keys:"payments"`
	Tax             string                    `text:"owner.order.tax"`
	TaxIncluded     string                    `text:"owner.order.taxIncluded"`
	Total           string                    `text:"owner.order.total"`
	History         string                    `text:"owner.order.history"`
	Print           string                    `text:"owner.order.print"`
	Cancel          string                    `text:"owner.order.cancel"`
	CancelTip       string                    `text:"owner.order.cancelTip"`
	NotNow          func(state string) string `text:"owner.order.notNow state"`
	NoSuchOrder     string                    `text:"owner.order.noSuchOrder"`
	Held            func(until string) string `text:"owner.order.held until"`
	Unheld          string                    `text:"owner.order.unheld"`
	NotLeft         func(names string) string `text:"owner.order.notLeft names"`
	Unreadable      string                    `text:"owner.order.unreadable"`

	Authors map[string]string `text:"owner.author" keys:"shopper,owner,command,provider"`

	States  map[string]string `text:"owner.state" keys:"new,confirmed,sent,done,cancelled"`
	Actions map[string]string `text:"owner.action" keys:"confirmed,sent,done,cancelled"`

	// The payment of an order.
	PayStates      map[string]string                        `text:"owner.payState" keys:"unpaid,said,awaiting,in process,paid,refused,expired,differs,refunded,partly refunded,disputed,charged back"`
	PayActions     map[string]string                        `text:"owner.payAction" keys:"paid,unpaid,refunded"`
	AllPayments    string                                   `text:"owner.pay.all"`
	PayFilter      string                                   `text:"owner.pay.filter"`
	PayUnknown     string                                   `text:"owner.pay.unknown"`
	PayDiffers     func(total, paid string) string          `text:"owner.pay.differs total paid"`
	PaidTooLate    string                                   `text:"owner.pay.tooLate"`
	ProviderSays   string                                   `text:"owner.pay.providerSays"`
	PayBack        string                                   `text:"owner.pay.back"`
	PayNote        string                                   `text:"owner.pay.note"`
	PayNoteTooLong func(most int) string                    `text:"owner.pay.noteTooLong most"`
	PayNotNow      func(state string) string                `text:"owner.pay.notNow state"`
	ShopperPage    string                                   `text:"owner.pay.shopperPage"`
	TellShopper    string                                   `text:"owner.pay.tellShopper"`
	StateGreeting  func(name, shop string) string           `text:"owner.pay.stateGreeting name shop"`
	StateMessage   func(number, total, state string) string `text:"owner.pay.stateMessage number total state"`

	// The mail to the shopper.
	ReceiptTitle   func(number, shop string) string `text:"receipt.title number shop"`
	ReceiptLead    string                           `text:"receipt.lead"`
	ReceiptLine    func(n, product string) string   `text:"receipt.line n product"`
	ReceiptPage    string                           `text:"receipt.page"`
	ReceiptContact string                           `text:"receipt.contact"`
	ReceiptStates  map[string]string                `text:"receipt.state" keys:"unpaid,said,awaiting,in process,paid,refused,expired,differs,refunded,partly refunded,disputed,charged back"`

	// The mail to the owner.
	MailSubject    func(number, total string) string        `text:"owner.mail.subject number total"`
	PayMailSubject func(number, total, state string) string `text:"owner.mail.paySubject number total state"`
	PayMailState   string                                   `text:"owner.mail.payState"`
	MailFoot       string                                   `text:"owner.mail.foot"`
	DigestSubject  func(n int) string                       `text:"owner.mail.digestSubject n"`
	DigestHead     string                                   `text:"owner.mail.digestHead"`

	Months map[string]string `text:"owner.month" keys:"1,2,3,4,5,6,7,8,9,10,11,12"`
}

var texts = sync.OnceValue(func() map[string]*Text {
	all := map[string]*Text{}
	for _, language := range text.Languages() {
		all[language] = new(Text)
		text.Load(language, all[language])
	}
	return all
})

// In returns the texts in a language of shop.json. It returns the Spanish ones
// if there are none in that language.
func In(language string) *Text { return texts()[text.Known(language)] }

// Check reports every fault in the file of a language, including the shoppers'
// texts.
func Check(language string) error {
	return text.Check(language, new(Text), new(OrderPage), new(Editor), new(Settings))
}

// Wait returns the text that tells how long to wait before the next attempt to
// sign in, in seconds or in whole minutes.
func (w *Text) Wait(d time.Duration) string {
	if d <= 90*time.Second {
		return w.WaitSeconds(max(1, int((d+time.Second-1)/time.Second)))
	}
	return w.WaitMinutes(int((d + time.Minute - 1) / time.Minute))
}

// Time formats a time in the time zone of t.
func (w *Text) Time(t time.Time) string { return w.Day(t) + ", " + t.Format("15:04") }

// Day formats a day: "26 nov 2026".
func (w *Text) Day(t time.Time) string {
	return strconv.Itoa(t.Day()) + " " + w.Months[strconv.Itoa(int(t.Month()))] + " " + strconv.Itoa(t.Year())
}

// Month formats a month: "nov 2026".
func (w *Text) Month(t time.Time) string {
	return w.Months[strconv.Itoa(int(t.Month()))] + " " + strconv.Itoa(t.Year())
}

// Author returns the name of who changed an order's state.
func (w *Text) Author(name string) string {
	if known, ok := w.Authors[name]; ok {
		return known
	}
	return name
}
