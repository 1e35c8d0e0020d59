package search_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"carrito/app/catalog"
	"carrito/app/search"
)

// A product that goes changes only the parts of the index with its words, as a rule: now and
// then a part ends elsewhere, and with it the next few.
func TestPartsStay(t *testing.T) {
	const shops, full = 20, 4 << 10
	other := 0
	for seed := range uint64(shops) {
		r := rand.New(rand.NewPCG(seed, 3))
		products := codedProducts(r, 2000)
		_, before := search.FilesOf(search.New(products, nil), full)
		gone := r.IntN(len(products))
		words := append(wordsOf(products[gone]), strings.ReplaceAll(products[gone].SKU, "-", ""), "tshirt")
		products[gone] = nil
		_, after := search.FilesOf(search.New(products, nil), full)
		if len(after) < 20 {
			t.Fatalf("got %d parts, want many", len(after))
		}
		for _, part := range before {
			if !slices.ContainsFunc(after, func(same []byte) bool { return string(same) == string(part) }) && !holdsAny(part, words) {
				other++
			}
		}
	}
	t.Logf("%d parts without a word of the product changed in %d shops", other, shops)
	if other > 3*shops {
		t.Error("want few of them")
	}
}

// codedProducts returns products with random words and a few of their own.
func codedProducts(r *rand.Rand, n int) []*catalog.Product {
	products := someProducts(r, n)
	for _, p := range products {
		for range 5 {
			p.Name = ownWord(r) + " " + p.Name
		}
	}
	return products
}

func ownWord(r *rand.Rand) string {
	word := make([]byte, 6)
	for i := range word {
		word[i] = byte('a' + r.IntN(26))
	}
	return string(word)
}

// holdsAny reports whether a part of an index has one of some folded words.
func holdsAny(part []byte, words []string) bool {
	return slices.ContainsFunc(search.WordsOf(part), func(word string) bool {
		return slices.Contains(words, catalog.Fold(word))
	})
}
