package catalog

import "errors"

// MaxParts is how many parts a catalogue keeps from page to page; see [Catalog.Trim].
const MaxParts = 48

// ErrOtherPart is the error of a part that is not the one that the directory describes.
var ErrOtherPart = errors.New("the text is another part of the catalogue")

// Total returns the number of products, with those in parts that are not loaded.
func (c *Catalog) Total() int {
	if c.directory != nil {
		return c.directory.total
	}
	return len(c.products)
}

// Whole reports whether the catalogue has all its products at any time.
func (c *Catalog) Whole() bool { return c.directory == nil }

// Has reports whether the catalogue has a product, or may have it in a part that is not
// loaded.
func (c *Catalog) Has(id int) bool { return c.byID[id] != nil || c.missing(id) >= 0 }

// missing returns the part that may have the product but is not loaded, or -1.
func (c *Catalog) missing(id int) int {
	if c.directory == nil || c.byID[id] != nil {
		return -1
	}
	part := c.directory.partOf(id)
	if part < 0 || c.directory.parts[part] != nil {
		return -1
	}
	return part
}

// Latest returns the product with the given id. While its part is on its way, Latest asks for
// the part and returns the product as an earlier catalogue had it; see [Catalog.Adopt].
func (c *Catalog) Latest(id int) (*Product, bool) {
	p := c.byID[id]
	if c.missing(id) >= 0 {
		c.Want(id)
		p = c.directory.earlier[id]
	}
	return p, p != nil
}

// Want asks for the part of a product that is not loaded.
func (c *Catalog) Want(id int) {
	if part := c.missing(id); part >= 0 {
		c.directory.want(c.directory.part(part))
	}
}

// Ordinals returns how many ordinals a catalogue in parts has; see [Catalog.ByOrdinal].
func (c *Catalog) Ordinals() int { return len(c.directory.parts) * PartSize }

// At returns the product with an ordinal of a catalogue in parts. It returns nil and asks
// for the part of the product if that is not loaded, and nil if there is no such product.
func (c *Catalog) At(ordinal int) *Product {
	if c.directory.first != nil {
		return c.Nth(ordinal)
	}
	c.Want(ordinal + 1)
	return c.byID[ordinal+1]
}

// Nth is like [Catalog.At] with the number of products that have lower ids.
func (c *Catalog) Nth(n int) *Product {
	d := c.directory
	for part, products := range d.parts {
		size := d.size(part)
		if uint(n) < uint(size) {
			if products != nil {
				return products[n]
			}
			d.want(d.part(part))
		}
		n -= size
	}
	return nil
}

// File returns the content of another file that the directory names. If it is not loaded,
// File asks for it and returns false.
func (c *Catalog) File(name string) (content string, ok bool) {
	if content, ok = c.directory.read[name]; ok {
		return content, true
	}
	if !c.Lacks(name) {
		c.directory.want(Part{Name: name, Address: c.directory.folder + c.directory.files[name]})
	}
	return "", false
}

// Refuse takes back a file that cannot be read. It is not asked for again until
// [Catalog.Retry].
func (c *Catalog) Refuse(name string) {
	delete(c.directory.read, name)
	c.directory.refused = append(c.directory.refused, name)
}

// Retry forgets which files were refused.
func (c *Catalog) Retry() {
	if c.directory != nil {
		c.directory.refused = nil
	}
}

// Lacks reports whether a file will not come: the directory does not name it, or it was
// refused.
func (c *Catalog) Lacks(name string) bool {
	for _, refused := range c.directory.refused {
		if refused == name {
			return true
		}
	}
	return c.directory.files[name] == ""
}

// Near returns the loaded products of the part that a product is in.
func (c *Catalog) Near(id int) []*Product {
	if part := c.directory.partOf(id); part >= 0 {
		return c.directory.parts[part]
	}
	return nil
}

func (d *directory) want(part Part) {
	for _, wanted := range d.wanted {
		if wanted.Address == part.Address {
			return
		}
	}
	d.wanted = append(d.wanted, part)
}

// Wanted returns what was asked for since it was last called.
func (c *Catalog) Wanted() []Part {
	if c.directory == nil {
		return nil
	}
	wanted := c.directory.wanted
	c.directory.wanted = nil
	return wanted
}

// part returns a part with products.
func (d *directory) part(index int) Part {
	return Part{Index: index, Address: d.folder + d.hashes[index] + ".json"}
}

// PutFile adds the content of a file that the directory names.
func (c *Catalog) PutFile(name, content string) { c.directory.read[name] = content }

// Put adds the products of a part, from a catalogue that was read from its text. It
// returns [ErrOtherPart] if they are not those that the directory promises.
func (c *Catalog) Put(part int, from *Catalog) error {
	d := c.directory
	if len(from.products) != d.size(part) {
		return ErrOtherPart
	}
	for i, p := range from.products {
		if d.partOf(p.ID) != part || i > 0 && p.ID <= from.products[i-1].ID {
			return ErrOtherPart
		}
	}
	if d.parts[part] == nil {
		d.recent = append(d.recent, part)
	}
	d.parts[part] = from.products
	c.Seed(from.products)
	return nil
}

// Trim forgets the parts that were loaded first until [MaxParts] are left, except those
// of the products to keep, and the products of earlier catalogues. It must not be called
// while a page is shown that needs them all: the page would ask for them again.
func (c *Catalog) Trim(keep []int) {
	d := c.directory
	if d == nil {
		return
	}
	d.earlier = nil
	kept := map[int]bool{}
	for _, id := range keep {
		kept[d.partOf(id)] = true
	}
	excess := len(d.recent) - MaxParts
	var recent []int
	for _, part := range d.recent {
		if excess > 0 && !kept[part] {
			c.drop(part)
			excess--
		} else {
			recent = append(recent, part)
		}
	}
	d.recent = recent
}

// drop forgets the products of a part.
func (c *Catalog) drop(part int) {
	for _, p := range c.directory.parts[part] {
		delete(c.byID, p.ID)
	}
	c.directory.parts[part] = nil
}

// Seed adds products without the rest of their parts, such as those that come with a page.
func (c *Catalog) Seed(products []*Product) {
	for _, p := range products {
		c.byID[p.ID] = p
	}
}

// Adopt takes over the products of an earlier catalogue whose parts are still the same,
// and returns the other parts that the earlier catalogue had products of, the latest
// first. It can be called again when the earlier catalogue has got more parts.
//
// It also remembers the other products, so that a page can go on showing them until their
// parts have come; see [Catalog.Latest]. [Catalog.Trim] forgets them.
func (c *Catalog) Adopt(earlier *Catalog) (others []Part) {
	if c.directory == nil {
		return nil
	}
	was, is := earlier.directory, c.directory
	if was == nil {
		is.earlier = earlier.byID
		return nil
	}
	if is.earlier = was.earlier; is.earlier == nil {
		is.earlier = map[int]*Product{}
	}
	for name, content := range was.read {
		if was.files[name] == is.files[name] {
			is.read[name] = content
		} else if is.files[name] != "" {
			others = append(others, Part{Name: name, Address: is.folder + is.files[name]})
		}
	}
	same := map[string]int{}
	for part, hash := range is.hashes {
		same[hash] = part
	}
	wanted := map[int]bool{}
	for i := len(was.recent) - 1; i >= 0; i-- {
		part := was.recent[i]
		now, ok := same[was.hashes[part]]
		if !ok {
			others = is.other(others, was.parts[part], wanted)
			continue
		}
		if is.parts[now] == nil {
			is.parts[now] = was.parts[part]
			is.recent = append([]int{now}, is.recent...)
			c.Seed(was.parts[part])
		}
	}
	for id, p := range earlier.byID { // also those that came with the page
		is.earlier[id] = p
		part := was.partOf(id)
		if was.parts[part] != nil || c.byID[id] != nil {
			continue
		}
		if _, ok := same[was.hashes[part]]; ok {
			c.byID[id] = p
		} else {
			others = is.other(others, []*Product{p}, wanted)
		}
	}
	return others
}

// other adds the parts of products to others, each once.
func (d *directory) other(others []Part, products []*Product, wanted map[int]bool) []Part {
	for _, p := range products {
		if part := d.partOf(p.ID); part >= 0 && !wanted[part] && d.parts[part] == nil {
			wanted[part] = true
			others = append(others, d.part(part))
		}
	}
	return others
}
