package cart

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"carrito/app/json"
	"carrito/app/money"
)

// Damage describes what [Parse] could not read.
type Damage struct {
	Unreadable bool     // the text, or its end, is not a cart
	Dropped    []string // names of the entries left out, or their keys
}

// Parse reads a cart from its JSON form, which may be an older one or damaged. It reads
// every entry that has a product and a quantity, and reports the others as Damage. If
// the text is cut off, it reads the entries before the cut. Prices have the given
// number of decimals.
func Parse(text string, digits int) (Cart, Damage) {
	var c Cart
	var damage Damage
	if blank(text) {
		return c, damage
	}
	r := json.NewReader(text)
	var places []int
	r.Object(func(key string) {
		e := readEntry(r)
		line, place, ok := e.line(key, digits)
		switch i := c.index(line.Key()); {
		case r.Err() != nil: // the text is cut off within this entry
		case !ok:
			damage.Dropped = append(damage.Dropped, cmp.Or(e.texts["nombre"], key))
		case i >= 0:
			c.lines[i].Quantity = min(c.lines[i].Quantity+line.Quantity, MaxQuantity)
		default:
			c.lines = append(c.lines, line)
			places = append(places, place)
		}
	})
	damage.Unreadable = r.End() != nil || text[strings.IndexFunc(text, notSpace)] != '{'
	c.sort(places)
	return c, damage
}

func notSpace(c rune) bool { return !unicode.IsSpace(c) }

// blank reports whether text is one of the forms in which a session stores no cart.
func blank(text string) bool {
	text = strings.TrimSpace(text)
	return text == "" || text == "null" || text == "[]" || text == "{}"
}

// sort sorts the lines by their places. Lines without one, from an older form, come
// last in the order of the text.
func (c *Cart) sort(places []int) {
	placeOf := make(map[Key]int, len(c.lines))
	for i, l := range c.lines {
		placeOf[l.Key()] = places[i]
	}
	slices.SortStableFunc(c.lines, func(a, b Line) int { return placeOf[a.Key()] - placeOf[b.Key()] })
}

// NoPlace is greater than every place of a line.
const NoPlace = 1 << 30

// maxID is the largest id that both JavaScript and int can represent.
const maxID = int(min(1<<53-1, math.MaxInt))

// entry is one entry of the dictionary. texts has the fields that are strings or
// numbers, by name. A number is stored as its digits, as older forms have it.
type entry struct {
	texts  map[string]string
	others map[string]bool // fields of other kinds
}

func readEntry(r *json.Reader) entry {
	e := entry{texts: map[string]string{}, others: map[string]bool{}}
	r.Object(func(name string) {
		text, ok := "", false
		if r.Kind() == json.Number {
			text, ok = r.Literal()
		} else {
			text, ok = r.Text()
		}
		if ok {
			e.texts[name] = text
		} else {
			e.others[name] = true
		}
	})
	return e
}

// has reports whether the entry has the field, of any kind.
func (e entry) has(name string) bool {
	_, ok := e.texts[name]
	return ok || e.others[name]
}

func (e entry) line(key string, digits int) (l Line, place int, ok bool) {
	l.Name, l.Variant, l.Image = e.texts["nombre"], e.texts["variante"], e.texts["imagen"]
	l.UnitPrice = money.FromMinor(0, digits)
	if price, err := money.Parse(e.texts["precio"], digits); err == nil {
		l.UnitPrice = price
	}
	l.ProductID, l.VariantID, ok = parseKey(key)
	if !ok {
		l.ProductID, ok = number(e.texts["producto_id"], maxID)
		if ok && e.has("variante_id") {
			l.VariantID, ok = number(e.texts["variante_id"], maxID)
		}
	}
	if !ok {
		return Line{}, 0, false
	}
	if l.VariantID == 0 {
		l.Variant = ""
	}
	if l.Quantity, ok = number(e.texts["cantidad"], MaxQuantity); !ok {
		// The seed's first sketch of the dictionary has only a name and a price.
		if e.has("cantidad") || l.Name == "" {
			return Line{}, 0, false
		}
		l.Quantity = 1
	}
	if place, ok = number(e.texts["orden"], NoPlace-1); !ok {
		place = NoPlace
	}
	return l, place, true
}

func parseKey(key string) (product, variant int, ok bool) {
	productText, variantText, hasVariant := strings.Cut(key, ":")
	product, ok = number(productText, maxID)
	if ok && hasVariant {
		variant, ok = number(variantText, maxID)
	}
	return product, variant, ok
}

// number reads a whole number from 1 to limit.
func number(s string, limit int) (int, bool) {
	n, err := strconv.Atoi(s)
	return n, err == nil && n >= 1 && n <= limit && s[0] != '+'
}
