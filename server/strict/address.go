package strict

import (
	"fmt"
	"net/url"
	"strings"
)

// BaseURL returns an error if address cannot be the base URL of a shop. The path may
// contain only unreserved characters (RFC 3986), so that it is the same text in links,
// in file names and in what a browser reports.
func BaseURL(address string) error {
	base, err := url.Parse(address)
	if err != nil || base.Host == "" || base.Scheme != "https" && base.Scheme != "http" ||
		base.RawQuery != "" || base.Fragment != "" || strings.Contains(address, "@") || !plainPath(base.EscapedPath()) {
		return fmt.Errorf("%q; it must be an address such as https://shop.example/ or https://name.example/shop/", address)
	}
	return nil
}

func plainPath(path string) bool {
	path = strings.Trim(path, "/")
	for step := range strings.SplitSeq(path, "/") {
		if step == "." || step == ".." || step == "" && path != "" || strings.ContainsFunc(step, reserved) {
			return false
		}
	}
	return true
}

func reserved(c rune) bool {
	return (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && !strings.ContainsRune("-._~", c)
}

// checkPost returns an error if orders cannot be sent to address. The host may contain
// only unreserved characters, because it is written to the pages' content security
// policy.
func checkPost(address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || u.Fragment != "" || strings.Contains(address, "@") ||
		strings.ContainsFunc(u.Host, func(c rune) bool { return reserved(c) && c != ':' }) {
		return fmt.Errorf("%q; it must be an address such as https://orders.example/new", address)
	}
	return nil
}
