package httpd

import (
	"net/http"
	"strings"
)

// contentSecurityPolicy allows what the shop uses and nothing else (Content
// Security Policy Level 3). 'wasm-unsafe-eval' lets the browser compile the
// program; scripts are the hashes of those that stand in the pages, and
// imageHosts the other sites the catalogue's pictures are on.
func contentSecurityPolicy(imageHosts, scripts []string) string {
	images := strings.Join(append([]string{"'self'"}, imageHosts...), " ")
	return strings.Join([]string{
		"default-src 'none'",
		"script-src 'self' 'wasm-unsafe-eval' " + strings.Join(scripts, " "),
		"style-src 'self'",
		"img-src " + images,
		"connect-src 'self'",
		"manifest-src 'self'",
		"worker-src 'self'",
		"base-uri 'none'",
		"form-action 'self'",
		"frame-ancestors 'none'",
	}, "; ")
}

// securityHeaders are set on every answer. They are kept as net/http wants them,
// so that setting them allocates nothing.
type securityHeaders http.Header

func newSecurityHeaders(policy string) securityHeaders {
	return securityHeaders{
		"Content-Security-Policy":    {policy},
		"X-Content-Type-Options":     {"nosniff"},
		"X-Frame-Options":            {"DENY"},
		"Referrer-Policy":            {"strict-origin-when-cross-origin"},
		"Cross-Origin-Opener-Policy": {"same-origin"},
		"Permissions-Policy":         {"camera=(), geolocation=(), microphone=(), payment=()"},
	}
}

func (s securityHeaders) set(header http.Header) {
	for name, value := range s {
		header[name] = value
	}
}
