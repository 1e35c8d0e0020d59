// Package e2e contains the end-to-end tests, called stories. A story does in real
// browsers, against the real server, what a shopper or the owner does. The package
// contains only tests.
//
// `make test` builds the browser program, finds or installs the browsers, and runs the
// stories. Every story runs in Chromium. Those that call InEngines also run in Firefox
// and WebKit, and log in which engines they ran. Chromium runs as its headless shell if
// that is installed, except in the few stories that need a desktop browser (NewDesktop,
// NewProcess). The variables CHROMIUM and FIREFOX are paths of other browsers to use.
// CARRITO_SEED is the seed of the random stories, which log it; the value "new" picks
// a new seed, as `make fuzz` does.
package e2e
