package export

import (
	"maps"
	"net/url"
	"slices"
	"strings"

	"carrito/server/asset"
	"carrito/server/site"
)

// rootFile is a file beside the first page, under a name that a browser, a robot
// or a host asks for.
type rootFile struct {
	name    string
	content []byte
}

// rootFiles returns the files at the shop's root. One more belongs into this
// list, and a text among them is compressed by itself.
func (e *exporter) rootFiles() ([]rootFile, error) {
	missing, err := e.shop.Page(&url.URL{Path: e.shop.Prefix() + "/404.html"})
	if err != nil {
		return nil, err
	}
	files := []rootFile{
		{"404.html", missing.HTML},
		{"robots.txt", e.shop.Robots("")},
		{"_headers", headers(e.shop)},
		{".nojekyll", nil}, // GitHub Pages: names that begin with _ are files like others
	}
	fixed, err := e.shop.Fixed()
	if err != nil {
		return nil, err
	}
	for _, address := range slices.Sorted(maps.Keys(fixed)) {
		files = append(files, rootFile{address[1:], fixed[address]})
	}
	if e.shop.Shop.BaseURL != "" { // the protocol wants full addresses
		sitemap, err := e.shop.Sitemap("")
		if err != nil {
			return nil, err
		}
		files = append(files, rootFile{"sitemap.xml", sitemap})
	}
	return files, nil
}

func (e *exporter) writeRoot(to *draft) error {
	files, err := e.rootFiles()
	if err != nil {
		return err
	}
	for _, file := range files {
		if asset.Type(file.name) == "" {
			err = to.write(file.name, file.content)
		} else {
			err = e.writeText(to, asset.New("", file.content, asset.Fast), file.name)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// longestHeader is how long a line of _headers may be on Cloudflare Pages, in
// bytes.
const longestHeader = 2000

// headers returns the file _headers, in which Netlify and Cloudflare Pages read
// what to send: with everything what our own server says, with what never
// changes that it may be kept.
func headers(shop *site.Site) []byte {
	var b strings.Builder
	all := shop.Headers()
	b.WriteString(shop.Prefix() + "/*\n")
	for _, name := range slices.Sorted(maps.Keys(all)) {
		line := "  " + name + ": " + all[name] + "\n"
		if len(line) > longestHeader { // pictures of many hosts: each page carries the policy too
			line = "  " + name + ": frame-ancestors 'none'\n"
		}
		b.WriteString(line)
	}
	for _, folder := range []string{site.AssetsFolder, "/web/sized/"} {
		b.WriteString(shop.Prefix() + folder + "*\n  Cache-Control: " + asset.Forever[0] + "\n")
	}
	return []byte(b.String())
}
