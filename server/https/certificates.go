package https

import (
	"net"
	"strconv"

	"github.com/caddyserver/certmagic"
	"go.uber.org/zap"
)

// renewAt is the part of its lifetime that a certificate has left when it is
// renewed, unless the authority names a time (ARI).
const renewAt = 1.0 / 3

// manage prepares certmagic. It never uses certmagic's global settings.
func (s *Server) manage() {
	report := &report{log: s.Log, domains: s.Domains, directory: s.Directory}
	logger := zap.New(report.core())
	s.cache = certmagic.NewCache(certmagic.CacheOptions{
		GetConfigForCert:   func(certmagic.Certificate) (*certmagic.Config, error) { return s.magic, nil },
		RenewCheckInterval: s.checkEvery,
		Logger:             logger,
	})
	s.magic = certmagic.New(s.cache, certmagic.Config{
		RenewalWindowRatio: renewAt,
		Storage:            storage{&certmagic.FileStorage{Path: s.Folder}},
		DefaultServerName:  s.Domains[0], // for clients that name no domain
		OnEvent:            report.event,
		ShouldEmitFunc:     report.wants,
		Logger:             logger,
		Issuers:            []certmagic.Issuer{}, // the one below
	})
	s.issuer = certmagic.NewACMEIssuer(s.magic, certmagic.ACMEIssuer{
		CA:             s.Directory,
		Email:          s.Email,
		Agreed:         true, // the usage of -domain says so
		TrustedRoots:   s.Roots,
		AltHTTPPort:    portOf(s.plain),
		AltTLSALPNPort: portOf(s.secure),
		ListenHost:     hostOfListener(s.secure),
		Logger:         logger,
	})
	s.magic.Issuers = []certmagic.Issuer{s.issuer}
}

func portOf(l net.Listener) int {
	_, port, _ := net.SplitHostPort(l.Addr().String())
	number, _ := strconv.Atoi(port)
	return number
}

// hostOfListener returns the host part of a listener's address: "" for all.
func hostOfListener(l net.Listener) string {
	host, _, _ := net.SplitHostPort(l.Addr().String())
	if ip := net.ParseIP(host); ip == nil || ip.IsUnspecified() {
		return ""
	}
	return host
}
