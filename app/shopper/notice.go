package shopper

import "time"

// Result is the result of an action.
type Result struct {
	Done  bool   // whether the action was done
	Text  string // what the shop announces, or ""
	Error bool   // whether Text says why the action was refused
}

// Message is the latest announcement. The live region reads it to screen
// readers, and the toast shows it.
type Message struct {
	Number int // counts the messages, so that the same text twice is two messages
	Text   string
	Error  bool
	Toast  bool // whether the toast shows it
}

// Notices holds what the shop tells the shopper.
type Notices struct {
	Message     Message
	News        []string // sentences that stay on the page until the shopper closes them
	NewsOfOrder bool     // whether the news has a link to the last order

	// Page is the page that is shown.
	Page Page

	storageWarned bool // whether the news says that the session cannot be stored
}

// ToastTime is how long a toast stays. The live region keeps its text.
const ToastTime = 7 * time.Second

// Announce makes a text the next message, and shows it in a toast too if toast
// is set. The toast goes after [ToastTime], or with its page.
func (n *Notices) Announce(text string, toast bool) { n.announce(text, false, toast) }

// Refuse announces a text as an error and returns it as the result.
func (n *Notices) Refuse(text string) Result {
	n.announce(text, true, true)
	return Result{Text: text, Error: true}
}

// done announces a text and returns the result of an action that was done.
func (n *Notices) done(text string, toast bool) Result {
	n.Announce(text, toast)
	return Result{Done: true, Text: text}
}

func (n *Notices) announce(text string, isError, toast bool) {
	number := n.Message.Number + 1
	n.Message = Message{Number: number, Text: text, Error: isError, Toast: toast}
	if toast {
		n.Page.After(ToastTime, func() {
			if n.Message.Number == number {
				n.CloseToast()
			}
		})
	}
}

// CloseToast removes the toast.
func (n *Notices) CloseToast() { n.Message.Toast = false }

// CloseNews removes the news.
func (n *Notices) CloseNews() { n.News, n.NewsOfOrder = nil, false }

// clear removes the message when another page is shown.
func (n *Notices) clear() { n.Message = Message{Number: n.Message.Number} }
