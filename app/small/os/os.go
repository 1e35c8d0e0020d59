// Package os stands in for the standard library's in the browser program: a
// browser has no files and no environment.
//
// Do not import it; see package carrito/app/small/fmt.
package os

// Getenv returns nothing.
func Getenv(string) string { return "" }
