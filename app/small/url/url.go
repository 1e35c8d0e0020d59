// Package url replaces net/url in the browser program, where net/url would take 25 kB
// in Brotli. It reads and writes the addresses of the shop, which are http, https and
// mailto, by RFC 3986. It keeps the text of other addresses.
//
// Do not import it. Import "net/url"; see package carrito/app/small/fmt.
package url

import (
	"errors"
	"strings"
)

// URL is a parsed address. Path and Fragment are decoded. RawPath and RawFragment are
// the original forms if [URL.String] would write them in another way.
type URL struct {
	Scheme, Opaque, Host, Path, RawPath, RawQuery, Fragment, RawFragment string
}

var errEscape = errors.New("an address with a broken % in it")

// Parse parses an address. It returns an error for a broken escape.
func Parse(address string) (*URL, error) {
	u := &URL{}
	rest, fragment, _ := strings.Cut(address, "#")
	rest, u.RawQuery, _ = strings.Cut(rest, "?")
	var err error
	if u.Fragment, u.RawFragment, err = part(fragment, inFragment); err != nil {
		return nil, err
	}
	if scheme, behind, ok := strings.Cut(rest, ":"); ok && isScheme(scheme) {
		u.Scheme, rest = strings.ToLower(scheme), behind
		if !strings.HasPrefix(rest, "/") {
			u.Opaque = rest
			return u, nil
		}
	}
	if behind, ok := strings.CutPrefix(rest, "//"); ok {
		slash := strings.Index(behind, "/")
		if slash < 0 {
			slash = len(behind)
		}
		u.Host, rest = behind[:slash], behind[slash:]
	}
	u.Path, u.RawPath, err = part(rest, inPath)
	if err != nil {
		return nil, err
	}
	return u, nil
}

// part decodes a part of an address. It also returns the original form if [escape]
// would write it in another way.
func part(written, allowed string) (text, raw string, err error) {
	text, err = PathUnescape(written)
	if err == nil && written != escape(text, allowed) {
		raw = written
	}
	return text, raw, err
}

// written returns the original form of a part of an address if that is valid for its
// text, or else the escaped text.
func written(text, raw, allowed string) string {
	if raw != "" && proper(raw) {
		if decoded, err := PathUnescape(raw); err == nil && decoded == text {
			return raw
		}
	}
	return escape(text, allowed)
}

func isScheme(s string) bool {
	return s != "" && strings.Trim(strings.ToLower(s), "abcdefghijklmnopqrstuvwxyz") == ""
}

// String returns the address.
func (u *URL) String() string {
	var b strings.Builder
	if u.Scheme != "" {
		b.WriteString(u.Scheme + ":")
	}
	if u.Opaque != "" {
		b.WriteString(u.Opaque)
	} else {
		if u.Host != "" {
			b.WriteString("//" + u.Host)
		}
		if u.Path != "" && u.Path[0] != '/' && u.Host != "" {
			b.WriteByte('/')
		}
		b.WriteString(u.EscapedPath())
	}
	if u.RawQuery != "" {
		b.WriteString("?" + u.RawQuery)
	}
	if u.Fragment != "" {
		b.WriteString("#" + written(u.Fragment, u.RawFragment, inFragment))
	}
	return b.String()
}

// EscapedPath returns the escaped path.
func (u *URL) EscapedPath() string { return written(u.Path, u.RawPath, inPath) }

// Hostname returns the host without its port.
func (u *URL) Hostname() string {
	if colon := strings.LastIndexByte(u.Host, ':'); colon > strings.LastIndexByte(u.Host, ']') {
		return strings.Trim(u.Host[:colon], "[]")
	}
	return strings.Trim(u.Host, "[]")
}

// RequestURI returns path and query, as in an HTTP request.
func (u *URL) RequestURI() string {
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	return path
}

// Query returns the parameters of the address. It leaves out broken ones.
func (u *URL) Query() Values {
	values := Values{}
	for pair := range strings.SplitSeq(u.RawQuery, "&") {
		name, value, _ := strings.Cut(pair, "=")
		name, errName := queryUnescape(name)
		value, errValue := queryUnescape(value)
		if pair == "" || strings.Contains(pair, ";") || errName != nil || errValue != nil {
			continue
		}
		values[name] = append(values[name], value)
	}
	return values
}
