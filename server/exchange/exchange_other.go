//go:build !linux

package exchange

// Folders exchanges two folders. It takes several steps.
func Folders(a, b string) error { return byRename(a, b) }
