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

// version is that of the file.
const version = 1

// maxID is the largest id that is taken. It leaves room for new ones below the
// largest that a cart can hold.
const maxID = 1 << 52

// file is a ledger as its file has it.
type file struct {
	Version  int        `json:"version"`
	Products []*product `json:"products"`
}

// Parse reads a ledger's file. A file that is not exactly what [Ledger.Write]
// writes is an error: half a ledger would give ids away a second time.
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
		return nil, errors.New("there is something behind its end")
	}
	if f.Version != version {
		return nil, fmt.Errorf("it is of version %d; this program knows version %d", f.Version, version)
	}
	if f.Products == nil {
		return nil, errors.New("it has no list of products")
	}
	l := &Ledger{f.Products}
	return l, l.check()
}

// check reports what no ledger has.
func (l *Ledger) check() error {
	last, slugs, keys := 0, map[string]bool{}, map[string]bool{}
	for i, p := range l.products {
		switch {
		case p == nil || p.ID < 1 || p.Slug == "":
			return fmt.Errorf("the product at place %d has no id or no slug", i+1)
		case p.ID > maxID:
			return fmt.Errorf("the id %d is too large", p.ID)
		case p.ID <= last:
			return fmt.Errorf("the product %d is behind the product %d", p.ID, last)
		case slugs[p.Slug]:
			return fmt.Errorf("the slug %q is there twice", p.Slug)
		}
		last, slugs[p.Slug] = p.ID, true
		for _, key := range p.Keys {
			if keys[key] {
				return fmt.Errorf("the key %q is there twice", key)
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
			return fmt.Errorf("the variant id %d is there twice", v.ID)
		case v.ID < last:
			return fmt.Errorf("the variant %d is behind the variant %d", v.ID, last)
		case len(v.Values) > 0 && len(v.Values) != len(p.optionsOf(v)):
			return fmt.Errorf("the variant %d has %d values for %d options", v.ID, len(v.Values), len(p.optionsOf(v)))
		}
		last = v.ID
	}
	return nil
}

// Write writes the ledger's file, a line for each product.
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

// sortVariants puts the variants in the order of their ids.
func (p *product) sortVariants() {
	slices.SortFunc(p.Variants, func(a, b variant) int { return a.ID - b.ID })
}
