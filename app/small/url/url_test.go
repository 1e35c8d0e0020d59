package url

import (
	"net/url"
	"reflect"
	"testing"
)

var addresses = []string{
	"", "/", "/carrito", "/categoria/polos?orden=precio&pagina=2", "/buscar?q=pantal%C3%B3n+azul", "/categoria/a%2Fb",
	"/categoria/caf%C3%A9", "https://shop.example", "https://shop.example/", "https://shop.example:8443/shop/producto/1?variante=2#title",
	"http://127.0.0.1:8000/#content", "mailto:hola@modadjango.example", "?q=a&q=b", "/a?b=%zz", "/x#a%20b", "/%41", "/a b", "/a?q=a;b&c=d",
	"//shop.example/a", "http://[::1]:8000/a", "http://[::1]/",
}

// same checks that the stand-in reads an address as net/url does.
func same(t *testing.T, address string) {
	t.Helper()
	want, wantErr := url.Parse(address)
	got, err := Parse(address)
	if wantErr != nil {
		return // cannot happen in the shop, because a browser has parsed the address
	}
	if err != nil {
		t.Errorf("%q: got %v, want none", address, err)
		return
	}
	if got.Scheme != want.Scheme || got.Opaque != want.Opaque || got.Host != want.Host || got.Path != want.Path || got.RawQuery != want.RawQuery || got.Fragment != want.Fragment {
		t.Errorf("%q: got %+v, want %+v", address, got, want)
	}
	if got.String() != want.String() || got.EscapedPath() != want.EscapedPath() {
		t.Errorf("%q: got %q with path %q, want %q with %q", address, got, got.EscapedPath(), want, want.EscapedPath())
	}
	if got.Hostname() != want.Hostname() {
		t.Errorf("%q: got host %q, want %q", address, got.Hostname(), want.Hostname())
	}
	if want.Opaque == "" && got.RequestURI() != want.RequestURI() {
		t.Errorf("%q: got request URI %q, want %q", address, got.RequestURI(), want.RequestURI())
	}
	if got, want := got.Query(), want.Query(); !reflect.DeepEqual(map[string][]string(got), map[string][]string(want)) || got.Encode() != want.Encode() {
		t.Errorf("%q: got query %v, want %v", address, got, want)
	}
}

func TestParse(t *testing.T) {
	for _, address := range addresses {
		same(t, address)
	}
}

func TestBrokenEscape(t *testing.T) {
	for _, address := range []string{"/%", "/%4", "/%zz", "#%"} {
		if _, err := Parse(address); err == nil {
			t.Errorf("%q: got no error, want one", address)
		}
	}
}

// FuzzPage compares the stand-in with net/url for all addresses that a page of the shop
// can have.
func FuzzPage(f *testing.F) {
	for _, text := range []string{"polos", "a b", "ñandú/1", "%", "?&=#+;", "\x00", "\xff"} {
		f.Add(text, text)
	}
	f.Fuzz(func(t *testing.T, segment, value string) {
		if got, want := PathEscape(segment), url.PathEscape(segment); got != want {
			t.Fatalf("got segment %q, want %q", got, want)
		}
		if got, want := QueryEscape(value), url.QueryEscape(value); got != want {
			t.Fatalf("got value %q, want %q", got, want)
		}
		same(t, "https://shop.example/categoria/"+url.PathEscape(segment)+"?q="+url.QueryEscape(value)+"#"+url.PathEscape(segment))
		want, got := url.URL{Path: "/" + segment}, URL{Path: "/" + segment}
		if got.EscapedPath() != want.EscapedPath() {
			t.Fatalf("got path %q, want %q", got.EscapedPath(), want.EscapedPath())
		}
	})
}
