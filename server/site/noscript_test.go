package site

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// Without JavaScript the links of the lists, page after page, lead to every
// product, with its name and price.
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
					t.Fatal("got more than 20 pages, want an end")
				}
			}
			if got := len(seen); got != test.want && test.start != "/buscar?q=a" || got < test.want {
				t.Errorf("got %d products, want %d", got, test.want)
			}
		})
	}
}

// checkCard checks a product's card in a list and returns the address of the
// product.
func checkCard(t *testing.T, s *Site, article *html.Node) string {
	t.Helper()
	link := all(all(article, "h2", "h3")[0], "a")[0]
	id, _ := strconv.Atoi(strings.TrimPrefix(attr(link, "href"), "/producto/"))
	p, ok := s.Catalog.Product(id)
	if !ok || text(link) != p.Name {
		t.Fatalf("link %q to %s: got no product of that id and name", text(link), attr(link, "href"))
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

// A product's page shows everything that the catalogue has about it.
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
		for _, part := range want {
			if !strings.Contains(body, part) {
				t.Errorf("%s: got no %q on its page, want it", p.Name, part)
			}
		}
		for _, image := range p.Images {
			// After make build it is a smaller picture made from the original.
			sized := image.Sized(0, "")[:len(image.Sized(0, ""))-1]
			shown := func(n *html.Node) bool {
				src := attr(n, "src")
				return attr(n, "alt") == image.Alt && (src == image.Src || strings.HasPrefix(src, sized))
			}
			if !slices.ContainsFunc(all(main, "img"), shown) {
				t.Errorf("%s: got no picture %s with the text %q, want it", p.Name, image.Src, image.Alt)
			}
		}
		one(t, "form", with(all(main, "form"), "action", "/agregarCarrito/"+strconv.Itoa(p.ID)))
	}
}

// Every link within the shop leads to a page.
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
		t.Errorf("got %d addresses, want at least one for each of the %d products", len(checked), want)
	}
}
