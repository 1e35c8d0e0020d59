package importer

import (
	"slices"
	"strings"
	"testing"
)

// The export of a shop with several locations, and inventory files for it: the current
// form, an older form, and one with a column for each location.
const (
	tracked = "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Tracker,Variant Inventory Policy,Variant Price\n" +
		"bota,Bota,Talla,38,B-38,shopify,deny,90\nbota,,,39,B-39,shopify,deny,90\nbota,,,40,B-40,shopify,continue,90\n" +
		"lazo,Lazo,Title,Default Title,L-1,shopify,deny,5\nvale,Vale,Title,Default Title,,,deny,50\n"
	inventoryHead = "Handle,Title,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Option3 Name,Option3 Value,SKU,HS Code,COO,"
	inventoryNew  = inventoryHead + "Location,Bin name,Incoming (not editable),Unavailable (not editable),Committed (not editable),Available (not editable),On hand (current),On hand (new)\n" +
		"bota,Bota,Talla,38,,,,,B-38,,,Lima,,0,0,1,4,5,\nbota,Bota,Talla,38,,,,,B-38,,,Cusco,,0,0,0,3,3,\n" +
		"bota,Bota,Talla,39,,,,,B-39,,,Lima,,0,0,0,-2,-2,\nbota,Bota,Talla,39,,,,,B-39,,,Cusco,,,,,not stocked,not stocked,\n" +
		"lazo,Lazo,Title,Default Title,,,,,L-1,,,Lima,,0,0,0,9,9,\n"
	inventoryOnHand = inventoryHead + "Location,Incoming,Unavailable,Committed,On hand\n" +
		"bota,,Talla,38,,,,,B-38,,,Lima,0,0,0,4\nbota,,Talla,38,,,,,B-38,,,Cusco,0,0,0,3\nbota,,Talla,39,,,,,B-39,,,Lima,0,0,0,0\nlazo,,Title,Default Title,,,,,L-1,,,Cusco,0,0,0,9\n"
	inventoryColumns = inventoryHead + "Lima,Cusco\n" +
		"bota,Bota,Talla,38,,,,,B-38,,,4,3\nbota,Bota,Talla,39,,,,,B-39,,,0,not stocked\nlazo,Lazo,Title,Default Title,,,,,L-1,,,,9\n"
	// Only the SKUs identify the variants.
	inventoryCodes = inventoryHead + "Location,Available\n" +
		"antes,Bota,Talla,38,,,,,B-38,,,Lima,7\nantes,Bota,Talla,39,,,,,B-39,,,Lima,0\nantes,Lazo,,,,,,,L-1,,,Cusco,9\n"
)

func TestStockFile(t *testing.T) {
	const want = `[{"id":1,"slug":"bota","name":"Bota","price":"90.00","options":[{"name":"Talla","values":["38","39","40"]}],` +
		`"variants":[{"id":1,"sku":"B-38","values":["38"],"price":"90.00","stock":7},{"id":2,"sku":"B-39","values":["39"],"price":"90.00","stock":0},` +
		`{"id":3,"sku":"B-40","values":["40"],"price":"90.00"}]},{"id":2,"slug":"lazo","name":"Lazo","price":"5.00","stock":9,"sku":"L-1"},` +
		`{"id":3,"slug":"vale","name":"Vale","price":"50.00"}]`
	const added = "the stock of 2 locations is added up: Lima, Cusco"
	tests := []struct{ name, file, notes string }{
		{"today", inventoryNew, added},
		{"on hand only", inventoryOnHand, added},
		{"a column for each location", inventoryColumns, added},
		{"by the codes", inventoryCodes, added},
		{"semicolons", strings.ReplaceAll(inventoryNew, ",", ";"), added},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			stock, err := ReadStock(strings.NewReader(test.file))
			if err != nil {
				t.Fatal(err)
			}
			opts := peru(nil)
			opts.Stock = stock
			r := importAll(t, tracked, opts)
			if got := compact(t, r); got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
			if slices.Contains(r.Missing, "stock") {
				t.Errorf("got %v missing, want the stock found", r.Missing)
			}
			if got := lines(r.Notes); got != test.notes {
				t.Errorf("got notes\n%s\nwant\n%s", got, test.notes)
			}
		})
	}
}

// A variant that the stock file lacks, or whose quantity cannot be read, is sold out,
// and a note says so. An SKU of several variants identifies none of them.
func TestStockFileWithGaps(t *testing.T) {
	stock, err := ReadStock(strings.NewReader(inventoryHead + "Location,Available\nbota,,Talla,38,,,,,X,,,Lima,muchos\nbota,,Talla,41,,,,,B-39,,,Lima,5\nbota,,Talla,42,,,,,B-39,,,Lima,5\n"))
	if err != nil {
		t.Fatal(err)
	}
	opts := peru(nil)
	opts.Stock = stock
	r := importAll(t, tracked, opts)
	if got := compact(t, r); strings.Count(got, `"stock":0`) != 3 {
		t.Errorf("got %s, want three sold out", got)
	}
	want := "stock file, line 2: bota: has the stock \"muchos\", which is not a number\n" +
		"line 2: Bota (38): is not in the stock file: it is sold out here\nline 3: Bota (39): is not in the stock file: it is sold out here\n" +
		"line 5: Lazo: is not in the stock file: it is sold out here"
	if got := lines(r.Notes); got != want {
		t.Errorf("got notes\n%s\nwant\n%s", got, want)
	}
}

func TestStockFileFaults(t *testing.T) {
	for name, test := range map[string]struct{ file, want string }{
		"a product export": {tracked, "no column of quantities"},
		"anything":         {"a,b\n1,2\n", "is not the inventory file"},
		"nothing":          {"", "is empty"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := ReadStock(strings.NewReader(test.file)); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got error %v, want one with %q", err, test.want)
			}
		})
	}
}
