package words

import (
	"strconv"
	"time"

	"carrito/server/inbox/orderdb"
)

var english = Text{
	Language: "en",

	SignIn:   "Sign in",
	Password: "Password",
	WrongOne: "The password is not right.",
	Wait: func(d time.Duration) string {
		return "Too many attempts. Wait " + span(d, "second", "seconds", "minute", "minutes") + " and try again."
	},
	NeedsHTTPS:   "This page needs HTTPS: without it the browser keeps no session.",
	SignOut:      "Sign out",
	Elsewhere:    "The form did not come from this page, or is of an earlier session. Try again.",
	ToShop:       "See the shop",
	ToOrders:     "All orders",
	Unavailable:  "The orders cannot be read now. Load the page again in a moment.",
	UnknownProxy: "Requests come through a proxy of which the server does not know, so all shoppers count as one. Start it with -proxies 1, or as many as there are.",

	NotTaken:   "The shop takes no orders: the file of the orders was removed, renamed or replaced. Put it back, and the shop goes on by itself. The log says which file it is.",
	NotWritten: "The shop takes no orders: its database cannot be written. Most often the disk is full. Make room on it, and the shop goes on by itself. The log says more.",

	Data:         "Download this customer's data",
	Forget:       "Erase this customer's data…",
	ForgetTip:    "This cannot be undone. Name, phone, e-mail, address and notes are erased from every finished order of this customer; what was sold stays.",
	ForgetNow:    "Erase the data",
	NotForgotten: "Nothing was erased: the order is still to be delivered. Finish or cancel it first.",
	KeptFor: func(months int) string {
		return "The customer's data is erased " + plural(months, "month", "months") + " after the order."
	},

	SignInWithPasskey: "Sign in with a passkey",
	PasskeyNotUsed:    "No passkey was used. Try again, or type the password.",
	PasskeyRefused:    "The passkey was not accepted. Try again, or type the password.",
	PasskeyCopied:     "The passkey was not accepted: there may be a copy of it. Type the password, and remove that passkey under Access.",
	Passkeys:          "Passkeys",
	PasskeysTip:       "A passkey is another way to sign in: by the fingerprint, face or PIN of a phone or computer, or by a security key. A new password does not remove it. Removing it closes the sessions that it opened.",
	PasskeysLacking:   "A passkey cannot be added here: the browser must run scripts and know passkeys, and the address must begin with https:// and have a name, not only numbers.",
	PasskeyName:       "Device",
	PasskeyAdded:      "Added",
	PasskeyUsed:       "Last used",
	PasskeyNeverUsed:  "never",
	AddPasskey:        "Add a passkey",
	PasskeyNotAdded:   "No passkey was added. Try again.",
	PasskeyThere:      "This device has a passkey of this shop already.",
	PasskeysFull: func(most int) string {
		return "There are " + strconv.Itoa(most) + " passkeys, and there can be no more. Remove one first."
	},
	RemovePasskey: "Remove",
	RemoveNamed:   func(name string) string { return "Remove the passkey " + name },
	NoSuchPasskey: "That passkey was removed already.",

	Access:      "Access",
	Sessions:    "Open sessions",
	WithPasskey: "with the passkey",
	SessionsTip: "To change anything here, type the password again. If you do not know a session or a passkey, remove the passkey, close all sessions and set another password with the command admin password.",
	Since:       "Since",
	Until:       "Until",
	From:        "Address",
	Browser:     "Browser",
	ThisOne:     "this one",
	EndSession:  "Close",
	EndAll:      "Close all",

	Orders:     "Orders",
	Order:      func(number string) string { return "Order " + number },
	AllStates:  "All",
	Filter:     "State of the orders",
	NoOrders:   "There are no orders yet. The first will appear here without a reload.",
	NoneOfKind: "There are no orders in this state.",
	NewOrders:  "The list has changed.",
	Reload:     "Reload",
	Offline:    "No connection: the list may be behind.",
	Older:      "Older",
	Newest:     "Newest",
	When:       "Date",
	NumberName: "Number",
	Who:        "Customer",
	Units:      func(n int) string { return plural(n, "unit", "units") },
	State:      "State",
	Count:      func(n int) string { return plural(n, "order", "orders") },

	Mark:         func(number string) string { return "Mark order " + number },
	CancelMarked: "Cancel the marked orders…",
	CancelThem:   "Cancel them",

	Days:       func(n int) string { return "Last " + plural(n, "day", "days") },
	Today:      "Today",
	DaySummary: func(day, count, sum string) string { return day + ": " + count + ", " + sum },

	Product:     "Product",
	UnitPrice:   "Price",
	Quantity:    "Quantity",
	LineTotal:   "Amount",
	Note:        "Note",
	OrderNote:   "Note to the order",
	Customer:    "Customer",
	Name:        "Name",
	Phone:       "Phone",
	Email:       "E-mail",
	Address:     "Address",
	Delivery:    "Delivery",
	Subtotal:    "Subtotal",
	Discount:    func(code string) string { return "Discount (" + code + ")" },
	Shipping:    "Shipping",
	Tax:         "Tax",
	TaxIncluded: "included",
	Total:       "Total",
	History:     "History",
	Print:       "Print",
	Cancel:      "Cancel the order…",
	CancelTip:   "This cannot be undone. What was reserved goes back into stock.",
	NotNow:      func(state string) string { return "Not changed: the order is in another state by now (" + state + ")." },
	Unreadable:  "The stored order is damaged and cannot be read. Call the customer, and look for the order in a backup.",
	Held: func(until string) string {
		return "Its units are reserved until " + until + ". Confirm the order to keep them."
	},
	Unheld:      "No units are reserved for this order. Confirming it takes them from the stock, if they are left.",
	NotLeft:     func(names string) string { return "Not confirmed: not enough is left of " + names + "." },
	NoSuchOrder: "There is no such order.",

	authors: map[string]string{orderdb.Shopper: "Customer", Owner: "Shop", CommandLine: "Shop, by command"},

	States: map[orderdb.State]string{
		orderdb.New: "New", orderdb.Confirmed: "Confirmed", orderdb.Sent: "Sent",
		orderdb.Done: "Delivered", orderdb.Cancelled: "Cancelled",
	},
	Actions: map[orderdb.State]string{
		orderdb.Confirmed: "Confirm", orderdb.Sent: "Mark as sent",
		orderdb.Done: "Mark as delivered", orderdb.Cancelled: "Cancel the order",
	},

	LetterSubject: func(number, total string) string { return "New order " + number + ": " + total },
	LetterFoot:    "Your shop sends this letter with every new order.",
	DigestSubject: func(n int) string { return strconv.Itoa(n) + " new orders" },
	DigestHead:    "Many orders came in within a minute: they are in this one letter.",

	months: [12]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
}
