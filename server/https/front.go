package https

import (
	"log"
	"net"
	"net/http"
	"strings"
)

// strict is the value of the header by which browsers remember for a year to use
// https only (HSTS, RFC 6797). It is only for this domain, since other servers may
// answer below it.
const strict = "max-age=31536000"

// front returns a handler for requests that came by https. It leads from the other
// domains to the first.
// If alternative is not empty, it tells browsers of HTTP/3 (RFC 7838).
func (s *Server) front(shop http.Handler, alternative string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Strict-Transport-Security", strict)
		if alternative != "" {
			w.Header().Set("Alt-Svc", alternative)
		}
		if hostOf(r) != s.Domains[0] {
			s.toSecure(w, r)
			return
		}
		shop.ServeHTTP(w, r)
	})
}

// toSecure leads to the same address at the first domain, by https. It never leads
// to a host that the request names.
func (s *Server) toSecure(w http.ResponseWriter, r *http.Request) {
	if r.ContentLength != 0 && r.ProtoMajor == 1 {
		w.Header().Set("Connection", "close") // nobody reads the body
	}
	host := s.Domains[0]
	if _, port, _ := net.SplitHostPort(s.secure.Addr().String()); port != "443" {
		host = net.JoinHostPort(host, port)
	}
	path := r.URL.EscapedPath()
	if !strings.HasPrefix(path, "/") { // such as OPTIONS *
		path = "/"
	}
	target := "https://" + host + path
	if r.URL.RawQuery != "" {
		target += "?" + r.URL.RawQuery
	}
	w.Header().Set("Location", target)
	w.WriteHeader(http.StatusPermanentRedirect)
}

// hostOf returns the domain that a request asks for, without its port.
func hostOf(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.Host)
	if err != nil {
		host = r.Host
	}
	return strings.TrimSuffix(strings.ToLower(host), ".")
}

// quietLog returns a log without the failed handshakes of those who scan the
// internet. A certificate that is missing is logged by itself.
func quietLog(to *log.Logger) *log.Logger { return log.New(handshakeFilter{to}, "", 0) }

type handshakeFilter struct{ to *log.Logger }

func (f handshakeFilter) Write(line []byte) (int, error) {
	if text := string(line); !strings.HasPrefix(text, "http: TLS handshake error") {
		f.to.Print(strings.TrimSuffix(text, "\n"))
	}
	return len(line), nil
}
