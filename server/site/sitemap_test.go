package site

import (
	"encoding/xml"
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
	paths := []string{"/", "/categoria/accesorios-y-mas", "/categoria/polos", "/producto/1", "/producto/2", "/producto/3"}
	tests := []struct{ name, shop, want string }{
		{"address in shop.json", plainShop, "https://shop.example"},
		{"address of the request", strings.Replace(plainShop, `https://shop.example/`, "", 1), "http://localhost:8000"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := load(t, test.shop, structuredProducts)
			want := test.want + strings.Join(paths, " "+test.want)
			if got := strings.Join(locations(t, s, "http://localhost:8000"), " "); got != want {
				t.Errorf("sitemap: got %s, want %s", got, want)
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
	if want := 1 + 6 + len(s.Catalog.Products()); len(got) != want {
		t.Errorf("got %d addresses, want home, 6 categories and the products, %d", len(got), want)
	}
}
