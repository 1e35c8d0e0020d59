//go:build js && wasm

package browser

// shared is window.carrito, the object that boot.js, start.js and the program share.
// boot.js makes it. Its fields are all that the three know of each other besides the
// session and the page itself:
//
//	start(address)   gets and runs the program; start.js sets it, boot.js calls it
//	report(name)     shows one of the sentences of boot.js
//	known            whether the other tabs have told their session, or there are none
//	memory           object of the session variables that storage, blocked or full, did not take
//	channel          the open BroadcastChannel to the other tabs, if any; first boot.js's, then the program's
//	lost             array of the names of the cart's lines that boot.js could not read, "" for all of them
//	undo             JSON of the cart before boot.js last removed something from it, or empty
//	pressed          when a press began, in milliseconds since 1970; empty if none lasts
//	ready            set once the program's page is shown, and the program handles it
//	arrive(another)  set by [FollowHistory]; package ui calls it when a page is drawn, another one or the same
var shared = optional(window, "carrito")
