package importer

import (
	"cmp"
	"slices"
	"strings"
)

var inventoryNames = loadNames("inventory.txt")

// Stock holds the units of every variant of a Shopify shop, as its inventory file gives
// them.
type Stock struct {
	units     map[string]int    // by handle and option values
	skus      map[string]string // the variant key of each SKU, or "" if several variants have it
	locations []string
	skipped   []Skipped
}

// newStock adds up the rows of an inventory file. The file has a row for each variant
// at each location, or, in its older form, a column for each location.
func newStock(h header, locations []string, rows []row) *Stock {
	s := &Stock{units: map[string]int{}, skus: map[string]string{}}
	for _, r := range rows {
		s.learnSKU(r)
		if h.has("available") || h.has("on hand") {
			s.add(r, oneLine(r.get("location")), cmp.Or(r.get("available"), r.get("on hand")))
			continue
		}
		for _, column := range locations {
			s.add(r, column, r.get(column))
		}
	}
	return s
}

// learnSKU records the variant of the SKU in a row.
func (s *Stock) learnSKU(r row) {
	key, sku := variantKey(r), oneLine(r.get("sku"))
	if other, known := s.skus[sku]; known && other != key {
		key = ""
	}
	s.skus[sku] = key
}

// locations returns the names of the columns that belong to a location, and adds them
// to the columns of h. They stand after the country of origin, and their keys are their
// names.
func (h header) locations() []string {
	origin, ok := h.columns["coo"]
	if !ok {
		return nil
	}
	placed := map[int]bool{}
	for _, i := range h.columns {
		placed[i] = true
	}
	var found []string
	for i, cell := range h.cells {
		if name := oneLine(cell); name != "" && i > origin && !placed[i] && !h.has(name) {
			h.columns[name] = i
			found = append(found, name)
		}
	}
	return found
}

// add adds the quantity of a variant at a location. The quantity may be "not stocked".
func (s *Stock) add(r row, location, quantity string) {
	if location != "" && !slices.Contains(s.locations, location) {
		s.locations = append(s.locations, location)
	}
	units := 0
	if quantity != "" && !words.has(quantity, "not stocked") {
		var err error
		if units, err = new(prices).count(quantity); err != nil {
			s.skipped = append(s.skipped, Skipped{Line: r.line, Name: oneLine(r.get("handle")), Reason: err.Error()})
			return
		}
	}
	s.units[variantKey(r)] += units
}

// variantKey identifies the variant of a row, in either file, by the handle of the
// product and the values of its options.
func variantKey(r row) string {
	return strings.Join(append([]string{oneLine(r.get("handle"))}, cells(r, []string{"option1 value", "option2 value", "option3 value"})...), "\x00")
}

// of returns the units of the variant in a row of the product export. It looks for the
// handle and option values first, then for the SKU.
func (s *Stock) of(r row) (int, bool) {
	units, ok := s.units[variantKey(r)]
	if sku := oneLine(r.get("variant sku")); !ok && sku != "" {
		units, ok = s.units[s.skus[sku]]
	}
	return max(units, 0), ok
}

// noteStock adds the notes on the stock file.
func (j *job) noteStock() {
	s := j.stock
	if s == nil {
		return
	}
	if len(s.locations) > 1 {
		j.note(0, "", "the stock of %d locations is added up: %s", len(s.locations), strings.Join(s.locations, ", "))
	}
	for _, skipped := range s.skipped {
		j.note(0, "", "stock file, %v", skipped)
	}
}
