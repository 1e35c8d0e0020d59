package filter_test

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"carrito/app/catalog"
	"carrito/app/filter"

	"github.com/andybalholm/brotli"
)

// FuzzColumns reads any bytes, and asks what is read for everything.
func FuzzColumns(f *testing.F) {
	f.Add(shirtColumns(f).Append(nil))
	f.Add(filter.New(nil, catalog.New(nil)).Append(nil))
	r := rand.New(rand.NewPCG(1, 1))
	c := random(r, 9)
	f.Add(filter.New(c.Products(), c).Append(nil))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := filter.Parse(b)
		if err != nil {
			return
		}
		choice := choose(r, c)
		for _, sort := range []catalog.Sort{catalog.ByNewest, catalog.ByPriceUp, catalog.ByPriceDown, catalog.ByName} {
			c.Sort(c.Find(choice, soles).Matches, sort)
		}
		c.Prices()
		again, err := filter.Parse(c.Append(nil))
		if err != nil || !bytes.Equal(again.Append(nil), c.Append(nil)) {
			t.Errorf("got %v for what was read and written again", err)
		}
	})
}

func TestParseDamaged(t *testing.T) {
	b := shirtColumns(t).Append(nil)
	for n := range b {
		if _, err := filter.Parse(b[:n]); err == nil {
			t.Errorf("got no error for the first %d of %d bytes", n, len(b))
		}
	}
	if _, err := filter.Parse(append(b, 0)); err == nil {
		t.Error("got no error for a byte too many")
	}
}

// The columns of a category of 10,000 products are at most 100 kB.
func TestColumnsAreSmall(t *testing.T) {
	const budget = 100_000
	r := rand.New(rand.NewPCG(1, 1))
	c := random(r, 10_000)
	var b bytes.Buffer
	w := brotli.NewWriterLevel(&b, brotli.BestCompression)
	encoded := filter.New(c.Products(), c).Append(nil)
	if _, err := w.Write(encoded); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d bytes, %d in Brotli", len(encoded), b.Len())
	if b.Len() > budget {
		t.Errorf("got %d bytes, want at most %d", b.Len(), budget)
	}
}

func BenchmarkFind(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	c := random(r, 10_000)
	columns := filter.New(c.Products(), c)
	choice := newChoice([]filter.Pick{{"o.talla", "m"}, {"o.color", "rojo"}, {"stock", "1"}, {"hasta", "15"}})
	b.Run("new", func(b *testing.B) {
		for b.Loop() {
			filter.New(c.Products(), c)
		}
	})
	b.Run("find", func(b *testing.B) {
		for b.Loop() {
			columns.Find(choice, soles)
		}
	})
	b.Run("find and sort", func(b *testing.B) {
		for b.Loop() {
			columns.Sort(columns.Find(nil, soles).Matches, catalog.ByPriceUp)
		}
	})
}
