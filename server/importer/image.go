package importer

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// gallery is the images of one product, each address once.
type gallery struct {
	images []image
	index  map[string]int
}

// add puts the image at a web address into the gallery and returns its index.
func (g *gallery) add(address, alt, name string) (int, error) {
	src, err := imageAddress(address)
	if err != nil {
		return 0, err
	}
	return g.put(src, alt, name), nil
}

// put puts the image into the gallery, unless it is there, and returns its index.
// An image without alternative text has the name of the product.
func (g *gallery) put(src, alt, name string) int {
	key := withoutVersion(src)
	if i, ok := g.index[key]; ok {
		return i
	}
	if alt = oneLine(alt); alt == "" {
		alt = name
	}
	if g.index == nil {
		g.index = map[string]int{}
	}
	g.index[key] = len(g.images)
	g.images = append(g.images, image{src, alt})
	return g.index[key]
}

// addImage adds an image to the gallery and returns its index. One that cannot be
// used is left out and told; its index is -1.
func (j *job) addImage(g *gallery, r row, address, alt, name string) int {
	if file, ok := j.picture(address); ok {
		return g.put(file, alt, name)
	}
	i, err := g.add(address, alt, name)
	if err != nil && !strings.Contains(address, "/") {
		err = errors.New("is neither a web address nor a file in web/images")
	}
	if err != nil {
		j.skip(r.line, name, "the image %q %v", address, err)
		return -1
	}
	return i
}

// offerImage adds the image of a variant, which may be none.
func (j *job) offerImage(g *gallery, r row, address, name string) *int {
	if address == "" {
		return nil
	}
	if i := j.addImage(g, r, address, "", name); i >= 0 {
		return &i
	}
	return nil
}

const unusable = ` "'<>\;,` // what check.Products refuses in an address

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

// addressStart is where a list of addresses is parted: before another address, and
// at a comma with a space, as WooCommerce writes it. A comma within an address
// parts nothing, escaped or not; a pipe always does.
var addressStart = regexp.MustCompile(`[,;\s]+(?:https?:|//)|,\s+|[|\n]`)

// splitAddresses splits a cell of image addresses.
func splitAddresses(cell string) []string {
	const hidden = "\x00"
	cell = strings.ReplaceAll(strings.ReplaceAll(cell, hidden, ""), `\,`, hidden)
	var list []string
	add := func(address string) {
		address = oneLine(strings.ReplaceAll(strings.Trim(address, ",; \t\r"), hidden, ","))
		if address != "" && !slices.Contains(list, address) {
			list = append(list, address)
		}
	}
	start := 0
	for _, place := range addressStart.FindAllStringIndex(cell, -1) {
		add(cell[start:place[0]])
		start = place[0]
		if cell[start] == '|' {
			start++
		}
	}
	add(cell[start:])
	return list
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
