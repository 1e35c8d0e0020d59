package site

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"testing"
)

func locations(t *testing.T, s *Site, base string) []string {
	t.Helper()
	data, err := s.Sitemap(SitemapName, base)
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

// A shop with more addresses than a sitemap may have gets an index, and sitemaps
// that have all addresses in order.
func TestSitemapIndex(t *testing.T) {
	var products strings.Builder
	for i := range maxAddresses + 1 {
		fmt.Fprintf(&products, `%c{"id": %d, "slug": "p%[2]d", "name": "P", "price": "1"}`, "[,"[min(i, 1)], i+1)
	}
	for _, base := range []string{"https://shop.example/", "https://user.example/tienda/", ""} {
		s := load(t, strings.Replace(plainShop, `https://shop.example/`, base, 1), products.String()+"]")
		origin := strings.TrimSuffix(cmp.Or(base, "http://localhost:8000"), "/")
		data, err := s.Sitemap(SitemapName, "http://localhost:8000")
		if err != nil {
			t.Fatal(err)
		}
		var index sitemapIndex
		if err := xml.Unmarshal(data, &index); err != nil {
			t.Fatal(err)
		}
		var got []string
		names := s.Sitemaps()
		for i, sitemap := range index.Sitemaps {
			if want := origin + "/" + names[i+1]; sitemap.Loc != want {
				t.Errorf("%s: got %s in the index, want %s", base, sitemap.Loc, want)
			}
			data, err := s.Sitemap(names[i+1], "http://localhost:8000")
			if err != nil {
				t.Fatal(err)
			}
			var set urlSet
			if err := xml.Unmarshal(data, &set); err != nil {
				t.Fatal(err)
			}
			if len(set.URLs) == 0 || len(set.URLs) > maxAddresses {
				t.Errorf("%s: got %d addresses, want some and at most %d", sitemap.Loc, len(set.URLs), maxAddresses)
			}
			for _, u := range set.URLs {
				got = append(got, strings.TrimPrefix(u.Loc, origin))
			}
		}
		if want := s.store().Paths(); len(names) != 3 || !slices.Equal(got, want) {
			t.Errorf("%s: got %d addresses in %q, want all %d in two sitemaps and an index", base, len(got), names, len(want))
		}
	}
}
