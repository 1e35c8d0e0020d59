package text

import "carrito/app/outbox"

// Order is what the shop says of an order: on its way from the cart to the
// shop, and once it is sent.
type Order struct {
	// The cart.
	Order        string `text:"cart.checkOut"`
	SubtotalNote string `text:"cart.subtotalNoteAtCheckout"`

	// The form.
	Title           string                      `text:"checkout.title"`
	Intro           string                      `text:"checkout.intro"`
	Contact         string                      `text:"checkout.contact"`
	Name            string                      `text:"checkout.name"`
	Phone           string                      `text:"checkout.phone"`
	Email           string                      `text:"checkout.email"`
	PhoneOrEmail    string                      `text:"checkout.phoneOrEmail"`
	Delivery        string                      `text:"checkout.delivery"`
	Zone            string                      `text:"checkout.zone"`
	ChooseZone      string                      `text:"checkout.chooseZone"`
	Free            string                      `text:"checkout.free"`
	FreeFrom        func(amount string) string  `text:"checkout.freeFrom amount"`
	ByZone          string                      `text:"checkout.byZone"`
	Payment         string                      `text:"checkout.payment"`
	Tender          string                      `text:"checkout.tender"`
	TenderTip       string                      `text:"checkout.tenderTip"`
	PaymentName     map[string]string           `text:"payment.name" keys:"payments"`
	PaymentTip      map[string]string           `text:"payment.tip" keys:"payments"`
	PaymentMore     func(percent string) string `text:"payment.more percent"`
	PaymentLess     func(percent string) string `text:"payment.less percent"`
	Address         string                      `text:"checkout.address"`
	StreetAddress   string                      `text:"checkout.streetAddress"`
	City            string                      `text:"checkout.city"`
	PostalCode      string                      `text:"checkout.postalCode"`
	Optional        string                      `text:"checkout.optional"`
	Note            string                      `text:"checkout.note"`
	NoteTip         string                      `text:"checkout.noteTip"`
	LineNote        func(name string) string    `text:"checkout.lineNote name"`
	LineNoteShort   string                      `text:"checkout.lineNoteShort"`
	Promo           string                      `text:"checkout.promo"`
	ApplyPromo      string                      `text:"checkout.applyPromo"`
	PromoHolds      func(code string) string    `text:"checkout.promoHolds code"`
	PromoUnchecked  string                      `text:"checkout.promoUnchecked"`
	ForgetMe        string                      `text:"checkout.forgetMe"`
	ForgetTip       string                      `text:"checkout.forgetTip"`
	Forgotten       string                      `text:"checkout.forgotten"`
	Summary         string                      `text:"checkout.summary"`
	ChangeCart      string                      `text:"checkout.changeCart"`
	SendBy          map[string]string           `text:"checkout.sendBy" keys:"channels"`
	SendAgainBy     map[string]string           `text:"thanks.sendAgainBy" keys:"messages"`
	SendTip         map[string]string           `text:"checkout.sendTip" keys:"channels"`
	SendTipHosted   string                      `text:"checkout.sendTipHosted"`
	Hold            func(hours int) string      `text:"checkout.hold hours"`
	HoldUntil       string                      `text:"checkout.holdUntil"`
	Unheld          string                      `text:"checkout.unheld"`
	Sending         string                      `text:"checkout.sending"`
	Empty           string                      `text:"checkout.empty"`
	LastOrder       string                      `text:"checkout.lastOrder"`
	NeedsJavaScript string                      `text:"checkout.needsJavaScript"`
	Loading         string                      `text:"checkout.loading"`

	// Figures.
	Discount        string                            `text:"figures.discount"`
	Shipping        string                            `text:"figures.shipping"`
	Surcharge       func(means string) string         `text:"figures.surcharge means"`
	PaymentDiscount func(means string) string         `text:"figures.paymentDiscount means"`
	PickedUp        string                            `text:"figures.pickedUp"`
	ZoneMissing     string                            `text:"figures.zoneMissing"`
	TaxIncluded     func(name, percent string) string `text:"figures.taxIncluded name percent"`
	TaxAdded        func(name, percent string) string `text:"figures.taxAdded name percent"`
	Total           string                            `text:"figures.total"`
	TotalIs         func(total string) string         `text:"figures.totalIs total"`
	PricesIn        func(currency, tax string) string `text:"figures.pricesIn currency tax"`
	PricesPlus      func(currency, tax string) string `text:"figures.pricesPlus currency tax"`

	// What is wrong.
	Faults         func(n int) string                   `text:"mistake.faults n"`
	NameMissing    string                               `text:"mistake.nameMissing"`
	ReachMissing   string                               `text:"mistake.reachMissing"`
	PhoneInvalid   string                               `text:"mistake.phoneInvalid"`
	EmailInvalid   string                               `text:"mistake.emailInvalid"`
	WayMissing     string                               `text:"mistake.wayMissing"`
	ZoneNotChosen  string                               `text:"mistake.zoneNotChosen"`
	PaymentMissing string                               `text:"mistake.paymentMissing"`
	PaymentNone    string                               `text:"mistake.paymentNone"`
	TenderInvalid  string                               `text:"mistake.tenderInvalid"`
	TenderFew      func(total string) string            `text:"mistake.tenderFew total"`
	StreetMissing  string                               `text:"mistake.streetMissing"`
	CityMissing    string                               `text:"mistake.cityMissing"`
	TooLong        func(most int) string                `text:"mistake.tooLong most"`
	BadCharacter   string                               `text:"mistake.badCharacter"`
	PromoUnknown   string                               `text:"mistake.promoUnknown"`
	PromoFrom      func(amount string) string           `text:"mistake.promoFrom amount"`
	PromoChecking  string                               `text:"mistake.promoChecking"`
	PricesChecking string                               `text:"mistake.pricesChecking"`
	Minimum        func(minimum, missing string) string `text:"mistake.minimum minimum missing"`
	NoLines        string                               `text:"mistake.noLines"`
	TooLarge       string                               `text:"mistake.tooLarge"`
	NotTaken       string                               `text:"mistake.notTaken"`

	// What is another thing than was ordered.
	ChangedTitle   string                                   `text:"changed.title"`
	ChangedLead    string                                   `text:"changed.lead"`
	LineGone       func(name string) string                 `text:"changed.lineGone name"`
	LineFewer      func(name string, n, ordered int) string `text:"changed.lineFewer name n ordered"`
	PromoGone      func(code string) string                 `text:"changed.promoGone code"`
	AmountChanged  func(what, before, now string) string    `text:"changed.amountChanged what before now"`
	Confirm        string                                   `text:"changed.confirm"`
	NumberTaken    string                                   `text:"changed.numberTaken"`
	LaterRefused   string                                   `text:"changed.laterRefused"`
	EarlierWaits   func(number string) string               `text:"changed.earlierWaits number"`
	EarlierArrived func(number string) string               `text:"changed.earlierArrived number"`

	// The message to the shop, and the page of an order that was sent.
	Number          func(number string) string `text:"message.number number"`
	FullNumber      func(id string) string     `text:"message.fullNumber id"`
	More            func(n int) string         `text:"message.more n"`
	NoteIs          func(note string) string   `text:"message.note note"`
	PaysWith        func(means string) string  `text:"message.payment means"`
	Tenders         func(amount string) string `text:"message.tender amount"`
	Customer        string                     `text:"message.customer"`
	Thanks          map[outbox.State]string    `text:"thanks.state" keys:"sending,waiting,sent,changed,refused,taken,byHand=by hand,told,cancelled,unkept,old"`
	Next            map[outbox.State]string    `text:"thanks.next" keys:"sending,waiting,sent,changed,refused,taken,told,unkept,old,cancelled"`
	NextPaying      map[outbox.State]string    `text:"thanks.nextPaying" keys:"sent,told"`
	NextByHand      map[string]string          `text:"thanks.nextByHand" keys:"messages"`
	Products        string                     `text:"thanks.products"`
	Cancel          string                     `text:"thanks.cancel"`
	CancelledUnsure string                     `text:"thanks.cancelledUnsure"`
	Cancelled       string                     `text:"thanks.cancelled"`
	ConfirmSent     string                     `text:"thanks.confirmSent"`
	Print           string                     `text:"thanks.print"`
	Online          string                     `text:"thanks.online"`
	OnlineTip       string                     `text:"thanks.onlineTip"`
	NoOrder         string                     `text:"thanks.noOrder"`
	NoOrderTip      string                     `text:"thanks.noOrderTip"`
	ThanksTitle     string                     `text:"thanks.title"`
	CheckAgain      string                     `text:"thanks.checkAgain"`

	// How to pay an order that was sent.
	HowToPay    string                                    `text:"pay.title"`
	PayLead     map[string]string                         `text:"pay.lead" keys:"payments"`
	Change      func(tender, change string) string        `text:"pay.change tender change"`
	Amount      string                                    `text:"pay.amount"`
	Reference   string                                    `text:"pay.reference"`
	Holder      string                                    `text:"pay.holder"`
	Account     string                                    `text:"pay.account"`
	CopyCode    string                                    `text:"pay.copyCode"`
	Copy        string                                    `text:"pay.copy"`
	CopyOf      func(what string) string                  `text:"pay.copyOf what"`
	CopiedPart  func(what string) string                  `text:"pay.copied what"`
	NotCopied   string                                    `text:"pay.notCopied"`
	PayCode     func(means string) string                 `text:"pay.code means"`
	SaveCode    string                                    `text:"pay.saveCode"`
	GoToPay     string                                    `text:"pay.open"`
	PayNow      string                                    `text:"pay.now"`
	PayLater    string                                    `text:"pay.later"`
	Paid        map[string]string                         `text:"pay.paid" keys:"messages"`
	PaidTip     string                                    `text:"pay.paidTip"`
	PaidMessage func(number, amount, means string) string `text:"pay.paidMessage number amount means"`
	ChooseProof string                                    `text:"pay.chooseProof"`
	NotShared   string                                    `text:"pay.notShared"`
	SendProof   string                                    `text:"pay.sendProof"`
}
