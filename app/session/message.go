package session

import (
	"carrito/app/json"
)

// protocol is the version of the messages. Messages of other versions are ignored.
const protocol = "1"

// MaxMessage is the maximum size of a message in bytes, enough for about 3,000 lines.
const MaxMessage = 1_000_000

// message is what a tab posts to the others: its session variables as they are
// stored, including the ledger. Its JSON form is
//
//	{"v":1,"ask":true,"products":"…","vars":{"carrito":"…","cambios":"…",…}}
type message struct {
	ask      bool   // whether the others are asked for their session
	products string // address of the sender's catalogue; empty if unknown
	vars     map[string]string
}

func (m message) String() string {
	text := `{"v":` + protocol + `,"products":` + quoted(m.products)
	if m.ask {
		text += `,"ask":true`
	}
	text += `,"vars":{`
	for i, name := range sorted(m.vars) {
		if i > 0 {
			text += ","
		}
		text += quoted(name) + ":" + quoted(m.vars[name])
	}
	return text + "}}"
}

func quoted(text string) string { return string(json.AppendString(nil, text)) }

// parseMessage reads a message. It returns false for any other text.
func parseMessage(text string) (m message, ok bool) {
	if len(text) >= MaxMessage {
		return m, false
	}
	version := ""
	m.vars = map[string]string{}
	r := json.NewReader(text)
	isObject := r.Object(func(name string) {
		switch name {
		case "v":
			version, _ = r.Literal()
		case "ask":
			m.ask, _ = r.Bool()
		case "products":
			m.products, _ = r.Text()
		case "vars":
			r.Object(func(name string) {
				if text, ok := r.Text(); ok {
					m.vars[name] = text
				}
			})
		}
	})
	return m, isObject && r.End() == nil && version == protocol
}
