package importer

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
)

// IDs reads the id of every slug from a products.json, which may be faulty in
// all else. A file whose ids cannot be trusted is an error, so that it is not
// overwritten with new ones.
func IDs(r io.Reader) (map[string]int, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	var products []struct {
		ID   int    `json:"id"`
		Slug string `json:"slug"`
	}
	if err := json.Unmarshal(bytes.TrimPrefix(data, []byte(bom)), &products); err != nil {
		return nil, fmt.Errorf("the ids cannot be read: %w", err)
	}
	if products == nil {
		return nil, fmt.Errorf("the ids cannot be read: the file is not a list of products")
	}
	ids, slugs := map[string]int{}, map[int]string{}
	for i, p := range products {
		if p.ID < 1 || p.Slug == "" {
			return nil, fmt.Errorf("the product at place %d has no id or no slug", i+1)
		}
		if _, taken := ids[p.Slug]; taken {
			return nil, fmt.Errorf("the slug %q is there twice", p.Slug)
		}
		if other, taken := slugs[p.ID]; taken {
			return nil, fmt.Errorf("the id %d is that of %q and of %q", p.ID, other, p.Slug)
		}
		ids[p.Slug], slugs[p.ID] = p.ID, p.Slug
	}
	return ids, nil
}

// number gives every product its id: the known one of its slug, or the next
// above all known ones, those of slugs that are gone included.
func number(products []product, known map[string]int) {
	last := 0
	for _, id := range known {
		last = max(last, id)
	}
	for i := range products {
		id, ok := known[products[i].Slug]
		if !ok {
			last++
			id = last
		}
		products[i].ID = id
	}
}
