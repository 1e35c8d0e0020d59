package privacy

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"carrito/server/inbox/orderdb"
	"carrito/server/plaincsv"
)

// WriteTable writes what [WriteData] writes as CSV, with a row for each value: where it
// is, such as "orders 1 order customer name", and the value.
func WriteTable(to io.Writer, p orderdb.Person) error {
	text, err := json.Marshal(newFile(p))
	if err != nil {
		return err
	}
	decoder := json.NewDecoder(strings.NewReader(string(text)))
	decoder.UseNumber()
	var all any
	if err := decoder.Decode(&all); err != nil {
		return err
	}
	w, err := plaincsv.NewWriter(to)
	if err != nil {
		return err
	}
	if err := w.Write([]string{"where", "value"}); err != nil {
		return err
	}
	if err := writeValue(w, "", all); err != nil {
		return err
	}
	return w.Flush()
}

func writeValue(w *plaincsv.Writer, at string, value any) error {
	switch value := value.(type) {
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(value)) {
			if err := writeValue(w, strings.TrimSpace(at+" "+name), value[name]); err != nil {
				return err
			}
		}
	case []any:
		for i, element := range value {
			if err := writeValue(w, fmt.Sprintf("%s %d", at, i+1), element); err != nil {
				return err
			}
		}
	default:
		if text := fmt.Sprint(value); value != nil && text != "" {
			return w.Write([]string{at, text})
		}
	}
	return nil
}
