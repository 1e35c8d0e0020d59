package settings

import (
	"encoding/json"
	"strconv"
	"strings"

	"carrito/server/catalogfile"
)

// kind is how a field is typed and written.
type kind string

const (
	line   kind = "line"
	area   kind = "area"
	yes    kind = "yes"    // true, or left out
	number kind = "number" // a whole number
	amount kind = "amount" // of money
	color  kind = "color"
	swatch kind = "swatch" // a colour that nothing is compared with
	photo  kind = "photo"  // the address of a picture, which may also be sent
	choice kind = "choice"
)

// setting is a member of shop.json that the page changes. Its name is the path, with
// dots.
type setting struct {
	path  string
	kind  kind
	group string
}

// settings are all of them but the lists, in the order of the page.
var settings = []setting{
	{"name", line, "shop"}, {"tagline", line, "shop"}, {"description", area, "shop"}, {"language", choice, "shop"}, {"locale", line, "shop"},
	{"currency", line, "shop"}, {"baseURL", line, "shop"},
	{coverSrc, photo, "cover"}, {coverAlt, line, "cover"},
	{"colors.accent", color, "colors"}, {"colors.accentDark", color, "colors"},
	{"contact.email", line, "contact"}, {"contact.whatsapp", line, "contact"}, {"contact.address", line, "contact"}, {"contact.hours", line, "contact"},
	{"orders.minimum", amount, "orders"}, {"orders.tax.name", line, "orders"}, {"orders.tax.percent", line, "orders"}, {"orders.tax.included", yes, "orders"},
	{"returns.none", yes, "returns"}, {"returns.days", number, "returns"}, {"returns.fees", line, "returns"},
	{"complaints.name", line, "complaints"}, {"complaints.ruc", line, "complaints"}, {"complaints.address", line, "complaints"},
	{"orders.keepMonths", number, "data"}, {"orders.noReceipts", yes, "data"}, {"lowStock", number, "data"}, {"noPreviews", yes, "data"}, {"noAlerts", yes, "data"},
}

// Paths of the lists of shop.json that the page changes.
const (
	deliveryPath = "orders.delivery"
	zones        = "zones" // within a way of delivery
	promosPath   = "orders.promos"
	paymentsPath = "payments"
	channelsPath = "orders.channels"
	swatchesPath = "swatches" // an object: names and colours
	synonymsPath = "synonyms" // texts
)

// Paths of the picture of the first page. It is one value, with its size in pixels.
const (
	coverPath = "cover"
	coverSrc  = coverPath + ".src"
	coverAlt  = coverPath + ".alt"
)

// lists are the groups of the page that have a list, in its order.
var lists = []struct{ group, path string }{
	{"channels", channelsPath}, {"delivery", deliveryPath}, {"promos", promosPath}, {"payments", paymentsPath}, {"swatches", swatchesPath}, {"search", synonymsPath},
}

// groups are the groups of the page in its order.
var groups = []string{"shop", "cover", "colors", "contact", "orders", "channels", "delivery", "promos", "payments", "swatches", "search", "returns", "complaints", "data"}

// paths returns the paths of everything that the page changes.
func paths() []string {
	all := []string{coverPath}
	for _, s := range settings {
		if s.path != coverSrc && s.path != coverAlt {
			all = append(all, s.path)
		}
	}
	for _, l := range lists {
		all = append(all, l.path)
	}
	return all
}

// flat returns what the page changes of shop.json as an object that has the paths as
// names, so that two owners' changes of it can be merged.
func flat(text []byte) (catalogfile.Object, error) {
	whole, err := catalogfile.ParseObject(strings.TrimPrefix(string(text), bom))
	var o catalogfile.Object
	for _, path := range paths() {
		if value := get(whole, strings.Split(path, ".")); value != nil {
			o = o.With(path, value)
		}
	}
	return o, err
}

const bom = "\ufeff"

// get returns the value at a path, or nil if there is none.
func get(o catalogfile.Object, path []string) json.RawMessage {
	value := o.Get(path[0])
	if value == nil || len(path) == 1 {
		return value
	}
	inner, err := catalogfile.ParseObject(string(value))
	if err != nil {
		return nil
	}
	return get(inner, path[1:])
}

// raw returns a member as text, whatever it is.
func raw(o catalogfile.Object, name string) string {
	value := string(o.Get(name))
	if value == "null" {
		return ""
	}
	if text := o.Text(name); text != "" {
		return text
	}
	return strings.Trim(value, `"`)
}

// with returns o with what was typed for a member, or as it is if that means the same.
func with(o catalogfile.Object, name string, kind kind, typed string) catalogfile.Object {
	switch n, err := strconv.Atoi(typed); {
	case kind == yes:
		if (typed != "") == o.Bool(name) {
			return o
		}
		if typed == "" {
			return o.With(name, nil)
		}
		return o.With(name, true)
	case typed == raw(o, name):
		return o
	case typed == "":
		return o.With(name, nil)
	case kind == number && err == nil:
		return o.With(name, n)
	}
	return o.With(name, typed)
}
