package site

import (
	"net/url"
	"strings"

	"carrito/app/shop"
)

// Policy returns the content security policy of the pages (Content Security
// Policy Level 3). 'wasm-unsafe-eval' lets the browser compile the program. The
// policy is valid both as a header and within a page. It has no
// frame-ancestors, which only a header may contain; see [Site.Headers].
func (s *Site) Policy() string {
	return strings.Join([]string{
		"default-src 'none'",
		strings.Join(append([]string{"script-src 'self' 'wasm-unsafe-eval'"}, s.Scripts()...), " "),
		"style-src 'self' " + sourceOf(s.styles),
		strings.Join(append([]string{"img-src 'self'"}, s.ImageHosts()...), " "),
		strings.Join(append([]string{"connect-src 'self'"}, s.postOrigins()...), " "),
		"manifest-src 'self'",
		"worker-src 'self'",
		"base-uri 'none'",
		"form-action 'self'",
	}, "; ")
}

// postOrigins returns the origin that orders are posted to, if shop.json names
// one.
func (s *Site) postOrigins() []string {
	post, _ := s.Shop.Orders.Channel(shop.PostChannel)
	u, err := url.Parse(post.URL)
	if err != nil || u.Host == "" {
		return nil
	}
	return []string{u.Scheme + "://" + strings.ToLower(u.Host)}
}

// Headers returns the headers that a server should send with every answer of
// the shop.
func (s *Site) Headers() map[string]string {
	return map[string]string{
		"Content-Security-Policy":    s.policy + "; frame-ancestors 'none'",
		"X-Content-Type-Options":     "nosniff",
		"X-Frame-Options":            "DENY",
		"Referrer-Policy":            "strict-origin-when-cross-origin",
		"Cross-Origin-Opener-Policy": "same-origin",
		"Permissions-Policy":         "camera=(), geolocation=(), microphone=(), payment=()",
	}
}
