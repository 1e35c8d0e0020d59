package asset

import (
	"strconv"
	"strings"
)

// coding is a content coding (RFC 9110, 8.4.1), from the one that is smallest
// on the wire to none at all.
type coding int

const (
	brotliCoding coding = iota
	zstdCoding
	gzipCoding
	identity
	codings
)

// names are the codings as they stand in headers.
var names = [codings]string{"br", "zstd", "gzip", "identity"}

// accepted is what a client makes of each coding: 0 is refused, more is better.
type accepted [codings]float64

// lastResort is how much a client likes an answer without coding where it does
// not say (RFC 9110, 12.5.3): it can read one, but asked for others.
const lastResort = 0.0001

// parseAccept reads the lines of Accept-Encoding. Parts of them that make no
// sense are left out, as if they had not been sent.
func parseAccept(lines []string) accepted {
	var (
		a     accepted
		named [codings]bool
		rest  = 0.0
		star  bool
	)
	for _, line := range lines {
		for line != "" {
			var part string
			part, line, _ = strings.Cut(line, ",")
			name, parameters, _ := strings.Cut(part, ";")
			q, ok := quality(parameters)
			if !ok {
				continue
			}
			name = strings.TrimSpace(name)
			if name == "*" {
				rest, star = q, true
			}
			if c, ok := codingOf(name); ok {
				a[c], named[c] = q, true
			}
		}
	}
	for c := range codings {
		switch {
		case named[c]:
		case star:
			a[c] = rest
		case c == identity:
			a[c] = lastResort
		}
	}
	return a
}

func codingOf(name string) (coding, bool) {
	for c, known := range names {
		if strings.EqualFold(name, known) {
			return coding(c), true
		}
	}
	return gzipCoding, strings.EqualFold(name, "x-gzip") // RFC 9110, 8.4.1.3
}

// quality reads "q=0.5", and nothing as 1.
func quality(parameters string) (q float64, ok bool) {
	parameters = strings.TrimSpace(parameters)
	if parameters == "" {
		return 1, true
	}
	name, value, _ := strings.Cut(parameters, "=")
	if !strings.EqualFold(strings.TrimSpace(name), "q") {
		return 0, false
	}
	q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	return q, err == nil && q >= 0 && q <= 1
}

// best returns the coding the client likes most among those that are there,
// and the smaller one of two it likes the same. A client that refuses them all
// gets the body as it is, which RFC 9110 allows, rather than nothing.
func (a accepted) best(there func(coding) bool) coding {
	best := identity
	for c := range codings {
		if a[c] > 0 && (a[c] > a[best] || a[c] == a[best] && c < best) && there(c) {
			best = c
		}
	}
	return best
}
