package settings

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"carrito/app/catalog"
	"carrito/app/shop"
	"carrito/server/catalogfile"
)

// item is an item of a list, such as a way of delivery, a zone or a promo code, as the
// owner types it.
type item struct {
	was    string            // its place in the list that the draft started from; empty for a new one
	kind   string            // of a way of paying or a channel
	values map[string]string // by name
	Zones  []item
}

// part is a field of an item.
type part struct {
	name string
	kind kind
}

// parts returns the fields of the items of a list. kind is that of a way of paying or a
// channel.
func parts(path, kind string) []part {
	switch {
	case strings.HasSuffix(path, "."+zones):
		return []part{{"name", line}, {"price", amount}, {"freeFrom", amount}}
	case path == deliveryPath:
		return []part{{"name", line}, {"price", amount}, {"freeFrom", amount}, {"pickup", yes}}
	case path == promosPath:
		return []part{{"code", line}, {"percent", line}, {"amount", amount}, {"minimum", amount}}
	case path == swatchesPath:
		return []part{{"name", line}, {"color", swatch}}
	case path == synonymsPath:
		return []part{{"words", line}}
	case path == channelsPath && slices.ContainsFunc(shop.ChannelKinds, func(k shop.ChannelKind) bool { return k.Name == kind && k.URL }):
		return []part{{"url", line}, {"redirect", choice}}
	case path == channelsPath:
		return nil
	}
	list := []part{{"name", line}}
	known, _ := shop.PaymentKindOf(kind)
	for _, name := range slices.Concat(known.Needs, known.May) {
		switch name {
		case "name":
		case "scheme":
			list = append(list, part{name, choice})
		case "code":
			list = append(list, part{name, area})
		default:
			list = append(list, part{name, line})
		}
	}
	return append(list, part{"minimum", amount}, part{"maximum", amount}, part{"surcharge", line}, part{"discount", line})
}

func newItems(path string, list []catalogfile.Object) []item {
	var items []item
	for i, o := range list {
		items = append(items, newItem(path, o, strconv.Itoa(i), raw(o, "kind")))
	}
	return items
}

func newItem(path string, o catalogfile.Object, was, kind string) item {
	one := item{was: was, values: map[string]string{}}
	if path == paymentsPath || path == channelsPath {
		one.kind = kind
	}
	for _, p := range parts(path, one.kind) {
		if one.values[p.name] = raw(o, p.name); p.kind == yes {
			one.values[p.name] = checked(o.Bool(p.name))
		}
	}
	if path == deliveryPath {
		one.Zones = newItems(path+"."+zones, o.Objects(zones))
	}
	return one
}

// maxItems is how many items of a list a form may have.
const maxItems = 1000

// readItems returns the items of a list that a form contains.
func readItems(form url.Values, path string) []item {
	var items []item
	for i := range maxItems {
		at := path + "." + strconv.Itoa(i)
		if !form.Has(at + ".was") {
			break
		}
		one := item{was: form.Get(at + ".was"), kind: form.Get(at + ".kind"), values: map[string]string{}}
		for _, p := range parts(path, one.kind) {
			one.values[p.name] = clean(form.Get(at + "." + p.name))
		}
		if path == deliveryPath {
			one.Zones = readItems(form, at+"."+zones)
		}
		items = append(items, one)
	}
	return items
}

// objects returns the items of a list as shop.json has them. They keep what the page
// does not show of those in base. New ones get an id that no other one has.
func objects(path string, items []item, base []catalogfile.Object, convert func(string) string) []catalogfile.Object {
	var list []catalogfile.Object
	ids := map[string]bool{}
	for _, o := range base {
		ids[identOf(o)] = true
	}
	for _, one := range items {
		var o catalogfile.Object
		if at, err := strconv.Atoi(one.was); err == nil && at >= 0 && at < len(base) {
			o = base[at]
		} else if id := one.newID(path, ids); id != "" {
			o = o.With("id", id)
		}
		if one.kind != "" && o.Text("kind") != one.kind {
			o = o.With("kind", one.kind)
		}
		for _, p := range parts(path, one.kind) {
			typed := one.values[p.name]
			if p.kind == amount && typed != raw(o, p.name) {
				typed = convert(typed)
			}
			o = with(o, p.name, p.kind, typed)
		}
		if path == deliveryPath {
			o = o.WithObjects(zones, objects(path+"."+zones, one.Zones, o.Objects(zones), convert))
		}
		list = append(list, o)
	}
	return list
}

// rebase makes the draft start from another base, in which its items may have other
// places.
func (d *draft) rebase(base catalogfile.Object) {
	for _, l := range lists {
		refer(*d.lists[l.path], listOf(d.Base, l.path), listOf(base, l.path))
	}
	d.Base = base
}

// refer finds in another list the items that have their places in from.
func refer(items []item, from, to []catalogfile.Object) {
	for i := range items {
		at := slices.IndexFunc(to, func(o catalogfile.Object) bool { return identOf(o) == identOf(from[i]) })
		var inner []catalogfile.Object
		if items[i].was = ""; at >= 0 {
			items[i].was, inner = strconv.Itoa(at), to[at].Objects(zones)
		}
		refer(items[i].Zones, from[i].Objects(zones), inner)
	}
}

// identOf returns what tells an item from the others of its list.
func identOf(o catalogfile.Object) string {
	// A promo code has only a code, a colour only a name, and synonyms only their words.
	return cmp.Or(o.Text("id"), o.Text("kind"), o.Text("code"), o.Text("name"), o.Text("words"))
}

// newID returns an id for a new item that is not among taken, and adds it. Only ways of
// delivery, zones and ways of paying have one, and the first way of paying of a kind needs
// none.
func (i item) newID(path string, taken map[string]bool) string {
	if slices.Contains([]string{promosPath, channelsPath, swatchesPath, synonymsPath}, path) {
		return ""
	}
	if path == paymentsPath && !taken[i.kind] {
		taken[i.kind] = true
		return ""
	}
	stem := strings.Trim(strings.Map(func(c rune) rune {
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' {
			return c
		}
		return -1
	}, catalog.Slug(i.values["name"])), "-")
	if stem == "" {
		stem = "opcion"
	}
	id := stem[:min(len(stem), 40)]
	for n := 2; taken[id]; n++ {
		id = stem[:min(len(stem), 40)] + "-" + strconv.Itoa(n)
	}
	taken[id] = true
	return id
}
