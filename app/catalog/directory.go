package catalog

import (
	"errors"
	"strconv"

	"carrito/app/json"
)

// PartSize is the most products in a part of a large catalogue; see [Catalog.ByOrdinal].
const PartSize = 32

// NoProducts is the letter that stands for a part without products in the sizes of a
// directory. The next letter stands for one product.
const NoProducts = ']'

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
	sizes   string            // a letter for the number of products in each part
	first   []int             // the lowest id of each part; nil if the ids are dense
	hashes  []string          // of the content of each part, as in its address
	parts   [][]*Product      // nil for those that are not loaded
	recent  []int             // the loaded parts, earliest first
	files   map[string]string // the names of other files, with their addresses after the folder
	read    map[string]string // the content of those that are loaded
	wanted  []Part            // what was asked for and not yet taken
	refused []string          // the names of other files that cannot be read
	alike   string            // see Alike: slugs, each between slashes
	earlier map[int]*Product  // products as earlier catalogues had them, by their ids; see Latest
}

var errNoDirectory = errors.New("the text is no directory of a catalogue")

// parseDirectory reads the directory of a catalogue in parts. It returns a catalogue that has
// no product yet. Like [Parse] it ignores what it does not know.
func parseDirectory(r *json.Reader, digits int) (*Catalog, error) {
	d := &directory{files: map[string]string{}, read: map[string]string{}}
	var categories []Category
	r.Object(func(name string) {
		switch name {
		case "folder":
			d.folder, _ = r.Text()
		case "steps": // by how much the lowest id of a part is above that of the part before
			first := 0
			r.Array(func(int) {
				first += whole(r)
				d.first = append(d.first, first)
			})
		case "sizes":
			d.sizes, _ = r.Text()
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
	d.parts = make([][]*Product, len(d.hashes))
	c := &Catalog{byID: map[int]*Product{}, byName: map[string]int{}, byKey: map[string]int{}, directory: d}
	for _, category := range categories {
		if category.Slug != "" && category.Name != "" && category.Newest != nil && category.Count > 0 {
			c.byKey[keyOf(category.Name)] = len(c.categories)
			c.categories = append(c.categories, category)
		}
	}
	return c, nil
}

// valid counts the products, and reports whether each part has a size and, unless the ids
// are dense, an id that is higher than those of the part before.
func (d *directory) valid() bool {
	for part := range len(d.sizes) {
		size := d.sizes[part] - NoProducts
		if size > PartSize {
			return false
		}
		d.total += int(size)
	}
	last := 0
	for _, id := range d.first {
		if id <= last {
			return false
		}
		last = id
	}
	return d.total > 0 && len(d.sizes) == len(d.hashes) && (d.first == nil || len(d.first) == len(d.hashes))
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
	if d.first == nil {
		return min((id+PartSize-1)/PartSize, len(d.parts)) - 1
	}
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
func (d *directory) size(part int) int { return int(d.sizes[part]) - NoProducts }
