package browser

import (
	"net/url"
	"testing"
)

func TestMendFragment(t *testing.T) {
	tests := []struct {
		name, fragment, want string
		broken               bool
	}{
		{"none", "", "", false},
		{"an id", "#content", "#content", false},
		{"escapes", "#a%20b", "#a%20b", false},
		{"a lone per cent", "#100%", "#100%25", true},
		{"a cut escape", "#a%2", "#a%252", true},
		{"no hex digits", "#%zz", "#%25zz", true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, broken := mendFragment(test.fragment)
			if got != test.want || broken != test.broken {
				t.Errorf("got %q, %v; want %q, %v", got, broken, test.want, test.broken)
			}
			if _, err := url.PathUnescape(got); err != nil {
				t.Errorf("got %q, which go-app cannot read: %v", got, err)
			}
		})
	}
}

func TestLeftToBrowser(t *testing.T) {
	const origin = "https://shop.example"
	tests := []struct {
		name  string
		click click
		want  bool
	}{
		{"another page", click{link: origin + "/carrito", origin: origin}, false},
		{"the page itself", click{link: origin + "/", origin: origin}, false},
		{"a fragment of the page", click{link: origin + "/#content", origin: origin}, true},
		{"another shop", click{link: "https://other.example/", origin: "https://other.example"}, true},
		{"a mail address", click{link: "mailto:a@shop.example", origin: "null"}, true},
		{"a link of a drawing", click{}, true},
		{"a page that the server draws", click{link: origin + "/pedido/q83v", origin: origin, target: "_self"}, true},
		{"another page, with a key", click{handled: true, link: origin + "/carrito", origin: origin}, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := test.click.leftToBrowser(origin+"/", origin); got != test.want {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

func TestIsOnPage(t *testing.T) {
	const page = "https://shop.example/carrito"
	tests := []struct {
		name, link, shown string
		want              bool
	}{
		{"a fragment of the page", page + "#content", page, true},
		{"from another fragment", page + "#content", page + "#other", true},
		{"the page itself", page, page, false},
		{"an empty fragment", page + "#", page, false},
		{"a fragment of another page", "https://shop.example/#content", page, false},
		{"the same page of another query", page + "?orden=precio#content", page, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := isOnPage(test.link, test.shown); got != test.want {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}
