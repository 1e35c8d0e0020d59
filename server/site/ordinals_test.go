package site

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"carrito/app/catalog"
	"carrito/app/ui/list"
	"carrito/app/ui/part"
	"carrito/server/asset"
)

// wordy is a products.json of which each product has an id and words of its own.
type wordy map[int][]string

// newWordy returns n products with ids that have gaps, and words by chance.
func newWordy(n int) wordy {
	r := rand.New(rand.NewPCG(7, uint64(n)))
	products := wordy{}
	for id := 1; len(products) < n; id += 1 + r.IntN(8)/6 {
		for range 9 {
			word := []byte{byte('a' + id%26)} // all in few parts of the index
			for len(word) < 14 {
				word = append(word, byte('a'+r.IntN(26)))
			}
			products[id] = append(products[id], string(word))
		}
	}
	return products
}

func (w wordy) json(hidden ...int) string {
	var products []string
	for _, id := range slices.Sorted(maps.Keys(w)) {
		products = append(products, fmt.Sprintf(`{"id": %[1]d, "slug": "p-%[1]d", "name": "P%[1]d %[2]s", "price": "%[1]d", "category": "Sección %[3]d", "description": %[4]q, "hidden": %[5]t}`,
			id, w[id][0], id%7, strings.Join(w[id], " "), slices.Contains(hidden, id)))
	}
	return "[" + strings.Join(products, ",") + "]"
}

// hashes returns the files of a directory with their hashes: lists and index by name, parts
// by number.
func hashes(t *testing.T, s *Site) map[string]string {
	t.Helper()
	d, _, err := s.cut(asset.Thorough)
	if err != nil {
		t.Fatal(err)
	}
	for i, hash := range d.Parts {
		d.Files[fmt.Sprint(i)] = hash
	}
	return d.Files
}

// Products that come or go change the parts, lists and files of the index that have them,
// and nothing else.
func TestOthersStay(t *testing.T) {
	shop := newWordy(1500)
	ids := slices.Sorted(maps.Keys(shop))
	before := hashes(t, load(t, plainShop, shop.json()))
	for name, hidden := range map[string][]int{
		"the first":   ids[:1],
		"the second":  ids[1:2],
		"one":         ids[700:701],
		"the last":    ids[1499:],
		"several":     {ids[0], ids[3], ids[90], ids[1000], ids[1498]},
		"a whole run": ids[200:290],
	} {
		t.Run(name, func(t *testing.T) {
			now := hashes(t, load(t, plainShop, shop.json(hidden...)))
			may := map[string]bool{list.AllFile: true, part.SearchFile: true}
			for _, id := range hidden {
				may[fmt.Sprint((id-1)/catalog.PartSize)] = true
				may[fmt.Sprintf("%sseccion-%d", list.CategoryFolder, id%7)] = true
			}
			for file, hash := range now {
				switch changed := hash != before[file]; {
				case strings.HasPrefix(file, part.SearchFile+"/"):
				case changed && !may[file]:
					t.Errorf("%s changed, want only what has the products", file)
				case !changed && may[file] && file != part.SearchFile:
					t.Errorf("%s is the same, want it to change", file)
				}
			}
			if len(hidden) > 1 {
				return
			}
			all, anew := 0, 0
			for file, hash := range now {
				if strings.HasPrefix(file, part.SearchFile+"/") {
					all++
					if !slices.Contains(slices.Collect(maps.Values(before)), hash) {
						anew++
					}
				}
			}
			if all < 10 || anew > all*2/3 {
				t.Errorf("got %d new files of %d of the index, want fewer", anew, all)
			}
		})
	}
}
