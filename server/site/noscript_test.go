package site

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// Without JavaScript every product is found by its link, with name and price,
// page after page.
func TestEveryProductIsInTheLists(t *testing.T) {
	s := demo(t)
	tests := []struct {
		start string
		want  int
	}{{start: "/", want: len(s.Catalog.Products())}, {start: "/buscar?q=a", want: 1}}
	for _, c := range s.Catalog.Categories() {
		tests = append(tests, struct {
			start string
			want  int
		}{"/categoria/" + c.Slug, len(c.Products)})
	}
	for _, test := range tests {
		t.Run(test.start, func(t *testing.T) {
			seen := map[string]bool{}
			for address, pages := test.start, 0; address != ""; pages++ {
				root := open(t, s, address)
				for _, article := range all(root, "article") {
					seen[checkCard(t, s, article)] = true
				}
				if address = next(root); pages > 20 {
					t.Fatal("got pages without end, want some")
				}
			}
			if got := len(seen); got != test.want && test.start != "/buscar?q=a" || got < test.want {
				t.Errorf("got %d products, want %d", got, test.want)
			}
		})
	}
}

// checkCard returns the address of the product that a card shows.
func checkCard(t *testing.T, s *Site, article *html.Node) string {
	t.Helper()
	link := all(all(article, "h2", "h3")[0], "a")[0]
	id, _ := strconv.Atoi(strings.TrimPrefix(attr(link, "href"), "/producto/"))
	p, ok := s.Catalog.Product(id)
	if !ok || text(link) != p.Name {
		t.Fatalf("link %q to %s: got no such product, want one", text(link), attr(link, "href"))
	}
	if lowest, _ := p.PriceRange(); !strings.Contains(text(article), s.Shop.Money.Text(lowest)) {
		t.Errorf("%s: got %q, want the price %s in it", p.Name, text(article), s.Shop.Money.Text(lowest))
	}
	return attr(link, "href")
}

func next(root *html.Node) string {
	for _, link := range with(all(root, "a"), "rel", "next") {
		return attr(link, "href")
	}
	return ""
}

// And every product's page shows all there is to know of it.
func TestEveryProductPage(t *testing.T) {
	s := demo(t)
	for _, p := range s.Catalog.Products() {
		root := open(t, s, "/producto/"+strconv.Itoa(p.ID))
		main := one(t, "main", all(root, "main"))
		body := strings.Join(strings.Fields(text(main)), " ")
		if got := text(one(t, "h1", all(root, "h1"))); got != p.Name {
			t.Errorf("h1: got %q, want %q", got, p.Name)
		}
		want := []string{strings.Join(strings.Fields(s.Shop.Money.Text(p.First().Price)), " ")}
		want = append(want, strings.FieldsFunc(p.Description, func(r rune) bool { return r == '\n' })...)
		for _, option := range p.Options {
			want = append(append(want, option.Name), option.Values...)
		}
		for _, words := range want {
			if !strings.Contains(body, words) {
				t.Errorf("%s: got no %q, want it", p.Name, words)
			}
		}
		for _, image := range p.Images {
			// The original, or a smaller one made of it where make build has run.
			made := image.Sized(0, "")[:len(image.Sized(0, ""))-1]
			shown := func(n *html.Node) bool {
				src := attr(n, "src")
				return attr(n, "alt") == image.Alt && (src == image.Src || strings.HasPrefix(src, made))
			}
			if !slices.ContainsFunc(all(main, "img"), shown) {
				t.Errorf("%s: got no picture %s described as %q, want it", p.Name, image.Src, image.Alt)
			}
		}
		one(t, "form", with(all(main, "form"), "action", "/agregarCarrito/"+strconv.Itoa(p.ID)))
	}
}

// No link of the shop leads nowhere.
func TestLinksWithin(t *testing.T) {
	s := demo(t)
	checked := map[string]bool{}
	for queue := []string{"/"}; len(queue) > 0; queue = queue[1:] {
		for _, link := range all(open(t, s, queue[0]), "a") {
			address, _, _ := strings.Cut(attr(link, "href"), "#")
			if !strings.HasPrefix(address, "/") || checked[address] {
				continue
			}
			checked[address] = true
			if page := document(t, s, address); page.Status != 200 {
				t.Errorf("%s links to %s: got status %d, want 200", queue[0], address, page.Status)
			}
			queue = append(queue, address)
		}
	}
	if want := len(s.Catalog.Products()); len(checked) < want {
		t.Errorf("got %d addresses, want every product's at least, %d", len(checked), want)
	}
}
