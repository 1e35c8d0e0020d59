package notify

import (
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"carrito/server/inbox/orderdb"
)

// The path of a webhook's address is a secret to many services: no error repeats
// it, whether it comes from here or from the other side.
func TestWebhookHidesItsAddress(t *testing.T) {
	const path = "/services/T0001/B0002abcd?token=0123456789"
	answering := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		connection, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		defer connection.Close()
		io.WriteString(connection, "HTTP/1.1 500 \x1b[31mno "+r.URL.String()+"\x1b[0m\r\n\r\n")
	}))
	defer answering.Close()
	gone := httptest.NewServer(nil)
	gone.Close()
	for name, host := range map[string]string{"it answers with it": answering.URL, "it is not reached": gone.URL} {
		t.Run(name, func(t *testing.T) {
			hook := Webhook{URL: host + path, Secret: make([]byte, 32)}
			err := hook.Send(t.Context(), News{Stored: orderdb.Stored{Placed: time.Now()}})
			if err == nil || strings.Contains(err.Error(), "B0002abcd") || strings.Contains(err.Error(), "0123456789") || strings.Contains(err.Error(), "\x1b") {
				t.Errorf("got %q, want an error without the path and without escape sequences", err)
			}
		})
	}
}

// A mail server that repeats the password is not repeated.
func TestMailHidesItsPassword(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			io.WriteString(connection, "554 go away with your secreta\r\n")
			connection.Close()
		}
	}()
	m := newMail(t, listener.Addr().String())
	m.Server = &url.URL{Scheme: "smtp", User: url.UserPassword("ana", "secreta"), Host: listener.Addr().String()}
	if err := m.Send(t.Context(), News{Stored: orderdb.Stored{Placed: time.Now()}}); err == nil || strings.Contains(err.Error(), "secreta") {
		t.Errorf("got %v, want an error without the password", err)
	}
}
