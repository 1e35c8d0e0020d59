package strict

import (
	"bytes"
	"encoding/json"
)

// Shown returns the content of a products.json without the products that the owner
// has hidden. If none is hidden, it returns the same bytes. The content must be
// without faults.
func Shown(products []byte) []byte {
	if !bytes.Contains(products, []byte(`"hidden"`)) {
		return products
	}
	var texts []json.RawMessage
	if json.Unmarshal(bytes.TrimPrefix(products, []byte("\ufeff")), &texts) != nil {
		return products
	}
	var shown bytes.Buffer
	count := 0
	shown.WriteString("[")
	for _, text := range texts {
		var p struct {
			Hidden bool `json:"hidden"`
		}
		if json.Unmarshal(text, &p) == nil && p.Hidden {
			continue
		}
		if count++; count > 1 {
			shown.WriteByte(',')
		}
		shown.WriteString("\n  ")
		shown.Write(text)
	}
	if shown.WriteString("\n]\n"); count == len(texts) {
		return products
	}
	return shown.Bytes()
}
