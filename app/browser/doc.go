// Package browser is what the browser program needs of the browser: fetch,
// IndexedDB, locks, channels between tabs, dates, hashes, the history, the
// service worker, and putting the program's page in the place of the server's.
//
// The package takes no decisions of the shop. It implements what packages outbox
// and refresh ask for, which are tested without a browser. Except for a few places
// that app/imports_test.go names, nothing else under app knows syscall/js.
//
// The browser may lack anything that is newer than the oldest browser the shop
// supports, and extensions may take away or replace the rest. A function of this
// package then does nothing, or returns an error; it does not panic.
//
// The tests in files named _js_test.go need a browser. TestBrowserPackages of
// server/e2e/unit runs them in Chromium, Firefox and WebKit. They replace what the
// browser has by what another browser has, or lacks. What the package decides is in
// the files without a build constraint, and is tested without a browser.
//
// What boot.js, which runs before the program, shares with it is described in
// shared.go.
package browser
