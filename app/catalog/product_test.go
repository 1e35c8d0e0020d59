package catalog_test

import (
	"testing"

	"carrito/app/catalog"
)

const notCounted = catalog.NotCounted

// sized returns a product with a variant for each stock. The ids count from 1, the
// prices from 10.
func sized(stocks ...int) *catalog.Product {
	p := &catalog.Product{ID: 7, Name: "Polo", Price: soles("99"), Stock: notCounted}
	for i, stock := range stocks {
		p.Variants = append(p.Variants, catalog.Variant{
			ID: i + 1, Values: []string{string(rune('A' + i)), "Blanco"}, Price: soles("10").Add(soles("1").Mul(i)), Stock: stock, Image: -1,
		})
	}
	return p
}

func single(stock int) *catalog.Product {
	return &catalog.Product{ID: 7, Name: "Gorra", Price: soles("99"), CompareAtPrice: soles("120"), Stock: stock}
}

func TestVariant(t *testing.T) {
	tests := []struct {
		name     string
		product  *catalog.Product
		id       int
		wantName string
		wantOK   bool
	}{
		{"the product itself", single(3), 0, "", true},
		{"a variant of a product without", single(3), 1, "", false},
		{"first", sized(1, 1), 1, "A / Blanco", true},
		{"last", sized(1, 1), 2, "B / Blanco", true},
		{"sold out is still one", sized(0, 1), 1, "A / Blanco", true},
		{"unknown", sized(1, 1), 3, "", false},
		{"none of several", sized(1, 1), 0, "", false},
		{"negative", sized(1, 1), -1, "", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := tt.product.Variant(tt.id)
			if ok != tt.wantOK {
				t.Fatalf("got %t, want %t", ok, tt.wantOK)
			}
			if ok && (got.ID != tt.id || got.Name() != tt.wantName) {
				t.Errorf("got %d %q, want %d %q", got.ID, got.Name(), tt.id, tt.wantName)
			}
		})
	}
	whole, _ := single(3).Variant(0)
	if whole.Price != soles("99") || whole.CompareAtPrice != soles("120") || whole.Stock != 3 {
		t.Errorf("the product itself: got %+v, want its own prices and stock", whole)
	}
}

func TestVariantOf(t *testing.T) {
	tests := []struct {
		name   string
		values []string
		wantID int // 0 for none
	}{
		{"every value", []string{"B", "Blanco"}, 2},
		{"other order", []string{"Blanco", "B"}, 0},
		{"a value missing", []string{"B"}, 0},
		{"a value too many", []string{"B", "Blanco", ""}, 0},
		{"unknown value", []string{"B", "Rojo"}, 0},
		{"nothing chosen", nil, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := sized(1, 1, 1).VariantOf(tt.values)
			if got.ID != tt.wantID || ok != (tt.wantID != 0) {
				t.Errorf("got %d, %t, want %d", got.ID, ok, tt.wantID)
			}
		})
	}
}

func TestFirstAndSoldOut(t *testing.T) {
	tests := []struct {
		name        string
		product     *catalog.Product
		wantFirst   int
		wantSoldOut bool
	}{
		{"product", single(1), 0, false},
		{"product not counted", single(notCounted), 0, false},
		{"product sold out", single(0), 0, true},
		{"all left", sized(1, 1), 1, false},
		{"first sold out", sized(0, 5), 2, false},
		{"not counted", sized(0, notCounted, 1), 2, false},
		{"every variant sold out", sized(0, 0), 1, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.product.First().ID; got != tt.wantFirst {
				t.Errorf("First: got %d, want %d", got, tt.wantFirst)
			}
			if got := tt.product.SoldOut(); got != tt.wantSoldOut {
				t.Errorf("SoldOut: got %t, want %t", got, tt.wantSoldOut)
			}
		})
	}
	// If there are variants, only their stock counts.
	p := sized(1)
	p.Stock = 0
	if p.SoldOut() {
		t.Error("got sold out with a variant left")
	}
}

func TestImageOf(t *testing.T) {
	front, back := catalog.Image{Src: "/web/front.jpg"}, catalog.Image{Src: "https://cdn.example/back.jpg"}
	both := []catalog.Image{front, back}
	tests := []struct {
		name   string
		images []catalog.Image
		index  int
		want   catalog.Image
		wantOK bool
	}{
		{"its own", both, 1, back, true},
		{"the first as its own", both, 0, front, true},
		{"none of its own", both, -1, front, true},
		{"beyond the end", both, 2, front, true},
		{"no image at all", nil, -1, catalog.Image{}, false},
		{"no image at all, yet a number", nil, 0, catalog.Image{}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := catalog.Product{Images: tt.images}
			got, ok := p.ImageOf(catalog.Variant{Image: tt.index})
			if got != tt.want || ok != tt.wantOK {
				t.Errorf("got %v, %t, want %v, %t", got, ok, tt.want, tt.wantOK)
			}
		})
	}
	if !front.Local() || back.Local() {
		t.Errorf("Local: got %t and %t, want true and false", front.Local(), back.Local())
	}
}

func TestPriceRange(t *testing.T) {
	priced := func(prices ...string) *catalog.Product {
		p := &catalog.Product{Price: soles("50")}
		for _, price := range prices {
			p.Variants = append(p.Variants, catalog.Variant{Price: soles(price)})
		}
		return p
	}
	tests := []struct {
		name                    string
		product                 *catalog.Product
		wantLowest, wantHighest string
	}{
		{"no variants", priced(), "50", "50"},
		{"rising", priced("10", "20", "30"), "10", "30"},
		{"falling", priced("30", "20", "10"), "10", "30"},
		// The product's own price does not count, whether it is below or above them.
		{"all dearer", priced("60", "70"), "60", "70"},
		{"all cheaper", priced("30", "40"), "30", "40"},
		{"one", priced("60"), "60", "60"},
		{"one of them free", priced("60", "0"), "0", "60"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			lowest, highest := tt.product.PriceRange()
			if lowest != soles(tt.wantLowest) || highest != soles(tt.wantHighest) {
				t.Errorf("got %v to %v, want %s to %s", lowest, highest, tt.wantLowest, tt.wantHighest)
			}
		})
	}
}
