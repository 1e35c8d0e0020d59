package text

import (
	"errors"

	"carrito/app/json"
)

// Read reads what [Wire] has made. The function category returns the plural
// category of a number in the language of the sentences, such as "one".
func Read(wire string, category func(n int) string) (*Text, error) {
	f := &filler{category: category}
	r := json.NewReader(wire)
	r.Array(func(int) { f.sentences = append(f.sentences, readSentence(r)) })
	if err := r.End(); err != nil {
		return nil, err
	}
	t := new(Text)
	f.fill(t)
	if f.short || len(f.sentences) > 0 {
		return nil, errors.New("these are not the sentences of this program")
	}
	return t, nil
}

// readSentence reads a text, or an object of texts.
func readSentence(r *json.Reader) (s sentence) {
	if r.Kind() != json.Object {
		s.text, _ = r.Text()
		return s
	}
	s.forms = map[string]string{}
	r.Object(func(name string) { s.forms[name], _ = r.Text() })
	return s
}
