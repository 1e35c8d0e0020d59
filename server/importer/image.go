package importer

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
)

// gallery is the images of one product, each address once.
type gallery struct {
	images []image
	index  map[string]int
}

// add puts the image into the gallery, unless it is there, and returns its
// index. An image without alternative text has the name of the product.
func (g *gallery) add(address, alt, name string) (int, error) {
	src, err := imageAddress(address)
	if err != nil {
		return 0, err
	}
	key := withoutVersion(src)
	if i, ok := g.index[key]; ok {
		return i, nil
	}
	if alt = oneLine(alt); alt == "" {
		alt = name
	}
	if g.index == nil {
		g.index = map[string]int{}
	}
	g.index[key] = len(g.images)
	g.images = append(g.images, image{src, alt})
	return g.index[key], nil
}

// offerImage adds the image of a variant, which may be none.
func (j *job) offerImage(g *gallery, r row, address, name string) *int {
	if address == "" {
		return nil
	}
	i, err := g.add(address, "", name)
	if err != nil {
		j.skip(r.line, name, "the image %q %v", address, err)
		return nil
	}
	return &i
}

const unusable = ` "'<>\;,` // what catalog.Read refuses in an address

// imageAddress returns the https address of an image. One with http becomes
// https too: a browser would not load it in a page served over https.
func imageAddress(text string) (string, error) {
	if strings.HasPrefix(text, "//") {
		text = "https:" + text
	}
	scheme, rest, _ := strings.Cut(text, "://")
	if !strings.EqualFold(scheme, "https") && !strings.EqualFold(scheme, "http") {
		return "", errors.New("is not a web address")
	}
	end := strings.IndexAny(rest+"/", "/?#")
	if end == 0 || strings.ContainsAny(rest[:end], unusable) {
		return "", errors.New("has no host")
	}
	var b strings.Builder
	for i := range len(rest) {
		if c := rest[i]; c <= ' ' || c == 0x7f || strings.IndexByte(unusable, c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return "https://" + b.String(), nil
}

// withoutVersion drops Shopify's "?v=", which tells apart uploads of one image.
func withoutVersion(src string) string {
	address, query, _ := strings.Cut(src, "?")
	values, err := url.ParseQuery(query)
	if err != nil {
		return src
	}
	values.Del("v")
	return address + "?" + values.Encode()
}
