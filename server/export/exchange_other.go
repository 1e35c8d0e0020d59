//go:build !linux

package export

func exchange(a, b string) error { return exchangeByRename(a, b) }
