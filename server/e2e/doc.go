// Package e2e holds the shop's stories: a real Chromium against the real
// server, as shoppers use them. It has nothing but tests.
//
// `make test` builds the browser program, finds or installs Chromium and runs
// them. CHROMIUM names another browser to use.
package e2e
