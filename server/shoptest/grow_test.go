package shoptest

import (
	"bytes"
	"os"
	"testing"

	"carrito/server/strict"
)

func TestGrow(t *testing.T) {
	demo, err := os.ReadFile("../../web/products.json")
	if err != nil {
		t.Fatal(err)
	}
	grown, err := Grow(demo, 1000)
	if err != nil {
		t.Fatal(err)
	}
	c, err := strict.Products(bytes.NewReader(grown), strict.Rules{Digits: 2})
	if err != nil {
		t.Fatal(err)
	}
	small, err := strict.Products(bytes.NewReader(demo), strict.Rules{Digits: 2})
	if err != nil {
		t.Fatal(err)
	}
	if n := c.Counts(); n.Products != 1000 || n.Categories != 5*small.Counts().Categories || n.Images < 1000 {
		t.Errorf("got %+v, want 1000 products, each with a picture, in five times as many categories as %+v", n, small.Counts())
	}
	again, err := Grow(demo, 1000)
	if err != nil || !bytes.Equal(again, grown) {
		t.Errorf("got a different catalogue the second time (error %v), want the same", err)
	}
	if _, err := Grow([]byte("hola"), 1); err == nil {
		t.Error("hola: got no error, want one")
	}
}
