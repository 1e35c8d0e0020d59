package site

import (
	"encoding/xml"
	"slices"
	"strings"
	"testing"
)

func locations(t *testing.T, s *Site, base string) []string {
	t.Helper()
	data, err := s.Sitemap(base)
	if err != nil {
		t.Fatal(err)
	}
	var set urlSet
	if err := xml.Unmarshal(data, &set); err != nil {
		t.Fatal(err)
	}
	var addresses []string
	for _, u := range set.URLs {
		addresses = append(addresses, u.Loc)
	}
	return addresses
}

func TestSitemap(t *testing.T) {
	known := []string{"/", "/categoria/accesorios-y-mas", "/categoria/polos", "/producto/1", "/producto/2", "/producto/3"}
	tests := []struct{ name, shop, want string }{
		{"address in shop.json", plainShop, "https://shop.example"},
		{"address of the request", strings.Replace(plainShop, `https://shop.example/`, "", 1), "http://localhost:8000"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := load(t, test.shop, structuredProducts)
			var got, paths []string
			for _, location := range locations(t, s, "http://localhost:8000") {
				path, ok := strings.CutPrefix(location, test.want)
				if !ok {
					t.Errorf("sitemap: got %s, want an address that begins with %s", location, test.want)
				}
				got = append(got, path)
				if slices.Contains(known, path) || hasParameter(path) {
					paths = append(paths, path)
				}
			}
			if !slices.Equal(paths, known) {
				t.Errorf("sitemap: got %q, want %q among them, in that order", got, known)
			}
			if want := s.store().Paths(); !slices.Equal(got, want) {
				t.Errorf("sitemap: got %q, want %q", got, want)
			}
			robots := string(s.Robots("http://localhost:8000"))
			for _, line := range []string{"User-agent: *", "Disallow: /agregarCarrito/", "Sitemap: " + test.want + "/sitemap.xml"} {
				if !strings.Contains(robots, line+"\n") {
					t.Errorf("robots.txt: got %q, want the line %q in it", robots, line)
				}
			}
		})
	}
}

func TestSitemapOfDemo(t *testing.T) {
	s := demo(t)
	got := locations(t, s, "https://modadjango.example")
	parameters := 0
	for _, location := range got {
		if hasParameter(strings.TrimPrefix(location, "https://modadjango.example")) {
			parameters++
		}
	}
	if want := 6 + len(s.Catalog.Products()); parameters != want {
		t.Errorf("got %d addresses of categories and products, want 6 categories and the products, %d", parameters, want)
	}
	if !slices.Contains(got, "https://modadjango.example/") {
		t.Errorf("got %q, want the home page among them", got)
	}
}

// hasParameter reports whether a path is that of a category or a product.
func hasParameter(path string) bool {
	return strings.HasPrefix(path, "/categoria/") || strings.HasPrefix(path, "/producto/")
}
