package text

import (
	"strconv"

	"carrito/app/outbox"
)

var englishOrder = OrderText{
	Order:        "Check out",
	SubtotalNote: "Delivery is worked out at the checkout.",

	Title:          "Your order",
	Intro:          "Fields with * are required. What you type is kept for as long as the browser is open.",
	Contact:        "Contact details",
	Name:           "Full name",
	Phone:          "Phone",
	Email:          "E-mail address",
	PhoneOrEmail:   "One of the two is enough: phone or e-mail.",
	Delivery:       "Delivery",
	Zone:           "Delivery zone",
	ChooseZone:     "Choose your zone",
	Free:           "Free",
	FreeFrom:       func(amount string) string { return "free from " + amount },
	ByZone:         "depends on the zone",
	Address:        "Delivery address",
	StreetAddress:  "Street, number and directions",
	City:           "Town or city",
	PostalCode:     "Postal code",
	Optional:       "optional",
	Note:           "Note to the shop",
	NoteTip:        "For example, at what time you are in.",
	LineNote:       func(name string) string { return "Note on " + name },
	LineNoteShort:  "Note",
	Promo:          "Promo code",
	ApplyPromo:     "Apply",
	PromoHolds:     func(code string) string { return "The code " + code + " is applied." },
	PromoUnchecked: "The shop will check the code when it gets the order.",
	ForgetMe:       "Forget my details",
	ForgetTip:      "Your details are kept in this browser only, and are gone when you close it.",
	Forgotten:      "Your details were deleted from this browser.",
	Summary:        "Summary",
	ChangeCart:     "Change the cart",
	SendBy: map[string]string{
		"server": "Send order", "post": "Send order", "whatsapp": "Order by WhatsApp", "email": "Order by e-mail",
	},
	SendAgainBy: map[string]string{"whatsapp": "Open WhatsApp again", "email": "Open the e-mail again"},
	Hold: func(hours int) string {
		return "It keeps the products for " + strconv.Itoa(hours) + " hours while it confirms the order; if many come in, only once it confirms it."
	},
	HoldUntil: "It keeps the products, while it confirms the order, until ",
	Unheld:    "Many orders are coming in: the shop keeps the products only once it confirms yours.",
	SendTip: map[string]string{
		"server": "The shop gets it at once. You pay nothing yet.", "post": "The shop gets it at once. You pay nothing yet.",
		"whatsapp": "WhatsApp opens with the order written: you only have to send it.",
		"email":    "Your e-mail opens with the order written: you only have to send it.",
	},
	Sending:         "Sending…",
	Empty:           "There is nothing to order: your cart is empty",
	LastOrder:       "See the last order",
	NeedsJavaScript: "Ordering needs JavaScript: the cart lives in your browser. You can also write to the shop; how is at the foot of the page.",
	Loading:         "Opening your cart…",

	Discount:    "Discount",
	Shipping:    "Shipping",
	PickedUp:    "No charge",
	ZoneMissing: "Zone missing",
	TaxIncluded: func(name, percent string) string { return name + " " + percent + "% included" },
	TaxAdded:    func(name, percent string) string { return name + " " + percent + "%" },
	Total:       "Total",
	TotalIs:     func(total string) string { return "Total: " + total + "." },
	PricesIn:    func(currency, tax string) string { return "Prices in " + currency + ", " + tax + " included." },
	PricesPlus:  func(currency, tax string) string { return "Prices in " + currency + ", plus " + tax + "." },

	Faults: func(n int) string {
		return plural(n, "thing has", "things have") + " to be corrected"
	},
	NameMissing:   "Enter your full name.",
	ReachMissing:  "Enter your phone or your e-mail, so that the shop can answer you.",
	PhoneInvalid:  "Enter a phone number of 6 to 15 digits, such as 987 654 321.",
	EmailInvalid:  "Enter a whole e-mail address, such as name@mail.com.",
	WayMissing:    "Choose how you get the order.",
	ZoneNotChosen: "Choose the delivery zone.",
	StreetMissing: "Enter street and number.",
	CityMissing:   "Enter the town or city.",
	TooLong: func(most int) string {
		return "This is too long: there is room for " + strconv.Itoa(most) + " characters."
	},
	BadCharacter: "It has a character that cannot be used here.",
	PromoUnknown: "There is no such code. Correct it or delete it.",
	PromoFrom: func(amount string) string {
		return "This code holds from " + amount + " on. Add something or delete it."
	},
	PromoChecking: "The code is being checked. Please try again in a second.",
	Minimum: func(minimum, missing string) string {
		return "The minimum order is " + minimum + ": " + missing + " are missing."
	},
	NoLines:  "Your cart is empty.",
	TooLarge: "This is a very large order. Please write to the shop.",
	NotTaken: "The shop did not accept the order. Check it and send it again, or write to the shop.",

	ChangedTitle: "Something has changed since you filled the cart",
	ChangedLead:  "Nothing was sent yet. See the order as it would be now, and confirm it if you like it.",
	NothingLeft:  "Nothing of what you ordered is available now.",
	LineGone:     func(name string) string { return name + " is no longer available." },
	LineFewer: func(name string, n, ordered int) string {
		return "Only " + strconv.Itoa(n) + " left of " + name + ", and you ordered " + strconv.Itoa(ordered) + "."
	},
	PromoGone:     func(code string) string { return "The code " + code + " does not hold for this order." },
	AmountChanged: func(what, before, now string) string { return what + ": it was " + before + ", it is now " + now + "." },
	Confirm:       "Confirm and send",
	NumberTaken:   "This order was sent before with other details. See whether what is here is a new order and, if so, send it again.",
	LaterRefused:  "The shop could not accept your order as it was. Open it to see why.",
	EarlierWaits:  func(number string) string { return "Your order " + number + " still waits for a connection." },
	EarlierArrived: func(number string) string {
		return "Your order " + number + ", which waited for a connection, has reached the shop."
	},

	Number:     func(number string) string { return "Order " + number },
	FullNumber: func(id string) string { return "Full number: " + id },
	More:       func(n int) string { return "and " + plural(n, "more product", "more products") },
	NoteIs:     func(note string) string { return "Note: " + note },
	Customer:   "To",
	Thanks: map[outbox.State]string{
		outbox.Sending: "Sending your order…", outbox.Waiting: "Your order waits for a connection", outbox.Sent: "Thank you! We have your order",
		outbox.Changed: "Your order needs your confirmation", outbox.Refused: "The shop did not accept the order", outbox.Taken: "This order was sent before",
		outbox.ByHand: "One step is left: send the message", outbox.Told: "Thank you for your order!", outbox.Cancelled: "You cancelled this order",
		outbox.Unkept: "The order was not sent", outbox.Old: "Your order waited for more than 14 days: do you still want it?",
	},
	Next: map[outbox.State]string{
		outbox.Sending:   "One moment: the shop is receiving it.",
		outbox.Waiting:   "It is kept in this browser and goes out by itself as soon as there is a connection, even if you close the page.",
		outbox.Sent:      "The shop prepares it and writes to you about payment and delivery.",
		outbox.Changed:   "Something in the shop has changed; look at it and confirm.",
		outbox.Refused:   "Nothing was sent. Check it and send it again.",
		outbox.Taken:     "It arrived before with other details. If what is in your cart is a new order, send it again.",
		outbox.Told:      "The shop answers you about payment and delivery.",
		outbox.Unkept:    "There was no answer, and this browser cannot keep the order. Send it again: if it has arrived, it is not doubled.",
		outbox.Old:       "It does not go out by itself. Look at it at today's prices, and send it if you still want it: if it has arrived, it is not doubled.",
		outbox.Cancelled: "It does not go out any more, and the products are back in your cart.",
	},
	NextByHand: map[string]string{
		"whatsapp": "We opened WhatsApp with the order written. The shop only gets it when you press send there.",
		"email":    "We opened your e-mail with the order written. The shop only gets it when you press send there.",
	},
	Products:        "Products",
	Cancel:          "Cancel the order",
	Cancelled:       "Order cancelled. The products are back in your cart.",
	CancelledUnsure: "Order cancelled, but one attempt had no answer: it may have arrived. Please tell the shop.",
	SaidSent:        "I have sent it",
	Print:           "Print",
	ForTheShop:      "Link for the shop",
	NoOrder:         "Your order will be here",
	NoOrderTip:      "None has been sent yet in this session of the browser.",
	ThanksTitle:     "Order sent",
	CheckAgain:      "Check the order",
}
