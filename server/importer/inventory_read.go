package importer

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
)

// ReadStock reads the inventory file of a Shopify shop, which has the quantities
// that a product export leaves out where there are several locations.
func ReadStock(r io.Reader) (*Stock, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	for _, comma := range []rune{',', ';', '\t'} {
		reader := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte(bom))))
		reader.Comma, reader.FieldsPerRecord = comma, -1
		records, err := reader.ReadAll()
		if err != nil || len(records) == 0 {
			continue
		}
		h := header{records[0], inventoryNames.columns(records[0])}
		if !h.has("handle") {
			continue
		}
		var rows []row
		for i, cells := range records[1:] {
			rows = append(rows, newRow(i+2, cells, h.columns))
		}
		return newStock(h, rows)
	}
	return nil, errors.New("is not the inventory file of Shopify, which has the columns Handle, SKU and Location")
}
