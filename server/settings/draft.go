package settings

import (
	"net/url"
	"strconv"
	"strings"

	"carrito/server/catalogfile"
)

// draft is what the owner types. Every field is text, so nothing that was typed is lost.
type draft struct {
	Base   catalogfile.Object // what the draft started from; see flat
	values map[string]string  // of the settings, by path
	lists  map[string]*[]item // by path
}

// newDraft returns the draft of a flat object.
func newDraft(o catalogfile.Object) *draft {
	d := &draft{Base: o, values: map[string]string{}, lists: map[string]*[]item{}}
	for _, s := range settings {
		if d.values[s.path] = valueOf(o, s.path); s.kind == yes {
			d.values[s.path] = checked(o.Bool(s.path))
		}
	}
	for _, l := range lists {
		items := newItems(l.path, listOf(o, l.path))
		d.lists[l.path] = &items
	}
	return d
}

// checked returns the value of a box.
func checked(yes bool) string {
	if yes {
		return "1"
	}
	return ""
}

// readDraft returns the draft that a form contains.
func readDraft(form url.Values) *draft {
	d := &draft{values: map[string]string{}, lists: map[string]*[]item{}}
	base, _ := catalogfile.ParseObject(form.Get("base"))
	for _, path := range paths() { // and nothing else that a form may have
		if value := base.Get(path); value != nil {
			d.Base = d.Base.With(path, value)
		}
	}
	for _, s := range settings {
		d.values[s.path] = clean(form.Get(s.path))
	}
	for _, l := range lists {
		items := readItems(form, l.path)
		d.lists[l.path] = &items
	}
	return d
}

// clean returns a typed text as it is saved.
func clean(text string) string { return strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n")) }

// apply returns the base with what was typed. convert converts an amount that was typed,
// and measure returns the size of a picture in pixels.
func (d *draft) apply(convert func(string) string, measure func(src string) (width, height int, err error)) catalogfile.Object {
	o := d.withCover(d.Base, measure)
	for _, s := range settings {
		if s.path == coverSrc || s.path == coverAlt {
			continue
		}
		typed := d.values[s.path]
		if s.kind == amount && typed != raw(o, s.path) {
			typed = convert(typed)
		}
		o = with(o, s.path, s.kind, typed)
	}
	for _, l := range lists {
		o = withList(o, l.path, objects(l.path, *d.lists[l.path], listOf(d.Base, l.path), convert))
	}
	return o
}

// press does what a button within the page says, such as add.payments, and reports
// whether it is one. get returns a field of the form, such as the kind of a new item.
func (d *draft) press(do string, get func(string) string) bool {
	verb, at, _ := strings.Cut(do, ".")
	if verb == "add" {
		list := d.list(at)
		if list == nil {
			return false
		}
		*list = append(*list, newItem(at, catalogfile.Object{}, "", get("kind."+at)))
		return true
	}
	cut := strings.LastIndexByte(at, '.')
	if cut < 0 {
		return false
	}
	list := d.list(at[:cut])
	n, err := strconv.Atoi(at[cut+1:])
	if list == nil || err != nil || n < 0 || n >= len(*list) {
		return false
	}
	switch verb {
	case "remove":
		*list = append((*list)[:n:n], (*list)[n+1:]...)
	case "up":
		if n > 0 {
			(*list)[n-1], (*list)[n] = (*list)[n], (*list)[n-1]
		}
	case "down":
		if n+1 < len(*list) {
			(*list)[n+1], (*list)[n] = (*list)[n], (*list)[n+1]
		}
	default:
		return false
	}
	return true
}

// list returns the list at a path, which may be one within an item, or nil.
func (d *draft) list(path string) *[]item {
	for _, l := range lists {
		if path == l.path {
			return d.lists[path]
		}
		rest, ok := strings.CutPrefix(path, l.path+".")
		if !ok || l.path != deliveryPath {
			continue
		}
		place, name, _ := strings.Cut(rest, ".")
		n, err := strconv.Atoi(place)
		if err == nil && name == zones && n >= 0 && n < len(*d.lists[l.path]) {
			return &(*d.lists[l.path])[n].Zones
		}
	}
	return nil
}
