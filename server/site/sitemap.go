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
// full addresses: base is where the shop was asked for, and stands in where
// shop.json names no baseURL.
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

// Robots returns robots.txt (RFC 9309): everything may be read but the addresses
// that would add to a cart. The base is that of [Site.Sitemap]; without any, no
// sitemap is named.
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
