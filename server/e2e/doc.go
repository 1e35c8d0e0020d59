// Package e2e contains the end-to-end tests: stories of shoppers and owners in real
// browsers against the real server. It contains only tests.
//
// `make test` builds the browser program, finds or installs the browsers, and runs the
// tests. Every story runs in Chromium. Those that call inEngines also run in Firefox
// and WebKit, and log in which engines they ran. Chromium is its headless shell, if
// there is one, except in the few stories that need a desktop browser (newDesktop,
// newProcess). CHROMIUM and FIREFOX name other browsers to use. CARRITO_SEED is the
// seed of random stories, which print it; "new" takes a new seed each time, as `make
// fuzz` does.
package e2e
