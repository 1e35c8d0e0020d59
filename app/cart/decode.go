package cart

import (
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"strings"

	"carrito/app/money"
)

// Damage is what [Parse] could not keep.
type Damage struct {
	Unreadable bool     // the text as a whole, or from some point on, is no cart
	Dropped    []string // entries left out, by their name or else their key
}

// Any reports whether anything was lost.
func (d Damage) Any() bool { return d.Unreadable || len(d.Dropped) > 0 }

// Parse reads a cart back from its JSON form, an older or a damaged one too:
// whatever entry still says which product and how many is kept, the rest is
// told in the Damage. A text that was cut off keeps the entries before the cut.
// Prices are amounts with the given number of decimals.
func Parse(text string, digits int) (Cart, Damage) {
	var c Cart
	var damage Damage
	if blank(text) {
		return c, damage
	}
	d := json.NewDecoder(strings.NewReader(text))
	if start, err := d.Token(); err != nil || start != json.Delim('{') {
		return c, Damage{Unreadable: true}
	}
	var places []int
	for d.More() {
		key, err := d.Token()
		var fields json.RawMessage
		if err != nil || d.Decode(&fields) != nil {
			break
		}
		line, place, ok := parseEntry(key.(string), fields, digits)
		if !ok {
			damage.Dropped = append(damage.Dropped, nameOf(key.(string), fields))
			continue
		}
		if i := c.index(line.Key()); i >= 0 {
			c.lines[i].Quantity = min(c.lines[i].Quantity+line.Quantity, MaxQuantity)
			continue
		}
		c.lines = append(c.lines, line)
		places = append(places, place)
	}
	if end, err := d.Token(); err != nil || end != json.Delim('}') {
		damage.Unreadable = true
	}
	c.sort(places)
	return c, damage
}

// blank reports the ways in which a session says that there is no cart.
func blank(text string) bool {
	text = strings.TrimSpace(text)
	return text == "" || text == "null" || text == "[]" || text == "{}"
}

// sort puts the lines in the order of their places; lines without one, from an
// older form, keep the order of the text behind those.
func (c *Cart) sort(places []int) {
	placeOf := make(map[Key]int, len(c.lines))
	for i, l := range c.lines {
		placeOf[l.Key()] = places[i]
	}
	slices.SortStableFunc(c.lines, func(a, b Line) int { return placeOf[a.Key()] - placeOf[b.Key()] })
}

// noPlace is behind every place a line can have.
const noPlace = 1 << 30

// maxID is the largest id JavaScript and this machine's int both hold.
const maxID = int(min(1<<53-1, math.MaxInt))

func parseEntry(key string, entry json.RawMessage, digits int) (l Line, place int, ok bool) {
	var fields map[string]json.RawMessage
	if json.Unmarshal(entry, &fields) != nil {
		return Line{}, 0, false
	}
	l.Name, l.Variant, l.Image = text(fields["nombre"]), text(fields["variante"]), text(fields["imagen"])
	l.UnitPrice = money.FromMinor(0, digits)
	if price, err := money.Parse(text(fields["precio"]), digits); err == nil {
		l.UnitPrice = price
	}
	l.ProductID, l.VariantID, ok = parseKey(key)
	if !ok {
		l.ProductID, ok = whole(fields["producto_id"], maxID)
		if id, given := fields["variante_id"]; ok && given {
			l.VariantID, ok = whole(id, maxID)
		}
	}
	if !ok {
		return Line{}, 0, false
	}
	if l.VariantID == 0 {
		l.Variant = ""
	}
	if l.Quantity, ok = whole(fields["cantidad"], MaxQuantity); !ok {
		// The seed's first sketch of the dictionary has a name and a price only.
		if _, counted := fields["cantidad"]; counted || l.Name == "" {
			return Line{}, 0, false
		}
		l.Quantity = 1
	}
	if place, ok = whole(fields["orden"], noPlace-1); !ok {
		place = noPlace
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

func nameOf(key string, entry json.RawMessage) string {
	var fields map[string]json.RawMessage
	json.Unmarshal(entry, &fields)
	if name := text(fields["nombre"]); name != "" {
		return name
	}
	return key
}

// text reads a JSON string; a bare number, as in older forms, is its digits.
func text(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	var n json.Number
	if json.Unmarshal(raw, &n) == nil {
		return n.String()
	}
	return ""
}

// whole reads a whole number from 1 to limit, in quotes or not.
func whole(raw json.RawMessage, limit int) (int, bool) {
	return number(text(raw), limit)
}

func number(s string, limit int) (int, bool) {
	n, err := strconv.Atoi(s)
	return n, err == nil && n >= 1 && n <= limit && s[0] != '+'
}
