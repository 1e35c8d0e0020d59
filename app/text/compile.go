//go:build !js

package text

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// compile returns the sentences for a struct's fields, in their order, with
// numbers for the names of arguments. A sentence with a fault is empty; the error
// names it.
func (f file) compile(language string, into any) ([]sentence, error) {
	var sentences []sentence
	var faults []error
	needed := needed(language)
	for _, field := range fieldsOf(reflect.TypeOf(into).Elem()) {
		s, err := f.sentence(field, needed)
		sentences = append(sentences, s)
		faults = append(faults, err)
	}
	return sentences, errors.Join(faults...)
}

// sentence returns what the file has for a field.
func (f file) sentence(of field, needed map[string]bool) (sentence, error) {
	if of.names == nil {
		return f.lookUp(of, of.key, needed)
	}
	all := sentence{forms: map[string]string{}}
	var faults []error
	for i, key := range of.keys() {
		s, err := f.lookUp(of, key, needed)
		all.forms[of.names[i].inMap] = s.text
		faults = append(faults, err)
	}
	return all, errors.Join(faults...)
}

func (f file) lookUp(of field, key string, needed map[string]bool) (sentence, error) {
	s, ok := f[key]
	if !ok || s.forms == nil && s.text == "" {
		return sentence{}, fmt.Errorf("%s is missing", key)
	}
	if s.forms == nil {
		text, err := number(s.text, of.arguments)
		return sentence{text: text}, inKey(key, err)
	}
	if of.number == "" {
		return sentence{}, fmt.Errorf("%s has plural forms, but no number", key)
	}
	compiled := sentence{forms: map[string]string{}}
	var faults []error
	for _, category := range sortedKeys(needed) {
		if s.forms[category] == "" {
			faults = append(faults, fmt.Errorf("%s lacks the plural form %q", key, category))
		}
	}
	for _, category := range sortedKeys(s.forms) {
		if !slices.Contains([]string{"zero", "one", "two", "few", "many", other}, category) {
			faults = append(faults, fmt.Errorf("%s has the plural form %q, which does not exist", key, category))
			continue
		}
		text, err := number(s.forms[category], of.arguments, of.optional(category)...)
		compiled.forms[category] = text
		faults = append(faults, inKey(key+", "+category, err))
	}
	return compiled, errors.Join(faults...)
}

// optional returns the arguments that a plural form may leave out. The forms for
// 0, 1 and 2 may say the number in words.
func (f field) optional(category string) []string {
	if category == "zero" || category == "one" || category == "two" {
		return []string{f.number}
	}
	return nil
}

func inKey(key string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s %w", key, err)
}

// number returns a text with the numbers of arguments for their names: "{1}" for
// the second.
func number(text string, arguments []string, optional ...string) (string, error) {
	var b strings.Builder
	used := map[string]bool{}
	rest := text
	for {
		before, after, found := strings.Cut(rest, "{")
		if strings.Contains(before, "}") {
			return "", errors.New("has a } without a {")
		}
		b.WriteString(before)
		if !found {
			break
		}
		name, after, closed := strings.Cut(after, "}")
		at := slices.Index(arguments, name)
		if !closed {
			return "", errors.New("has a { without a }")
		}
		if at < 0 {
			return "", fmt.Errorf("has {%s}, which does not exist", name)
		}
		used[name] = true
		b.WriteString("{" + strconv.Itoa(at) + "}")
		rest = after
	}
	for _, name := range arguments {
		if !used[name] && !slices.Contains(optional, name) {
			return "", fmt.Errorf("lacks {%s}", name)
		}
	}
	return b.String(), nil
}
