package shopper

import "time"

// Result is what came of an action.
type Result struct {
	Done  bool   // whether it was done
	Text  string // what the shop says of it, or "" for nothing
	Error bool   // whether Text says why it was not done
}

// Message is the last thing that happened, for the live region and the passing
// notice.
type Message struct {
	Number int // counts the messages: the same text twice is two messages
	Text   string
	Error  bool
	Toast  bool // whether the passing notice shows it
}

// Notices is what the shop says to the shopper.
type Notices struct {
	Message     Message
	News        []string // what stays on the page until it is closed
	NewsOfOrder bool     // whether the last order is part of the news

	// Page is the page that the shopper has before them.
	Page Page

	toldBroken bool // whether the shopper knows that the session cannot be stored
}

// ToastTime is how long a passing notice stays. The live region keeps its text.
const ToastTime = 7 * time.Second

// Announce makes a text the next message, and shows it as a passing notice too if
// toast is set. The notice goes after [ToastTime], or with its page.
func (n *Notices) Announce(text string, toast bool) { n.announce(text, false, toast) }

// Refuse makes a text the next message, as an error.
func (n *Notices) Refuse(text string) Result {
	n.announce(text, true, true)
	return Result{Text: text, Error: true}
}

// say is [Notices.Announce] for an action that was done.
func (n *Notices) say(text string, toast bool) Result {
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

// CloseToast takes the passing notice away.
func (n *Notices) CloseToast() { n.Message.Toast = false }

// CloseNews takes the news away.
func (n *Notices) CloseNews() { n.News, n.NewsOfOrder = nil, false }

// clear takes the message away, for another page.
func (n *Notices) clear() { n.Message = Message{Number: n.Message.Number} }
