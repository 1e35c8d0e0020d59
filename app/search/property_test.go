package search_test

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"carrito/app/catalog"
	"carrito/app/search"
)

var someWords = strings.Fields("polo polos camisa camiseta camisón gorra gorro azul rojo roja verde lino algodón tela vela año ano " +
	"talla xl xs 38 380 500ml pan panes luz luces mesa menú reloj relojes t-shirt tshirt casaca capa capas")

// someProducts returns products with random words.
func someProducts(r *rand.Rand, n int) []*catalog.Product {
	text := func(most int) string {
		var words []string
		for range r.IntN(most + 1) {
			words = append(words, someWords[r.IntN(len(someWords))])
		}
		return strings.Join(words, " ")
	}
	products := make([]*catalog.Product, n)
	for i := range products {
		products[i] = &catalog.Product{
			ID: i + 1, Name: text(3) + " x", Category: text(1), Tags: []string{text(1)}, Description: text(6),
			Options: []catalog.Option{{Name: "Tipo", Values: []string{text(1)}}}, SKU: fmt.Sprint("sku-", r.IntN(50)),
		}
	}
	return products
}

// wordsOf returns the folded words of a product.
func wordsOf(p *catalog.Product) []string {
	all := append([]string{p.Name, p.Category, p.SKU, p.Description, "Tipo"}, p.Tags...)
	all = append(all, p.Options[0].Values...)
	return catalog.Words(catalog.Fold(strings.Join(all, " ")))
}

// TestFindsEveryProduct compares with a loop over all products: a query of plain words
// finds at least each product that has every word, and the last one as a beginning.
// What is found before those with typing errors has every word in some form. Some ordinals
// may have no product.
func TestFindsEveryProduct(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 1))
		products := someProducts(r, 1+r.IntN(60))
		for o := range products {
			if seed%2 > 0 && r.IntN(3) == 0 {
				products[o] = nil
			}
		}
		s := openProducts(products, nil)
		for range 30 {
			var words []string
			for range 1 + r.IntN(3) {
				words = append(words, someWords[r.IntN(len(someWords))])
			}
			last := words[len(words)-1]
			words[len(words)-1] = string([]rune(last)[:1+r.IntN(len([]rune(last)))])
			text := strings.Join(words, " ")
			found := s.Search(text)
			for o, p := range products {
				if p == nil {
					if slices.Contains(found.Ordinals, o) {
						t.Errorf("seed %d, %q: got ordinal %d, which has no product", seed, text, o)
					}
					continue
				}
				if hasEach(wordsOf(p), words) && !slices.Contains(found.Ordinals, o) {
					t.Errorf("seed %d, %q: got no %v", seed, text, wordsOf(p))
				}
			}
			if sorted := slices.Sorted(slices.Values(found.Ordinals)); len(slices.Compact(sorted)) != len(found.Ordinals) {
				t.Errorf("seed %d, %q: got %v, want each product once", seed, text, found.Ordinals)
			}
			if again := s.Search(text); !slices.Equal(again.Ordinals, found.Ordinals) {
				t.Errorf("seed %d, %q: got %v and then %v", seed, text, found.Ordinals, again.Ordinals)
			}
		}
	}
}

func hasEach(has, words []string) bool {
	for i, word := range words {
		for _, w := range catalog.Words(catalog.Fold(word)) {
			if !slices.ContainsFunc(has, func(other string) bool {
				return other == w || i == len(words)-1 && !strings.Contains(word, "-") && strings.HasPrefix(other, w)
			}) {
				return false
			}
		}
	}
	return true
}

// TestInParts checks that an index in parts, of which none is there at first, finds the
// same as one whose parts are there, and asks for few.
func TestInParts(t *testing.T) {
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 2))
		built := search.New(someProducts(r, 200), nil)
		dictionary, parts := search.FilesOf(built, 200)
		if len(parts) < 10 {
			t.Fatalf("got %d parts, want more", len(parts))
		}
		whole, err := search.Open(dictionary, 200, func(part int) ([]byte, bool) { return parts[part], true })
		if err != nil {
			t.Fatal(err)
		}
		there := map[int]bool{}
		lazy, err := search.Open(dictionary, 200, func(part int) ([]byte, bool) { return parts[part], there[part] })
		if err != nil {
			t.Fatal(err)
		}
		for range 20 {
			text := someWords[r.IntN(len(someWords))] + " " + someWords[r.IntN(len(someWords))]
			clear(there)
			found := lazy.Search(text)
			for rounds := 0; len(found.Missing) > 0; rounds++ {
				if len(found.Ordinals)+len(found.Near)+len(found.Left) > 0 || rounds > 2 {
					t.Fatalf("%q: got %+v in round %d", text, found, rounds)
				}
				for _, part := range found.Missing {
					if there[part] {
						t.Fatalf("%q: part %d is there already", text, part)
					}
					there[part] = true
				}
				found = lazy.Search(text)
			}
			if want := whole.Search(text); !slices.Equal(found.Ordinals, want.Ordinals) || !slices.Equal(found.Near, want.Near) {
				t.Errorf("%q: got %+v, want %+v", text, found, want)
			}
			suggested := lazy.Suggest(text)
			if all := whole.Search(text).Ordinals; len(suggested.Missing) == 0 && !slices.Equal(suggested.Products, all[:min(len(all), 6)]) {
				t.Errorf("%q: got %v suggested, want the first of %v", text, suggested.Products, all)
			}
			if len(suggested.Missing) == 0 {
				if want := whole.Suggest(text); !slices.Equal(suggested.Products, want.Products) || !slices.Equal(suggested.Completed, want.Completed) {
					t.Errorf("%q: got %+v, want %+v", text, suggested, want)
				}
			}
		}
	}
}

// FuzzOpen opens any bytes as a dictionary and a part, and searches.
func FuzzOpen(f *testing.F) {
	dictionary, parts := search.FilesOf(search.New(someProducts(rand.New(rand.NewPCG(1, 1)), 5), nil), 400)
	f.Add(dictionary, parts[0], "polo azul")
	f.Add([]byte{1, 0, 0, 0, 0}, []byte{}, "x")
	f.Add([]byte{1, 255, 255, 3, 1, 1, 0, 0, 0, 1, 1, 9, 65, 65}, []byte{0, 1, 65, 2, 0, 0}, "a a%\x00")
	f.Fuzz(func(t *testing.T, dictionary, part []byte, text string) {
		products := 0
		if len(dictionary) > 1 {
			n, _ := binary.Uvarint(dictionary[1:])
			products = int(n % (1 << 16))
		}
		x, err := search.Open(dictionary, products, func(int) ([]byte, bool) { return part, true })
		if err != nil {
			return
		}
		search.NewNames([]string{text, "Polos"}, []string{text + "=polo"}).Meant(x.Suggest(text))
		seen := map[int]bool{}
		for _, o := range x.Search(text).Ordinals {
			if seen[o] {
				t.Errorf("product %d is found twice", o)
			}
			if seen[o] = true; o >= products {
				t.Errorf("got product %d of %d", o, products)
			}
		}
	})
}

// An index of another number of products is refused: its ordinals mean others.
func TestOpenRefusesOtherProducts(t *testing.T) {
	dictionary, _ := search.New(someProducts(rand.New(rand.NewPCG(1, 1)), 5), nil).Files()
	for _, products := range []int{0, 4, 6} {
		if _, err := search.Open(dictionary, products, func(int) ([]byte, bool) { return nil, false }); err == nil {
			t.Errorf("got an index of 5 products for %d", products)
		}
	}
}
