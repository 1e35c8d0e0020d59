package parity_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"carrito/app/cart"
	"carrito/app/catalog"
	"carrito/app/money"
	"carrito/server/e2e/browsertest"
)

// sale is a variant as boot.js finds it in the page.
type sale struct {
	ProductID int    `json:"producto_id"`
	VariantID int    `json:"variante_id"`
	Name      string `json:"nombre"`
	Variant   string `json:"variante"`
	Price     string `json:"precio"`
	Image     string `json:"imagen"`
	Stock     int    `json:"stock"`
	Exists    bool   `json:"exists"`
}

// step is a change of a cart: add, set, remove or empty. N is the quantity.
type step struct {
	Add    *sale    `json:"add,omitempty"`
	Set    cart.Key `json:"set,omitempty"`
	Remove cart.Key `json:"remove,omitempty"`
	Empty  bool     `json:"empty,omitempty"`
	N      int      `json:"n"`
}

var (
	polo = &sale{ProductID: 7, VariantID: 2, Name: `Polo "básico" <M>`, Variant: "M / Añil", Price: "39.90", Image: "/web/p.jpg", Stock: 5, Exists: true}
	// camisa is another product under the ids of polo, as after a change by the owner.
	camisa = &sale{ProductID: 7, VariantID: 2, Name: "Camisa", Variant: "S", Price: "49.90", Image: "/web/c.jpg", Stock: 5, Exists: true}

	gorra = &sale{ProductID: 3, Name: "Gorra 🧢\t\u2028", Price: "0.10", Stock: -1, Exists: true}
	saco  = &sale{ProductID: 12, Name: "Saco", Price: "999999999.99", Image: "https://img.example/s.jpg", Stock: 999, Exists: true}
)

const seedEntry = `"3":{"producto_id":3,"nombre":"Gorra","cantidad":2,"precio":"7.00","imagen":"/g.jpg","total":"14.00"}`

// cartCases are stored carts and changes of them. Package cart and boot.js must write the
// same bytes after them.
var cartCases = []struct {
	name   string
	stored string
	steps  []step
}{
	{"empty", "", nil},
	{"the first line", "", []step{{Add: polo, N: 2}}},
	{"the same product again", "", []step{{Add: polo, N: 2}, {Add: polo, N: 3}}},
	{"the same product under another name", "", []step{{Add: polo, N: 2}, {Add: camisa, N: 1}}},
	{"more of a line with another name", strings.Replace("{"+seedEntry+"}", `"Gorra"`, `"Gorro"`, 1), []step{{Add: gorra, N: 1}}},
	{"in the order of adding, not of ids", "", []step{{Add: saco, N: 1}, {Add: polo, N: 1}, {Add: gorra, N: 1}, {Add: saco, N: 1}}},
	{"beyond the stock", "", []step{{Add: polo, N: 3}, {Add: polo, N: 3}}},
	{"beyond 999", "", []step{{Add: gorra, N: 999}, {Add: gorra, N: 1}}},
	{"quantities out of range", "", []step{{Add: gorra, N: 0}, {Add: gorra, N: -1}, {Add: gorra, N: 1000}}},
	{"largest total", "", []step{{Add: saco, N: 999}}},
	{"set", "{" + seedEntry + "}", []step{{Set: "3", N: 10}}},
	{"set to quantities out of range", "{" + seedEntry + "}", []step{{Set: "3", N: -1}, {Set: "3", N: 1000}}},
	{"set to zero", "{" + seedEntry + "}", []step{{Set: "3", N: 0}}},
	{"set a missing line", "{" + seedEntry + "}", []step{{Set: "9", N: 2}}},
	{"remove", "{" + seedEntry + "}", []step{{Add: polo, N: 1}, {Remove: "3"}}},
	{"remove a variant", "{" + seedEntry + "}", []step{{Add: polo, N: 1}, {Remove: "7:2"}}},
	{"empty the cart", "{" + seedEntry + "}", []step{{Empty: true}}},
	{"null", "null", []step{{Add: gorra, N: 1}}},
	{"a list", "[]", []step{{Add: gorra, N: 1}}},
	{"a list with an item", "[1]", []step{{Add: gorra, N: 1}}},
	{"text", "hola", []step{{Add: gorra, N: 1}}},
	{"a number", "7", nil},
	{"cut off in an entry", "{" + seedEntry + `,"4":{"producto_id":4,"nom`, []step{{Add: polo, N: 1}}},
	{"cut off after an entry", "{" + seedEntry, nil},
	{"cut off after a comma", "{" + seedEntry + ",", nil},
	{"an empty entry", `{"1":{},` + seedEntry + "}", nil},
	{"invalid entries", `{"1":null,"2":[],"5":7,"6":"x",` + seedEntry + "}", nil},
	{"the form of an early prototype", `{"1":{"nombre":"pantalon","precio":"100"}}`, nil},
	{"quantity in quotes", strings.Replace("{"+seedEntry+"}", `"cantidad":2`, `"cantidad":"2"`, 1), nil},
	{"fractional quantity", strings.Replace("{"+seedEntry+"}", `"cantidad":2`, `"cantidad":1.5`, 1), nil},
	{"quantity null", strings.Replace("{"+seedEntry+"}", `"cantidad":2`, `"cantidad":null`, 1), nil},
	{"quantity beyond 999", strings.Replace("{"+seedEntry+"}", `"cantidad":2`, `"cantidad":1000`, 1), nil},
	{"price as a number", strings.Replace("{"+seedEntry+"}", `"7.00"`, `7.5`, 1), nil},
	{"invalid price", strings.Replace("{"+seedEntry+"}", `"7.00"`, `"gratis"`, 1), nil},
	{"price with three decimals", strings.Replace("{"+seedEntry+"}", `"7.00"`, `"7.005"`, 1), nil},
	{"another key", strings.Replace("{"+seedEntry+"}", `"3":{`, `"gorra":{`, 1), nil},
	{"another id", strings.Replace("{"+seedEntry+"}", `"producto_id":3`, `"producto_id":9`, 1), nil},
	{"two entries of one product", "{" + seedEntry + `,"gorra":{"producto_id":3,"nombre":"Gorra","cantidad":4,"precio":"7.00","imagen":"","total":"28.00"}}`, nil},
	{"an older form, without places", `{"10":{"producto_id":10,"nombre":"A","cantidad":1,"precio":"1.00","imagen":"","total":"1.00"},` + seedEntry + "}", nil},
	{"with places", `{"10":{"producto_id":10,"nombre":"A","cantidad":1,"precio":"1.00","imagen":"","total":"1.00","orden":2},"11":{"producto_id":11,"nombre":"B","cantidad":1,"precio":"1.00","imagen":"","total":"1.00","orden":1},` + seedEntry + "}", nil},
	{"a variant without the field for its id", `{"7:2":{"producto_id":7,"nombre":"Polo","cantidad":1,"precio":"39.90","imagen":"","total":"39.90"}}`, nil},
}

// byGo makes changes of a stored cart with package cart. It returns the new cart and the
// names of the entries that were dropped, or "" for an unreadable text.
func byGo(stored string, steps []step) (text string, lost []string) {
	c, damage := cart.Parse(stored, 2)
	for _, s := range steps {
		switch {
		case s.Add != nil:
			p := s.Add.product()
			c.Add(p, s.Add.VariantID, s.N)
		case s.Empty:
			c.Clear()
		case s.Remove != "" || s.N == 0:
			c.Remove(cmp.Or(s.Remove, s.Set))
		default:
			line, _ := c.Line(s.Set)
			c.SetQuantity(&catalog.Product{ID: line.ProductID, Price: line.UnitPrice, Stock: catalog.NotCounted}, line.VariantID, s.N)
		}
	}
	if damage.Unreadable {
		lost = append(lost, "")
	}
	return string(c.AppendJSON(nil)), append(lost, damage.Dropped...)
}

// product returns the product of the catalogue that the page shows.
func (s *sale) product() *catalog.Product {
	price, err := money.Parse(s.Price, 2)
	if err != nil {
		panic(err)
	}
	p := &catalog.Product{ID: s.ProductID, Name: s.Name, Price: price, Stock: s.Stock}
	if s.Image != "" {
		p.Images = []catalog.Image{{Src: s.Image}}
	}
	if s.VariantID > 0 {
		p.Variants = []catalog.Variant{{ID: s.VariantID, Values: strings.Split(s.Variant, " / "), Price: price, Stock: s.Stock, Image: -1}}
	}
	return p
}

// TestCartParity checks that boot.js reads, changes and writes carts like package cart.
func TestCartParity(t *testing.T) {
	t.Parallel()
	base, _ := browsertest.Held(t)
	tab := browsertest.NewBrowser(t).Open(base)
	tab.Early("/producto/3")
	functionsOfBoot(tab)
	for _, test := range cartCases {
		t.Run(test.name, func(t *testing.T) {
			steps, err := json.Marshal(test.steps)
			if err != nil {
				t.Fatal(err)
			}
			result := browsertest.Eval[string](tab, fmt.Sprintf(`(() => { const { lines, lost } = readCart(%s);
				for (const step of %s ?? []) change(lines, step);
				return JSON.stringify({ text: writeCart(lines), lost }); })()`, browsertest.QuoteJS(test.stored), steps))
			var byScript struct {
				Text string
				Lost []string
			}
			if err := json.Unmarshal([]byte(result), &byScript); err != nil {
				t.Fatal(err)
			}
			text, lost := byGo(test.stored, test.steps)
			if byScript.Text != text {
				t.Errorf("boot.js: got\n%s\nwant as from package cart\n%s", byScript.Text, text)
			}
			slices.Sort(lost)
			slices.Sort(byScript.Lost)
			if !slices.Equal(byScript.Lost, lost) {
				t.Errorf("boot.js: got dropped entries %q, want %q as from package cart", byScript.Lost, lost)
			}
		})
	}
}

// functionsOfBoot defines the functions of boot.js, which are private to it, as globals.
func functionsOfBoot(tab *browsertest.Tab) {
	tab.T.Helper()
	script, err := os.ReadFile(browsertest.Web + "/boot.js")
	if err != nil {
		tab.T.Fatal(err)
	}
	functions, _, found := strings.Cut(string(script), "const early = {")
	if !found {
		tab.T.Fatal("boot.js has no line \"const early = {\", which begins the part with its event listeners")
	}
	browsertest.Eval[any](tab, functions+"\nundefined")
}
