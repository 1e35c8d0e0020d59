package search_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"carrito/app/catalog"
	"carrito/app/search"
)

// inParts returns an index whose parts are full at a size, and how many it has.
func inParts(t *testing.T, built *search.Index, products, full int) (*search.Index, int) {
	t.Helper()
	dictionary, parts := search.FilesOf(built, full)
	opened, err := search.Open(dictionary, products, func(part int) ([]byte, bool) { return parts[part], true })
	if err != nil {
		t.Fatal(err)
	}
	return opened, len(parts)
}

// crowded returns products of which a few have a word of those that the tests look for,
// and most have others that begin like it, so that each beginning has many parts.
func crowded(r *rand.Rand, n int) []*catalog.Product {
	words := strings.Fields("pez peces luz luces sol soles anel anéis azul azuis camisa camisas francés francesa rojo rojas")
	others := strings.Fields("pedal peine pelo pera perla petaca lucha luna lupa lucero lujo soda sofa soga soja solapa soldado sopa " +
		"anea anexo anemona ancla azufre azuela azucar azulejo facha faena faceta faja falda camilla camino camion franela franja rodillo rojizo rojal")
	products := make([]*catalog.Product, n)
	for i := range products {
		p := &catalog.Product{ID: i + 1, Name: words[r.IntN(len(words))]}
		for range 12 {
			p.Name += " " + others[r.IntN(len(others))]
		}
		products[i] = p
	}
	return products
}

// However many parts an index has, it finds each product that has the words, their
// plurals or genders.
func TestPartsLoseNoPlural(t *testing.T) {
	for seed := range uint64(10) {
		products := crowded(rand.New(rand.NewPCG(seed, 3)), 400)
		opened, parts := inParts(t, openProducts(products, nil).Index, len(products), 30)
		if parts < 50 {
			t.Fatalf("got %d parts, want more", parts)
		}
		for _, text := range strings.Fields("pez peces luz sol soles anel aneis azul azuis camisas frances francesa roja") {
			found := opened.Search(text).Ordinals
			for o, p := range products {
				has := func(word string) bool { return search.Related(text, word) }
				if slices.ContainsFunc(strings.Fields(catalog.Fold(p.Name)), has) && !slices.Contains(found, o) {
					t.Fatalf("seed %d, %d parts, %q: got no %s", seed, parts, text, p.Name)
				}
			}
		}
	}
}

// A beginning is looked for where words have it, before where only related words would be.
func TestPartsWithTheBeginning(t *testing.T) {
	products := append(crowded(rand.New(rand.NewPCG(1, 4)), 400), &catalog.Product{ID: 500, Name: "Solsticio"})
	opened, _ := inParts(t, openProducts(products, nil).Index, len(products), 30)
	for _, text := range []string{"sols", "solst", "solsticio"} {
		if found := opened.Search(text).Ordinals; !slices.Contains(found, len(products)-1) {
			t.Errorf("%s: got %d products, want the solstice among them", text, len(found))
		}
	}
}

// An index of a few parts finds the same as one of a single part, in the same order, and
// so does a plain loop over the products.
func TestFewPartsAreAsOne(t *testing.T) {
	for seed := range uint64(30) {
		r := rand.New(rand.NewPCG(seed, 5))
		products := someProducts(r, 100)
		whole := openProducts(products, nil).Index
		opened, parts := inParts(t, whole, len(products), 800)
		if parts < 3 {
			t.Fatalf("got %d parts, want more", parts)
		}
		for range 40 {
			words := []string{someWords[r.IntN(len(someWords))], someWords[r.IntN(len(someWords))]}
			text := strings.Join(words, " ")
			got, want := opened.Search(text).Ordinals, whole.Search(text).Ordinals
			for o, p := range products {
				if hasEach(wordsOf(p), words) && !slices.Contains(got, o) {
					t.Errorf("seed %d, %q: got no %v", seed, text, wordsOf(p))
				}
			}
			if !slices.Equal(got, want) {
				t.Errorf("seed %d, %d parts, %q: got %v, want %v", seed, parts, text, got, want)
			}
		}
	}
}
