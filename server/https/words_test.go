package https

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mholt/acmez/v3/acme"
)

func TestParseDomains(t *testing.T) {
	tests := []struct {
		text  string
		want  []string
		fault string
	}{
		{"tienda.example", []string{"tienda.example"}, ""},
		{"Tienda.Example, www.tienda.example.", []string{"tienda.example", "www.tienda.example"}, ""},
		{"peña.example", []string{"xn--pea-8ma.example"}, ""},
		{"", nil, "empty"},
		{"tienda.example,", nil, "empty"},
		{"tienda.example,TIENDA.example", nil, "twice"},
		{"https://tienda.example/", nil, "write only the name, such as tienda.example,"},
		{"tienda.example:443", nil, "is not a domain"},
		{"tienda.example/shop", nil, "is not a domain"},
		{"203.0.113.7", nil, "is an IP address"},
		{"[2001:db8::1]", nil, "is an IP address"},
		{"*.tienda.example", nil, "name each domain"},
		{"localhost", nil, "not a domain of the internet"},
		{"shop.localhost", nil, "not a domain of the internet"},
		{"nas.local", nil, "not a domain of the internet"},
		{"tienda_1.example", nil, "is not a domain"},
		{"a b.example", nil, "is not a domain"},
		{strings.Repeat("a", 64) + ".example", nil, "is not a domain"},
		{"tienda..", nil, "is not a domain"},
		{"203.0.113", nil, "is not a domain"},
		{"-a.example", nil, "is not a domain"},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			got, err := ParseDomains(test.text)
			if !slices.Equal(got, test.want) || (err != nil) != (test.fault != "") || err != nil && !strings.Contains(err.Error(), test.fault) {
				t.Errorf("got %q, %v, want %q, a fault with %q", got, err, test.want, test.fault)
			}
		})
	}
}

// Every domain that is accepted is its own reading.
func FuzzParseDomains(f *testing.F) {
	for _, text := range []string{"tienda.example,www.tienda.example", "peña.example", "https://a.b/", "1.2.3.4", "*.a.b", ",", "ẞ.example"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		domains, err := ParseDomains(text)
		if err != nil {
			return
		}
		again, err := ParseDomains(strings.Join(domains, ","))
		if err != nil || !slices.Equal(again, domains) {
			t.Errorf("%q: got %q, then %q, %v", text, domains, again, err)
		}
		for _, domain := range domains {
			if strings.ContainsAny(domain, "/:@*% \n\x00") || domain != strings.ToLower(domain) {
				t.Errorf("%q: got the domain %q", text, domain)
			}
		}
	})
}

func TestSentence(t *testing.T) {
	problem := func(kind, detail string) error {
		return fmt.Errorf("[x] Renew: %w", acme.Problem{Type: acme.ProblemTypeNamespace + kind, Detail: detail})
	}
	tests := []struct {
		name      string
		err       error
		renewal   bool
		remaining time.Duration
		want      string
	}{
		{"rate limit", problem("rateLimited", "too many"), true, 20 * 24 * time.Hour,
			"there is no new certificate for a.example: the certificate authority gives no more for now, because a.example has asked too often (too many); the present one stays in use and is valid for 20 days more; the server tries again by itself"},
		{"no address", problem("dns", ""), false, 0,
			"there is no new certificate for a.example: the DNS has no address for a.example; add an A or AAAA record that leads to this machine; browsers cannot open the shop until there is one; the server tries again by itself"},
		{"run out", problem("caa", ""), true, -time.Hour,
			"there is no new certificate for a.example: a CAA record in the DNS of a.example allows only other certificate authorities; the present one has run out, so browsers warn of it; the server tries again by itself"},
		{"another problem", problem("malformed", "a\nb"), true, 5 * time.Hour,
			"there is no new certificate for a.example: the certificate authority refuses it (a b); the present one stays in use and is valid for 5 hours more; the server tries again by itself"},
		{"another fault", fmt.Errorf("saving: %w", errors.New("the disk is full")), true, time.Minute,
			"there is no new certificate for a.example: the disk is full; the present one stays in use and is valid for 1m0s more; the server tries again by itself"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := sentence("a.example", "https://ca.example/dir", test.err, test.renewal, test.remaining); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}
