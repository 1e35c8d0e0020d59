package catalogfile

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
)

// Object is a JSON object of products.json: a product, a variant, an option or an
// image. It keeps the order of its members, and members that this program does not
// know. Objects never change; [Object.With] returns a changed copy.
type Object struct {
	members []member
	text    string // as in the file; empty once it has changed
}

type member struct {
	name  string
	value json.RawMessage
}

// ParseObject parses a JSON object. If a name occurs twice, the last value counts.
func ParseObject(text string) (Object, error) {
	o := Object{text: text}
	decoder := json.NewDecoder(strings.NewReader(text))
	if start, err := decoder.Token(); err != nil || start != json.Delim('{') {
		return Object{}, fmt.Errorf("it is not an object: %w", err)
	}
	for decoder.More() {
		name, err := decoder.Token()
		if err != nil {
			return Object{}, err
		}
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil {
			return Object{}, err
		}
		o.set(name.(string), value)
	}
	if _, err := decoder.Token(); err != nil {
		return Object{}, err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return Object{}, errors.New("there is more text after its end")
	}
	return o, nil
}

func (o *Object) set(name string, value json.RawMessage) {
	if at := o.find(name); at >= 0 {
		o.members[at].value = value
	} else {
		o.members = append(o.members, member{name, value})
	}
}

// order is the order of the members of products and of their parts.
var order = []string{"id", "slug", "src", "alt", "width", "height", "name", "values", "price", "compareAtPrice", "category", "description",
	"tags", "stock", "sku", "brand", "condition", "googleCategory", "gtin", "mpn", "hidden", "image", "images", "options", variants}

// insert adds a new member: before the first one that comes after it in order.
func (o *Object) insert(m member) {
	rank := slices.Index(order, m.name)
	at := slices.IndexFunc(o.members, func(other member) bool { return rank >= 0 && slices.Index(order, other.name) > rank })
	if at < 0 {
		at = len(o.members)
	}
	o.members = slices.Insert(o.members, at, m)
}

func (o Object) find(name string) int {
	return slices.IndexFunc(o.members, func(m member) bool { return m.name == name })
}

// Names returns the names of the members, in their order.
func (o Object) Names() []string {
	list := make([]string, len(o.members))
	for i, m := range o.members {
		list[i] = m.name
	}
	return list
}

// Get returns the JSON of a member, or nil if there is none.
func (o Object) Get(name string) json.RawMessage {
	if at := o.find(name); at >= 0 {
		return o.members[at].value
	}
	return nil
}

// With returns a copy with a member of the given value, or without that member if
// value is nil. A new member goes to its place among those that the program knows.
func (o Object) With(name string, value any) Object {
	text, raw := json.RawMessage(nil), false
	if text, raw = value.(json.RawMessage); !raw && value != nil {
		text = encode(value)
	}
	if sameValue(o.Get(name), text) {
		return o
	}
	changed := Object{members: slices.Clone(o.members)}
	switch {
	case text == nil:
		changed.members = slices.DeleteFunc(changed.members, func(m member) bool { return m.name == name })
	case o.find(name) < 0:
		changed.insert(member{name, text})
	default:
		changed.set(name, text)
	}
	return changed
}

// encode returns the JSON of a value that always has one.
func encode(value any) json.RawMessage {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		panic(err)
	}
	return bytes.TrimSpace(b.Bytes())
}

// Text returns a member that is text, or "".
func (o Object) Text(name string) string {
	var text string
	json.Unmarshal(o.Get(name), &text)
	return text
}

// Texts returns a member that is a list of texts.
func (o Object) Texts(name string) []string {
	var texts []string
	json.Unmarshal(o.Get(name), &texts)
	return texts
}

// Int returns a member that is a whole number.
func (o Object) Int(name string) (n int, ok bool) {
	value := o.Get(name)
	return n, value != nil && string(value) != "null" && json.Unmarshal(value, &n) == nil
}

// Bool returns a member that is true or false.
func (o Object) Bool(name string) bool {
	var b bool
	json.Unmarshal(o.Get(name), &b)
	return b
}

// ID returns the member id, or 0 if there is none yet.
func (o Object) ID() int {
	id, _ := o.Int("id")
	return id
}

// Objects returns a member that is a list of objects. Whatever else the list has
// is left out.
func (o Object) Objects(name string) []Object {
	var texts []json.RawMessage
	json.Unmarshal(o.Get(name), &texts)
	var objects []Object
	for _, text := range texts {
		if one, err := ParseObject(string(text)); err == nil {
			objects = append(objects, one)
		}
	}
	return objects
}

// WithObjects is [Object.With] for a list of objects. An empty list removes the
// member.
func (o Object) WithObjects(name string, list []Object) Object {
	if len(list) == 0 {
		return o.With(name, nil)
	}
	var b bytes.Buffer
	for i, one := range list {
		b.WriteByte("[,"[min(i, 1)])
		b.WriteString(one.compact())
	}
	b.WriteByte(']')
	return o.With(name, json.RawMessage(b.Bytes()))
}

// compact returns the JSON without white space.
func (o Object) compact() string {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o.members {
		if i > 0 {
			b.WriteByte(',')
		}
		b.Write(encode(m.name))
		b.WriteByte(':')
		json.Compact(&b, m.value)
	}
	b.WriteByte('}')
	return b.String()
}

// MarshalJSON returns the JSON without white space.
func (o Object) MarshalJSON() ([]byte, error) { return []byte(o.compact()), nil }

// file returns the JSON as it stands in the file: as it was, or indented if it has
// changed.
func (o Object) file() string {
	if o.text != "" {
		return o.text
	}
	var b bytes.Buffer
	json.Indent(&b, []byte(o.compact()), "  ", "  ")
	return b.String()
}

// sameObject reports whether two objects have the same members.
func sameObject(a, b Object) bool {
	if a.text != "" && a.text == b.text {
		return true
	}
	return sameValue(json.RawMessage(a.compact()), json.RawMessage(b.compact()))
}

// sameValue reports whether two values mean the same. nil is no value.
func sameValue(a, b json.RawMessage) bool {
	if (a == nil) != (b == nil) {
		return false
	}
	if bytes.Equal(a, b) {
		return true
	}
	return reflect.DeepEqual(decoded(a), decoded(b))
}

func decoded(text json.RawMessage) any {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var value any
	if decoder.Decode(&value) != nil {
		return string(text)
	}
	return value
}
