// Package patch changes single members of a JSON file, and leaves every other byte as
// the owner has written it: order, white space, and what this program does not know.
package patch

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
)

// Set returns text, which is a JSON object, with the value of the member at a path. It
// makes the objects on the way. A nil value removes the member, and objects on the way
// that are empty then.
func Set(text string, path []string, value json.RawMessage) (string, error) {
	list, end, err := members(text)
	if err != nil {
		return "", err
	}
	at := -1
	for i, m := range list {
		if m.name == path[0] {
			at = i // of several with the same name, readers take the last one
		}
	}
	if len(path) > 1 {
		inner := "{}"
		if at >= 0 && text[list[at].value] == '{' {
			inner = text[list[at].value:list[at].end]
		}
		if value == nil && inner == "{}" {
			return text, nil
		}
		changed, err := Set(inner, path[1:], value)
		if err != nil {
			return "", err
		}
		if value = json.RawMessage(changed); isEmpty(changed) {
			value = nil
		} else if at >= 0 {
			return text[:list[at].value] + changed + text[list[at].end:], nil
		}
	}
	switch {
	case at >= 0 && value != nil:
		return text[:list[at].value] + pretty(value, indentAt(text, list[at].name0)) + text[list[at].end:], nil
	case at >= 0:
		return remove(text, list, at, end), nil
	case value == nil:
		return text, nil
	}
	return add(text, list, end, path[0], value), nil
}

// member is where a member stands in the text of its object.
type member struct {
	name              string
	before            int // where the white space in front of the name begins, behind the brace or comma
	name0, value, end int
}

// members returns the members of an object, and where its closing brace is.
func members(text string) (list []member, end int, err error) {
	d := json.NewDecoder(strings.NewReader(text))
	if start, err := d.Token(); err != nil || start != json.Delim('{') {
		return nil, 0, errors.Join(err, errors.New("the text is not an object"))
	}
	from := int(d.InputOffset())
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, 0, err
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return nil, 0, err
		}
		m := member{name: name.(string), before: from, end: int(d.InputOffset())}
		if len(list) > 0 { // behind the comma
			m.before += strings.IndexByte(text[from:], ',') + 1
		}
		m.name0 = m.before + len(text[m.before:]) - len(strings.TrimLeft(text[m.before:], space))
		m.value = m.end - len(value)
		from = m.end
		list = append(list, m)
	}
	if _, err := d.Token(); err != nil {
		return nil, 0, err
	}
	end = int(d.InputOffset()) - 1
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, 0, errors.New("there is more text after the end of the object")
	}
	return list, end, nil
}

const space = " \t\r\n"

func isEmpty(object string) bool { return strings.Trim(object, "{}"+space) == "" }

// indentAt returns the white space at the start of the line that an offset is in.
func indentAt(text string, offset int) string {
	line := text[strings.LastIndexByte(text[:offset], '\n')+1 : offset]
	return line[:len(line)-len(strings.TrimLeft(line, space))]
}

// pretty returns a value as it stands in a file, behind a line that begins with indent.
func pretty(value json.RawMessage, indent string) string {
	var b bytes.Buffer
	if json.Indent(&b, value, indent, "  ") != nil {
		return string(value)
	}
	return b.String()
}

func remove(text string, list []member, at, end int) string {
	switch {
	case len(list) == 1:
		return text[:list[0].before] + text[end:]
	case at == 0:
		return text[:list[0].before] + text[list[1].before:]
	}
	return text[:list[at-1].end] + text[list[at].end:]
}

// add adds a member at the end, as the others stand: each on a line of its own, or all
// on one.
func add(text string, list []member, end int, name string, value json.RawMessage) string {
	quoted, _ := json.Marshal(name)
	if len(list) == 0 {
		open := text[:strings.IndexByte(text, '{')+1]
		indent := indentAt(text, end) + "  "
		return open + "\n" + indent + string(quoted) + ": " + pretty(value, indent) + "\n" + indentAt(text, end) + text[end:]
	}
	last := list[len(list)-1]
	gap := text[last.before:last.name0]
	if gap == "" {
		gap = " "
	}
	written := pretty(value, indentAt(text, last.name0))
	if !strings.Contains(gap, "\n") {
		written = string(value)
	} else if at := strings.LastIndexByte(gap, '\n'); at > 0 {
		gap = gap[at:] // not the empty lines that set groups apart
	}
	return text[:last.end] + "," + gap + string(quoted) + ": " + written + text[last.end:]
}
