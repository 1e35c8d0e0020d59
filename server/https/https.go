// Package https serves a shop at domains of its own: it gets certificates from an
// ACME certificate authority such as Let's Encrypt, renews them, and answers over
// HTTP/1.1, HTTP/2 and HTTP/3. Port 80 leads to https.
//
// Use [Listen], and then [Server.Serve]. Any number of servers may share the folder
// of certificates: one of them gets each certificate, and the others use it.
//
// The certificates come from certmagic, the library of the Caddy server, and not from
// golang.org/x/crypto/acme/autocert, which would bring one package instead of fifteen:
//
//   - autocert asks for a certificate in the middle of the first visitor's handshake,
//     and again in each handshake as long as that fails, until the authority's rate
//     limit is used up. certmagic asks in the background, waits longer after each
//     failure, and after the first one tries the authority's test server first.
//   - certmagic asks the authority when to renew (ARI, RFC 9773), which is how Let's
//     Encrypt announces that certificates will be revoked. It also staples OCSP.
//   - certmagic locks its folder, so that several servers may share it, and tells what
//     fails, so that the log can say so in a sentence.
package https

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"log"
	"net"
	"net/http"
	"sync"
	"time"

	"carrito/server/httpd"

	"github.com/caddyserver/certmagic"
)

// LetsEncrypt is the directory of Let's Encrypt, the authority that is asked by
// default.
const LetsEncrypt = certmagic.LetsEncryptProductionCA

// Options say at which domains a server answers, and how it gets its certificates.
type Options struct {
	Domains   []string       // see ParseDomains; all lead to the first
	Email     string         // where the authority may write to; may be empty
	Directory string         // of the ACME authority
	Roots     *x509.CertPool // by which the authority's own certificate is checked; nil for the system's
	Folder    string         // of the certificates and their keys
	Plain     string         // address for HTTP, such as :80
	Secure    string         // address for HTTPS, such as :443
	HTTP3     bool           // also answer HTTP/3, at the UDP port of Secure
	Log       *log.Logger

	checkEvery time.Duration // how often certificates are checked; 0 for every ten minutes
}

// Server is a server whose ports are open.
type Server struct {
	Options
	plain, secure net.Listener
	packets       net.PacketConn // for HTTP/3; nil without
	cache         *certmagic.Cache
	magic         *certmagic.Config
	issuer        *certmagic.ACMEIssuer
}

// Listen opens the ports and the folder of certificates. It asks for no certificate
// yet.
func Listen(o Options) (*Server, error) {
	if err := openFolder(o.Folder); err != nil {
		return nil, err
	}
	s := &Server{Options: o}
	var err error
	if s.plain, err = listen(o.Plain); err != nil {
		return nil, err
	}
	if s.secure, err = listen(o.Secure); err != nil {
		s.Close()
		return nil, err
	}
	if o.HTTP3 {
		if s.packets, err = net.ListenPacket("udp", s.secure.Addr().String()); err != nil {
			s.Close()
			return nil, portError(err)
		}
	}
	return s, nil
}

// Close closes the ports. It is for a server that is not served.
func (s *Server) Close() {
	for _, port := range []interface{ Close() error }{s.plain, s.secure, s.packets} {
		if port != nil {
			port.Close()
		}
	}
}

// Serve answers requests with the handler until ctx is done. It gets the
// certificates that are missing in the background.
func (s *Server) Serve(ctx context.Context, handler http.Handler) error {
	s.manage()
	certificates, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer s.cache.Stop()
	defer stop()
	alternative := ""
	serving := sync.WaitGroup{}
	if s.packets != nil {
		fast := s.newFast(s.front(handler, ""))
		alternative = fmt.Sprintf(`h3=":%d"; ma=86400`, portOf(s.secure))
		ctx3, stop3 := context.WithCancel(ctx)
		defer serving.Wait()
		defer stop3()
		serving.Go(func() { fast.serve(ctx3) })
	}
	// The ports answer already when the authority asks.
	time.AfterFunc(0, func() { s.magic.ManageAsync(certificates, s.Domains) })
	quiet := quietLog(s.Log)
	return httpd.ServePorts(ctx, quiet,
		httpd.Port{Listener: s.plain, Handler: s.issuer.HTTPChallengeHandler(http.HandlerFunc(s.toSecure))},
		httpd.Port{Listener: s.secure, Handler: s.front(handler, alternative), TLS: s.tls("h2", "http/1.1", acmeProtocol)})
}

// acmeProtocol is the ALPN protocol by which an authority checks a domain (RFC 8737).
const acmeProtocol = "acme-tls/1"

// tls returns a configuration with the server's certificates.
func (s *Server) tls(protocols ...string) *tls.Config {
	return &tls.Config{
		MinVersion:     tls.VersionTLS12,
		NextProtos:     protocols,
		GetCertificate: s.magic.GetCertificate,
	}
}

func listen(addr string) (net.Listener, error) {
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, portError(err)
	}
	return listener, nil
}
