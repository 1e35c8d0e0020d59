package site

import (
	"bytes"
	"cmp"
	"fmt"
	"html/template"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"

	"carrito/app/address"
	"carrito/app/ui/pages"
	"carrito/app/ui/part"
	"carrito/server/asset"
	"carrito/server/prose"
	"carrito/server/words"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// ownPages are the pages that the owner has written.
type ownPages struct {
	sources  []prose.Source
	pictures map[string]size // that the pages show, by address
	shown    []ownPage       // the pages for the shop's present base URL
}

// ownPage is a page for one base URL.
type ownPage struct {
	prose.Page
	source prose.Source
	path   string
	html   []byte // title and text
}

// loadOwn reads the owner's pages.
func loadOwn(web string, sizes *sizes) (ownPages, error) {
	sources, err := prose.Read(web)
	own := ownPages{sources: sources, pictures: map[string]size{}}
	for _, source := range sources {
		parseErr := measure(source, sizes, own.pictures)
		if parseErr != nil && err == nil {
			err = parseErr
		}
	}
	return own, err
}

// WithOwn returns the shop with another text of a page that the owner has written, or with
// one page more.
func (s *Site) WithOwn(source prose.Source) (*Site, error) {
	sizes := openSizes(s.source.Web)
	defer sizes.close()
	changed := *s
	changed.own.sources = slices.DeleteFunc(slices.Clone(s.own.sources), func(other prose.Source) bool { return other.Name == source.Name })
	changed.own.sources = append(changed.own.sources, source)
	changed.own.pictures = maps.Clone(s.own.pictures)
	if err := measure(source, sizes, changed.own.pictures); err != nil {
		return nil, err
	}
	return changed.Renamed(s.names)
}

// measure adds the sizes of the pictures that a page shows.
func measure(source prose.Source, sizes *sizes, into map[string]size) error {
	_, err := prose.Parse(source.Text, prose.Rules{
		Link: func(to string) string { return to },
		Picture: func(src string) (string, int, int, bool) {
			if strings.HasPrefix(src, "/web/") {
				width, height, err := sizes.of(src)
				into[src] = size{width, height, err}
			}
			return "", 0, 0, false
		},
	})
	return err
}

// ownTitle and what follows is the text of an owner's page, which start.js puts into the
// page too.
var ownText = template.Must(template.New("own").Parse(`<h1 class="heading heading--page" id="title" tabindex="-1">{{.Title}}</h1>` +
	`<div class="own__text">{{.Text}}</div>`))

// writeOwn returns the owner's pages with the addresses that they have for the base URL.
func (s *Site) writeOwn(at address.Site) ([]ownPage, error) {
	var shown []ownPage
	for _, source := range s.own.sources {
		page, err := prose.Parse(s.filled(source.Text), prose.Rules{
			Link: func(to string) string { return s.ownLink(at, to) },
			Picture: func(src string) (string, int, int, bool) {
				size, ok := s.own.pictures[src]
				return at.Prefix + src, size.width, size.height, ok && size.err == nil
			},
		})
		if err != nil {
			return nil, err
		}
		var b bytes.Buffer
		// prose leaves no HTML of the owner's in its own.
		if err := ownText.Execute(&b, map[string]any{"Title": page.Title, "Text": template.HTML(page.HTML)}); err != nil {
			return nil, err
		}
		shown = append(shown, ownPage{page, source, address.OwnFolder + source.Name, b.Bytes()})
	}
	if s.Shop.Complaints.Name != "" {
		book, err := s.complaintForm(at)
		if err != nil {
			return nil, err
		}
		shown = append(shown, book)
	}
	return shown, nil
}

// filled returns the text of an owner's page with what the shop keeps of shoppers in the
// place of [words.PrivacyMark].
func (s *Site) filled(text []byte) []byte {
	return bytes.ReplaceAll(text, []byte(words.PrivacyMark), []byte(words.In(s.Shop.Language).Privacy(s.Shop)))
}

// PrivacyPath returns the path, without the prefix, of the owner's page that says which
// data the shop keeps, or "".
func (s *Site) PrivacyPath() string {
	for _, own := range s.own.shown {
		if bytes.Contains(own.source.Text, []byte(words.PrivacyMark)) {
			return own.path
		}
	}
	return ""
}

// ownLink returns the address for a link in an owner's page, which may be the name of
// another page's file or a path of the shop.
func (s *Site) ownLink(at address.Site, to string) string {
	for _, source := range s.own.sources {
		if file, anchor, _ := strings.Cut(to, "#"); source.Is(file) {
			link := at.Href(address.OwnFolder + source.Name)
			if anchor != "" {
				link += "#own-" + anchor
			}
			return link
		}
	}
	if strings.HasPrefix(to, "/web/") {
		return at.Prefix + to
	}
	if strings.HasPrefix(to, "/") && !strings.HasPrefix(to, "//") {
		return at.Href(to)
	}
	return to
}

// ownFile returns the address of a page's text, before [Site.Renamed].
func ownFile(name string) string { return "/web/p-" + name + ".html" }

// ownSettings returns the addresses of the texts of the owner's pages. start.js finds the
// one of a page by its name.
func (s *Site) ownSettings(store *pages.Shop) []string {
	var files []string
	for _, own := range s.own.shown {
		files = append(files, store.Prefix+s.file(ownFile(own.source.Name)))
	}
	return files
}

// ownFiles returns the texts of the owner's pages, by their addresses without hashes.
func (s *Site) ownFiles() map[string]*asset.Body {
	files := map[string]*asset.Body{}
	for _, own := range s.own.shown {
		files[ownFile(own.source.Name)] = asset.New(asset.Type(".html"), own.html, asset.Thorough)
	}
	return files
}

// ownAt returns the owner's page at an address. asked reports whether the address is one
// of such pages, even if there is none.
func (s *Site) ownAt(store *pages.Shop, u *url.URL) (own *ownPage, asked bool) {
	at, ok := store.Within(u.Path)
	if !ok || at+"/" != address.OwnFolder && !strings.HasPrefix(at, address.OwnFolder) {
		return nil, false
	}
	i := slices.IndexFunc(s.own.shown, func(own ownPage) bool { return own.path == at })
	if i < 0 {
		return nil, true
	}
	return &s.own.shown[i], true
}

// describeOwn completes what pages knows of an owner's page.
func describeOwn(store *pages.Shop, page *part.Page, own *ownPage) {
	page.Title, page.Description = own.Title, clip(own.Summary, 160)
	page.Trail = []part.Link{{Name: store.Text.Home, Path: address.Home}}
}

// clip cuts text to at most limit characters, if possible at a space.
func clip(text string, limit int) string {
	runes := []rune(text)
	if len(runes) <= limit {
		return text
	}
	cut := string(runes[:limit-1])
	if space := strings.LastIndex(cut, " "); space > len(cut)/2 {
		cut = cut[:space]
	}
	return cut + "…"
}

// fillOwn writes the text of an owner's page into its place, if own is not nil, and the
// links to all of these pages into the foot.
func (s *Site) fillOwn(store *pages.Shop, body *html.Node, own *ownPage) error {
	for n := range body.Descendants() {
		switch id := valueOf(n, "id"); {
		case id == pages.OwnID && own != nil:
			nodes, err := html.ParseFragment(bytes.NewReader(own.html), &html.Node{Type: html.ElementNode, Data: "article", DataAtom: atom.Article})
			if err != nil {
				return err
			}
			for _, child := range nodes {
				n.AppendChild(child)
			}
		case id == pages.OwnLinksID:
			for _, link := range s.ownLinks(store) {
				n.AppendChild(link)
			}
		}
	}
	return nil
}

// ownLinks returns the links to the owner's pages.
func (s *Site) ownLinks(store *pages.Shop) []*html.Node {
	var links []*html.Node
	for _, own := range s.own.shown {
		link := &html.Node{Type: html.ElementNode, Data: "a", DataAtom: atom.A, Attr: []html.Attribute{
			{Key: "class", Val: "footer__link"}, {Key: "href", Val: store.Href(own.path)},
		}}
		link.AppendChild(&html.Node{Type: html.TextNode, Data: own.Title})
		links = append(links, link)
	}
	return links
}

func valueOf(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// paths returns the addresses of all pages that search engines should list.
func (s *Site) paths(store *pages.Shop) []string {
	paths := store.Paths()
	for _, own := range s.own.shown {
		paths = append(paths, own.path)
	}
	return paths
}

// OwnHints returns lines about links in the owner's pages that lead nowhere, and about
// what is left out of the pages.
func (s *Site) OwnHints() []string {
	var hints []string
	store := s.store()
	for _, own := range s.own.shown {
		hint := func(format string, args ...any) {
			hints = append(hints, prose.Folder+"/"+own.source.File+": "+fmt.Sprintf(format, args...))
		}
		for _, link := range own.Links {
			if problem := s.deadLink(store, own, link); problem != "" {
				hint("the link to %q %s", link, problem)
			}
		}
		for _, what := range own.LeftOut {
			if size, ok := s.own.pictures[what]; ok {
				hint("the picture %q is left out: %v", what, size.err)
			} else {
				hint("%q is left out: a page may have Markdown and pictures under /web/", clip(what, 60))
			}
		}
	}
	return hints
}

// deadLink returns why a link in an owner's page leads nowhere, or "".
func (s *Site) deadLink(store *pages.Shop, own ownPage, link string) string {
	u, err := url.Parse(link)
	switch {
	case err != nil:
		return "is no address"
	case link == "":
		return "is empty"
	case u.Scheme != "" || strings.HasPrefix(link, "//"):
		if !slices.Contains([]string{"http", "https", "mailto", "tel", ""}, strings.ToLower(u.Scheme)) {
			return "is of a kind that browsers are not given"
		}
		return ""
	}
	for _, other := range s.own.shown { // with Path "" the link is within the page
		if other.source.Is(u.Path) || u.Path == other.path || u.Path == "" && other.path == own.path {
			if u.Fragment != "" && !slices.Contains(other.Anchors, u.Fragment) {
				return fmt.Sprintf("leads to no heading of %s; it has %s", other.source.File, cmp.Or(strings.Join(other.Anchors, ", "), "none"))
			}
			return ""
		}
	}
	switch {
	case path.Ext(u.Path) == ".md" || strings.HasPrefix(u.Path, address.OwnFolder):
		return "leads to no page in " + prose.Folder
	case !strings.HasPrefix(u.Path, "/"):
		return "must begin with /, or name a file in " + prose.Folder
	case strings.HasPrefix(u.Path, "/web/"):
		if !s.hasFile(u.Path) {
			return "leads to no file"
		}
		return ""
	}
	if store.Route(&url.URL{Path: store.Prefix + u.Path, RawQuery: u.RawQuery}).Status == 404 {
		return "leads to no page of the shop"
	}
	return ""
}
