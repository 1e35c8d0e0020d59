// Package check is the command check. It reports faults in the shop's files, and hints
// at what may be a mistake.
package check

import (
	"fmt"
	"io"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"carrito/app/address"
	"carrito/app/catalog"
	"carrito/app/money"
	"carrito/app/shop"
	"carrito/server/cleartext"
	"carrito/server/export"
	"carrito/server/images"
	"carrito/server/site"
)

// Report checks the shop's files and prints to w what they contain, with hints at what
// could be better. If there are faults, Report prints nothing and returns them as its
// error.
func Report(w io.Writer, files site.Files) error {
	loaded, err := site.Load(files)
	if err != nil {
		return fmt.Errorf("faults were found:\n%w", err)
	}
	n := loaded.Catalog.Counts()
	var sum money.Amount
	for _, p := range loaded.Catalog.Products() {
		for _, v := range p.Variants {
			sum = sum.Add(v.Price)
		}
		if len(p.Variants) == 0 {
			sum = sum.Add(p.Price)
		}
	}
	fmt.Fprintf(w, "%s: %d products, %d variants, %d images, %d categories, variant prices adding up to %s %s\n",
		loaded.Shop.Name, n.Products, n.Variants, n.Images, n.Categories, sum, loaded.Shop.Currency)
	fmt.Fprintln(w, howOrders(loaded.Shop))
	withheld, err := loaded.WithheldFiles()
	if err != nil {
		return err
	}
	fmt.Fprintln(w, withheldLine(withheld))
	o := export.Options{Files: files}
	if loaded.Shop.BaseURL == "" { // an export gets an address, and with it feeds and sitemaps
		o.Base = "https://shop.example/"
	}
	size, precompressed, err := export.Estimate(loaded, o)
	if err != nil {
		return err
	}
	for _, line := range exportLines(n.Products, furtherPages(loaded.PlainPaths()), size, precompressed) {
		fmt.Fprintln(w, line)
	}
	for _, hint := range hints(loaded) {
		fmt.Fprintln(w, hint)
	}
	return pictureHints(w, files)
}

// manyProducts is above how many products check always says how much an export would be.
const manyProducts = 2000

// exportLines says how much an export would be, how many of its files are further pages of
// lists, and which hosts of plain files take so much. It says nothing of a shop with few
// products that all hosts take, also with precompressed files.
func exportLines(products, further int, plain, precompressed export.Size) []string {
	hosts, others := plain.Hosts(), precompressed.RefusedUnlike(plain)
	if products <= manyProducts && len(hosts) == 1 && len(others) == 0 {
		return nil
	}
	about := fmt.Sprintf("export: %d files and about %.0f MB with -precompress=false, %d files and about %.0f MB without it; %d of the pages are further pages of lists",
		plain.Files, float64(plain.Bytes)/1e6, precompressed.Files, float64(precompressed.Bytes)/1e6, further)
	lines := append([]string{about}, hosts...)
	for _, line := range others {
		lines = append(lines, "without -precompress=false "+line)
	}
	return lines
}

// furtherPages returns how many paths are those of further pages of lists.
func furtherPages(paths []string) (n int) {
	for _, path := range paths {
		if strings.Contains(path, "/"+address.PageStep+"/") {
			n++
		}
	}
	return n
}

// pictureHints prints hints about pictures that are shown less well than they could be.
func pictureHints(w io.Writer, files site.Files) error {
	originals, err := site.Originals(files)
	if err != nil {
		return err
	}
	hints, err := images.Hints(files.Web, originals)
	for _, hint := range hints {
		fmt.Fprintln(w, hint)
	}
	return err
}

// hints returns hints about what is not a fault but may be a mistake.
func hints(s *site.Site) []string {
	hints := append(oneCategory(s.Catalog), optionHints(s.Shop, s.Catalog)...)
	for _, channel := range s.Shop.Orders.Channels {
		if u, err := url.Parse(channel.URL); err == nil && u.Scheme == "http" && !cleartext.IsLocal(u.Hostname()) {
			hints = append(hints, "shop.json: orders go to "+u.Hostname()+" in clear text, readable by everyone on the way; write https:// if the host supports it")
		}
	}
	if hint := whatsAppHint(s.Shop); hint != "" {
		hints = append(hints, hint)
	}
	hints = append(hints, shortCodes(s.Shop)...)
	hints = append(hints, s.OwnHints()...)
	hints = append(hints, s.CategoryHints()...)
	return append(hints, s.FeedHints()...)
}

// oneCategory returns a hint for each category that products spell in several ways.
func oneCategory(c *catalog.Catalog) []string {
	var hints []string
	for _, category := range c.Categories() {
		var spellings []string
		for _, p := range category.Products {
			if spelling := strconv.Quote(p.Category); !slices.Contains(spellings, spelling) {
				spellings = append(spellings, spelling)
			}
		}
		if len(spellings) > 1 {
			hints = append(hints, "products.json: "+strings.Join(spellings, " and ")+" are one category, at /categoria/"+category.Slug)
		}
	}
	return hints
}

// howOrders describes in one line how the shop takes orders.
func howOrders(s *shop.Shop) string {
	o := &s.Orders
	if !o.Taken() {
		return "orders: none are taken, as shop.json names no channel for them"
	}
	ways := make([]string, len(o.Delivery))
	for i, way := range o.Delivery {
		ways[i] = way.ID
		if len(way.Zones) > 0 {
			ways[i] += fmt.Sprintf(" in %d zones", len(way.Zones))
		}
	}
	line := fmt.Sprintf("orders: by %s; delivery: %s", strings.Join(o.Kinds(), ", "), strings.Join(ways, ", "))
	if len(s.Payments) > 0 {
		names := make([]string, len(s.Payments))
		for i, p := range s.Payments {
			names[i] = p.Ident()
		}
		line += "; payment: " + strings.Join(names, ", ")
	}
	if o.Minimum != "" {
		line += fmt.Sprintf("; from %s %s", o.Minimum, s.Currency)
	}
	if len(o.Promos) > 0 {
		line += fmt.Sprintf("; promo codes: %d", len(o.Promos))
	}
	return line
}

// maxNamed is the maximum number of files that a line names.
const maxNamed = 10

// withheldLine names the files in the folder web that are neither served nor exported.
func withheldLine(files []string) string {
	if len(files) == 0 {
		return "web: every file is served and exported"
	}
	return "web: neither served nor exported: " + quoted(files)
}
