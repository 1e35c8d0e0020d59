package httpd

import "net/http"

// securityHeaders are set on every answer. They are kept as net/http wants them,
// so that setting them allocates nothing.
type securityHeaders http.Header

func newSecurityHeaders(headers map[string]string) securityHeaders {
	s := securityHeaders{}
	for name, value := range headers {
		s[name] = []string{value}
	}
	return s
}

func (s securityHeaders) set(header http.Header) {
	for name, value := range s {
		header[name] = value
	}
}
