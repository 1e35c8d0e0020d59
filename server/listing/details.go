package listing

import (
	"strconv"

	"carrito/app/json"
)

// Conditions of a product, as Google and Meta name them.
const (
	Unused      = "new"
	Refurbished = "refurbished"
	Used        = "used"
)

// Details are the fields of a product in products.json that no page shows, so that
// the browser program need not read them.
type Details struct {
	Brand     string
	Condition string // empty means new
	Google    string // category in Google's taxonomy, as a number or in words
	Codes     Codes  // of a product without variants
	Variants  map[int]Codes
}

// Codes identify an article in every shop that sells it.
type Codes struct {
	GTIN string // the number in its bar code, as the owner has written it
	MPN  string // the manufacturer's own code
}

// ReadDetails reads the details in the JSON of a product that package strict has
// checked.
func ReadDetails(text string) Details {
	var d Details
	r := json.NewReader(text)
	codes := func(name string, into *Codes) {
		switch name {
		case "gtin":
			into.GTIN, _ = r.Text()
		case "mpn":
			into.MPN, _ = r.Text()
		}
	}
	r.Object(func(name string) {
		switch name {
		case "brand":
			d.Brand, _ = r.Text()
		case "condition":
			d.Condition, _ = r.Text()
		case "googleCategory":
			d.Google, _ = r.Text()
		case "variants":
			d.Variants = map[int]Codes{}
			r.Array(func(int) {
				id, own := 0, Codes{}
				r.Object(func(name string) {
					if name == "id" {
						literal, _ := r.Literal()
						id, _ = strconv.Atoi(literal)
						return
					}
					codes(name, &own)
				})
				d.Variants[id] = own
			})
		default:
			codes(name, &d.Codes)
		}
	})
	return d
}
