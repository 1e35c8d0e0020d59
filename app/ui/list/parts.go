package list

import (
	"net/url"

	"carrito/app/catalog"
	"carrito/app/filter"
	"carrito/app/search"
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// The names of the files of a catalogue in parts that have a [filter.List].
const (
	AllFile        = "todo"       // of all products
	CategoryFolder = "categoria/" // before the slug of a category
)

// lists holds the lists of a catalogue in parts that were read.
type lists struct {
	of     *catalog.Catalog
	read   map[string]*filter.List // by name
	orders map[string][]int        // by name and sort order, the sorted ordinals
	bases  map[string]*basis       // by name

	index *search.Index // of the last search
	text  string
	found search.Found
}

// here is what the server writes into a page with this list.
func (s *Screen) here(f found) part.Here {
	here := part.Here{Products: f.products, Total: f.total, Near: f.Near, Left: f.Left}
	if app.IsClient {
		return here
	}
	here.At = f.asked.address(f.asked.Sort, f.asked.Page)
	for _, pick := range f.Choice {
		_, name := s.filters.names(f, pick)
		here.Names += name + "\n"
	}
	switch asked, chosen := queryOf(f.asked.Choice), queryOf(f.Choice); {
	case f.unknown && asked != chosen:
		here.Chosen = "?" + chosen
	case asked != chosen:
		here.Chosen = "&" + chosen
	}
	return here
}

// queryOf returns the query of an address that has only a choice.
func queryOf(c filter.Choice) string {
	query := url.Values{}
	c.Write(query)
	return query.Encode()
}

// fileOf returns the name of the file with the list that a listing shows a part of.
func fileOf(l Listing) string {
	if l.Category != "" {
		return CategoryFolder + l.Category
	}
	return AllFile
}

// findInParts returns a page of a list of a catalogue in parts. Products on their way are
// nil.
func (s *Screen) findInParts(l Listing) found {
	if f, ok := s.findHere(l); ok {
		return f
	}
	if l.Text != "" {
		return s.searchInParts(l)
	}
	f := found{Listing: l, total: s.Catalog.Total()}
	if category, ok := s.Catalog.Category(l.Category); ok {
		f.total = category.Count
	}
	unfiltered := f.total
	var order []int
	known := true
	switch {
	case len(l.Choice) > 0:
		order, known = s.filters.narrowInParts(&f)
		f.total = len(order)
	case l.Category == "" && l.Sort == catalog.ByNewest: // needs no list
	default:
		if order = s.order(l); order == nil {
			known = false
		} else {
			f.total = len(order)
		}
	}
	f.divided = s.hasFilters(f.Listing, unfiltered)
	if !known && f.total == 0 {
		f.total, f.waiting = pageSize, true
	}
	return s.page(f, func(i int) *catalog.Product {
		switch {
		case !known:
			return nil
		case order != nil:
			return s.Catalog.At(order[i])
		}
		return s.Catalog.Nth(f.total - 1 - i)
	})
}

// page fills in the products of the page that f is about.
func (s *Screen) page(f found, product func(i int) *catalog.Product) found {
	f.turn()
	for i := (f.Page - 1) * pageSize; i < min(f.Page*pageSize, f.total); i++ {
		f.products = append(f.products, product(i))
	}
	return f
}

// searchInParts returns a page of the results of a search.
func (s *Screen) searchInParts(l Listing) found {
	f := found{Listing: l, waiting: true, pages: 1}
	index := s.Index()
	if index == nil {
		return f
	}
	if f.Found = s.search(index, l.Text); len(f.Missing) > 0 {
		return f
	}
	order := f.Ordinals
	if len(l.Choice) > 0 {
		var known bool
		if order, known = s.filters.narrowInParts(&f); !known {
			return f
		}
	} else if l.Sort != catalog.ByRelevance {
		all := s.list(AllFile)
		if all == nil {
			return f
		}
		order = all.Sorted(order, s.Catalog.Ordinals(), l.Sort)
	}
	f.waiting, f.total, f.divided = false, len(order), s.hasFilters(f.Listing, len(f.Ordinals))
	return s.page(f, func(i int) *catalog.Product { return s.Catalog.At(order[i]) })
}

// search returns what an index finds for a text. It keeps the last answer, for a page of
// results is drawn several times.
func (s *Screen) search(index *search.Index, text string) search.Found {
	l := &s.lists
	if l.index != index || l.text != text || len(l.found.Missing) > 0 {
		l.index, l.text, l.found = index, text, index.Search(text)
	}
	return l.found
}

// findHere returns the page of a list that the server has written.
func (s *Screen) findHere(l Listing) (found, bool) {
	f := found{Listing: l, came: true, total: s.Here.Total}
	if s.Here.At != f.address(l.Sort, l.Page) {
		return found{}, false
	}
	if chosen := s.Here.Chosen; chosen != "" {
		f.Choice = Read((&url.URL{RawQuery: chosen[1:]}).Query(), 1).Choice
		f.unknown = chosen[0] == '?'
	}
	f.turn()
	f.divided = s.hasFilters(f.Listing, f.total)
	f.Near, f.Left = s.Here.Near, s.Here.Left
	for _, p := range s.Here.Products {
		if now, ok := s.Catalog.Latest(p.ID); ok || s.Catalog.Has(p.ID) {
			f.products = append(f.products, now)
		}
	}
	return f, true
}

// order returns the ordinals of all products of a list, sorted, or nil while the list is on
// its way.
func (s *Screen) order(l Listing) []int {
	list := s.list(fileOf(l))
	if list == nil {
		return nil
	}
	key := fileOf(l) + "?" + string(l.Sort)
	order, ok := s.lists.orders[key]
	if ok {
		return order
	}
	order = list.Sorted(list.Ordinals, s.Catalog.Ordinals(), l.Sort)
	s.lists.orders[key] = order
	return order
}

// list returns a list by its name, or nil while it is on its way or if it cannot be read.
func (s *Screen) list(name string) *filter.List {
	if s.lists.of != s.Catalog {
		s.lists = lists{of: s.Catalog, read: map[string]*filter.List{}, orders: map[string][]int{}, bases: map[string]*basis{}}
	}
	if list, ok := s.lists.read[name]; ok {
		return list
	}
	content, ok := s.Content(name)
	if !ok {
		return nil
	}
	list, err := filter.ParseList([]byte(content), s.Catalog.Ordinals())
	if err != nil || name == AllFile && len(list.Ordinals) != s.Catalog.Total() {
		s.RefuseFile(name)
		return nil
	}
	s.lists.read[name] = &list
	return &list
}
