package site

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"carrito/app/catalog"
	"carrito/app/filter"
	reader "carrito/app/json"
	"carrito/app/search"
	"carrito/app/ui/list"
	"carrito/app/ui/part"
	"carrito/server/asset"
)

// DirectoryFile is the address of the directory of a catalogue in parts, before
// [Site.Renamed].
const DirectoryFile = "/web/catalog.json"

// The addresses of parts, without their hashes.
const (
	partFile   = "/web/part.json"
	binaryFile = "/web/part.bin" // a list of products, or of the search
)

// quick is up to how many bytes a file is always compressed thoroughly: it takes half a
// second at most.
const quick = 256 << 10

// catalogBody returns the body of a file of the catalogue. The effort counts only for files
// that would take long.
func catalogBody(extension string, content []byte, effort asset.Effort) *asset.Body {
	if len(content) <= quick {
		effort = asset.Thorough
	}
	return asset.New(asset.Type(extension), content, effort)
}

// CatalogFiles returns the files from which browsers read the catalogue: one by an
// address without a hash, [ProductsFile] or [DirectoryFile], and the parts of a
// catalogue in parts by their hashed addresses. effort is for those that change with the
// stock and would take long.
func (s *Site) CatalogFiles(effort asset.Effort) (address string, body *asset.Body, parts map[string]*asset.Body, err error) {
	if !s.inParts() {
		return ProductsFile, catalogBody(".json", s.products, effort), nil, nil
	}
	directory, parts, err := s.cut(effort)
	if err != nil {
		return "", nil, nil, err
	}
	content, err := json.Marshal(directory)
	return DirectoryFile, catalogBody(".json", content, effort), parts, err
}

// inParts reports whether browsers get the catalogue in parts.
func (s *Site) inParts() bool { return s.Catalog.Total() > search.Small }

// catalogFile returns the address of the file from which browsers read the catalogue.
func (s *Site) catalogFile() string {
	if _, ok := s.names[DirectoryFile]; ok {
		return s.file(DirectoryFile)
	}
	return s.file(ProductsFile)
}

// directory is the directory of a catalogue in parts, as package catalog reads it.
type directory struct {
	Total      int               `json:"total"` // of products, for web/worker.js
	Folder     string            `json:"folder"`
	Sizes      string            `json:"sizes"`           // a letter for the number of products in each part; see [catalog.NoProducts]
	Steps      []int             `json:"steps,omitempty"` // unless ids are dense, by how much the lowest id of each part is above that of the part before
	Parts      []string          `json:"parts"`
	Files      map[string]string `json:"files"` // addresses after the folder; see package lists
	Categories []directoryPart   `json:"categories"`
	Alike      string            `json:"alike,omitempty"` // the slugs of [catalog.Catalog.Alike], each between slashes
}

// directoryPart is a category in a directory.
type directoryPart struct {
	Slug   string         `json:"slug"`
	Name   string         `json:"name"`
	Count  int            `json:"count"`
	Newest *directoryTile `json:"newest"`
}

// directoryTile is the product whose picture stands for a category.
type directoryTile struct {
	ID     int              `json:"id"`
	Name   string           `json:"name"`
	Price  string           `json:"price"`
	Images []directoryImage `json:"images,omitempty"`
}

type directoryImage struct {
	Src    string `json:"src"`
	Alt    string `json:"alt"`
	Width  int    `json:"width,omitempty"`
	Height int    `json:"height,omitempty"`
}

// cut cuts the catalogue into parts. It makes products, lists and index at the same time.
// effort is for long lists.
func (s *Site) cut(effort asset.Effort) (directory, map[string]*asset.Body, error) {
	d := directory{Total: s.Catalog.Total(), Folder: s.Prefix() + AssetsFolder + "part.", Files: map[string]string{}}
	all := slices.Clone(s.Catalog.ByOrdinal())
	slices.Reverse(all)
	var work sync.WaitGroup
	parts := map[string]*asset.Body{}
	var fault error
	work.Go(func() { fault = s.cutProducts(all, &d, parts) })
	var index []*asset.Body
	work.Go(func() {
		dictionary, postings := s.words()
		for _, content := range append([][]byte{dictionary}, postings...) {
			index = append(index, binaryBody(content, asset.Thorough))
		}
	})
	lists := s.lists(all, effort)
	work.Wait()
	if fault != nil {
		return directory{}, nil, fault
	}
	add := func(name string, body *asset.Body) {
		parts[HashedName(binaryFile, body)] = body
		d.Files[name] = body.Hash() + ".bin"
	}
	add(part.SearchFile, index[0])
	for i, body := range index[1:] {
		add(part.SearchFile+"/"+strconv.Itoa(i), body)
	}
	add(list.AllFile, lists[0])
	if s.Catalog.Alike("") {
		d.Alike = "//"
	}
	for i, c := range s.Catalog.Categories() {
		add(list.CategoryFolder+c.Slug, lists[1+i])
		d.Categories = append(d.Categories, directoryPart{c.Slug, c.Name, c.Count, s.tile(c.Newest)})
		if s.Catalog.Alike(c.Slug) {
			d.Alike = cmp.Or(d.Alike, "/") + c.Slug + "/"
		}
	}
	return d, parts, nil
}

// cutProducts adds the parts with the products to the directory and to parts. all has the
// product of each ordinal.
func (s *Site) cutProducts(all []*catalog.Product, d *directory, parts map[string]*asset.Body) error {
	dense, before := s.Catalog.Dense(), 0
	for chunk := range slices.Chunk(all, catalog.PartSize) {
		ids := idsOf(chunk)
		content, err := s.appendProducts([]byte{'['}, ids)
		if err != nil {
			return err
		}
		body := asset.New(asset.Type(".json"), append(content, ']'), asset.Thorough)
		parts[HashedName(partFile, body)] = body
		d.Parts = append(d.Parts, body.Hash())
		d.Sizes += string(rune(catalog.NoProducts + len(ids)))
		if !dense {
			d.Steps = append(d.Steps, ids[0]-before)
			before = ids[0]
		}
	}
	return nil
}

// lists returns the files of the list of all products and of those of the categories. all
// has the product of each ordinal.
func (s *Site) lists(all []*catalog.Product, effort asset.Effort) []*asset.Body {
	at := make(map[int]int, len(all))
	for ordinal, p := range all {
		if p != nil {
			at[p.ID] = ordinal
		}
	}
	lists := []*asset.Body{binaryBody(s.list(s.Catalog.Products(), at), effort)}
	for _, c := range s.Catalog.Categories() {
		lists = append(lists, binaryBody(s.list(c.Products, at), effort))
	}
	return lists
}

// binaryBody returns the body of a list, or of a file of the index.
func binaryBody(content []byte, effort asset.Effort) *asset.Body {
	return catalogBody(".bin", content, effort)
}

// list returns the file of a list of products, as [filter.ParseList] reads it. at has the
// ordinal of each product by its id.
func (s *Site) list(products []*catalog.Product, at map[int]int) []byte {
	products = slices.SortedFunc(slices.Values(products), func(a, b *catalog.Product) int { return cmp.Compare(b.ID, a.ID) })
	columns := filter.New(products, s.Catalog) // of the newest first, for the order of values that a page has
	var l filter.List
	var positions []int
	for i, p := range slices.Backward(products) {
		l.Ordinals, positions = append(l.Ordinals, at[p.ID]), append(positions, i)
	}
	l.Columns = columns.Of(positions)
	return l.Append(nil)
}

// tile returns what a category's tile shows of its newest product.
func (s *Site) tile(p *catalog.Product) *directoryTile {
	tile := &directoryTile{ID: p.ID, Name: p.Name, Price: p.Price.String()}
	if image, ok := p.ImageOf(p.First()); ok {
		tile.Images = []directoryImage{{image.Src, image.Alt, image.Width, image.Height}}
	}
	return tile
}

// here returns what a page shows of the catalogue, as [pages.ReadHere] reads it.
func (s *Site) here(h part.Here) ([]byte, error) {
	at, err := json.Marshal(h.At)
	if err != nil {
		return nil, err
	}
	head := fmt.Appendf(nil, `{"at":%s,"total":%d,`, at, h.Total)
	for _, member := range []struct{ name, value string }{{"names", h.Names}, {"chosen", h.Chosen}} {
		if member.value == "" {
			continue
		}
		value, err := json.Marshal(member.value)
		if err != nil {
			return nil, err
		}
		head = fmt.Appendf(head, `"%s":%s,`, member.name, value)
	}
	if len(h.Near)+len(h.Left) > 0 {
		words, err := json.Marshal([][]string{h.Near, h.Left})
		if err != nil {
			return nil, err
		}
		head = fmt.Appendf(head, `"words":%s,`, words)
	}
	content, err := s.appendProducts(append(head, `"products":[`...), idsOf(h.Products))
	var escaped bytes.Buffer
	json.HTMLEscape(&escaped, append(content, "]}"...))
	return escaped.Bytes(), err
}

// idsOf returns the ids of products, of which some may be nil.
func idsOf(products []*catalog.Product) []int {
	var ids []int
	for _, p := range products {
		if p != nil {
			ids = append(ids, p.ID)
		}
	}
	return ids
}

// textsOf returns a function that finds the JSON of each product by its id, once. text is
// the file that products were read from; the result refers to it.
func textsOf(text []byte, products *catalog.Catalog) func() map[int]string {
	return sync.OnceValue(func() map[int]string {
		texts := make(map[int]string, products.Total())
		r := reader.NewReader(strings.TrimPrefix(textOf(text), "\ufeff"))
		r.Array(func(i int) { texts[products.Products()[i].ID] = r.Raw() })
		return texts
	})
}

// appendProducts appends the JSON of products with these ids to b, separated by commas and
// without spaces between tokens.
func (s *Site) appendProducts(b []byte, ids []int) ([]byte, error) {
	texts, compact := s.texts(), bytes.NewBuffer(b)
	for i, id := range ids {
		if i > 0 {
			compact.WriteByte(',')
		}
		if err := json.Compact(compact, []byte(texts[id])); err != nil {
			return nil, err
		}
	}
	return compact.Bytes(), nil
}
