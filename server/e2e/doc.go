// Package e2e holds the shop's stories: real browsers against the real server, as
// shoppers use them. It has nothing but tests.
//
// `make test` builds the browser program, finds or installs the browsers and runs
// them. Every story is told in Chromium; those that call inEngines are told in
// Firefox and WebKit as well, and log where they were told. Chromium is its headless
// shell, if there is one, except in the few stories that need the desktop's browser
// (newDesktop, newProcess). CHROMIUM and FIREFOX name other browsers to use. CARRITO_SEED is the seed of those that do things at
// random, as they print it; "new" takes another one each time, as `make fuzz` does.
package e2e
