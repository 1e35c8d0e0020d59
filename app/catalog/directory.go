package catalog

import (
	"errors"
	"strconv"

	"carrito/app/json"
)

// PartSize is the number of products in a part of a large catalogue. The products are
// ordered by id: the first so many are part 0. The position of a product in that order
// is its ordinal.
const PartSize = 32

// Part is a part of a catalogue, or one of the other files that its directory names.
type Part struct {
	Index   int    // of a part with products
	Name    string // of another file; empty for a part with products
	Address string
}

// directory is what a catalogue in parts knows of the products that it does not have.
type directory struct {
	total   int
	folder  string            // what the addresses of all parts begin with
	first   []int             // the lowest id of each part
	hashes  []string          // of the content of each part, as in its address
	parts   [][]*Product      // nil for those that are not loaded
	recent  []int             // the loaded parts, earliest first
	files   map[string]string // the names of other files, with their addresses after the folder
	read    map[string]string // the content of those that are loaded
	wanted  []Part            // what was asked for and not yet taken
	refused []string          // the names of other files that cannot be read
	alike   string            // see Alike: slugs, each between slashes
}

var errNoDirectory = errors.New("the text is no directory of a catalogue")

// parseDirectory reads the directory of a catalogue in parts. It returns a catalogue that has
// no product yet. Like [Parse] it ignores what it does not know.
func parseDirectory(r *json.Reader, digits int) (*Catalog, error) {
	d := &directory{files: map[string]string{}, read: map[string]string{}}
	var categories []Category
	r.Object(func(name string) {
		switch name {
		case "total":
			d.total = whole(r)
		case "folder":
			d.folder, _ = r.Text()
		case "first":
			r.Array(func(int) { d.first = append(d.first, whole(r)) })
		case "parts":
			r.Array(func(int) {
				hash, _ := r.Text()
				d.hashes = append(d.hashes, hash)
			})
		case "files":
			r.Object(func(name string) { d.files[name], _ = r.Text() })
		case "alike":
			d.alike, _ = r.Text()
		case "categories":
			r.Array(func(int) { categories = append(categories, readCategory(r, digits)) })
		}
	})
	if err := r.End(); err != nil {
		return nil, err
	}
	if !d.valid() {
		return nil, errNoDirectory
	}
	d.parts = make([][]*Product, len(d.first))
	c := &Catalog{byID: map[int]*Product{}, byName: map[string]int{}, byKey: map[string]int{}, directory: d}
	for _, category := range categories {
		if category.Slug != "" && category.Name != "" && category.Newest != nil && category.Count > 0 {
			c.byKey[keyOf(category.Name)] = len(c.categories)
			c.categories = append(c.categories, category)
		}
	}
	return c, nil
}

// valid reports whether there is a part for each product, and an id of each part that is
// higher than those of the part before.
func (d *directory) valid() bool {
	for i, id := range d.first {
		if id < 1 || i > 0 && id <= d.first[i-1] {
			return false
		}
	}
	return len(d.first) > 0 && len(d.first) == len(d.hashes) && d.total > (len(d.first)-1)*PartSize && d.total <= len(d.first)*PartSize
}

// readCategory reads a category of a directory.
func readCategory(r *json.Reader, digits int) Category {
	var c Category
	r.Object(func(name string) {
		switch name {
		case "slug":
			c.Slug, _ = r.Text()
		case "name":
			c.Name, _ = r.Text()
		case "count":
			c.Count = whole(r)
		case "newest":
			c.Newest = ReadProduct(r, digits)
		}
	})
	return c
}

// whole reads a number that is not negative. It is 0 if it is anything else.
func whole(r *json.Reader) int {
	literal, _ := r.Literal()
	n, err := strconv.Atoi(literal)
	if err != nil {
		return 0
	}
	return max(n, 0)
}

// partOf returns the part that a product with the id is in, if there is one. It is -1
// for an id below all others.
func (d *directory) partOf(id int) int {
	low, high := 0, len(d.first)
	for low < high {
		if middle := (low + high) / 2; d.first[middle] <= id {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low - 1
}

// size returns the number of products in a part.
func (d *directory) size(part int) int { return min(PartSize, d.total-part*PartSize) }
