//go:build !js

package text

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"carrito/app/json"
)

// file is the content of a language's file: its sentences by key, as they are
// written there.
type file map[string]sentence

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// readFile reads the file of a language. With an error comes what could be read.
func readFile(language string) (file, error) {
	data, err := files.ReadFile(language + ".json")
	if err != nil {
		return nil, err
	}
	return parseFile(string(data))
}

func parseFile(content string) (file, error) {
	f := file{}
	var faults []error
	r := json.NewReader(content)
	isObject := r.Object(func(key string) {
		if _, twice := f[key]; twice {
			faults = append(faults, fmt.Errorf("%s is there twice", key))
		}
		if kind := r.Kind(); kind != json.String && kind != json.Object {
			faults = append(faults, fmt.Errorf("%s is neither a text nor an object of texts", key))
			r.Skip()
			return
		}
		f[key] = readSentence(r)
	})
	if err := r.End(); err != nil {
		return f, fmt.Errorf("not JSON, at byte %d: %w", r.Offset(), err)
	}
	if !isObject {
		return f, errors.New("not a JSON object")
	}
	return f, errors.Join(faults...)
}
