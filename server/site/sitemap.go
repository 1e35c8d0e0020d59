package site

import (
	"bytes"
	"encoding/xml"
	"strings"
)

type urlSet struct {
	XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	URLs    []struct {
		Loc string `xml:"loc"`
	} `xml:"url"`
}

// Sitemap returns sitemap.xml (sitemaps.org protocol 0.9). The protocol wants
// absolute addresses. If shop.json names no baseURL, Sitemap uses base, the
// origin of the request.
func (s *Site) Sitemap(base string) ([]byte, error) {
	store := s.store()
	var set urlSet
	for _, path := range store.Paths() {
		address := store.Full(path)
		if s.Shop.BaseURL == "" {
			address = base + address
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

// Robots returns robots.txt (RFC 9309). It allows everything except the
// addresses that would add to a cart. base is as in [Site.Sitemap]. If there is
// no base URL either way, Robots names no sitemap.
func (s *Site) Robots(base string) []byte {
	if s.Shop.BaseURL != "" {
		base = strings.TrimSuffix(s.Shop.BaseURL, "/")
	}
	rules := "User-agent: *\nDisallow: " + s.Prefix() + "/agregarCarrito/\n"
	if base != "" {
		rules += "\nSitemap: " + base + "/sitemap.xml\n"
	}
	return []byte(rules)
}
