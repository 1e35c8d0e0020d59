//go:build !unix

package httpd

// mostFiles returns how many files a process may open as a rule.
func mostFiles() uint64 { return usualFiles }
