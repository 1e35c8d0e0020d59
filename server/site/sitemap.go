package site

import (
	"bytes"
	"encoding/xml"
	"slices"
	"strconv"
	"strings"
)

// maxAddresses is how many addresses a sitemap may list (sitemaps.org protocol
// 0.9).
const maxAddresses = 50_000

type location struct {
	Loc string `xml:"loc"`
}

type urlSet struct {
	XMLName xml.Name   `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	URLs    []location `xml:"url"`
}

// sitemapIndex lists sitemaps.
type sitemapIndex struct {
	XMLName  xml.Name   `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
	Sitemaps []location `xml:"sitemap"`
}

// SitemapName is the name of the sitemap that robots.txt names.
const SitemapName = "sitemap.xml"

// Sitemaps returns the names of all sitemaps: [SitemapName], and if the shop has
// more than 50,000 addresses sitemap-1.xml and so on, which that one lists.
func (s *Site) Sitemaps() []string {
	names := []string{SitemapName}
	if addresses := len(s.paths(s.store())); addresses > maxAddresses {
		for i := range (addresses + maxAddresses - 1) / maxAddresses {
			names = append(names, numbered(i))
		}
	}
	return names
}

// numbered returns the name of a sitemap by its place in the list.
func numbered(i int) string { return "sitemap-" + strconv.Itoa(i+1) + ".xml" }

// Sitemap returns one of the [Site.Sitemaps]. The protocol wants absolute
// addresses. If shop.json names no baseURL, Sitemap uses base, the origin of the
// request.
func (s *Site) Sitemap(name, base string) ([]byte, error) {
	store := s.store()
	absolute := func(address string) location {
		if s.Shop.BaseURL == "" {
			address = base + address
		}
		return location{address}
	}
	parts := slices.Collect(slices.Chunk(s.paths(store), maxAddresses))
	var document any
	if name == SitemapName && len(parts) > 1 {
		var index sitemapIndex
		for i := range parts {
			index.Sitemaps = append(index.Sitemaps, absolute(store.File("/"+numbered(i))))
		}
		document = index
	} else {
		var set urlSet
		for i, paths := range parts {
			if name == numbered(i) || name == SitemapName {
				for _, path := range paths {
					set.URLs = append(set.URLs, absolute(store.Full(path)))
				}
			}
		}
		document = set
	}
	var b bytes.Buffer
	b.WriteString(xml.Header)
	err := xml.NewEncoder(&b).Encode(document)
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
		rules += "\nSitemap: " + base + "/" + SitemapName + "\n"
	}
	return []byte(rules)
}
