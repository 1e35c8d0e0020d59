package catalogfile

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Catalogue is the content of products.json.
type Catalogue struct {
	Products []Object
}

// Parse parses products.json. It accepts products with faults, as long as the file
// is a list of objects.
func Parse(data []byte) (*Catalogue, error) {
	var texts []json.RawMessage
	if err := json.Unmarshal(bytes.TrimPrefix(data, []byte("\ufeff")), &texts); err != nil {
		return nil, fmt.Errorf("the catalogue cannot be read: %w", err)
	}
	if texts == nil {
		return nil, errors.New("the catalogue cannot be read: it is not a list of products")
	}
	c := &Catalogue{Products: make([]Object, len(texts))}
	for i, text := range texts {
		var err error
		if c.Products[i], err = ParseObject(string(text)); err != nil {
			return nil, fmt.Errorf("the product at place %d cannot be read: %w", i+1, err)
		}
	}
	return c, nil
}

// Bytes returns the content of the file. Products that have not changed are
// written as they were.
func (c *Catalogue) Bytes() []byte {
	if len(c.Products) == 0 {
		return []byte("[]\n")
	}
	var b bytes.Buffer
	b.WriteString("[\n  ")
	for i, p := range c.Products {
		if i > 0 {
			b.WriteString(",\n  ")
		}
		b.WriteString(p.file())
	}
	b.WriteString("\n]\n")
	return b.Bytes()
}

// Find returns the place of the product with an id, or -1.
func (c *Catalogue) Find(id int) int {
	return slices.IndexFunc(c.Products, func(p Object) bool { return p.ID() == id })
}

// Slug returns a slug for the product with the given name and id. No other product of
// the catalogue has it.
func (c *Catalogue) Slug(name string, id int) string {
	base := slug(name)
	used := map[string]bool{}
	for _, p := range c.Products {
		if id == 0 || p.ID() != id {
			used[p.Text("slug")] = true
		}
	}
	free := base
	for n := 2; used[free]; n++ {
		free = fmt.Sprintf("%s-%d", base, n)
	}
	return free
}

// folded maps letters with marks to letters of addresses.
var folded = strings.NewReplacer("á", "a", "à", "a", "â", "a", "ã", "a", "ä", "a", "å", "a", "é", "e", "è", "e", "ê", "e", "ë", "e",
	"í", "i", "ì", "i", "î", "i", "ï", "i", "ó", "o", "ò", "o", "ô", "o", "õ", "o", "ö", "o", "ú", "u", "ù", "u", "û", "u", "ü", "u",
	"ñ", "n", "ç", "c", "ß", "ss")

// slug returns a name as it may stand in an address.
func slug(name string) string {
	var b strings.Builder
	for _, c := range folded.Replace(strings.ToLower(name)) {
		switch {
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
			b.WriteRune(c)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
		if b.Len() >= 80 {
			break
		}
	}
	if text := strings.Trim(b.String(), "-"); text != "" {
		return text
	}
	return "producto"
}
