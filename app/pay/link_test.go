package pay_test

import (
	"net/url"
	"testing"

	"carrito/app/money"
	"carrito/app/pay"
)

func TestLink(t *testing.T) {
	values := pay.Values{Amount: money.FromMinor(123450, 2), Currency: "PEN", Order: "4F 2A/7?#&", Email: "ana+1@example.com"}
	tests := []struct{ name, template, want string }{
		{"path", "https://pay.example/shop/{amount}{currency}", "https://pay.example/shop/1234.50PEN"},
		{"escaped in a path", "https://pay.example/{order}/x", "https://pay.example/4F%202A%2F7%3F%23%26/x"},
		{"escaped in a query", "https://pay.example/?o={order}&e={email}#top", "https://pay.example/?o=4F%202A%2F7%3F%23%26&e=ana%2B1%40example.com#top"},
		{"twice", "https://pay.example/{currency}/{currency}", "https://pay.example/PEN/PEN"},
		{"no placeholder", "https://pay.example/", "https://pay.example/"},
		{"unknown placeholder", "https://pay.example/{name}/{amount}", "https://pay.example/{name}/1234.50"},
		{"not closed", "https://pay.example/{amount", "https://pay.example/{amount"},
		{"nested", "https://pay.example/{{amount}}", "https://pay.example/{1234.50}"},
		{"empty", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := pay.Link(tt.template, values); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

// A value is not replaced again.
func TestLinkReplacesOnce(t *testing.T) {
	got := pay.Link("https://pay.example/{order}", pay.Values{Order: "{email}", Email: "x"})
	if want := "https://pay.example/%7Bemail%7D"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// A value stays one segment of the path and one value of the query, and reads back as it
// was.
func FuzzLink(f *testing.F) {
	f.Add("4F2A")
	f.Add("a/b?c=d&e#f{amount}%20+ñ")
	f.Add("\x00\xff")
	f.Fuzz(func(t *testing.T, order string) {
		link := pay.Link("https://pay.example/a/{order}/b?x={order}&y=1#end", pay.Values{Order: order})
		u, err := url.Parse(link)
		if err != nil {
			t.Fatal(err)
		}
		if want := "/a/" + order + "/b"; u.Host != "pay.example" || u.Path != want || u.Fragment != "end" {
			t.Errorf("%s: got the path %q, want %q", link, u.Path, want)
		}
		query, err := url.ParseQuery(u.RawQuery)
		if err != nil || len(query) != 2 || query.Get("x") != order || query.Get("y") != "1" {
			t.Errorf("%s: got the query %q, %v, want x=%q and y=1", link, query, err, order)
		}
	})
}

func TestCheckLink(t *testing.T) {
	const (
		noScheme    = "does not begin with https://"
		noHost      = "has no host"
		badHost     = "has a host of other characters than letters, digits, dots and hyphens"
		inHost      = "has a placeholder in the host, which must be written out"
		badByte     = "has a space or a character that no address may contain, and that must be percent-encoded"
		placeholder = "; there are {amount}, {currency}, {order} and {email}"
	)
	tests := []struct{ name, template, want string }{
		{"path", "https://pay.example/shop/{amount}{currency}", ""},
		{"query", "https://pay.example?order={order}&email={email}", ""},
		{"port", "https://pay.example:8443/{amount}", ""},
		{"no placeholder", "https://pay.example", ""},
		{"capitals", "HTTPS://Pay.example/{amount}", ""},
		{"letters beyond ASCII in the path", "https://pay.example/señal/{amount}", ""},
		{"empty", "", noScheme},
		{"http", "http://pay.example/{amount}", noScheme},
		{"a script", "javascript:alert(1)", noScheme},
		{"no scheme", "//pay.example/{amount}", noScheme},
		{"a path", "/pay/{amount}", noScheme},
		{"no host", "https:///pay", noHost},
		{"nothing else", "https://", noHost},
		{"only a port", "https://:443/", noHost},
		{"an empty port", "https://pay.example:/", badHost},
		{"no number as port", "https://pay.example:a/", badHost},
		{"only dots", "https://../", badHost},
		{"a host beyond ASCII", "https://pañol.example/", badHost},
		{"an escaped host", "https://pay%2eexample/", badHost},
		{"a user name", "https://shop@pay.example/", "has a user name before the host"},
		{"a placeholder as host", "https://{order}/", inHost},
		{"a placeholder in the host", "https://pay.{currency}.example/", inHost},
		{"a space", "https://pay.example/a b", badByte},
		{"a line break", "https://pay.example/a\nb", badByte},
		{"a backslash", `https://pay.example\@evil.example/`, badByte},
		{"a quote", `https://pay.example/"onclick=`, badByte},
		{"an unknown placeholder", "https://pay.example/{total}", "has the unknown placeholder {total}" + placeholder},
		{"an empty placeholder", "https://pay.example/{}", "has the unknown placeholder {}" + placeholder},
		{"capitals in a placeholder", "https://pay.example/{Amount}", "has the unknown placeholder {Amount}" + placeholder},
		{"not closed", "https://pay.example/{amount", "has a { without a }"},
		{"nested", "https://pay.example/{{amount}}", "has a { without a }"},
		{"not opened", "https://pay.example/amount}", "has a } without a {"},
		{"not opened, after one", "https://pay.example/{amount}}", "has a } without a {"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := ""
			if err := pay.CheckLink(tt.template); err != nil {
				got = err.Error()
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
