package https

import (
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/caddyserver/certmagic"
	"github.com/quic-go/quic-go"
	"github.com/quic-go/quic-go/http3"
)

// shop answers with the protocol of a request.
var shop = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
	fmt.Fprintf(w, "%s %s TLS:%v", r.Proto, r.URL.Path, r.TLS != nil)
})

// A server gets its certificates by itself, and answers by all versions of HTTP. After
// a new start it uses those that it has, even if the authority is down.
func TestServer(t *testing.T) {
	t.Parallel()
	a := newAuthority(t, 90*24*time.Hour)
	written, folder := &safeBuffer{}, filepath.Join(t.TempDir(), "certificates")
	domains := []string{"tienda.example", "www.tienda.example"}
	s := a.open(t, a.options(t, written, folder, domains...))
	stop := start(t, s, shop)
	for _, domain := range domains {
		waitFor(t, "certificate for "+domain, func() bool { _, err := handshake(a, s, domain, 0); return err == nil })
	}
	t.Run("answers", func(t *testing.T) { testAnswers(t, a, s) })
	if got := written.String(); !strings.Contains(got, "there is a new certificate for tienda.example\n") || strings.Count(got, "\n") != 2 {
		t.Errorf("got the log %q, want a line for each certificate", got)
	}
	checkPrivate(t, folder)
	stop()
	a.fail(down)
	again := a.open(t, a.options(t, written, folder, domains...))
	start(t, again, shop)
	waitFor(t, "certificate of before", func() bool { _, err := handshake(a, again, "tienda.example", 0); return err == nil })
}

func testAnswers(t *testing.T, a *authority, s *Server) {
	trust := func() *tls.Config { return &tls.Config{RootCAs: a.roots} }
	tcp := func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "tcp", s.secure.Addr().String())
	}
	first, second := &http.Transport{TLSClientConfig: trust(), DialContext: tcp}, &http.Transport{TLSClientConfig: trust(), DialContext: tcp, ForceAttemptHTTP2: true}
	third := &http3.Transport{TLSClientConfig: trust(), Dial: func(ctx context.Context, _ string, t *tls.Config, q *quic.Config) (*quic.Conn, error) {
		return quic.DialAddrEarly(ctx, s.secure.Addr().String(), t, q)
	}}
	defer third.Close()
	plain := &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "tcp", s.plain.Addr().String())
	}}
	port := fmt.Sprint(portOf(s.secure))
	tests := []struct {
		name, method, url string
		by                http.RoundTripper
		status            int
		want              string // the body, or where it leads
	}{
		{"HTTP/1.1", "GET", "https://tienda.example/polos", first, 200, "HTTP/1.1 /polos TLS:true"},
		{"HTTP/2", "GET", "https://tienda.example/polos", second, 200, "HTTP/2.0 /polos TLS:true"},
		{"HTTP/3", "GET", "https://tienda.example/polos", third, 200, "HTTP/3.0 /polos TLS:true"},
		{"another domain", "GET", "https://www.tienda.example/polos?orden=precio", second, 308, "https://tienda.example:" + port + "/polos?orden=precio"},
		{"another domain by HTTP/3", "GET", "https://www.tienda.example/", third, 308, "https://tienda.example:" + port + "/"},
		{"without https", "GET", "http://tienda.example/a%20b?q=%C3%B1", plain, 308, "https://tienda.example:" + port + "/a%20b?q=%C3%B1"},
		{"an order without https", "POST", "http://tienda.example/api/orders", plain, 308, "https://tienda.example:" + port + "/api/orders"},
		{"a foreign host without https", "GET", "http://evil.example//evil.example/x", plain, 308, "https://tienda.example:" + port + "//evil.example/x"},
		{"a challenge that nobody waits for", "GET", "http://tienda.example/.well-known/acme-challenge/x", plain, 308, "https://tienda.example:" + port + "/.well-known/acme-challenge/x"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r, err := http.NewRequestWithContext(t.Context(), test.method, test.url, http.NoBody)
			if err != nil {
				t.Fatal(err)
			}
			answer, err := test.by.RoundTrip(r)
			if err != nil {
				t.Fatal(err)
			}
			defer answer.Body.Close()
			body, _ := io.ReadAll(answer.Body)
			got := string(body)
			if answer.StatusCode == http.StatusPermanentRedirect {
				got = answer.Header.Get("Location")
			}
			if answer.StatusCode != test.status || got != test.want {
				t.Errorf("got %d %q, want %d %q", answer.StatusCode, got, test.status, test.want)
			}
			if hsts, want := answer.Header.Get("Strict-Transport-Security"), strings.HasPrefix(test.url, "https:"); hsts != map[bool]string{true: strict}[want] {
				t.Errorf("Strict-Transport-Security: got %q, want it: %v", hsts, want)
			}
			if offers := strings.Contains(answer.Header.Get("Alt-Svc"), `h3=":`+port+`"`); offers != (test.by == first || test.by == second) {
				t.Errorf("Alt-Svc: got %q, want HTTP/3 in it only where it is not used yet", answer.Header.Get("Alt-Svc"))
			}
		})
	}
	t.Run("old TLS", func(t *testing.T) {
		if _, err := handshake(a, s, "tienda.example", tls.VersionTLS11); err == nil {
			t.Error("got a connection with TLS 1.1, want none")
		}
		if _, err := handshake(a, s, "tienda.example", tls.VersionTLS12); err != nil {
			t.Errorf("TLS 1.2: got %v, want a connection", err)
		}
	})
}

// checkPrivate checks that only the owner can read the certificates.
func checkPrivate(t *testing.T, folder string) {
	t.Helper()
	files := 0
	err := filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		if info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s: got mode %v, want it for its owner alone", name, info.Mode())
		}
		files++
		return nil
	})
	if err != nil || files < 10 {
		t.Errorf("got %d files, %v, want certificates and keys", files, err)
	}
}

// A server that was stopped while it made its account makes another one.
func TestHalfAnAccount(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, left string }{
		{"nothing yet", ""},
		{"the key alone", "default.key"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			a, folder, written := newAuthority(t, 90*24*time.Hour), t.TempDir(), &safeBuffer{}
			at, _ := url.Parse(a.directory)
			account := filepath.Join(folder, "acme", certmagic.StorageKeys.Safe(at.Host)+"-dir", "users", "default")
			if err := os.MkdirAll(account, 0o700); err != nil {
				t.Fatal(err)
			}
			if test.left != "" {
				if err := os.WriteFile(filepath.Join(account, test.left), []byte("x"), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			s := a.open(t, a.options(t, written, folder, "tienda.example"))
			start(t, s, shop)
			waitFor(t, "line in the log", func() bool { return strings.Contains(written.String(), "\n") })
			if line := written.String(); line != "there is a new certificate for tienda.example\n" {
				t.Errorf("got the log %q, want a new certificate", line)
			}
			if _, err := os.Stat(filepath.Join(account, "default.json")); err != nil {
				t.Errorf("got %v, want the account where the half one was", err)
			}
		})
	}
}

// A certificate is renewed before it runs out. No visitor meets one that has.
func TestRenewal(t *testing.T) {
	t.Parallel()
	a := newAuthority(t, 15*time.Second)
	o := a.options(t, io.Discard, t.TempDir(), "tienda.example")
	o.checkEvery = time.Second / 2
	s := a.open(t, o)
	start(t, s, shop)
	waitFor(t, "certificate", func() bool { _, err := handshake(a, s, "tienda.example", 0); return err == nil })
	serials := map[string]bool{}
	waitFor(t, "two renewals", func() bool {
		certificate, err := handshake(a, s, "tienda.example", 0)
		if err != nil {
			t.Fatalf("got %v after %d certificates, want a valid one at any time", err, len(serials))
		}
		serials[certificate.SerialNumber.String()] = true
		return len(serials) == 3
	})
}

// If there is no new certificate, the present one stays in use, and the log says why
// in one sentence.
func TestNoRenewal(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, fails, want string }{
		{"the authority is down", down, "the certificate authority at 127.0.0.1:"},
		{"the rate limit", tooMany, "gives no more for now, because tienda.example has asked too often (too many certificates already issued)"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			a, written := newAuthority(t, 90*24*time.Hour), &safeBuffer{}
			s := a.open(t, a.options(t, written, t.TempDir(), "tienda.example"))
			start(t, s, shop)
			waitFor(t, "certificate", func() bool { _, err := handshake(a, s, "tienda.example", 0); return err == nil })
			before, _ := handshake(a, s, "tienda.example", 0)
			a.fail(test.fails)
			if err := s.magic.RenewCertSync(t.Context(), "tienda.example", true); err == nil {
				t.Error("got a new certificate, want none")
			}
			after, err := handshake(a, s, "tienda.example", 0)
			if err != nil || !after.Equal(before) {
				t.Errorf("got another certificate or %v, want the present one", err)
			}
			_, line, _ := strings.Cut(written.String(), "there is a new certificate for tienda.example\n")
			if !strings.Contains(line, test.want) || !strings.Contains(line, "the present one stays in use and is valid for 89 days more") || strings.Count(line, "\n") != 1 {
				t.Errorf("got the log %q, want one line with %q", line, test.want)
			}
		})
	}
}

// A server without a certificate runs, leads to https, and says what is missing.
func TestNoCertificate(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, domain, fails, want string }{
		{"a domain without address", "nadie.example", "", `the certificate authority refuses it (Could not resolve URL "nadie.example")`},
		{"a domain that leads elsewhere", "lejos.example", "", "does not find this server at lejos.example"},
		{"the authority is down", "tienda.example", down, "the certificate authority at 127.0.0.1:"},
		{"the rate limit", "tienda.example", tooMany, "gives no more for now"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			a, written := newAuthority(t, time.Hour), &safeBuffer{}
			a.fail(test.fails)
			s := a.open(t, a.options(t, written, t.TempDir(), test.domain))
			start(t, s, shop)
			waitFor(t, "line in the log", func() bool { return strings.Contains(written.String(), "\n") })
			if line := written.String(); !strings.Contains(line, "there is no new certificate for "+test.domain) || !strings.Contains(line, test.want) ||
				!strings.Contains(line, "the server tries again by itself") || strings.Count(line, "\n") != 1 {
				t.Errorf("got the log %q, want one line with %q", line, test.want)
			}
			if _, err := handshake(a, s, test.domain, 0); err == nil {
				t.Error("got a certificate, want none")
			}
			client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
			answer, err := client.Get("http://" + s.plain.Addr().String() + "/")
			if err != nil {
				t.Fatal(err)
			}
			answer.Body.Close()
			if answer.StatusCode != http.StatusPermanentRedirect {
				t.Errorf("without https: got %d, want it to lead there", answer.StatusCode)
			}
		})
	}
}

// A folder that others can read is closed to them, and a port that is taken is
// named.
func TestListen(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	if err := os.Chmod(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	_, err = Listen(Options{Folder: folder, Plain: "127.0.0.1:0", Secure: taken.Addr().String()})
	if err == nil || !strings.Contains(err.Error(), "another program, such as nginx or Apache, listens at "+taken.Addr().String()) {
		t.Errorf("got %v, want an error that names the port", err)
	}
	if info, err := os.Stat(folder); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("got %v, %v, want the folder for its owner alone", info.Mode(), err)
	}
	if _, err := Listen(Options{Folder: filepath.Join(folder, "file", "x"), Plain: "127.0.0.1:0", Secure: "127.0.0.1:0"}); err != nil {
		t.Errorf("a new folder: got %v, want it made", err)
	}
}
