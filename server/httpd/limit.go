package httpd

import (
	"net/http"
	"strings"
)

const (
	usualFiles = 8192
	ownFiles   = 24     // that the server needs beside connections: database, listeners, the log
	mostOpen   = 10_000 // connections, however many files there may be
)

// connectionLimit returns the maximum number of open connections. Each of them may
// also have a file open.
func connectionLimit() int {
	files := mostFiles()
	if files < 2*8+ownFiles {
		return 8
	}
	return int(min(mostOpen, (files-ownFiles)/2))
}

// share lets at most half of the connections send files, so that slow readers of
// pictures leave the rest to orders and pages.
type share chan struct{}

func newShare(connections int) share { return make(share, max(1, connections/2)) }

// within calls send if a connection is free for files. Otherwise it asks the client
// to come again.
func (s share) within(w http.ResponseWriter, send func()) {
	select {
	case s <- struct{}{}:
		defer func() { <-s }()
		send()
	default:
		w.Header().Set("Retry-After", "1")
		http.Error(w, "too many files are being fetched; try again in a second", http.StatusServiceUnavailable)
	}
}

// isFile reports whether an address behind the prefix is that of a file.
func isFile(address string) bool { return strings.HasPrefix(address, "/web/") }
