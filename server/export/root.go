package export

import (
	"io"
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
	name  string
	write func(io.Writer) error
}

// content returns a file whose content is known.
func content(name string, content []byte) rootFile {
	return rootFile{name, func(w io.Writer) error {
		_, err := w.Write(content)
		return err
	}}
}

// rootFiles returns the files at the shop's root, with those that take longest first. To
// add a file, add it to this list. roots compresses the texts.
func (e *exporter) rootFiles() ([]rootFile, error) {
	missing, err := e.shop.Page(&url.URL{Path: e.shop.Prefix() + "/404.html"})
	if err != nil {
		return nil, err
	}
	var files []rootFile
	if e.shop.Shop.BaseURL != "" { // feeds and sitemaps want absolute addresses
		for _, name := range site.Feeds {
			files = append(files, rootFile{name[1:], func(w io.Writer) error { return e.shop.WriteFeed(w, name, "") }})
		}
		for _, name := range e.shop.Sitemaps() {
			files = append(files, rootFile{name, func(w io.Writer) error {
				sitemap, err := e.shop.Sitemap(name, "")
				if err != nil {
					return err
				}
				_, err = w.Write(sitemap)
				return err
			}})
		}
	}
	files = append(files,
		content("404.html", missing.HTML),
		content("robots.txt", e.shop.Robots("")),
		content("_headers", headers(e.shop)),
		content(".nojekyll", nil)) // makes GitHub Pages serve files whose names begin with _
	fixed, err := e.shop.Fixed()
	for _, address := range slices.Sorted(maps.Keys(fixed)) {
		files = append(files, content(address[1:], fixed[address]))
	}
	return files, err
}

// roots returns the jobs that write the files at the shop's root.
func (e *exporter) roots(to sink) ([]job, error) {
	files, err := e.rootFiles()
	var jobs []job
	for _, file := range files {
		jobs = append(jobs, job{work: func() error { return e.stream(to, file.name, file.write) }})
	}
	return jobs, err
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
