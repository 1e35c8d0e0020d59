package identity

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
)

// version is the version of the file format.
const version = 1

// maxID is the largest valid id. There is room for new ids between it and the
// largest id that a cart can hold.
const maxID = 1 << 52

// file is the format of a ledger's file.
type file struct {
	Version  int        `json:"version"`
	Products []*product `json:"products"`
}

// Parse parses a ledger's file. It returns an error unless the file is what
// [Ledger.Write] writes, because an incomplete ledger would give ids a second
// time.
func Parse(data []byte) (*Ledger, error) {
	var f file
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&f); err != nil {
		if errors.Is(err, io.EOF) {
			err = errors.New("it is empty")
		}
		return nil, err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("there is more text after its end")
	}
	if f.Version != version {
		return nil, fmt.Errorf("its version is %d; this program reads version %d", f.Version, version)
	}
	if f.Products == nil {
		return nil, errors.New("it has no list of products")
	}
	l := &Ledger{f.Products}
	return l, l.check()
}

// check returns an error if the ledger is inconsistent.
func (l *Ledger) check() error {
	last, slugs, keys := 0, map[string]bool{}, map[string]bool{}
	for i, p := range l.products {
		switch {
		case p == nil || p.ID < 1 || p.Slug == "":
			return fmt.Errorf("the product at place %d has no id or no slug", i+1)
		case p.ID > maxID:
			return fmt.Errorf("the id %d is too large", p.ID)
		case p.ID <= last:
			return fmt.Errorf("the product %d comes after the product %d", p.ID, last)
		case slugs[p.Slug]:
			return fmt.Errorf("the slug %q occurs twice", p.Slug)
		}
		last, slugs[p.Slug] = p.ID, true
		for _, key := range p.Keys {
			if keys[key] {
				return fmt.Errorf("the key %q occurs twice", key)
			}
			keys[key] = true
		}
		if err := p.checkVariants(); err != nil {
			return fmt.Errorf("product %d: %w", p.ID, err)
		}
	}
	return nil
}

func (p *product) checkVariants() error {
	last := 0
	for i, v := range p.Variants {
		switch {
		case v.ID < 1:
			return fmt.Errorf("the variant at place %d has no id", i+1)
		case v.ID > maxID:
			return fmt.Errorf("the variant id %d is too large", v.ID)
		case v.ID == last:
			return fmt.Errorf("the variant id %d occurs twice", v.ID)
		case v.ID < last:
			return fmt.Errorf("the variant %d comes after the variant %d", v.ID, last)
		case len(v.Values) > 0 && len(v.Values) != len(p.optionsOf(v)):
			return fmt.Errorf("the variant %d has %d values for %d options", v.ID, len(v.Values), len(p.optionsOf(v)))
		}
		last = v.ID
	}
	return nil
}

// Write writes the ledger's file, one line for each product.
func (l *Ledger) Write(w io.Writer) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "{\"version\": %d, \"products\": [", version)
	for i, p := range l.products {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
		line, err := json.Marshal(p)
		if err != nil {
			return err
		}
		b.Write(line)
	}
	b.WriteString("\n]}\n")
	return b.Flush()
}

// sortVariants sorts the variants by id.
func (p *product) sortVariants() {
	slices.SortFunc(p.Variants, func(a, b variant) int { return a.ID - b.ID })
}
