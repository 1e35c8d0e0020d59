package export

import (
	"net/url"
	"strings"
	"testing"

	"carrito/app/catalog"
	"carrito/app/ui/pages"
	"carrito/app/ui/part"
	"carrito/server/site"
)

// reader reads an exported shop as the browser program does: it gets each file by the
// address that a page or the directory of the catalogue names.
type reader struct {
	t      *testing.T
	files  map[string]string // of the export, by name
	prefix string
	asked  map[string]bool // addresses, with the prefix
}

// readerOf exports a shop with a base URL in its shop.json, and returns its reader.
func readerOf(t *testing.T, source site.Files, precompress bool) *reader {
	t.Helper()
	s, err := site.Load(source)
	if err != nil {
		t.Fatal(err)
	}
	files := read(t, export(t, Options{Files: source, Precompress: precompress}))
	return &reader{t: t, files: files, prefix: s.Prefix(), asked: map[string]bool{}}
}

// get returns the content of the file at an address.
func (r *reader) get(address string) string {
	r.t.Helper()
	name, within := strings.CutPrefix(address, r.prefix+"/")
	content, ok := r.files[name]
	if !within || !ok {
		r.t.Fatalf("the shop asks for %s, which is no file of the export under %q", address, r.prefix)
	}
	r.asked[address] = true
	return content
}

// open opens the shop on a page, and returns what the page brings of its catalogue.
func (r *reader) open(page string) (*pages.Shop, part.Here) {
	r.t.Helper()
	settings, err := pages.ReadSettings(r.element(page, pages.SettingsID))
	if err != nil {
		r.t.Fatalf("%s: %v", page, err)
	}
	products, err := catalog.Parse(r.get(settings.Products), settings.Money.Digits, nil)
	if err != nil {
		r.t.Fatalf("%s: %v", settings.Products, err)
	}
	settings.Shop.Money = settings.Money
	shop := pages.New(settings.Shop, products)
	shop.Prefix, shop.Folders, shop.Sized, shop.Alerts = settings.Prefix, settings.Folders, settings.Sized, settings.Alerts
	return shop, pages.ReadHere(r.element(page, pages.HereID), settings.Money.Digits)
}

// element returns the text of an element of a page, or nothing.
func (r *reader) element(page, id string) string {
	for n := range parse(r.t, r.files[page]).Descendants() {
		if attr(n, "id") == id {
			return text(n)
		}
	}
	return ""
}

// supply gets what a catalogue wants, and returns how much that was.
func (r *reader) supply(c *catalog.Catalog) int {
	r.t.Helper()
	wanted := c.Wanted()
	for _, p := range wanted {
		content := r.get(p.Address)
		if p.Name != "" {
			c.PutFile(p.Name, content)
			continue
		}
		from, err := catalog.Parse(content, 2, nil)
		if err == nil {
			err = c.Put(p.Index, from)
		}
		if err != nil {
			r.t.Fatalf("%s: %v", p.Address, err)
		}
	}
	return len(wanted)
}

// file returns another file that the directory names.
func (r *reader) file(c *catalog.Catalog, name string) string {
	r.t.Helper()
	c.File(name)
	r.supply(c)
	content, ok := c.File(name)
	if !ok {
		r.t.Fatalf("the directory names no file %q", name)
	}
	return content
}

// at returns the product with an ordinal, from its part.
func (r *reader) at(c *catalog.Catalog, ordinal int) *catalog.Product {
	r.t.Helper()
	c.At(ordinal)
	r.supply(c)
	p := c.At(ordinal)
	if p == nil {
		r.t.Fatalf("got no product with the ordinal %d", ordinal)
	}
	return p
}

// addressOf returns the address of an exported page.
func (r *reader) addressOf(page string) *url.URL {
	return &url.URL{Path: r.prefix + "/" + strings.TrimSuffix(page, "index.html")}
}
