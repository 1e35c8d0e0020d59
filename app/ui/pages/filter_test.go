package pages

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"carrito/app/catalog"
	"carrito/app/filter"
	"carrito/app/search"
	"carrito/app/session"
	"carrito/app/ui/part"
	"carrito/app/ui/uitest"

	"golang.org/x/net/html"
)

// clothes is a shop whose products have options, some of them with names that mean
// something in an address.
const clothes = `[
	{"id": 1, "slug": "a", "name": "Polo rojo", "price": "20.00", "category": "Polos", "options": [{"name": "Talla", "values": ["S", "M"]}, {"name": "Color", "values": ["Rojo"]}],
	 "variants": [{"id": 1, "values": ["S", "Rojo"]}, {"id": 2, "values": ["M", "Rojo"], "stock": 0}]},
	{"id": 2, "slug": "b", "name": "Polo azul", "price": "30.00", "compareAtPrice": "40.00", "category": "Polos", "options": [{"name": "talla", "values": ["M", "L"]}, {"name": "Color", "values": ["Azul"]}],
	 "variants": [{"id": 1, "values": ["M", "Azul"]}, {"id": 2, "values": ["L", "Azul"]}]},
	{"id": 3, "slug": "c", "name": "Polo verde", "price": "1200.50", "category": "Polos", "options": [{"name": "Talla", "values": ["M"]}, {"name": "¿a/b? #1 & 5 %=", "values": ["x/y?&=#%", "👕"]}],
	 "variants": [{"id": 1, "values": ["M", "x/y?&=#%"]}, {"id": 2, "values": ["M", "👕"]}]},
	{"id": 4, "slug": "d", "name": "Polo liso", "price": "15.00", "category": "Polos", "stock": 0},
	{"id": 5, "slug": "e", "name": "Gorra", "price": "25.00", "category": "Gorras"}
]`

func TestFilteredLists(t *testing.T) {
	tests := []struct {
		address   string
		want      string // the products, in their order
		wantChips string
		wantWords string
	}{
		{"/categoria/polos", "Polo liso, Polo verde, Polo azul, Polo rojo", "", ""},
		{"/?o.talla=M", "Polo verde, Polo azul, Polo rojo", "M, Quitar todo", ""},
		{"/?o.talla=m&orden=precio", "Polo rojo, Polo azul, Polo verde", "M, Quitar todo", ""},
		{"/?o.talla=M&o.talla=S&o.color=Rojo", "Polo rojo", "Rojo, M, S, Quitar todo", ""},
		{"/?o.talla=m&stock=1", "Polo verde, Polo azul", "M, En stock, Quitar todo", ""},
		{"/?oferta=1", "Polo azul", "En oferta, Quitar todo", ""},
		{"/?categoria=gorras", "Gorra", "Gorras, Quitar todo", ""},
		{"/?desde=20&hasta=25", "Gorra, Polo rojo", "Desde S/ 20.00, Hasta S/ 25.00, Quitar todo", ""},
		{"/?desde=25&hasta=20", "Gorra, Polo rojo", "Desde S/ 20.00, Hasta S/ 25.00, Quitar todo", spanish.FilterUnknown},
		{"/?desde=1,200", "Polo verde", "Desde S/ 1,200.00, Quitar todo", ""},
		{"/?o.%C2%BFa%2Fb%3F+%231+%26+5+%25%3D=x%2Fy%3F%26%3D%23%25", "Polo verde", "x/y?&=#%, Quitar todo", ""},
		{"/?o.%C2%BFa%2Fb%3F+%231+%26+5+%25%3D=%F0%9F%91%95", "Polo verde", "👕, Quitar todo", ""},
		{"/?o.talla=XXL", "Gorra, Polo liso, Polo verde, Polo azul, Polo rojo", "", spanish.FilterUnknown},
		{"/?o.nada=1&o.talla=s", "Polo rojo", "S, Quitar todo", spanish.FilterUnknown},
		{"/?desde=barato", "Gorra, Polo liso, Polo verde, Polo azul, Polo rojo", "", spanish.FilterUnknown},
		{"/?o.talla=s&pagina=1000000000", "Polo rojo", "S, Quitar todo", spanish.FilterUnknown},
		{"/?o.talla=s&pagina=2", "Polo rojo", "S, Quitar todo", spanish.FilterUnknown},
		{"/?o.talla=s&pagina=1", "Polo rojo", "S, Quitar todo", ""},
		{"/?pagina=2", "Gorra, Polo liso, Polo verde, Polo azul, Polo rojo", "", spanish.FilterUnknown},
		{"/pagina/1000000000", "Gorra, Polo liso, Polo verde, Polo azul, Polo rojo", "", spanish.FilterUnknown},
		{"/categoria/gorras/pagina/9", "Gorra", "", spanish.FilterUnknown},
		{"/buscar?q=polo&o.color=azul", "Polo azul", "Azul, Quitar todo", ""},
		{"/?o.talla=s&o.color=azul", "", "Azul, S, Quitar todo", spanish.NoneHasAll + " " + spanish.WithoutFilter("Talla", 1)},
		{"/?desde=21&hasta=2000&o.talla=s", "", "Desde S/ 21.00, Hasta S/ 2,000.00, S, Quitar todo", spanish.NoneHasAll + " " + spanish.WithoutFilter("Talla", 3)}, // not Precio, whose removal brings 1
		{"/?desde=26&hasta=27&oferta=1", "", "Desde S/ 26.00, Hasta S/ 27.00, En oferta, Quitar todo", spanish.NoneHasAll + " " + spanish.WithoutFilter("Precio", 1)},
		{"/buscar?q=polo&categoria=polos&o.talla=l&hasta=1", "", "Polos, Hasta S/ 1.00, L, Quitar todo", spanish.NoneHasAll + " " + spanish.WithoutFilter("Precio", 1)},
	}
	s := store(t, "es", clothes, &session.Memory{})
	for _, test := range tests {
		t.Run(test.address, func(t *testing.T) {
			root := render(t, NewRoot(s, at(t, test.address)))
			if got := strings.Join(shown(root), ", "); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
			if got, want := wordsOf(withID(root, "list-count")), spanish.Products(strings.Count(test.want+", ", ", ")); test.want != "" && got != want {
				t.Errorf("got %q, want %q", got, want)
			}
			var chips, words []string
			for _, nav := range with(all(root, "nav"), "aria-label", spanish.ChosenFilters) {
				for _, link := range all(nav, "li") {
					chips = append(chips, wordsOf(link))
				}
				for _, e := range all(nav, "p", "a") {
					if e.Data == "p" || e.Parent.Data == "nav" {
						words = append(words, wordsOf(e))
					}
				}
			}
			if got := strings.Join(chips, ", "); got != test.wantChips {
				t.Errorf("chosen: got %q, want %q", got, test.wantChips)
			}
			if got := strings.Join(words, " "); got != test.wantWords {
				t.Errorf("words: got %q, want %q", got, test.wantWords)
			}
		})
	}
}

func withID(root *html.Node, id string) *html.Node {
	return with(all(root), "id", id)[0]
}

// Each link leads to the list without one filter, in the shortest address.
func TestFilterLinks(t *testing.T) {
	s := store(t, "es", clothes, &session.Memory{})
	root := render(t, NewRoot(s, at(t, "/?utm=1&stock=1&o.TALLA=%20M&o.talla=l&orden=precio&hasta=50.00&pagina=1")))
	for name, want := range map[string]string{
		spanish.RemoveFilter("M"):              "/?hasta=50&o.talla=l&orden=precio&stock=1",
		spanish.RemoveFilter("En stock"):       "/?hasta=50&o.talla=l&o.talla=m&orden=precio",
		spanish.RemoveFilter("Hasta S/ 50.00"): "/?o.talla=l&o.talla=m&orden=precio&stock=1",
		spanish.ClearFilters:                   "/?orden=precio",
		spanish.Sorts["nombre"]:                "/?hasta=50&o.talla=l&o.talla=m&orden=nombre&stock=1",
	} {
		if got := linked(root, name); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

// counts returns the values in the filters with the number behind each.
func counts(root *html.Node) (found []string) {
	for _, label := range all(withID(root, "filters"), "label") {
		if fields := with(all(label, "input"), "type", "checkbox"); len(fields) > 0 {
			chosen := ""
			if has(fields[0], "checked") {
				chosen = "*"
			}
			found = append(found, chosen+wordsOf(label))
		}
	}
	return found
}

func TestFilterCounts(t *testing.T) {
	s := store(t, "es", clothes, &session.Memory{})
	s.Phase = part.Server
	for address, want := range map[string]string{
		"/":                                 "Polos 4, Gorras 1, S 1, M 3, L 1, x/y?&=#% 1, 👕 1, Azul 1, Rojo 1, En stock 4, En oferta 1",
		"/?o.talla=m&stock=1":               "Polos 2, Gorras 0, S 1, *M 2, L 1, x/y?&=#% 1, 👕 1, Azul 1, Rojo 0, *En stock 2, En oferta 1",
		"/categoria/polos?hasta=30&stock=1": "S 1, M 1, L 1, x/y?&=#% 0, 👕 0, Azul 1, Rojo 1, *En stock 2, En oferta 1",
	} {
		if got := strings.Join(counts(render(t, NewRoot(s, at(t, address)))), ", "); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", address, got, want)
		}
	}
}

// A list has filters only if they divide it.
func TestListsWithoutFilters(t *testing.T) {
	same := strings.ReplaceAll(strings.ReplaceAll(many(8), `"price": "`, `"price": "1`), `"price": "1`, `"price": "5", "x": "`)
	tests := []struct {
		name, products, address string
		want                    bool
	}{
		{"three products", many(3), "/", false},
		{"a filter in the address", many(3), "/?hasta=2", true},
		{"products that are all alike", same, "/", false},
		{"one price and two categories", strings.Replace(same, "Polos", "Gorras", 3), "/", true},
		{"one price and two categories, found", strings.Replace(same, "Polos", "Gorras", 3), "/buscar?q=producto", true},
		{"one price, in one of two categories", strings.Replace(same, "Polos", "Gorras", 3), "/categoria/polos", false},
		{"one price, one sold out", strings.Replace(same, `"id"`, `"stock": 0, "id"`, 1), "/categoria/polos", true},
		{"one price, one on offer", strings.Replace(same, `"id"`, `"compareAtPrice": "900", "id"`, 1), "/", true},
		{"different prices", many(8), "/", true},
		{"nothing found", many(8), "/buscar?q=nada", false},
		{"found", many(8), "/buscar?q=producto", true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := store(t, "es", test.products, &session.Memory{})
			root := render(t, NewRoot(s, at(t, test.address)))
			if got := len(with(all(root), "id", "filters")) == 1; got != test.want {
				t.Errorf("got filters %t, want %t", got, test.want)
			}
		})
	}
}

// Search engines know a filtered list as the whole list.
func TestFilteredCanonical(t *testing.T) {
	s := store(t, "es", many(50), &session.Memory{})
	for address, want := range map[string]string{
		"/?hasta=40&pagina=2": "/", "/categoria/polos/pagina/2?desde=2": "/categoria/polos", "/pagina/2?o.nada=1": "/pagina/2",
	} {
		if got := s.Route(at(t, address)).Canonical; got != want {
			t.Errorf("%s: got %q, want %q", address, got, want)
		}
	}
}

// The form has what the address needs besides the filters, for browsers that send it.
func TestFilterForm(t *testing.T) {
	s := store(t, "es", clothes, &session.Memory{})
	s.Prefix = "/tienda"
	root := render(t, NewRoot(s, at(t, "/tienda/buscar?q=polo&orden=precio&desde=15.50&hasta=1200.5")))
	form := one(t, "form", all(withID(root, "filters"), "form"))
	if got := attr(form, "action"); got != "/tienda/buscar" {
		t.Errorf("got action %q, want /tienda/buscar", got)
	}
	for name, want := range map[string]string{"q": "polo", "orden": "precio", "desde": "15.50", "hasta": "1,200.50"} {
		if got := attr(one(t, name, with(all(form, "input"), "name", name)), "value"); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	for name, want := range map[string]string{"desde": "15.00", "hasta": "1,200.50"} {
		if got := attr(one(t, name, with(all(form, "input"), "name", name)), "placeholder"); got != want {
			t.Errorf("%s: got placeholder %q, want %q", name, got, want)
		}
	}
}

// A long filter shows the values that most products have, those chosen, and how many
// there are besides.
func TestLongFilter(t *testing.T) {
	products := make([]string, 40)
	for i := range products {
		author := fmt.Sprintf("Autor %02d", min(i, 29))
		products[i] = fmt.Sprintf(`{"id": %d, "name": "Libro %d", "price": "10", "options": [{"name": "Autor", "values": [%q]}], "variants": [{"id": 1, "values": [%q]}]}`, i+1, i+1, author, author)
	}
	s := store(t, "es", "["+strings.Join(products, ",")+"]", &session.Memory{})
	root := render(t, NewRoot(s, at(t, "/?o.autor=autor+03")))
	got := counts(root)
	if len(got) != 7 || !slices.Contains(got, "Autor 29 11") || !slices.Contains(got, "*Autor 03 1") {
		t.Errorf("got %q, want six values with that of most products, and that chosen", got)
	}
	button := one(t, "button", with(all(root, "button"), "name", "ver"))
	if more := wordsOf(button); more != spanish.MoreValues(23) || attr(button, "value") != "o.autor" {
		t.Errorf("got button %q for %q, want %q", more, attr(button, "value"), spanish.MoreValues(23))
	}
	s = store(t, "es", "["+strings.Join(products, ",")+"]", &session.Memory{}) // as on the server, for each request
	root = render(t, NewRoot(s, at(t, "/?o.autor=autor+03&ver=o.autor")))
	if got := counts(root); len(got) != 30 || len(with(all(root, "button"), "name", "ver")) > 0 {
		t.Errorf("got %d values and perhaps a button, want all 30", len(got))
	}
}

// The colours of shop.json stand beside the values of their names.
func TestSwatches(t *testing.T) {
	s := store(t, "es", clothes, &session.Memory{})
	s.Phase = part.Server
	s.Shop.Swatches = map[string]string{"ROJO": "#c00", "Azúl": "#00c", "Lila": "#c0c"}
	var got []string
	for _, svg := range all(withID(render(t, NewRoot(s, at(t, "/"))), "filters"), "svg") {
		if attr(svg, "class") == "swatch" {
			got = append(got, attr(svg, "fill")+" "+wordsOf(svg.Parent))
		}
	}
	if want := []string{"#00c Azul 1", "#c00 Rojo 1"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Until the program draws the filters, its page has none: those of the server stay.
func TestFiltersBeforeTheHandOver(t *testing.T) {
	s := store(t, "es", clothes, &session.Memory{})
	for _, test := range []struct {
		phase part.Phase
		path  string
		want  bool
	}{{part.Server, "/", true}, {part.Arriving, "/", false}, {part.Live, "/", false}, {part.Live, "/?stock=1", true}, {part.Live, "/", true}} {
		s.Phase = test.phase
		root := render(t, NewRoot(s, at(t, test.path)))
		if got := len(all(withID(root, "filters"), "form")) == 1; got != test.want {
			t.Errorf("phase %d, %s: got a form %t, want %t", test.phase, test.path, got, test.want)
		}
	}
}

// A list of any number of products has filters. What those of a large list need is fetched
// once the shopper wants filters or has chosen one, not with every list.
func TestFiltersOfLargeLists(t *testing.T) {
	for _, n := range []int{20_000, 20_001} {
		var products, hashes []string
		for i := range n {
			products = append(products, fmt.Sprintf(`{"id": %d, "name": "P", "price": "%d", "category": "C"}`, i+1, i%9+1))
			if i%catalog.PartSize == 0 {
				hashes = append(hashes, `"x"`)
			}
		}
		directory := fmt.Sprintf(`{"folder": "/p.", "files": {"todo": "x", "categoria/c": "y"}, "sizes": "%s%c", "parts": [%s],
			"categories": [{"slug": "c", "name": "C", "count": %d, "newest": {"id": 1, "name": "P", "price": "1"}}]}`, strings.Repeat("}", (n-1)/catalog.PartSize), catalog.NoProducts+(n-1)%catalog.PartSize+1, strings.Join(hashes, ","), n)
		for _, path := range []string{"/", "/categoria/c"} {
			for _, query := range []string{"", "?hasta=3"} {
				whole := store(t, "es", "["+strings.Join(products, ",")+"]", &session.Memory{})
				whole.Phase = part.Server
				root := render(t, NewRoot(whole, at(t, path+query)))
				if form := all(withID(root, "filters"), "form"); len(form) != 1 || strings.Contains(wordsOf(root), spanish.FilterUnknown) {
					t.Errorf("%d products, %s%s: got %d forms on the server, want one, and no word that a filter is ignored", n, path, query, len(form))
				}
				s := store(t, "es", directory, &session.Memory{})
				s.Phase = part.Live
				s.list.DrawFilters()
				drawn := func() (form, asks, wanted bool) {
					root := render(t, NewRoot(s, at(t, path+query)))
					wanted = slices.ContainsFunc(s.Catalog.Wanted(), func(p catalog.Part) bool { return p.Name != "" })
					return len(all(withID(root, "filters"), "form")) == 1, len(with(all(root), "class", "side side--asks")) == 1, wanted
				}
				waits := n > 20_000 && query == ""
				if form, asks, wanted := drawn(); form == waits || asks != waits || wanted == (waits && path == "/") { // a category's list has its order too
					t.Errorf("%d products, %s%s: got a form %t, a button in its place %t, the list wanted %t", n, path, query, form, asks, wanted)
				}
				s.list.WantFilters()
				if form, asks, wanted := drawn(); !form || asks || !wanted {
					t.Errorf("%d products, %s%s: got a form %t, a button in its place %t, the list wanted %t once filters are wanted", n, path, query, form, asks, wanted)
				}
			}
		}
	}
}

// While the list of a filter form is on its way, and where it could not be had, the form
// says so in words. It can be closed, and the list has a button to try again. The page does
// not say that nothing matches, and shows no names that are not the shop's.
func TestFiltersOnTheirWay(t *testing.T) {
	directory := `{"sizes": "}e", "folder": "/p.", "files": {"todo": "x", "busqueda": "y"}, "steps": [1, 32], "parts": ["a", "b"], "categories": []}`
	for _, address := range []string{"/?o.color=rojo", "/buscar?q=producto&o.color=rojo", "/buscar?q=producto&stock=1"} {
		s := store(t, "es", directory, &session.Memory{})
		s.Phase = part.Live
		s.list.DrawFilters()
		for _, lacking := range []bool{false, true} {
			s.Lacking = lacking
			root := render(t, NewRoot(s, at(t, address)))
			panel := withID(root, "filters")
			if got := len(named(all(panel, "button"), spanish.Close)); got != 1 {
				t.Errorf("%s: got %d buttons that close the filters, want one", address, got)
			}
			words, want := wordsOf(panel), spanish.Opening
			if lacking {
				want = spanish.NotLoaded
			}
			if !strings.Contains(words, want) {
				t.Errorf("%s, lacking %t: got %q, want %q", address, lacking, words, want)
			}
			if got := len(named(all(root, "button"), spanish.Retry)) == 1; got != lacking {
				t.Errorf("%s, lacking %t: got a button to try again: %t", address, lacking, got)
			}
			nav := one(t, "what is chosen", with(all(root, "nav"), "aria-label", spanish.ChosenFilters))
			if got := attr(nav, "class"); got != "chosen chosen--waiting" {
				t.Errorf("%s, lacking %t: got the class %q, want the names hidden", address, lacking, got)
			}
			if words := all(nav, "p"); len(words) > 0 || len(with(all(root), "class", "chosen__word")) > 0 {
				t.Errorf("%s, lacking %t: got %q, want nothing said about what matches", address, lacking, wordsOf(nav))
			}
		}
	}
}

// The filters that the server has written into a page stay until the list is there that
// those of the program need.
func TestServersFiltersStay(t *testing.T) {
	directory := `{"sizes": "}e", "folder": "/p.", "files": {"todo": "x"}, "steps": [1, 32], "parts": ["a", "b"], "categories": []}`
	s := store(t, "es", directory, &session.Memory{})
	s.Phase = part.Live
	s.Bring(part.Here{At: "/", Total: 40})
	s.list.DrawFilters()
	form := func(address string) bool {
		return len(all(withID(render(t, NewRoot(s, at(t, address))), "filters"), "form")) == 1
	}
	if form("/") {
		t.Error("got a form without its list, want the server's to stay")
	}
	if wanted := s.Catalog.Wanted(); !slices.ContainsFunc(wanted, func(p catalog.Part) bool { return p.Name == "todo" }) {
		t.Errorf("got %v wanted, want the list", wanted)
	}
	c := uitest.Catalog(t, many(40))
	s.Catalog.PutFile("todo", string(filter.List{Ordinals: slices.Collect(func(yield func(int) bool) {
		for i := range 40 {
			yield(i)
		}
	}), Columns: filter.New(c.Products(), c)}.Append(nil)))
	if !form("/") {
		t.Error("got no form although the list is there")
	}
}

// A list or an index that cannot be read, is not of this catalogue, or is not named by the
// directory could not be loaded. A button tries again.
func TestFilesThatCannotBeRead(t *testing.T) {
	c := uitest.Catalog(t, many(41))
	var ordinals []int
	for i := range 41 {
		ordinals = append(ordinals, i)
	}
	longer := string(filter.List{Ordinals: ordinals, Columns: filter.New(c.Products(), c)}.Append(nil))
	c = uitest.Catalog(t, many(39))
	shorter := string(filter.List{Ordinals: ordinals[:39], Columns: filter.New(c.Products(), c)}.Append(nil))
	index, _ := search.New(c.Products(), nil).Files()
	for _, tt := range []struct{ name, address, file, content string }{
		{"a list", "/?orden=precio", "todo", "\xff"},
		{"an empty list", "/?hasta=3", "todo", ""},
		{"a list of more products", "/?orden=precio", "todo", longer},
		{"a list of fewer products", "/?orden=precio", "todo", shorter},
		{"the list of a search", "/buscar?q=polo&hasta=3", "busqueda", "\xff"},
		{"an index", "/buscar?q=polo", "busqueda", "\xff"},
		{"an index of other products", "/buscar?q=polo", "busqueda", string(index)},
		{"no list", "/categoria/c?orden=precio", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := store(t, "es", `{"sizes": "}e", "folder": "/p.", "files": {"todo": "x", "busqueda": "y"}, "steps": [1, 32], "parts": ["a", "b"],
				"categories": [{"slug": "c", "name": "C", "count": 40, "newest": {"id": 1, "name": "P", "price": "1"}}]}`, &session.Memory{})
			s.Phase = part.Live
			if tt.file != "" {
				s.Catalog.PutFile(tt.file, tt.content)
			}
			for range 2 {
				if got := len(named(uitest.All(render(t, NewRoot(s, at(t, tt.address))), "button"), spanish.Retry)); got != 1 {
					t.Errorf("got %d buttons to try again, want one", got)
				}
			}
			asked := func() bool {
				return slices.ContainsFunc(s.Catalog.Wanted(), func(p catalog.Part) bool { return p.Name == tt.file })
			}
			if tt.file != "" && asked() {
				t.Error("got the file asked for again before the shopper wants it")
			}
			s.Catalog.Retry()
			if render(t, NewRoot(s, at(t, tt.address))); tt.file != "" && !asked() {
				t.Error("got the file not asked for at another try")
			}
		})
	}
}
