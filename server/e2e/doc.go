// Package e2e is the root of the end-to-end tests, called stories. A story does in real
// browsers, against the real server, what a shopper or the owner does. Each folder has
// the stories of one subject. Package e2e itself is empty.
//
//	shop         browsing: lists, search, products, favourites, languages
//	look         how pages look: accessibility, narrow pages, forced colours
//	cart         the cart, cart links, and the cart before the program runs
//	tabs         tabs that share a session
//	offline      the service worker: no network, new versions, the installed app
//	hosts        what browsers download, from the server and from static hosts
//	orders       checkout, orders that wait, holds and limits
//	owner        the owner's page
//	faults       what goes wrong, and old browsers
//	parity       boot.js and worker.js do the same as the Go packages
//	unit         the unit tests that need a browser
//	bench        the benchmarks
//	browsertest  what stories share: browsers, tabs, servers and shops
//	engine       drives Chromium, Firefox and WebKit
//
// `make test` builds the browser program, finds or installs the browsers, and runs the
// stories. Every story runs in Chromium. Those that call InEngines also run in Firefox
// and WebKit, and log in which engines they ran. Chromium runs as its headless shell if
// that is installed, except in the few stories that need a desktop browser (NewDesktop,
// NewProcess). The variables CHROMIUM and FIREFOX are paths of other browsers to use.
// CARRITO_SEED is the seed of the random stories, which log it; the value "new" picks
// a new seed, as `make fuzz` does.
package e2e
