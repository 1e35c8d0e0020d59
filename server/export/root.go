package export

import (
	"bytes"
	"maps"
	"net/url"
	"slices"
	"strings"

	"carrito/server/asset"
	"carrito/server/site"
)

// rootFile is a file beside the home page, with a name that browsers, robots or
// hosts ask for.
type rootFile struct {
	name    string
	content []byte
}

// rootFiles returns the files at the shop's root. To add a file, add it to this
// list. writeRoot compresses the texts.
func (e *exporter) rootFiles() ([]rootFile, error) {
	missing, err := e.shop.Page(&url.URL{Path: e.shop.Prefix() + "/404.html"})
	if err != nil {
		return nil, err
	}
	files := []rootFile{
		{"404.html", missing.HTML},
		{"robots.txt", e.shop.Robots("")},
		{"_headers", headers(e.shop)},
		{".nojekyll", nil}, // makes GitHub Pages serve files whose names begin with _
	}
	fixed, err := e.shop.Fixed()
	if err != nil {
		return nil, err
	}
	for _, address := range slices.Sorted(maps.Keys(fixed)) {
		files = append(files, rootFile{address[1:], fixed[address]})
	}
	if e.shop.Shop.BaseURL != "" { // sitemaps and feeds want absolute addresses
		for _, name := range e.shop.Sitemaps() {
			sitemap, err := e.shop.Sitemap(name, "")
			if err != nil {
				return nil, err
			}
			files = append(files, rootFile{name, sitemap})
		}
		for _, name := range site.Feeds {
			var feed bytes.Buffer
			if err := e.shop.WriteFeed(&feed, name, ""); err != nil {
				return nil, err
			}
			files = append(files, rootFile{name[1:], feed.Bytes()})
		}
	}
	return files, nil
}

func (e *exporter) writeRoot(to sink) error {
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

// maxHeader is the longest line that Cloudflare Pages allows in _headers, in
// bytes.
const maxHeader = 2000

// headers returns the file _headers, which tells Netlify and Cloudflare Pages
// what headers to send: those of our own server with everything, and permission
// to cache for ever with files that never change.
func headers(shop *site.Site) []byte {
	var b strings.Builder
	all := shop.Headers()
	b.WriteString(shop.Prefix() + "/*\n")
	for _, name := range slices.Sorted(maps.Keys(all)) {
		line := "  " + name + ": " + all[name] + "\n"
		if len(line) > maxHeader { // too many picture hosts; the pages still carry their policy
			line = "  " + name + ": frame-ancestors 'none'\n"
		}
		b.WriteString(line)
	}
	for _, folder := range []string{site.AssetsFolder, "/web/sized/", site.CardFolder} {
		b.WriteString(shop.Prefix() + folder + "*\n  Cache-Control: " + asset.Forever[0] + "\n")
	}
	return []byte(b.String())
}
