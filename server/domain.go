package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/url"
	"strings"

	"carrito/server/httpd"
	"carrito/server/https"
	"carrito/server/private"
)

// domainOptions holds the flags of serve for a server at the internet itself.
type domainOptions struct {
	names   string
	options https.Options
}

// domainFlagNames are the flags that need -domain.
var domainFlagNames = []string{"email", "acme", "certificates", "http", "https", "http3"}

func domainFlags(flags *flag.FlagSet) *domainOptions {
	d := &domainOptions{}
	o := &d.options
	flags.StringVar(&d.names, "domain", "", "serve the shop by HTTPS at this `domain`, and lead there from others that follow after commas; "+
		"the server gets and renews its certificates, and so accepts the authority's terms of use")
	flags.StringVar(&o.Email, "email", "", "with -domain: the `address` that the certificate authority may write to; it needs none")
	flags.StringVar(&o.Directory, "acme", https.LetsEncrypt, "with -domain: the `address` of the certificate authority's ACME directory")
	flags.StringVar(&o.Folder, "certificates", "certificates", "with -domain: the `folder` for certificates and their keys")
	flags.StringVar(&o.Plain, "http", ":80", "with -domain: the `address` that leads to https; the certificate authority asks at port 80")
	flags.StringVar(&o.Secure, "https", ":443", "with -domain: the `address` to serve at")
	flags.BoolVar(&o.HTTP3, "http3", true, "with -domain: also answer HTTP/3, at the UDP port of -https")
	return d
}

// check returns an error if a flag contradicts another one. It is called after the
// flags are parsed.
func (d *domainOptions) check(flags *flag.FlagSet) error {
	given := map[string]bool{}
	flags.Visit(func(f *flag.Flag) { given[f.Name] = true })
	if !given["domain"] {
		for _, name := range domainFlagNames {
			if given[name] {
				return usageError(fmt.Sprintf("-%s is for a server that gets its own certificates: name its domain with -domain, or leave out -%[1]s", name))
			}
		}
		return nil
	}
	var err error
	if d.options.Domains, err = https.ParseDomains(d.names); err != nil {
		return usageError("-domain: " + err.Error())
	}
	if u, err := url.Parse(d.options.Directory); err != nil || u.Scheme != "https" || u.Host == "" {
		return usageError(fmt.Sprintf("-acme: %q is not the address of an ACME directory, which begins with https://", d.options.Directory))
	}
	switch {
	case given["addr"]:
		return usageError("-addr is for a server without HTTPS, and -domain for one with it: leave out one of the two; with -domain the ports are those of -http and -https")
	case flags.Lookup("proxies").Value.String() != "0":
		return usageError("-proxies says that a proxy of yours passes requests on, and with -domain the server is at the internet itself, where anybody could pretend to be the proxy: leave out one of the two")
	case flags.Lookup("pay-sandbox").Value.String() == "true":
		return usageError("-pay-sandbox is for this machine alone, since anybody could make orders paid: leave it out, or leave out -domain")
	}
	return nil
}

// on reports whether the server gets its own certificates.
func (d *domainOptions) on() bool { return len(d.options.Domains) > 0 }

// listen opens the ports.
func (d *domainOptions) listen(web string, logger *log.Logger) (*https.Server, error) {
	if err := private.Check(d.options.Folder, web); err != nil {
		return nil, fmt.Errorf("the folder of certificates: %w", err)
	}
	d.options.Log = logger
	return https.Listen(d.options)
}

// serve serves the shop at the domain until ctx is done.
func (d *domainOptions) serve(ctx context.Context, server *https.Server, shop *httpd.Handler, stdout io.Writer, logger *log.Logger) error {
	domain := d.options.Domains[0]
	if base := shop.Site().Shop.BaseURL; base != "" {
		if u, err := url.Parse(base); err == nil && !strings.EqualFold(u.Host, domain) {
			logger.Printf("baseURL in shop.json is %s, and the shop is served at %s: search engines and mails lead to the former", base, domain)
		}
	}
	fmt.Fprintf(stdout, "the shop is at https://%s%s/\n", domain, shop.Prefix())
	err := server.Serve(ctx, shop)
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}
