// Package large generates shops of any size whose products do not repeat: names,
// texts, options, prices, codes and stock come from lists of Spanish words, by
// chance with a fixed seed.
//
// [Products] returns a products.json. A shop of n products begins with the same
// products as a larger one. Its categories have fixed shares; the largest,
// "Camisas y polos", has a tenth of the shop. Pictures are some of the demo
// shop's, so the folder web of the demo serves a generated shop too.
package large

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
)

// seed makes the shop the same every time.
const seed = 20261129

// Product is a product as products.json has it.
type Product struct {
	ID             int       `json:"id"`
	Slug           string    `json:"slug"`
	Name           string    `json:"name"`
	Price          string    `json:"price"`
	CompareAtPrice string    `json:"compareAtPrice,omitempty"`
	Category       string    `json:"category"`
	Description    string    `json:"description"`
	Tags           []string  `json:"tags,omitempty"`
	Stock          *int      `json:"stock,omitempty"`
	SKU            string    `json:"sku"`
	Images         []Image   `json:"images,omitempty"`
	Options        []Option  `json:"options,omitempty"`
	Variants       []Variant `json:"variants,omitempty"`
}

// Image is a picture of a product.
type Image struct {
	Src    string `json:"src"`
	Alt    string `json:"alt"`
	Width  int    `json:"width"`
	Height int    `json:"height"`
}

// Option is a choice of a product.
type Option struct {
	Name   string   `json:"name"`
	Values []string `json:"values"`
}

// Variant is a combination of values.
type Variant struct {
	ID     int      `json:"id"`
	SKU    string   `json:"sku"`
	Values []string `json:"values"`
	Price  string   `json:"price,omitempty"`
	Stock  *int     `json:"stock,omitempty"`
	Image  *int     `json:"image,omitempty"`
}

// Products returns a products.json with n products, by ascending id. There are
// gaps between the ids, as in a shop that has dropped products.
func Products(n int) []byte {
	var b bytes.Buffer
	b.Grow(n << 10)
	b.WriteString("[")
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	for i, p := range list(n) {
		if i > 0 {
			b.WriteString(",")
		}
		encoder.Encode(p) // cannot fail: texts, numbers, and a buffer
	}
	b.WriteString("]\n")
	return b.Bytes()
}

// list returns n products.
func list(n int) []Product {
	products := make([]Product, n)
	names, texts := map[string]bool{}, map[string]bool{}
	id := 0
	for i := range products {
		random := rand.New(rand.NewPCG(seed, uint64(i)))
		id++
		if random.IntN(20) == 0 {
			id += 1 + random.IntN(5)
		}
		for {
			p := newProduct(random, id, i)
			if names[p.Name] || texts[p.Description] {
				continue
			}
			names[p.Name], texts[p.Description] = true, true
			products[i] = p
			break
		}
	}
	return products
}
