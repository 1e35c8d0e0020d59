package importer

import (
	"errors"
	"io"

	"carrito/server/importer/sheet"
)

// ReadStock reads the inventory file of a Shopify shop. It has the quantities that the
// product export of a shop with several locations leaves out.
func ReadStock(r io.Reader) (*Stock, error) {
	s, err := sheet.Read(r, func(cells []string) bool {
		h := header{cells, inventoryNames.columns(cells)}
		return h.has("handle")
	})
	var unknown *sheet.HeaderError
	if errors.As(err, &unknown) {
		return nil, errors.New("is not the inventory file of Shopify, which has the columns Handle, SKU and Location")
	}
	if err != nil {
		return nil, err
	}
	defer s.Close()
	h := header{s.Header, inventoryNames.columns(s.Header)}
	locations := h.locations()
	if !h.has("available") && !h.has("on hand") && len(locations) == 0 {
		return nil, errors.New("has no column of quantities, such as Available or On hand")
	}
	rows, skipped, err := readRows(s, h.columns, nil, nil)
	if err != nil {
		return nil, err
	}
	stock := newStock(h, locations, rows)
	stock.skipped = append(skipped, stock.skipped...)
	return stock, nil
}
