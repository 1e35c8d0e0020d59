package stripe

import (
	"net/http"
	"net/url"
)

// atRoot returns the address of an API without its path, and a transport that adds
// the path to each request. Stripe's library takes only APIs at the root of a host.
func atRoot(api string, base http.RoundTripper) (string, http.RoundTripper, error) {
	u, err := url.Parse(api)
	if err != nil || u.Path == "" {
		return api, base, err
	}
	path := u.Path
	u.Path = ""
	return u.String(), below{path, base}, nil
}

type below struct {
	path string
	base http.RoundTripper
}

// RoundTrip sends a request to an address below the path.
func (b below) RoundTrip(request *http.Request) (*http.Response, error) {
	request = request.Clone(request.Context())
	request.URL.Path = b.path + request.URL.Path
	if request.URL.RawPath != "" {
		request.URL.RawPath = b.path + request.URL.RawPath
	}
	base := b.base
	if base == nil {
		base = http.DefaultTransport
	}
	return base.RoundTrip(request)
}
