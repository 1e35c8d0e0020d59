//go:build js && wasm

package browser

// shared is window.carrito, the object that boot.js, start.js and the program share.
// boot.js makes it. Its fields are all that the three know of each other besides the
// session and the page itself:
//
//	start(a, rest)   gets and runs the program at two addresses of modules; start.js sets it, boot.js calls it
//	finish(now)      gets the rest of a program in two modules, when the page has time or now; start.js sets it
//	keepFilters(a,b) gets ready to move the filters of a page to the next; start.js sets it
//	fetch(a)         fetches a file of the shop in time, and checks the hash of a part of the catalogue; start.js sets it
//	keepPlace(y)     scrolls the page to y again while it grows; start.js sets it
//	place            the position that keepPlace keeps; empty if it keeps none
//	leaveFilters()   removes those that were moved; start.js sets it
//	dropFilters()    removes the filters that the server has written; start.js sets it
//	chosen(form)     returns the variant that a form sells, for start.js
//	report(name)     shows one of the sentences of boot.js
//	leave(ask)       leaves the session with the worker, or asks for the one that a page has left
//	known            whether the other tabs have told their session, or there are none
//	memory           object of the session variables that storage, blocked or full, did not take
//	channel          the open BroadcastChannel to the other tabs, if any; first boot.js's, then the program's
//	lost             array of the names of the cart's lines that boot.js could not read, "" for all of them
//	undo             JSON of the cart before boot.js last removed something from it, or empty
//	pressed          when a press began, in milliseconds since 1970; empty if none lasts
//	ready            set once the program's page is shown, and the program handles it
//	arrive(another)  set by [FollowHistory]; package ui calls it when a page is drawn, another one or the same
var shared = optional(window, "carrito")

// Finish lets start.js get the rest of the program when the page has time. The page
// works without it: what is missing is got when it is first used.
func Finish() {
	if finish := shared.Get("finish"); finish.Truthy() {
		attempt(func() { finish.Invoke() })
	}
}

// finished waits until the rest of the program is there. From then on, the program never
// pauses in the middle of what it does.
func finished() error {
	finish := optional(shared, "finish")
	if !finish.Truthy() {
		return nil
	}
	_, err := await(finish.Invoke(true))
	return err
}
