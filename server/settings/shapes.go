package settings

import (
	"encoding/json"
	"strings"

	"carrito/server/catalogfile"
)

// valueOf returns the value of a setting of a flat object, as text.
func valueOf(o catalogfile.Object, path string) string {
	name, ok := strings.CutPrefix(path, coverPath+".")
	if !ok {
		return raw(o, path)
	}
	return raw(cover(o), name)
}

// cover returns the picture of the first page of a flat object.
func cover(o catalogfile.Object) catalogfile.Object {
	inner, _ := catalogfile.ParseObject(string(o.Get(coverPath)))
	return inner
}

// withCover returns o with the picture of the first page that was typed, and its size. If
// it cannot be measured, the size stays, and the check of shop.json says why.
func (d *draft) withCover(o catalogfile.Object, measure func(src string) (width, height int, err error)) catalogfile.Object {
	before, src := cover(o), d.values[coverSrc]
	after := with(with(before, "src", line, src), "alt", line, d.values[coverAlt])
	switch width, height, err := measure(src); {
	case src == "":
		return o.With(coverPath, nil)
	case err == nil:
		after = after.With("width", width).With("height", height)
	}
	text, _ := after.MarshalJSON()
	return o.With(coverPath, json.RawMessage(text))
}

// listOf returns the items of a list of a flat object. Colours and synonyms, which are no
// list of objects in shop.json, become one.
func listOf(o catalogfile.Object, path string) (list []catalogfile.Object) {
	switch path {
	case synonymsPath:
		for _, words := range o.Texts(path) {
			list = append(list, catalogfile.Object{}.With("words", words))
		}
		return list
	case swatchesPath:
		colors, _ := catalogfile.ParseObject(string(o.Get(path)))
		for _, name := range colors.Names() {
			list = append(list, catalogfile.Object{}.With("name", name).With("color", raw(colors, name)))
		}
		return list
	}
	return o.Objects(path)
}

// withList returns o with a list as [listOf] returns it. Of two colours with the same name
// the last one stays.
func withList(o catalogfile.Object, path string, list []catalogfile.Object) catalogfile.Object {
	if len(list) == 0 || path != synonymsPath && path != swatchesPath {
		return o.WithObjects(path, list)
	}
	if path == synonymsPath {
		lines := make([]string, len(list))
		for i, one := range list {
			lines[i] = one.Text("words")
		}
		return o.With(path, lines)
	}
	var colors catalogfile.Object
	for _, one := range list {
		colors = colors.With(one.Text("name"), one.Text("color"))
	}
	return o.With(path, colors)
}
