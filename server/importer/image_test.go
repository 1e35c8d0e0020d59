package importer

import (
	"slices"
	"testing"
)

func TestImageAddress(t *testing.T) {
	tests := []struct {
		name, text, want string // want is empty for an error
	}{
		{"https", "https://x.example/a.jpg?v=1", "https://x.example/a.jpg?v=1"},
		{"http", "http://x.example/a.jpg", "https://x.example/a.jpg"},
		{"no scheme", "//x.example/a.jpg", "https://x.example/a.jpg"},
		{"unusable characters", "HTTPS://x.example/a b,c;'d\".jpg", "https://x.example/a%20b%2Cc%3B%27d%22.jpg"},
		{"control characters", "https://x.example/a\tb\x7f", "https://x.example/a%09b%7F"},
		{"letters beyond ASCII", "https://x.example/niño.jpg", "https://x.example/niño.jpg"},
		{"host only", "https://x.example", "https://x.example"},
		{"no host", "https:///a.jpg", ""},
		{"bad host", "https://x y/a.jpg", ""},
		{"file name", "a.jpg", ""},
		{"file of the shop", "/web/images/a.jpg", ""},
		{"script", "javascript://x.example/%0aalert(1)", ""},
		{"data", "data:image/png;base64,AAAA", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := imageAddress(test.text)
			if got != test.want || (err == nil) != (test.want != "") {
				t.Errorf("got %q, %v, want %q", got, err, test.want)
			}
		})
	}
}

func TestGalleryHasEachImageOnce(t *testing.T) {
	var g gallery
	addresses := []string{"https://x.example/a?v=1", "https://x.example/a?v=2", "https://x.example/a", "https://x.example/a?w=1", "https://x.example/a?w=2&v=1"}
	want := []int{0, 0, 0, 1, 2}
	for i, address := range addresses {
		if got, err := g.add(address, "", "Polo"); got != want[i] || err != nil {
			t.Errorf("add(%q): got %d, %v, want %d", address, got, err, want[i])
		}
	}
}

func TestSplitAddresses(t *testing.T) {
	const a, b = "https://x.example/a.jpg", "https://x.example/b.jpg"
	tests := []struct {
		name, cell string
		want       []string
	}{
		{"none", " ", nil},
		{"commas", a + ", " + b, []string{a, b}},
		{"commas without spaces", a + "," + b, []string{a, b}},
		{"pipes", a + "|" + b + " | c.jpg", []string{a, b, "c.jpg"}},
		{"semicolons and lines", a + ";" + b + "\n//x.example/c", []string{a, b, "//x.example/c"}},
		{"escaped comma", `https://x.example/a\, b.jpg, ` + b, []string{"https://x.example/a, b.jpg", b}},
		{"comma within", "https://x.example/a,p-1,s-2.jpg, " + b, []string{"https://x.example/a,p-1,s-2.jpg", b}},
		{"file names", "a.jpg, /fotos/b.jpg", []string{"a.jpg", "/fotos/b.jpg"}},
		{"a file name between", a + ", c.jpg," + b, []string{a, "c.jpg", b}},
		{"twice", a + ", " + a, []string{a}},
		{"an address within an address", "https://x.example/?u=https://y.example/a,b", []string{"https://x.example/?u=https://y.example/a,b"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := splitAddresses(test.cell); !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
