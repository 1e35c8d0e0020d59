package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"
)

// host serves what tests ask for, on the machine itself.
func host(t *testing.T) string {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("/table.csv", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"v1"`)
		if r.Header.Get("If-None-Match") == `"v1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		fmt.Fprint(w, "Nombre,Precio\n")
	})
	mux.HandleFunc("/dated.csv", func(w http.ResponseWriter, r *http.Request) {
		http.ServeContent(w, r, "dated.csv", time.Date(2026, 11, 27, 0, 0, 0, 0, time.UTC), strings.NewReader("Nombre,Precio\n"))
	})
	mux.HandleFunc("/large", func(w http.ResponseWriter, r *http.Request) { w.Write(make([]byte, 2<<20)) })
	mux.HandleFunc("/bomb", func(w http.ResponseWriter, r *http.Request) {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		z.Write(make([]byte, 2<<20))
		z.Close()
		w.Header().Set("Content-Encoding", "gzip")
		w.Write(b.Bytes())
	})
	mux.HandleFunc("/round", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/round", http.StatusFound) })
	mux.HandleFunc("/moved", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/table.csv", http.StatusFound) })
	mux.HandleFunc("/file", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "file:///etc/passwd", http.StatusFound)
	})
	mux.HandleFunc("/never", func(w http.ResponseWriter, r *http.Request) {
		w.Write([]byte("Nombre"))
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	})
	mux.HandleFunc("/old", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusNotModified) })
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

func TestGet(t *testing.T) {
	t.Parallel()
	server := host(t)
	tests := []struct {
		path string
		want string // the body
		err  string // within the error
	}{
		{"/table.csv", "Nombre,Precio\n", ""},
		{"/moved", "Nombre,Precio\n", ""},
		{"/missing", "", "the server answered 404 Not Found"},
		{"/large", "", "the file is too large: it has more than 1 MB"},
		{"/bomb", "", "the file is too large: it has more than 1 MB"},
		{"/round", "", "redirects more than 5 times"},
		{"/file", "", "does not begin with http"},
		{"/never", "", "the answer took longer than 2s"},
		{"/old", "", "the server answered 304"},
	}
	client := Client{Private: true, Limit: 1 << 20, Timeout: 2 * time.Second}
	for _, test := range tests {
		t.Run(test.path, func(t *testing.T) {
			t.Parallel()
			answer, err := client.Get(context.Background(), server+test.path, Tag{})
			if test.err != "" {
				if err == nil || !strings.Contains(err.Error(), test.err) || strings.Contains(err.Error(), server) {
					t.Errorf("got %v, want an error with %q and without the address", err, test.err)
				}
				return
			}
			if err != nil || string(answer.Body) != test.want {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}

// A file that has not changed is not sent again.
func TestUnchanged(t *testing.T) {
	server := host(t)
	client := Client{Private: true, Limit: 1 << 20, Timeout: 10 * time.Second}
	for _, path := range []string{"/table.csv", "/dated.csv"} {
		first, err := client.Get(context.Background(), server+path, Tag{})
		if err != nil || first.Unchanged || first.Tag == (Tag{}) {
			t.Fatalf("%s: got %+v, %v, want a body and a tag", path, first, err)
		}
		again, err := client.Get(context.Background(), server+path, first.Tag)
		if err != nil || !again.Unchanged || again.Tag != first.Tag {
			t.Errorf("%s: got %+v, %v, want it unchanged", path, again, err)
		}
	}
}

// A private address is refused when the client connects, whatever name it has.
func TestPrivateAddresses(t *testing.T) {
	server := host(t)
	port := server[strings.LastIndexByte(server, ':'):]
	client := Client{Limit: 1 << 20, Timeout: 10 * time.Second}
	for _, name := range []string{"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433", "127.1"} {
		_, err := client.Get(context.Background(), "http://"+name+port+"/table.csv", Tag{})
		_, unresolved := errors.AsType[*net.DNSError](err)
		if !errors.Is(err, ErrPrivate) && !unresolved {
			t.Errorf("%s: got %v, want ErrPrivate", name, err)
		}
	}
	for _, address := range []string{"ftp://x.example/a", "file:///etc/passwd", "http://", "::", "javascript:alert(1)"} {
		if _, err := client.Get(context.Background(), address, Tag{}); err == nil {
			t.Errorf("%s: got no error", address)
		}
	}
}

func TestIsPublic(t *testing.T) {
	for text, want := range map[string]bool{
		"8.8.8.8": true, "2606:4700::1111": true, "172.32.0.1": true, "64:ff9b::808:808": true, "2002:808:808::1": true,
		"127.0.0.1": false, "10.1.2.3": false, "172.16.0.1": false, "192.168.1.1": false, "169.254.169.254": false, "100.64.0.1": false, "0.0.0.0": false, "255.255.255.255": false,
		"224.0.0.1": false, "192.0.2.1": false, "198.18.0.1": false, "240.0.0.1": false, "::1": false, "::": false, "fe80::1": false, "fd00::1": false, "ff02::1": false,
		"::ffff:127.0.0.1": false, "::127.0.0.1": false, "64:ff9b::7f00:1": false, "2002:7f00:1::": false, "2001::1": false, "2001:db8::1": false, "fe80::1%eth0": false, "fec0::1": false,
	} {
		if got := isPublic(netip.MustParseAddr(text)); got != want {
			t.Errorf("%s: got %t, want %t", text, got, want)
		}
	}
}

func TestCheckTable(t *testing.T) {
	tests := []struct{ host, body, want string }{
		{"docs.google.com", "Nombre,Precio\n", ""},
		{"docs.google.com", "\ufeff\n <!DOCTYPE html><html>", "docs.google.com answered with a web page"},
		{"accounts.google.com", "<html>", "accounts.google.com asks to sign in"},
		{"x.example", "<b>Nombre</b>,Precio\n", ""},
		{"x.example", "", ""},
	}
	for _, test := range tests {
		err := (&Answer{Host: test.host, Body: []byte(test.body)}).CheckTable()
		if (err == nil) != (test.want == "") || err != nil && !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q from %s: got %v, want %q", test.body, test.host, err, test.want)
		}
	}
}

func TestSheetAddress(t *testing.T) {
	const google = "https://docs.google.com/spreadsheets/d/"
	for address, want := range map[string]string{
		google + "AB_c/edit#gid=12":                  google + "AB_c/export?format=csv&gid=12",
		google + "AB_c/edit?gid=12#gid=12":           google + "AB_c/export?format=csv&gid=12",
		google + "AB_c/edit?usp=sharing":             google + "AB_c/export?format=csv",
		google + "e/2PACX/pubhtml?gid=1&single=true": google + "e/2PACX/pub?gid=1&output=csv&single=true",
		google + "e/2PACX/pub?output=csv":            google + "e/2PACX/pub?output=csv",
		google + "AB_c/export?format=xlsx":           google + "AB_c/export?format=xlsx",
		"https://www.dropbox.com/s/x/p.csv?dl=0":     "https://www.dropbox.com/s/x/p.csv?dl=1",
		"https://x.example/edit#gid=1":               "https://x.example/edit#gid=1",
		"http://%":                                   "http://%",
	} {
		if got := SheetAddress(address); got != want {
			t.Errorf("%s: got %s, want %s", address, got, want)
		}
	}
}

// FuzzSheetAddress changes any address only once, and never its host.
func FuzzSheetAddress(f *testing.F) {
	f.Add("https://docs.google.com/spreadsheets/d/AB/edit#gid=12")
	f.Add("https://www.dropbox.com/s/x/p.csv?dl=0")
	f.Fuzz(func(t *testing.T, address string) {
		once := SheetAddress(address)
		if twice := SheetAddress(once); twice != once {
			t.Errorf("%q became %q and then %q", address, once, twice)
		}
	})
}
