package main

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"carrito/server/admin"
	"carrito/server/inbox/orderdb"
)

// A shop without an inbox has the owner's pages, for this machine alone.
func TestEditorWithoutInbox(t *testing.T) {
	tests := []struct {
		name    string
		flags   []string
		host    string
		headers []string
		want    int
	}{
		{"this machine", nil, "", nil, http.StatusForbidden}, // the form to sign in
		{"localhost", nil, "localhost", nil, http.StatusForbidden},
		{"a name that leads here", nil, "evil.example", nil, http.StatusNotFound},
		{"a proxy that says so", nil, "", []string{"X-Forwarded-For", "203.0.113.5"}, http.StatusNotFound},
		{"behind proxies", []string{"-proxies", "1"}, "", nil, http.StatusNotFound},
		{"for all machines", []string{"-addr", ":0"}, "", nil, http.StatusNotFound},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			database := filepath.Join(t.TempDir(), "orders.db")
			url := served(t, append(append(webFolder(t, ""), "-database", database), test.flags...)...)
			s, err := orderdb.Open(t.Context(), database, 2)
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			if err := admin.SetPassword(t.Context(), s, "una contraseña larga"); err != nil {
				t.Fatal(err)
			}
			request, err := http.NewRequest("GET", strings.Replace(url, "[::]", "127.0.0.1", 1)+"/admin/productos", nil)
			if err != nil {
				t.Fatal(err)
			}
			request.Host = test.host
			for i := 0; i+1 < len(test.headers); i += 2 {
				request.Header.Set(test.headers[i], test.headers[i+1])
			}
			answer, err := http.DefaultClient.Do(request)
			if err != nil {
				t.Fatal(err)
			}
			answer.Body.Close()
			if answer.StatusCode != test.want {
				t.Errorf("got %d, want %d", answer.StatusCode, test.want)
			}
			if status, _ := postOrder(t, strings.Replace(url, "[::]", "127.0.0.1", 1)+"/api/orders", newHat(t)); status == http.StatusCreated {
				t.Error("got an order taken by a shop without an inbox")
			}
		})
	}
}

func TestPublishCommand(t *testing.T) {
	for command, want := range map[string]string{``: "names no command that publishes", `, "publish": ["no-such-program"]`: `there is no program "no-such-program"`} {
		flags := webFolder(t, command)
		out := filepath.Join(t.TempDir(), "dist")
		said, err := commandOutput(t, append([]string{"publish", "-o", out}, flags...)...)
		if !strings.Contains(said, want) || (err == nil) != (command == "") {
			t.Errorf("%s: got %q, %v, want %q", command, said, err, want)
		}
		if _, err := os.Stat(filepath.Join(out, "index.html")); err != nil {
			t.Error(err)
		}
	}
}

// commandOutput returns what a command prints, with its error.
func commandOutput(t *testing.T, args ...string) (string, error) {
	t.Helper()
	out, err := command(t, args...)
	if err != nil {
		out += err.Error()
	}
	return out, err
}

// Nobody gets the command that publishes.
func TestCommandIsNotServed(t *testing.T) {
	url := served(t, webFolder(t, `, "publish": ["push-it-now"], "moved": {"gone-away": "sombreros-nuevos"}`)...)
	for _, at := range []string{"/", "/web/shop.json", "/buscar", "/contacto"} {
		if _, body, _ := get(t, url+at); strings.Contains(body, "push-it-now") || strings.Contains(body, "sombreros-nuevos") {
			t.Errorf("%s has the command", at)
		}
	}
}
