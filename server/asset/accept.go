package asset

import (
	"strconv"
	"strings"
)

// coding is a content coding (RFC 9110, 8.4.1). The constants are in order of
// size on the wire, the smallest first; identity is no coding.
type coding int

const (
	brotliCoding coding = iota
	zstdCoding
	gzipCoding
	identity
	codings // the number of codings
)

// codingNames are the codings as headers write them.
var codingNames = [codings]string{"br", "zstd", "gzip", "identity"}

// accepted holds the quality value of each coding for a client: 0 means
// refused, and a higher value is better.
type accepted [codings]float64

// lastResort is the quality value of identity for a client that does not
// mention it (RFC 9110, 12.5.3). The client can read it, but asked for other
// codings.
const lastResort = 0.0001

// parseAccept parses the lines of Accept-Encoding. It ignores malformed parts.
func parseAccept(lines []string) accepted {
	var (
		a     accepted
		named [codings]bool
		rest  = 0.0
		star  bool
	)
	for _, line := range lines {
		for line != "" {
			var name string
			var q float64
			var ok bool
			if name, q, ok, line = cutAccepted(line); !ok {
				continue
			}
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

// cutAccepted cuts the first part, such as "br;q=0.5", from a line of
// Accept-Encoding. It reports false for a malformed part.
func cutAccepted(line string) (name string, q float64, ok bool, rest string) {
	part, rest, _ := strings.Cut(line, ",")
	name, parameters, _ := strings.Cut(part, ";")
	q, ok = quality(parameters)
	return strings.TrimSpace(name), q, ok, rest
}

func codingOf(name string) (coding, bool) {
	for c, known := range codingNames {
		if strings.EqualFold(name, known) {
			return coding(c), true
		}
	}
	return gzipCoding, strings.EqualFold(name, "x-gzip") // RFC 9110, 8.4.1.3
}

// quality parses "q=0.5". Without parameters the quality is 1.
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

// best returns the available coding that the client prefers. If it prefers none
// of two, best returns the smaller one. A client that refuses all codings gets
// the plain body rather than nothing, as RFC 9110 allows.
func (a accepted) best(available func(coding) bool) coding {
	best := identity
	for c := range codings {
		if a[c] > 0 && (a[c] > a[best] || a[c] == a[best] && c < best) && available(c) {
			best = c
		}
	}
	return best
}
