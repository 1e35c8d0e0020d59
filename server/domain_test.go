package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// serve says which flags contradict -domain, and which need it, before it opens a
// port or asks for a certificate.
func TestDomainFlags(t *testing.T) {
	tests := []struct{ flags, want string }{
		{"-domain tienda.example -addr :8000", "-addr is for a server without HTTPS"},
		{"-domain tienda.example -proxies 1", "anybody could pretend to be the proxy"},
		{"-domain tienda.example -pay-sandbox", "-pay-sandbox is for this machine alone"},
		{"-domain 203.0.113.7", "-domain: 203.0.113.7 is an IP address"},
		{"-domain https://tienda.example", "-domain: \"https://tienda.example\" is not a domain"},
		{"-domain=", "-domain: a domain is empty"},
		{"-domain tienda.example -acme http://ca.example/dir", "-acme: \"http://ca.example/dir\" is not the address of an ACME directory"},
		{"-email a@b.example", "-email is for a server that gets its own certificates: name its domain with -domain, or leave out -email"},
		{"-https :8443", "-https is for a server"},
		{"-http3=false", "-http3 is for a server"},
		{"-certificates x", "-certificates is for a server"},
	}
	for _, test := range tests {
		t.Run(test.flags, func(t *testing.T) {
			_, err := command(t, append([]string{"serve"}, strings.Fields(test.flags)...)...)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want an error with %q", err, test.want)
			}
		})
	}
}

// Nobody can download the keys of certificates.
func TestCertificatesStayOutOfTheWeb(t *testing.T) {
	flags := webFolder(t, "")
	_, err := command(t, append([]string{"serve", "-domain", "tienda.example", "-http", "127.0.0.1:0", "-https", "127.0.0.1:0",
		"-certificates", filepath.Join(flags[1], "keys")}, flags...)...)
	if err == nil || !strings.Contains(err.Error(), "put it elsewhere") {
		t.Errorf("got %v, want it refused", err)
	}
}
