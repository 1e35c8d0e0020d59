//go:build !js

package text

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
)

// Check names every fault of a language's file: a sentence or a plural form that
// is missing, an argument that does not exist or is left out, a key that nothing
// says. Beside those of [Text], the file has the sentences of the structs that
// more points to.
func Check(language string, more ...any) error {
	name := language + ".json"
	f, err := readFile(language)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return f.check(name, language, append([]any{new(Text), new(Server)}, more...))
}

func (f file) check(name, language string, structs []any) error {
	var faults []error
	used := map[string]bool{}
	for _, s := range structs {
		_, err := f.compile(language, s)
		faults = append(faults, err)
		for _, field := range fieldsOf(reflect.TypeOf(s).Elem()) {
			for _, key := range field.keys() {
				used[key] = true
			}
		}
	}
	for _, key := range sortedKeys(f) {
		if !used[key] {
			faults = append(faults, fmt.Errorf("%s is no key of a sentence", key))
		}
	}
	var all []error
	for _, fault := range faults {
		if fault == nil {
			continue
		}
		for line := range strings.SplitSeq(fault.Error(), "\n") {
			all = append(all, errors.New(name+": "+line))
		}
	}
	return errors.Join(all...)
}
