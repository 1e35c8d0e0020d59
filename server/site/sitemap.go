package site

import (
	"bytes"
	"encoding/xml"
	"strings"

	"carrito/app/ui"
)

type urlSet struct {
	XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	URLs    []struct {
		Loc string `xml:"loc"`
	} `xml:"url"`
}

// Sitemap returns sitemap.xml (sitemaps.org protocol 0.9). The protocol wants
// full addresses: base is where the shop was asked for, and stands in where
// shop.json names no baseURL.
func (s *Site) Sitemap(base string) ([]byte, error) {
	store := ui.NewStore(s.Shop, s.Catalog)
	var set urlSet
	for _, path := range store.Paths() {
		address := store.Absolute(path)
		if s.Shop.BaseURL == "" {
			address = base + path
		}
		set.URLs = append(set.URLs, struct {
			Loc string `xml:"loc"`
		}{address})
	}
	var b bytes.Buffer
	b.WriteString(xml.Header)
	err := xml.NewEncoder(&b).Encode(set)
	return b.Bytes(), err
}

// Robots returns robots.txt (RFC 9309): everything may be read but the cart.
func (s *Site) Robots(base string) []byte {
	if s.Shop.BaseURL != "" {
		base = strings.TrimSuffix(s.Shop.BaseURL, "/")
	}
	return []byte("User-agent: *\nDisallow: /carrito\nDisallow: /agregarCarrito/\n\nSitemap: " + base + "/sitemap.xml\n")
}
