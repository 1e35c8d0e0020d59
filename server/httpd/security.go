package httpd

import (
	"net/http"
	"strings"
)

// contentSecurityPolicy allows what the shop uses and nothing else (Content
// Security Policy Level 3). 'wasm-unsafe-eval' lets the browser compile the
// program; imageHosts are the other sites the catalogue's pictures are on.
func contentSecurityPolicy(imageHosts []string) string {
	images := strings.Join(append([]string{"'self'"}, imageHosts...), " ")
	return strings.Join([]string{
		"default-src 'none'",
		"script-src 'self' 'wasm-unsafe-eval'",
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

func setSecurityHeaders(header http.Header, policy string) {
	header.Set("Content-Security-Policy", policy)
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("X-Frame-Options", "DENY")
	header.Set("Referrer-Policy", "strict-origin-when-cross-origin")
	header.Set("Cross-Origin-Opener-Policy", "same-origin")
	header.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
}
