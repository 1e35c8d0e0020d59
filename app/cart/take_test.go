package cart_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"carrito/app/cart"
	"carrito/app/catalog"
)

// wanted returns a cart with only ids and quantities, as a link has them.
func wanted(t testing.TB, text string) cart.Cart {
	t.Helper()
	var lines []cart.Line
	for field := range strings.FieldsSeq(text) {
		var l cart.Line
		if _, err := fmt.Sscanf(field, "%d:%d×%d", &l.ProductID, &l.VariantID, &l.Quantity); err != nil {
			t.Fatalf("%s: %v", field, err)
		}
		lines = append(lines, l)
	}
	return cart.New(lines)
}

func TestTake(t *testing.T) {
	products, err := catalog.Parse(`[
		{"id": 1, "slug": "gorra", "name": "Gorra", "price": "10.10"},
		{"id": 2, "slug": "polo", "name": "Polo", "price": "39.90", "stock": 5},
		{"id": 3, "slug": "bufanda", "name": "Bufanda", "price": "59.90", "stock": 0},
		{"id": 7, "slug": "casaca", "name": "Casaca", "price": "100.00", "options": [{"name": "Talla", "values": ["S", "M"]}],
		 "variants": [{"id": 1, "values": ["S"], "stock": 1}, {"id": 2, "values": ["M"]}]}]`, 2, nil)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, other string
		want        string // of filled: 1×2 2×3 7:2×1
		wantAdded   string
		wantLess    []string
	}{
		{"a line that is there", "1:0×3", "1×5 2×3 7:2×1", "1", nil},
		{"a line that is not", "7:1×1", "1×2 2×3 7:2×1 7:1×1", "7:1", nil},
		{"both, in their order", "7:1×1 1:0×1", "1×3 2×3 7:2×1 7:1×1", "7:1 1", nil},
		{"up to the stock", "2:0×2", "1×2 2×5 7:2×1", "2", nil},
		{"beyond the stock", "2:0×4", "1×2 2×5 7:2×1", "2", []string{"StockReduced Polo 5"}},
		{"up to 999", "1:0×997", "1×999 2×3 7:2×1", "1", nil},
		{"beyond 999", "1:0×998", "1×999 2×3 7:2×1", "1", []string{"TooMany Gorra 999"}},
		{"sold out", "3:0×1", "1×2 2×3 7:2×1", "", []string{"SoldOut Bufanda 0"}},
		{"product gone", "9:0×1", "1×2 2×3 7:2×1", "", []string{"Gone  0"}},
		{"variant gone", "7:9×1", "1×2 2×3 7:2×1", "", []string{"Gone Casaca 0"}},
		{"no variant", "7:0×1", "1×2 2×3 7:2×1", "", []string{"Gone Casaca 0"}},
		{"some of it", "9:0×1 3:0×1 2:0×9 1:0×1", "1×3 2×5 7:2×1", "2 1", []string{"Gone  0", "SoldOut Bufanda 0", "StockReduced Polo 5"}},
		{"nothing", "", "1×2 2×3 7:2×1", "", nil},
	}
	kinds := map[cart.ChangeKind]string{
		cart.PriceChanged: "PriceChanged", cart.StockReduced: "StockReduced", cart.SoldOut: "SoldOut", cart.Gone: "Gone", cart.TooMany: "TooMany",
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, other := filled(t), wanted(t, tt.other)
			added, less := c.Take(&other, products)
			if got := keys(&c); got != tt.want {
				t.Errorf("got cart %s, want %s", got, tt.want)
			}
			if got := strings.Trim(fmt.Sprint(added), "[]"); got != tt.wantAdded {
				t.Errorf("got %q added, want %q", got, tt.wantAdded)
			}
			var reported []string
			for _, change := range less {
				reported = append(reported, fmt.Sprintf("%s %s %d", kinds[change.Kind], change.Line.Name, change.Quantity))
			}
			if fmt.Sprint(reported) != fmt.Sprint(tt.wantLess) {
				t.Errorf("got %q reported, want %q", reported, tt.wantLess)
			}
		})
	}
	c, other := filled(t), wanted(t, "1:0×1")
	c.Take(&other, products)
	if l, _ := c.Line("1"); l.Name != "Gorra" || l.UnitPrice != soles("10.10") {
		t.Errorf("got %+v, want the catalogue's name and price", l)
	}
}

// TestRandomLinks writes random carts as links, reads them, and takes them into other
// carts.
func TestRandomLinks(t *testing.T) {
	all := choices()
	var drafts []string
	for _, pick := range all {
		if pick.variant <= 1 { // each product once
			drafts = append(drafts, draft(pick.product))
		}
	}
	products, err := catalog.Parse("["+strings.Join(drafts, ",")+"]", 2, nil)
	if err != nil {
		t.Fatal(err)
	}
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 11))
		random := func() (c cart.Cart) {
			for range r.IntN(12) {
				pick := all[r.IntN(len(all))]
				c.Add(pick.product, pick.variant, 1+r.IntN(1+r.IntN(900)))
			}
			return c
		}
		sent, own := random(), random()
		link, err := sent.Link()
		if len(sent.Lines()) == 0 {
			if !errors.Is(err, cart.ErrLinkLines) {
				t.Errorf("seed %d: got %v for an empty cart, want %v", seed, err, cart.ErrLinkLines)
			}
			continue
		}
		got, parseErr := cart.ParseLink(link)
		if err != nil || parseErr != nil || keys(&got) != keys(&sent) {
			t.Fatalf("seed %d: got %s, %v, %v, want %s", seed, keys(&got), err, parseErr, keys(&sent))
		}
		before := own.Clone()
		added, less := own.Take(&got, products)
		for _, pick := range all {
			key := cart.KeyOf(pick.product.ID, pick.variant)
			had, _ := before.Line(key)
			brought, _ := sent.Line(key)
			has, _ := own.Line(key)
			if want := min(had.Quantity+brought.Quantity, max(pick.limit, had.Quantity)); has.Quantity != want {
				t.Errorf("seed %d, %s: got %d of %d and %d, want %d", seed, key, has.Quantity, had.Quantity, brought.Quantity, want)
			}
		}
		if len(added) > len(got.Lines()) || len(less) > len(got.Lines()) {
			t.Errorf("seed %d: got %d lines added and %d reported of %d", seed, len(added), len(less), len(got.Lines()))
		}
	}
}

// draft returns a product of [choices] as JSON of the catalogue.
func draft(p *catalog.Product) string {
	text := fmt.Sprintf(`{"id": %d, "slug": "p%[1]d", "name": "p", "price": "%s"`, p.ID, p.Price)
	if p.Stock != catalog.NotCounted {
		text += fmt.Sprintf(`, "stock": %d`, p.Stock)
	}
	var variants, values []string
	for _, v := range p.Variants {
		value := fmt.Sprintf("v%d", v.ID)
		values = append(values, `"`+value+`"`)
		variants = append(variants, fmt.Sprintf(`{"id": %d, "values": [%q], "price": "%s", "stock": %d}`, v.ID, value, v.Price, v.Stock))
	}
	if len(variants) > 0 {
		text += `, "options": [{"name": "o", "values": [` + strings.Join(values, ",") + `]}], "variants": [` + strings.Join(variants, ",") + "]"
	}
	return text + "}"
}
