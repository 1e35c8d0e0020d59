// Package os replaces os of the standard library in the browser program. A browser has
// no files and no environment.
//
// Do not import it. See package carrito/app/small/fmt.
package os

// Getenv returns "".
func Getenv(string) string { return "" }
