package e2e

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
)

// sale is a variant as boot.js finds it in the page, with the cart change to make: add,
// set, remove or empty.
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

type step struct {
	Add    *sale    `json:"add,omitempty"`
	Set    cart.Key `json:"set,omitempty"`
	Remove cart.Key `json:"remove,omitempty"`
	Empty  bool     `json:"empty,omitempty"`
	N      int      `json:"n"`
}

var (
	polo = &sale{ProductID: 7, VariantID: 2, Name: `Polo "básico" <M>`, Variant: "M / Añil", Price: "39.90", Image: "/web/p.jpg", Stock: 5, Exists: true}
	// camisa is the product that the shop has under polo's ids after the owner changed
	// it.
	camisa = &sale{ProductID: 7, VariantID: 2, Name: "Camisa", Variant: "S", Price: "49.90", Image: "/web/c.jpg", Stock: 5, Exists: true}

	gorra = &sale{ProductID: 3, Name: "Gorra 🧢\t\u2028", Price: "0.10", Stock: -1, Exists: true}
	saco  = &sale{ProductID: 12, Name: "Saco", Price: "999999999.99", Image: "https://img.example/s.jpg", Stock: 999, Exists: true}
)

const seedEntry = `"3":{"producto_id":3,"nombre":"Gorra","cantidad":2,"precio":"7.00","imagen":"/g.jpg","total":"14.00"}`

// twins are carts and cart changes for which package cart and boot.js must write the
// same bytes.
var twins = []struct {
	name   string
	stored string
	steps  []step
}{
	{"nothing", "", nil},
	{"the first line", "", []step{{Add: polo, N: 2}}},
	{"the same again", "", []step{{Add: polo, N: 2}, {Add: polo, N: 3}}},
	{"the same again, called otherwise", "", []step{{Add: polo, N: 2}, {Add: camisa, N: 1}}},
	{"more of what is called otherwise", strings.Replace("{"+seedEntry+"}", `"Gorra"`, `"Gorro"`, 1), []step{{Add: gorra, N: 1}}},
	{"order of adding, not of ids", "", []step{{Add: saco, N: 1}, {Add: polo, N: 1}, {Add: gorra, N: 1}, {Add: saco, N: 1}}},
	{"beyond the stock", "", []step{{Add: polo, N: 3}, {Add: polo, N: 3}}},
	{"beyond 999", "", []step{{Add: gorra, N: 999}, {Add: gorra, N: 1}}},
	{"no quantity", "", []step{{Add: gorra, N: 0}, {Add: gorra, N: -1}, {Add: gorra, N: 1000}}},
	{"the largest sum", "", []step{{Add: saco, N: 999}}},
	{"set", "{" + seedEntry + "}", []step{{Set: "3", N: 10}}},
	{"set to what is none", "{" + seedEntry + "}", []step{{Set: "3", N: -1}, {Set: "3", N: 1000}}},
	{"set to nought", "{" + seedEntry + "}", []step{{Set: "3", N: 0}}},
	{"set what is not there", "{" + seedEntry + "}", []step{{Set: "9", N: 2}}},
	{"remove", "{" + seedEntry + "}", []step{{Add: polo, N: 1}, {Remove: "3"}}},
	{"remove a variant", "{" + seedEntry + "}", []step{{Add: polo, N: 1}, {Remove: "7:2"}}},
	{"empty", "{" + seedEntry + "}", []step{{Empty: true}}},
	{"null", "null", []step{{Add: gorra, N: 1}}},
	{"a list", "[]", []step{{Add: gorra, N: 1}}},
	{"a full list", "[1]", []step{{Add: gorra, N: 1}}},
	{"text", "hola", []step{{Add: gorra, N: 1}}},
	{"a number", "7", nil},
	{"cut off in an entry", "{" + seedEntry + `,"4":{"producto_id":4,"nom`, []step{{Add: polo, N: 1}}},
	{"cut off behind an entry", "{" + seedEntry, nil},
	{"cut off behind a comma", "{" + seedEntry + ",", nil},
	{"an empty entry", `{"1":{},` + seedEntry + "}", nil},
	{"entries that are none", `{"1":null,"2":[],"5":7,"6":"x",` + seedEntry + "}", nil},
	{"the seed's first sketch", `{"1":{"nombre":"pantalon","precio":"100"}}`, nil},
	{"quantity in quotes", strings.Replace("{"+seedEntry+"}", `"cantidad":2`, `"cantidad":"2"`, 1), nil},
	{"quantity that is none", strings.Replace("{"+seedEntry+"}", `"cantidad":2`, `"cantidad":1.5`, 1), nil},
	{"quantity null", strings.Replace("{"+seedEntry+"}", `"cantidad":2`, `"cantidad":null`, 1), nil},
	{"quantity beyond 999", strings.Replace("{"+seedEntry+"}", `"cantidad":2`, `"cantidad":1000`, 1), nil},
	{"price as a number", strings.Replace("{"+seedEntry+"}", `"7.00"`, `7.5`, 1), nil},
	{"price that is none", strings.Replace("{"+seedEntry+"}", `"7.00"`, `"gratis"`, 1), nil},
	{"price with three decimals", strings.Replace("{"+seedEntry+"}", `"7.00"`, `"7.005"`, 1), nil},
	{"another key", strings.Replace("{"+seedEntry+"}", `"3":{`, `"gorra":{`, 1), nil},
	{"another id", strings.Replace("{"+seedEntry+"}", `"producto_id":3`, `"producto_id":9`, 1), nil},
	{"twice the same", "{" + seedEntry + `,"gorra":{"producto_id":3,"nombre":"Gorra","cantidad":4,"precio":"7.00","imagen":"","total":"28.00"}}`, nil},
	{"an older form, in its own order", `{"10":{"producto_id":10,"nombre":"A","cantidad":1,"precio":"1.00","imagen":"","total":"1.00"},` + seedEntry + "}", nil},
	{"places", `{"10":{"producto_id":10,"nombre":"A","cantidad":1,"precio":"1.00","imagen":"","total":"1.00","orden":2},"11":{"producto_id":11,"nombre":"B","cantidad":1,"precio":"1.00","imagen":"","total":"1.00","orden":1},` + seedEntry + "}", nil},
	{"a variant without its field", `{"7:2":{"producto_id":7,"nombre":"Polo","cantidad":1,"precio":"39.90","imagen":"","total":"39.90"}}`, nil},
}

// byGo makes the same cart changes with package cart that boot.js makes in the page.
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

// product is the catalogue's product from which the page was made.
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

func TestTwins(t *testing.T) {
	t.Parallel()
	base, _ := held(t)
	tab := newBrowser(t).open(base)
	tab.early("/producto/3")
	tab.functionsOfBoot()
	for _, test := range twins {
		t.Run(test.name, func(t *testing.T) {
			steps, err := json.Marshal(test.steps)
			if err != nil {
				t.Fatal(err)
			}
			result := eval[string](tab, fmt.Sprintf(`(() => { const { lines, lost } = readCart(%s);
				for (const step of %s ?? []) change(lines, step);
				return JSON.stringify({ text: writeCart(lines), lost }); })()`, quoteJS(test.stored), steps))
			var byScript struct {
				Text string
				Lost []string
			}
			if err := json.Unmarshal([]byte(result), &byScript); err != nil {
				t.Fatal(err)
			}
			text, lost := byGo(test.stored, test.steps)
			if byScript.Text != text {
				t.Errorf("boot.js: got\n%s\nwant, as package cart writes it,\n%s", byScript.Text, text)
			}
			slices.Sort(lost)
			slices.Sort(byScript.Lost)
			if !slices.Equal(byScript.Lost, lost) {
				t.Errorf("boot.js lost %q, package cart %q", byScript.Lost, lost)
			}
		})
	}
}

// functionsOfBoot makes the functions of boot.js global; on a page they are private.
func (tab *tab) functionsOfBoot() {
	tab.t.Helper()
	script, err := os.ReadFile(web + "/boot.js")
	if err != nil {
		tab.t.Fatal(err)
	}
	functions, _, found := strings.Cut(string(script), "const early = {")
	if !found {
		tab.t.Fatal("boot.js has no listeners where they were: cut it before it listens to the page")
	}
	eval[any](tab, functions+"\nundefined")
}

func quoteJS(text string) string {
	quoted, err := json.Marshal(text)
	if err != nil {
		panic(err)
	}
	return string(quoted)
}
