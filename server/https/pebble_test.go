package https

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/letsencrypt/pebble/v2/ca"
	"github.com/letsencrypt/pebble/v2/db"
	"github.com/letsencrypt/pebble/v2/va"
	"github.com/letsencrypt/pebble/v2/wfe"
	"github.com/miekg/dns"
)

func TestMain(m *testing.M) {
	os.Setenv("PEBBLE_VA_NOSLEEP", "1") // it waits up to 15 s otherwise
	os.Exit(m.Run())
}

// authority is Pebble, Let's Encrypt's server for tests, with a DNS of its own.
type authority struct {
	directory string
	roots     *x509.CertPool // of the authority's pages, and of its certificates
	refuses   atomic.Pointer[string]
	handler   atomic.Pointer[http.Handler]
	names     string // address of its DNS
	validity  time.Duration
}

// Ways in which an authority fails.
const (
	down    = "down"
	tooMany = "limited"
)

// newAuthority starts an authority. Its DNS knows the domains below tienda.example
// at this machine, and those below lejos.example at another address of it.
func newAuthority(t *testing.T, validity time.Duration) *authority {
	t.Helper()
	a := &authority{roots: x509.NewCertPool(), names: newNames(t), validity: validity}
	server := httptest.NewUnstartedServer(http.HandlerFunc(a.serve))
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS()
	t.Cleanup(server.Close)
	a.directory = server.URL + "/dir"
	a.roots.AddCert(server.Certificate())
	return a
}

func (a *authority) serve(w http.ResponseWriter, r *http.Request) {
	refuses, handler := a.refuses.Load(), a.handler.Load()
	switch {
	case refuses != nil && *refuses == down:
		panic(http.ErrAbortHandler)
	case refuses != nil && *refuses == tooMany && strings.HasPrefix(r.URL.Path, "/order"):
		w.Header().Set("Content-Type", "application/problem+json")
		w.Header().Set("Retry-After", "3600")
		w.WriteHeader(http.StatusTooManyRequests)
		io.WriteString(w, `{"type": "urn:ietf:params:acme:error:rateLimited", "detail": "too many certificates already issued"}`)
	default:
		(*handler).ServeHTTP(w, r)
	}
}

// fail makes the authority fail from now on, or work again with "".
func (a *authority) fail(how string) { a.refuses.Store(&how) }

// asks makes the authority check domains at the ports of a server.
func (a *authority) asks(s *Server) {
	quiet := log.New(io.Discard, "", 0)
	store := db.NewMemoryStore()
	issuer := ca.New(quiet, store, "", "ecdsa", 0, 1, map[string]ca.Profile{"default": {ValidityPeriod: uint64(a.validity / time.Second)}})
	checks := va.New(quiet, portOf(s.plain), portOf(s.secure), false, a.names, store)
	front := wfe.New(quiet, store, checks, issuer, []string{"pebble.letsencrypt.org"}, false, false, 0, 0)
	handler := front.Handler()
	a.roots.AddCert(issuer.GetRootCert(0).Cert)
	a.handler.Store(&handler)
}

// newNames starts a DNS server, and returns its address.
func newNames(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := &dns.Server{Listener: listener, Handler: dns.HandlerFunc(func(w dns.ResponseWriter, asked *dns.Msg) {
		answer := new(dns.Msg).SetReply(asked)
		question := asked.Question[0]
		address := ""
		switch {
		case dns.IsSubDomain("tienda.example.", question.Name):
			address = "127.0.0.1"
		case dns.IsSubDomain("lejos.example.", question.Name):
			address = "127.0.0.99" // nobody listens there
		default:
			answer.Rcode = dns.RcodeNameError
		}
		if question.Qtype == dns.TypeA && address != "" {
			answer.Answer = append(answer.Answer, &dns.A{
				Hdr: dns.RR_Header{Name: question.Name, Rrtype: dns.TypeA, Class: dns.ClassINET, Ttl: 1}, A: net.ParseIP(address)})
		}
		w.WriteMsg(answer)
	})}
	go server.ActivateAndServe()
	t.Cleanup(func() { server.Shutdown() })
	return listener.Addr().String()
}

// options are those of a server for tests.
func (a *authority) options(t *testing.T, to io.Writer, folder string, domains ...string) Options {
	return Options{
		Domains: domains, Directory: a.directory, Roots: a.roots, Folder: folder,
		Plain: "127.0.0.1:0", Secure: "127.0.0.1:0", HTTP3: true, Log: log.New(to, "", 0),
	}
}

// open opens a server that an authority asks. If the authority has issued
// certificates before, it goes on.
func (a *authority) open(t *testing.T, o Options) *Server {
	t.Helper()
	s, err := Listen(o)
	if err != nil {
		t.Fatal(err)
	}
	if a.handler.Load() == nil {
		a.asks(s)
	}
	return s
}

// start serves a shop until stop is called, or the test ends.
func start(t *testing.T, s *Server, shop http.Handler) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, shop) }()
	stop = sync.OnceFunc(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("got %v, want no error", err)
		}
	})
	t.Cleanup(stop)
	return stop
}

// handshake connects to a server, and returns its certificate.
func handshake(a *authority, s *Server, domain string, most uint16) (*x509.Certificate, error) {
	dialer := &net.Dialer{Timeout: 10 * time.Second}
	conn, err := tls.DialWithDialer(dialer, "tcp", s.secure.Addr().String(), &tls.Config{RootCAs: a.roots, ServerName: domain, MinVersion: tls.VersionTLS10, MaxVersion: most})
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	return conn.ConnectionState().PeerCertificates[0], nil
}

// waitFor waits up to a minute until done reports true.
func waitFor(t *testing.T, what string, done func() bool) {
	t.Helper()
	for end := time.Now().Add(time.Minute); !done(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("got no %s within a minute", what)
		}
	}
}

type safeBuffer struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (b *safeBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *safeBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}
