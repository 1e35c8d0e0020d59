package pay

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestClientTimesOut(t *testing.T) {
	if got := NewClient(nil).Timeout; got != 10*time.Second {
		t.Errorf("got %v, want 10 s", got)
	}
}

// roundTrips counts requests, and answers each with a status.
type roundTrips struct {
	status int
	n      int
	bodies []string
}

func (r *roundTrips) RoundTrip(request *http.Request) (*http.Response, error) {
	r.n++
	var body strings.Builder
	if request.Body != nil {
		buffer := make([]byte, 100)
		n, _ := request.Body.Read(buffer)
		body.Write(buffer[:n])
	}
	r.bodies = append(r.bodies, body.String())
	return &http.Response{StatusCode: r.status, Body: http.NoBody, Request: request}, nil
}

func TestRepeats(t *testing.T) {
	tests := []struct {
		name, method, header string
		status, want         int
	}{
		{"GET", http.MethodGet, "X-Other", 503, 3},
		{"POST without a key", http.MethodPost, "X-Other", 503, 1},
		{"POST with Stripe's key", http.MethodPost, "Idempotency-Key", 503, 3},
		{"POST with Mercado Pago's key", http.MethodPost, "X-Idempotency-Key", 503, 3},
		{"the same POST under way", http.MethodPost, "Idempotency-Key", 409, 3},
		{"refused", http.MethodPost, "Idempotency-Key", 400, 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			base := &roundTrips{status: test.status}
			request, err := http.NewRequest(test.method, "http://localhost", strings.NewReader("body"))
			if err != nil {
				t.Fatal(err)
			}
			request.Header.Set(test.header, "key")
			if _, err := NewClient(base).Do(request); err != nil {
				t.Fatal(err)
			}
			if base.n != test.want {
				t.Errorf("got %d requests, want %d", base.n, test.want)
			}
			for _, body := range base.bodies {
				if body != "body" {
					t.Errorf("got the body %q, want the same each time", body)
				}
			}
		})
	}
}
