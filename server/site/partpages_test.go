package site

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"net/url"
	"strings"
	"testing"

	"carrito/app/ui/pages"
	"carrito/server/shoptest/large"
	"carrito/server/shoptest/queries"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Every list looks the same, whether it is drawn from the whole catalogue, as the server
// does, or from its parts, as a browser does: products, order, counts of the filters,
// chips, words and links. The ids may be dense or not, with whole parts that have no product.
func TestListsFromParts(t *testing.T) {
	products := large.Products(600)
	for name, stays := range map[string]func(id int) bool{
		"few gaps":  func(id int) bool { return id < 500 },
		"many gaps": func(id int) bool { return id > 32 && (id < 200 || id > 290) && id%40 > 0 },
		"sparse":    func(id int) bool { return id%2 > 0 && id > 5 },
	} {
		t.Run(name, func(t *testing.T) { compareLists(t, some(t, products, stays), name != "sparse") })
	}
}

// some returns those products of a products.json that stay.
func some(t *testing.T, products []byte, stays func(id int) bool) string {
	t.Helper()
	var all, some []json.RawMessage
	if err := json.Unmarshal(products, &all); err != nil {
		t.Fatal(err)
	}
	for _, p := range all {
		var product struct{ ID int }
		if err := json.Unmarshal(p, &product); err != nil {
			t.Fatal(err)
		}
		if stays(product.ID) {
			some = append(some, p)
		}
	}
	content, err := json.Marshal(some)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// compareLists compares the lists of a shop from parts with those of the whole catalogue.
func compareLists(t *testing.T, products string, dense bool) {
	t.Helper()
	files := folder(t, plainShop, products)
	files.Web = "../../web"
	s, err := Load(files)
	if err != nil {
		t.Fatal(err)
	}
	if s.Catalog.Dense() != dense || !s.inParts() {
		t.Fatalf("got %d products, dense: %t, in parts: %t, want them dense: %t, and in parts", s.Catalog.Total(), !dense, s.inParts(), dense)
	}
	c, parts := inParts(t, s)
	whole, cut := s.store(), pages.New(s.Shop, c)
	cut.Prefix, cut.Sized = whole.Prefix, whole.Sized
	drawing := func(store *pages.Shop, address string) string {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		root, err := parseMarkup(app.HTMLString(pages.NewRoot(store, u)))
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := writeMarkup(&b, root); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	for n, address := range listAddresses(t, s) {
		want, got := drawing(whole, address), drawing(cut, address)
		for rounds := 0; supply(t, c, parts) > 0; rounds++ {
			if got = drawing(cut, address); rounds == 6 {
				t.Fatalf("%s: parts are wanted without end", address)
			}
		}
		if got != want {
			at := 0
			for at < min(len(got), len(want)) && got[at] == want[at] {
				at++
			}
			t.Errorf("%d %s: from parts, got\n…%.300s\nwant\n…%.300s", n, address, got[max(0, at-80):], want[max(0, at-80):])
		}
	}
}

// listAddresses returns addresses of lists: plain ones, ones with filters that the shop
// has, and hostile ones.
func listAddresses(t *testing.T, s *Site) []string {
	t.Helper()
	r := rand.New(rand.NewPCG(1, 1))
	pick := func(from ...string) string { return from[r.IntN(len(from))] }
	values := map[string][][2]string{} // of the filters of each list
	valuesOf := func(path string) [][2]string {
		if values[path] == nil {
			for _, box := range with(all(open(t, s, path), "input"), "type", "checkbox") {
				values[path] = append(values[path], [2]string{attr(box, "name"), attr(box, "value")})
			}
		}
		return values[path]
	}
	texts := []string{"", "%", "#?&=/", "\"' <b>", "👕", "قميص", ".*[a-z]+$", strings.Repeat("camisa ", 700), "xqzwk", "camisa xqzwk"}
	for _, q := range queries.Tuning(queries.Large) {
		texts = append(texts, q.Text)
	}
	addresses := []string{"/buscar", "/pagina/1000000000", "/pagina/0", "/categoria/nada?o.talla=m", "/categoria/%2F"}
	for range 500 {
		query := url.Values{}
		path := pick("/", "/", "/buscar")
		if r.IntN(3) == 0 {
			path = "/categoria/" + s.Catalog.Categories()[r.IntN(len(s.Catalog.Categories()))].Slug
		}
		have := valuesOf(path)
		if path == "/buscar" {
			text := texts[r.IntN(len(texts))]
			query.Set("q", text)
			have = valuesOf("/buscar?" + url.Values{"q": {pick("camisa", text)}}.Encode())
		}
		for range r.IntN(4) {
			if len(have) > 0 {
				value := have[r.IntN(len(have))]
				query.Add(value[0], value[1])
			}
		}
		for _, other := range [][2]string{{"orden", pick("precio", "precio-desc", "nombre", "novedades", "nope")}, {"o.nada", "1"}, {"o.talla", "/%#?👕"},
			{"desde", pick("1", "50", "1000", "barato", "-1", "99999999999999999999")}, {"hasta", pick("0", "60", "200", "")}, {"pagina", pick("2", "3", "1000000000", "x")}} {
			if r.IntN(4) == 0 {
				query.Add(other[0], other[1])
			}
		}
		addresses = append(addresses, strings.TrimSuffix(path+"?"+query.Encode(), "?"))
	}
	return addresses
}
