// Package prose reads the pages that the owner has written, such as terms and privacy:
// Markdown files in web/pages. HTML in them is left out.
package prose

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"carrito/app/catalog"
	"carrito/server/regular"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Folder holds the pages, within the folder served under /web/.
const Folder = "pages"

// MaxPages is how many pages the foot of a page can link to.
const MaxPages = 30

// Source is a page as the owner has written it.
type Source struct {
	File string // name of the Markdown file
	Name string // of the page in its address: the name of the file without .md
	Text []byte
}

// Is reports whether a link to a file means this page. The number in front may be another
// one: it changes when pages change places.
func (s Source) Is(file string) bool {
	m := fileName.FindStringSubmatch(file)
	return m != nil && m[1] == s.Name
}

// IsName reports whether a page may have a name in its address.
func IsName(name string) bool {
	m := fileName.FindStringSubmatch("1-" + name + ".md")
	return m != nil && m[1] == name
}

// Page is a page that the owner has written.
type Page struct {
	Title   string // first heading
	Summary string // first paragraph, as plain text; may be empty
	HTML    string // all but the first heading, without raw HTML
	Links   []string
	Anchors []string // ids of the headings, as links name them
	LeftOut []string // HTML and pictures that are not in the page
}

// Rules say what addresses in a page become.
type Rules struct {
	// Link returns the address of a link, which may be the name of another page's file.
	Link func(to string) string
	// Picture returns the address and the size of a picture. It reports false for a
	// picture that the page must not show.
	Picture func(src string) (address string, width, height int, ok bool)
}

// fileName is the name of a page's file. A number in front says which page comes first;
// it is not part of the address.
var fileName = regexp.MustCompile(`^(?:[0-9]+-)?([a-z0-9]+(?:-[a-z0-9]+)*)\.md$`)

// Read reads all pages in the folder web, in the order of the numbers in front of their
// names, and then by name. The error names every fault by its file. Without the folder
// there are no pages.
func Read(web string) ([]Source, error) {
	root, err := os.OpenRoot(web)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	entries, err := fs.ReadDir(root.FS(), Folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var pages []Source
	var faults []error
	names := map[string]string{}
	for _, entry := range entries {
		file := entry.Name()
		if strings.HasPrefix(file, ".") || path.Ext(file) != ".md" {
			continue
		}
		page, err := readSource(root, file)
		if err == nil && names[page.Name] != "" {
			err = fmt.Errorf("%s has the same address", names[page.Name])
		}
		if err != nil {
			faults = append(faults, fmt.Errorf("%s/%s: %w", Folder, file, err))
			continue
		}
		names[page.Name] = file
		pages = append(pages, page)
	}
	if len(pages) > MaxPages {
		faults = append(faults, fmt.Errorf("%s has %d pages; every page of the shop links to all of them, so it may have %d", Folder, len(pages), MaxPages))
	}
	slices.SortStableFunc(pages, func(a, b Source) int { return cmp.Compare(order(a.File), order(b.File)) })
	return pages, errors.Join(faults...)
}

// order returns the number in front of a file's name. Files without one come last.
func order(file string) int {
	n, digits := 0, 0
	for digits < len(file) && digits < 9 && file[digits] >= '0' && file[digits] <= '9' {
		n = n*10 + int(file[digits]-'0')
		digits++
	}
	if digits == 0 || digits >= len(file) || file[digits] != '-' {
		return 1 << 30
	}
	return n
}

func readSource(root *os.Root, file string) (Source, error) {
	m := fileName.FindStringSubmatch(file)
	if m == nil {
		return Source{}, errors.New("the name may have the letters a to z, digits and -, as it is part of the address")
	}
	source, err := regular.ReadIn(root, path.Join(Folder, file), regular.Text)
	if err != nil {
		return Source{}, err
	}
	_, err = Parse(source, Rules{
		Link:    func(to string) string { return to },
		Picture: func(string) (string, int, int, bool) { return "", 0, 0, false },
	})
	return Source{file, m[1], source}, err
}

// markdown is CommonMark with the tables, links and strikethrough of GitHub.
var markdown = goldmark.New(goldmark.WithExtensions(
	// The policy of the pages allows no style attributes.
	extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignAttribute)),
	extension.Linkify, extension.Strikethrough,
))

// Parse reads a page.
func Parse(source []byte, rules Rules) (Page, error) {
	source = bytes.TrimPrefix(source, []byte("\ufeff"))
	if !utf8.Valid(source) {
		return Page{}, errors.New("the file is not UTF-8 text")
	}
	tree := markdown.Parser().Parse(text.NewReader(source))
	p := reading{source: source, rules: rules}
	if err := ast.Walk(tree, p.visit); err != nil {
		return Page{}, err
	}
	if p.title == nil || p.page.Title == "" {
		return Page{}, errors.New("there is no heading, such as # Terms; the first one is the title of the page")
	}
	p.title.Parent().RemoveChild(p.title.Parent(), p.title)
	for _, n := range p.remove {
		n.Parent().RemoveChild(n.Parent(), n)
	}
	var b bytes.Buffer
	if err := markdown.Renderer().Render(&b, source, tree); err != nil {
		return Page{}, err
	}
	p.page.HTML = b.String()
	return p.page, nil
}

// reading is a page while its tree is walked.
type reading struct {
	source []byte
	rules  Rules
	page   Page
	title  ast.Node
	remove []ast.Node
}

func (r *reading) visit(n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	switch n := n.(type) {
	case *ast.Heading:
		r.heading(n)
	case *ast.Paragraph:
		if r.page.Summary == "" {
			r.page.Summary = r.plain(n)
		}
	case *ast.HTMLBlock:
		r.leaveOut(n, string(n.Lines().Value(r.source)))
	case *ast.RawHTML:
		r.leaveOut(n, string(n.Segments.Value(r.source)))
	case *ast.Link:
		n.Destination = []byte(r.link(string(n.Destination)))
	case *ast.AutoLink:
		if n.AutoLinkType == ast.AutoLinkURL {
			r.page.Links = append(r.page.Links, string(n.URL(r.source)))
		}
	case *ast.Image:
		src, width, height, ok := r.rules.Picture(string(n.Destination))
		if !ok {
			r.leaveOut(n, string(n.Destination))
			return ast.WalkSkipChildren, nil
		}
		n.Destination = []byte(src)
		n.SetAttributeString("width", fmt.Sprint(width))
		n.SetAttributeString("height", fmt.Sprint(height))
		n.SetAttributeString("loading", "lazy")
	}
	return ast.WalkContinue, nil
}

// heading takes the first heading as the title. Others become one level lower than the
// title, since a page has one title.
func (r *reading) heading(n *ast.Heading) {
	if r.title == nil {
		r.title, r.page.Title = n, r.plain(n)
		return
	}
	n.Level = max(n.Level, 2)
	anchor := catalog.Slug(r.plain(n))
	for i, name := 2, anchor; slices.Contains(r.page.Anchors, anchor); i++ {
		anchor = fmt.Sprint(name, "-", i)
	}
	r.page.Anchors = append(r.page.Anchors, anchor)
	n.SetAttributeString("id", []byte(anchorPrefix+anchor))
}

// anchorPrefix sets the ids of headings apart from those of the shop's own elements.
const anchorPrefix = "own-"

func (r *reading) leaveOut(n ast.Node, what string) {
	r.remove = append(r.remove, n)
	r.page.LeftOut = append(r.page.LeftOut, strings.TrimSpace(what))
}

func (r *reading) link(to string) string {
	r.page.Links = append(r.page.Links, to)
	if anchor, ok := strings.CutPrefix(to, "#"); ok {
		return "#" + anchorPrefix + anchor
	}
	return r.rules.Link(to)
}

// plain returns the text of a node without its markup, as one line.
func (r *reading) plain(n ast.Node) string {
	var b strings.Builder
	ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Text:
			b.Write(util.ResolveNumericReferences(util.ResolveEntityNames(util.UnescapePunctuations(n.Segment.Value(r.source)))))
			if n.SoftLineBreak() || n.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(n.Value)
		case *ast.AutoLink:
			b.Write(n.Label(r.source))
		}
		return ast.WalkContinue, nil
	})
	return strings.Join(strings.Fields(b.String()), " ")
}
