// Package red has tests that fail in different ways. TestBrowserPackagesSeesFaults
// checks that each failure is reported.
package red
