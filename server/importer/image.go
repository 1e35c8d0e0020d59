package importer

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// gallery holds the images of one product, without duplicates.
type gallery struct {
	images []image
	index  map[string]int // by address without version
}

// add adds the image at a web address and returns its index.
func (g *gallery) add(address, alt, name string) (int, error) {
	src, err := imageAddress(address)
	if err != nil {
		return 0, err
	}
	return g.put(Photo{Src: src}, alt, name), nil
}

// put adds the image unless the gallery already has it, and returns its index. name,
// the name of the product, replaces an empty alternative text.
func (g *gallery) put(photo Photo, alt, name string) int {
	key := withoutVersion(photo.Src)
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
	g.images = append(g.images, image{photo.Src, alt, photo.Width, photo.Height})
	return g.index[key]
}

// Photo is a picture of the shop.
type Photo struct {
	Src           string // its address, such as "/web/images/polo.jpg"
	Width, Height int    // in pixels, as people see it
}

// addImage adds an image to the gallery and returns its index. If the image cannot be
// used, addImage reports it as skipped and returns -1.
func (j *job) addImage(g *gallery, r row, address, alt, name string) int {
	photo, err := j.picture(address)
	if err == nil && photo.Src != "" {
		return g.put(photo, alt, name)
	}
	i := 0
	if err == nil {
		i, err = g.add(address, alt, name)
	}
	if errors.Is(err, errNoAddress) && !strings.Contains(address, "/") {
		err = errors.New("is neither a web address nor a file in web/images")
	}
	if err != nil {
		j.skip(r.line, name, "the image %q %v", address, err)
		return -1
	}
	return i
}

// variantImage adds the image of a variant and returns its index, or nil if it has none
// that can be used.
func (j *job) variantImage(g *gallery, r row, address, name string) *int {
	if address == "" {
		return nil
	}
	if i := j.addImage(g, r, address, "", name); i >= 0 {
		return &i
	}
	return nil
}

var errNoAddress = errors.New("is not a web address")

const unusable = ` "'<>\;,` // what strict.Products refuses in an address

// imageAddress returns the https address of an image. It turns http into https, because
// a browser would not load an http image in a page served over https.
func imageAddress(text string) (string, error) {
	if strings.HasPrefix(text, "//") {
		text = "https:" + text
	}
	scheme, rest, _ := strings.Cut(text, "://")
	if !strings.EqualFold(scheme, "https") && !strings.EqualFold(scheme, "http") {
		return "", errNoAddress
	}
	end := strings.IndexAny(rest+"/", "/?#")
	if end == 0 || strings.ContainsAny(rest[:end], unusable+"*") {
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

// addressStart matches where a list of addresses is split: before another address, at a
// comma with a space, as WooCommerce writes it, and at a pipe or line break. Other
// commas are part of an address, escaped or not.
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

// withoutVersion drops Shopify's "?v=", which distinguishes uploads of the same image.
func withoutVersion(src string) string {
	address, query, _ := strings.Cut(src, "?")
	values, err := url.ParseQuery(query)
	if err != nil {
		return src
	}
	values.Del("v")
	return address + "?" + values.Encode()
}
