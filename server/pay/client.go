package pay

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"time"
)

const (
	patience  = 10 * time.Second // for an answer, with all tries
	tries     = 3
	pause     = 200 * time.Millisecond // before the second try; it doubles
	maxAnswer = 1 << 20                // bytes of an answer
)

// The header fields that make a request safe to repeat.
const (
	mercadoPagoIdempotency = "X-Idempotency-Key"
	stripeIdempotency      = "Idempotency-Key"
)

var (
	errRedirect = errors.New("it answers with a redirect, which is not followed")
	errTooLong  = fmt.Errorf("its answer is longer than %d MiB", maxAnswer>>20)
)

// NewClient returns a client for the API of a provider. It waits ten seconds for an
// answer, follows no redirect, and reads no answer above 1 MiB. It repeats a request
// up to twice after a network error, 409, 429 or 5xx, if the request is a GET or carries
// an idempotency key. Stripe answers 409 while it works on the same request, such as one
// of a shopper who presses a button twice. base sends the requests; nil is [http.DefaultTransport].
func NewClient(base http.RoundTripper) *http.Client {
	return &http.Client{Transport: transport{base}, Timeout: patience}
}

type transport struct{ base http.RoundTripper }

// RoundTrip sends a request, again if need be, and reads the whole answer.
func (t transport) RoundTrip(request *http.Request) (*http.Response, error) {
	var body []byte
	if request.Body != nil {
		var err error
		body, err = io.ReadAll(request.Body)
		request.Body.Close()
		if err != nil {
			return nil, err
		}
	}
	for try := 1; ; try++ {
		response, err := t.send(request, body)
		if try == tries || !repeatable(request) || !passing(response, err) {
			return response, err
		}
		wait := time.NewTimer(pause<<(try-1) - rand.N(pause/2))
		select {
		case <-wait.C:
		case <-request.Context().Done():
			wait.Stop()
			return response, err
		}
	}
}

// send sends a request once.
func (t transport) send(request *http.Request, body []byte) (*http.Response, error) {
	request = request.Clone(request.Context())
	if request.Body != nil {
		request.Body = io.NopCloser(bytes.NewReader(body))
	}
	base := t.base
	if base == nil {
		base = http.DefaultTransport
	}
	response, err := base.RoundTrip(request)
	if err != nil {
		return nil, err
	}
	answer, err := io.ReadAll(io.LimitReader(response.Body, maxAnswer+1))
	response.Body.Close()
	switch {
	case response.StatusCode >= 300 && response.StatusCode <= 399:
		return nil, errRedirect
	case err != nil:
		return nil, err
	case len(answer) > maxAnswer:
		return nil, errTooLong
	}
	response.Body = io.NopCloser(bytes.NewReader(answer))
	return response, nil
}

func repeatable(request *http.Request) bool {
	return request.Method == http.MethodGet ||
		request.Header.Get(mercadoPagoIdempotency) != "" || request.Header.Get(stripeIdempotency) != ""
}

// passing reports whether a fault may be gone at the next try.
func passing(response *http.Response, err error) bool {
	if err != nil {
		return !errors.Is(err, errRedirect) && !errors.Is(err, errTooLong)
	}
	return response.StatusCode == http.StatusTooManyRequests || response.StatusCode == http.StatusConflict || response.StatusCode >= 500
}
