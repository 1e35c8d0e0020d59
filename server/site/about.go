package site

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"maps"
	"net/url"
	"slices"
	"strings"

	"carrito/app/address"
	"carrito/app/catalog"
	"carrito/app/shop"
	"carrito/app/ui/list"
	"carrito/app/ui/pages"
	"carrito/app/ui/part"
	"carrito/server/asset"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// AboutFile is the address, before [Site.Renamed], of what the owner says about the
// categories. start.js puts it into the pages that the program draws.
const AboutFile = "/web/about.json"

// aboutStyles is the style sheet of what the owner says about categories. Shops that say
// nothing do without it.
const aboutStyles = "about.css"

// anyVersion stands in [AboutFile] for the version of the smaller pictures, which changes
// with every new photo of a product. start.js replaces it.
const anyVersion = "@"

// about is what the owner says about a category.
type about struct {
	shop.Category
	slug          string
	picture, text []byte // HTML
}

// isSaid reports whether there is anything to show.
func isSaid(c shop.Category) bool { return strings.TrimSpace(c.Text) != "" || c.Picture.Src != "" }

// saidOf returns what shop.json says about a category. Names of categories may be spelled
// in several ways.
func saidOf(s *shop.Shop, name string) (said shop.Category, ok bool) {
	if said, ok = s.Categories[name]; ok {
		return said, isSaid(said)
	}
	for other, said := range s.Categories {
		if catalog.SameCategory(other, name) {
			return said, isSaid(said)
		}
	}
	return said, false
}

// writeAbout returns what the owner says about those categories that have products. The
// addresses of smaller pictures have the given version.
func (s *Site) writeAbout(version string) ([]about, error) {
	var all []about
	if len(s.Shop.Categories) == 0 {
		return nil, nil
	}
	store := s.store()
	store.Sized.Version = version
	for _, category := range s.Catalog.Categories() {
		said, ok := saidOf(s.Shop, category.Name)
		if !ok {
			continue
		}
		one := about{Category: said, slug: category.Slug, text: paragraphs(said.Text)}
		if said.Picture.Src != "" {
			var err error
			if one.picture, err = markupOf(store.Sources("about__picture", catalog.Image(said.Picture), part.Picture{In: part.InAbout, First: true})); err != nil {
				return nil, err
			}
		}
		all = append(all, one)
	}
	return all, nil
}

// markupOf returns the HTML of a component.
func markupOf(component app.UI) ([]byte, error) {
	root, err := parseMarkup(app.HTMLString(component))
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = writeMarkup(&b, root)
	return b.Bytes(), err
}

// paragraphs returns a plain text as HTML. Each paragraph has the direction of its own
// letters.
func paragraphs(text string) []byte {
	var b bytes.Buffer
	for paragraph := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n\n") {
		if paragraph = strings.TrimSpace(paragraph); paragraph != "" {
			b.WriteString(`<p dir="auto">` + template.HTMLEscapeString(paragraph) + `</p>`)
		}
	}
	if b.Len() == 0 {
		return nil
	}
	return []byte(`<div class="about__text">` + b.String() + `</div>`)
}

// aboutFile returns the content of [AboutFile], or nil if the owner says nothing: a list of
// the category's slug as in addresses, its picture and its text.
func (s *Site) aboutFile() ([]byte, error) {
	version := s.sized.Version
	if version != "" {
		version = anyVersion
	}
	all, err := s.writeAbout(version)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	var rows [][3]string
	for _, one := range all {
		rows = append(rows, [3]string{url.PathEscape(one.slug), string(one.picture), string(one.text)})
	}
	return json.Marshal(rows)
}

// addAbout adds [AboutFile] to the files that have a hash in their names.
func (s *Site) addAbout(files map[string]*asset.Body) error {
	content, err := s.aboutFile()
	if content != nil {
		files[AboutFile] = asset.New(asset.Type(AboutFile), content, asset.Thorough)
	}
	return err
}

// aboutAt returns what the owner says about the category of an address, or nil. Only the
// first page of a list has it.
func (s *Site) aboutAt(store *pages.Shop, u *url.URL) *about {
	at, ok := store.Within(u.EscapedPath())
	if !ok || list.Read(u.Query(), 0).Page != 1 {
		return nil
	}
	for i, one := range s.about {
		if address.Category(one.slug) == at {
			return &s.about[i]
		}
	}
	return nil
}

// describeAbout completes what pages knows of the page of a category.
func describeAbout(page *part.Page, about *about) {
	if text := strings.Join(strings.Fields(about.Text), " "); text != "" {
		page.Description = clip(text, 160)
	}
	if about.Picture.Src != "" {
		page.Image = catalog.Image(about.Picture)
	}
}

// fillAbout writes what the owner says about a category into its place.
func fillAbout(body *html.Node, about *about) error {
	for n := range body.Descendants() {
		if valueOf(n, "class") != list.AboutClass {
			continue
		}
		content := bytes.NewReader(append(bytes.Clone(about.picture), about.text...))
		nodes, err := html.ParseFragment(content, &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
		for _, child := range nodes {
			n.AppendChild(child)
		}
		return err
	}
	return nil
}

// checkCategories checks the pictures of categories.
func checkCategories(categories map[string]shop.Category, sizes *sizes) error {
	var faults []error
	for _, name := range slices.Sorted(maps.Keys(categories)) {
		faults = append(faults, checkPicture("categories."+name+".picture", categories[name].Picture, sizes))
	}
	return errors.Join(faults...)
}

// CategoryHints returns lines about categories in shop.json that have no products, and
// about pictures that say nothing to who cannot see them.
func (s *Site) CategoryHints() []string {
	var hints []string
	for _, name := range slices.Sorted(maps.Keys(s.Shop.Categories)) {
		known := false
		for _, category := range s.Catalog.Categories() {
			known = known || catalog.SameCategory(name, category.Name)
		}
		if !known {
			hints = append(hints, fmt.Sprintf("shop.json: categories.%s is not shown, as no product that is shown has this category", name))
		}
		if picture := s.Shop.Categories[name].Picture; picture.Src != "" && strings.TrimSpace(picture.Alt) == "" {
			hints = append(hints, fmt.Sprintf("shop.json: categories.%s.picture has no alt, which says what it shows to people who do not see it", name))
		}
	}
	return hints
}
