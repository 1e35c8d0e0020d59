package https

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"golang.org/x/net/idna"
)

// ParseDomains reads domains that are separated by commas, such as
// tienda.example,www.tienda.example. Names with other letters than ASCII's become
// punycode.
func ParseDomains(text string) ([]string, error) {
	var domains []string
	for part := range strings.SplitSeq(text, ",") {
		domain, err := parseDomain(strings.TrimSpace(part))
		if err != nil {
			return nil, err
		}
		if slices.Contains(domains, domain) {
			return nil, fmt.Errorf("the domain %s is named twice", domain)
		}
		domains = append(domains, domain)
	}
	return domains, nil
}

func parseDomain(text string) (string, error) {
	if text == "" {
		return "", fmt.Errorf("a domain is empty; write it as tienda.example, and several with commas between them")
	}
	if _, rest, ok := strings.Cut(text, "://"); ok || strings.ContainsAny(text, "/:@ ") && !isAddress(text) {
		host, _, _ := strings.Cut(rest, "/")
		if host == "" {
			host = "tienda.example"
		}
		return "", fmt.Errorf("%q is not a domain: write only the name, such as %s, without https://, port or path", text, host)
	}
	if isAddress(text) {
		return "", fmt.Errorf("%s is an IP address, and certificates are for domains: name the domain whose DNS record has this address", text)
	}
	if strings.Contains(text, "*") {
		return "", fmt.Errorf("%q stands for many domains, and a certificate for them needs access to your DNS: name each domain", text)
	}
	domain, err := profile.ToASCII(strings.TrimSuffix(text, "."))
	if err != nil {
		return "", fmt.Errorf("%q is not a domain: %w", text, err)
	}
	if again, err := profile.ToASCII(domain); err != nil || again != domain { // such as invalid UTF-8
		return "", fmt.Errorf("%q is not a domain", text)
	}
	last := domain[strings.LastIndex(domain, ".")+1:]
	if last == "" || strings.Contains("0123456789", last[:1]) {
		return "", fmt.Errorf("%q is not a domain", text)
	}
	if !strings.Contains(domain, ".") || strings.HasSuffix(domain, ".localhost") || strings.HasSuffix(domain, ".local") {
		return "", fmt.Errorf("%s is not a domain of the internet, and only those get certificates; for this machine alone leave out -domain", domain)
	}
	return domain, nil
}

// profile is idna.Lookup with the lengths of the DNS.
var profile = idna.New(idna.MapForLookup(), idna.BidiRule(), idna.VerifyDNSLength(true))

func isAddress(text string) bool {
	_, err := netip.ParseAddr(strings.Trim(text, "[]"))
	return err == nil
}
