package large

import (
	"bytes"
	"compress/gzip"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"carrito/app/catalog"
	"carrito/server/strict"
)

// parsed reads a generated shop as the server does.
func parsed(t *testing.T, products []byte) *catalog.Catalog {
	t.Helper()
	c, err := strict.Products(bytes.NewReader(products), strict.Rules{Digits: 2})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// A generated shop has no fault, no name and no text twice, categories of the
// shares that it promises, and products of about the weight of real ones.
func TestProducts(t *testing.T) {
	const n = 10_000
	products := Products(n)
	c := parsed(t, products)
	names, texts := map[string]bool{}, map[string]bool{}
	for _, p := range c.Products() {
		if names[p.Name] || texts[p.Description] {
			t.Errorf("%d %s: got a name or a text twice", p.ID, p.Name)
		}
		names[p.Name], texts[p.Description] = true, true
		if strings.ContainsAny(p.Name+p.Description, "{}@|") {
			t.Errorf("got %s: %s, want nothing left of the grammar", p.Name, p.Description)
		}
	}
	counts := c.Counts()
	if counts.Products != n || counts.Categories != len(kinds()) || counts.Images < n || counts.Images > 3*n {
		t.Errorf("got %+v, want %d products with 1 to 3 pictures in %d categories", counts, n, len(kinds()))
	}
	largest := slices.MaxFunc(c.Categories(), func(a, b catalog.Category) int { return len(a.Products) - len(b.Products) })
	if size := len(largest.Products); largest.Slug != "camisas-y-polos" || size < n*9/100 || size > n*11/100 {
		t.Errorf("got %d products in %s, want a tenth in camisas-y-polos", size, largest.Name)
	}
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
	w.Write(products)
	w.Close()
	t.Logf("a product weighs %d bytes, in gzip %d; variants: %d", len(products)/n, b.Len()/n, counts.Variants)
	if weight := b.Len() / n; weight < 150 || weight > 260 {
		t.Errorf("got %d bytes a product in gzip, want about 177", weight)
	}
}

// The shop is the same every time, and a smaller one is its beginning.
func TestSameProducts(t *testing.T) {
	large, small := Products(500), Products(64)
	if !bytes.Equal(large, Products(500)) {
		t.Error("got another shop the second time")
	}
	if beginning := bytes.TrimSuffix(small, []byte("]\n")); !bytes.HasPrefix(large, beginning) {
		t.Error("got other products in the smaller shop")
	}
}

// The shares of the categories add up to the shop.
func TestShares(t *testing.T) {
	sum := 0
	for _, k := range kinds() {
		sum += k.share
		for _, list := range []string{"noun", "name", "p1", "p2", "p3", "options", "price", "tags"} {
			if len(k.lists[list]) == 0 {
				t.Errorf("%s has no list %s", k.category, list)
			}
		}
	}
	if sum != 1000 {
		t.Errorf("got shares of %d thousandths, want 1000", sum)
	}
}

func TestWriter(t *testing.T) {
	w := newWriter(rand.New(rand.NewPCG(1, 2)))
	w.kind.lists = lists{"one": {"uno"}, "nested": {"{one} {a|{one}}"}}
	tests := []struct {
		name, phrase, gender, want string
		plural                     bool
	}{
		{"plain", "hola", "m", "hola", false},
		{"a list", "de {one}", "m", "de uno", false},
		{"the same alternative", "{x|x}", "m", "x", false},
		{"a number", "{7..7} m", "m", "7 m", false},
		{"a step", "{20..24/5}", "m", "20", false},
		{"below zero", "{-3..-3}", "m", "-3", false},
		{"feminine", "roj@", "f", "roja", false},
		{"feminine plural", "roj@ azul& verde%", "f", "rojas azules verdes", true},
		{"masculine plural with an accent", "marrón&", "m", "marrones", true},
		{"signs alone", "92 % & co", "m", "92 % & co", true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w.gender, w.plural = test.gender[0], test.plural
			if got := w.agree(w.expand(test.phrase)); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func BenchmarkProducts100000(b *testing.B) {
	for b.Loop() {
		b.ReportMetric(float64(len(Products(100_000)))/1e6, "MB")
	}
}
