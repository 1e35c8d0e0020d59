// Package e2e holds the shop's stories: a real Chromium against the real
// server, as shoppers use them. It has nothing but tests.
//
// `make test` builds the browser program, finds or installs Chromium and runs
// them. CHROMIUM names another browser to use. CARRITO_SEED is the seed of those
// that do things at random, as they print it.
package e2e
