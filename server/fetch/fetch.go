// Package fetch downloads what the owner names by an address: a sheet that is published
// on the web, and pictures of products.
//
// A [Client] speaks only HTTP and HTTPS, limits size, time and redirects, and connects
// to no address of a private network, unless it is allowed to. It checks the address
// that it connects to, after the name was resolved, so that a name that resolves to
// another address later gives no way around.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"
	"time"
)

// maxRedirects is how many redirects are followed. Google Sheets needs two.
const maxRedirects = 5

// Client downloads files. It is safe for concurrent use.
type Client struct {
	// Private allows addresses of the machine itself and of private networks.
	Private bool
	// Limit is the maximum size of an answer, in bytes.
	Limit int64
	// Timeout is the maximum time of a download.
	Timeout time.Duration
}

// Tag identifies a version of a file. The zero value identifies none.
type Tag struct {
	ETag     string `json:"etag,omitempty"`
	Modified string `json:"modified,omitempty"` // Last-Modified
}

// Answer is a downloaded file.
type Answer struct {
	Body []byte
	Tag  Tag
	Host string // that the answer came from, after redirects

	Unchanged bool // whether the file is still the version that was asked about; then there is no body
}

var (
	// ErrTooLarge is the error for a file above the limit.
	ErrTooLarge = errors.New("the file is too large")
	// ErrPrivate is the error for an address of the machine or of a private network.
	ErrPrivate = errors.New("the address belongs to this machine or to a private network")
	// ErrScheme is the error for an address of another scheme than http and https.
	ErrScheme = errors.New("the address does not begin with http:// or https://")

	errRedirects = fmt.Errorf("the address redirects more than %d times", maxRedirects)
)

// StatusError is the error for an answer with another status than 200.
type StatusError int

func (e StatusError) Error() string {
	return fmt.Sprintf("the server answered %d %s", int(e), http.StatusText(int(e)))
}

// IsAddress reports whether text is the address of a web page, rather than the name of a
// file.
func IsAddress(text string) bool {
	scheme, _, found := strings.Cut(text, "://")
	return found && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}

// Get downloads the file at an address. If the version before is still current, the
// answer says so and has no body.
func (c Client) Get(ctx context.Context, address string, before Tag) (*Answer, error) {
	ctx, cancel := context.WithTimeout(ctx, c.Timeout)
	defer cancel()
	answer, err := c.get(ctx, address, before)
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		err = fmt.Errorf("the answer took longer than %v", c.Timeout)
	}
	// The error of net/http repeats the address, which may have a key in it.
	if wrapped, ok := errors.AsType[*url.Error](err); ok {
		err = wrapped.Err
	}
	if errors.Is(err, ErrPrivate) {
		err = ErrPrivate // not which address the name has
	}
	return answer, err
}

func (c Client) get(ctx context.Context, address string, before Tag) (*Answer, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, errors.New("the address is not valid")
	}
	if err := check(request.URL); err != nil {
		return nil, err
	}
	request.Header.Set("User-Agent", "carrito")
	if before.ETag != "" {
		request.Header.Set("If-None-Match", before.ETag)
	}
	if before.Modified != "" {
		request.Header.Set("If-Modified-Since", before.Modified)
	}
	client := c.client()
	defer client.CloseIdleConnections()
	response, err := client.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	answer := &Answer{Host: response.Request.URL.Hostname(), Tag: Tag{response.Header.Get("ETag"), response.Header.Get("Last-Modified")}}
	switch {
	case response.StatusCode == http.StatusNotModified && before != Tag{}:
		answer.Tag, answer.Unchanged = before, true
		return answer, nil
	case response.StatusCode != http.StatusOK:
		return nil, StatusError(response.StatusCode)
	case response.ContentLength > c.Limit:
		return nil, c.tooLarge()
	}
	// The limit is for the unpacked body.
	answer.Body, err = io.ReadAll(io.LimitReader(response.Body, c.Limit+1))
	if err == nil && int64(len(answer.Body)) > c.Limit {
		err = c.tooLarge()
	}
	return answer, err
}

func (c Client) tooLarge() error {
	return fmt.Errorf("%w: it has more than %d MB", ErrTooLarge, c.Limit>>20)
}

// check returns an error if an address must not be asked.
func check(address *url.URL) error {
	if address.Scheme != "http" && address.Scheme != "https" {
		return ErrScheme
	}
	if address.Hostname() == "" {
		return errors.New("the address has no host")
	}
	return nil
}

// client returns a client that uses no proxy: a proxy would resolve names by itself.
func (c Client) client() *http.Client {
	dialer := &net.Dialer{Timeout: 10 * time.Second}
	if !c.Private {
		dialer.Control = func(_, address string, _ syscall.RawConn) error {
			if !isPublicDial(address) {
				return ErrPrivate
			}
			return nil
		}
	}
	return &http.Client{
		Transport: &http.Transport{
			DialContext: dialer.DialContext, ForceAttemptHTTP2: true,
			TLSHandshakeTimeout: 10 * time.Second, MaxResponseHeaderBytes: 64 << 10,
		},
		CheckRedirect: func(request *http.Request, via []*http.Request) error {
			if len(via) > maxRedirects {
				return errRedirects
			}
			return check(request.URL)
		},
	}
}
