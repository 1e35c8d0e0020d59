package browsertest

import (
	"encoding/json"
	"errors"
)

// evaluate returns the value of a JavaScript expression. It returns an error if a
// string, a number or a bool is expected and there is no value.
func evaluate[T any](tab *Tab, expression string) (value T, err error) {
	text, err := tab.Page.Evaluate(expression)
	if err != nil {
		return value, err
	}
	if nothing := string(text); nothing == "" || nothing == "null" {
		switch any(&value).(type) {
		case *string, *bool, *int, *float64:
			return value, errors.New("the expression has no value")
		}
		return value, nil
	}
	return value, json.Unmarshal(text, &value)
}

// Eval is like evaluate, but fails the test if there is an error.
func Eval[T any](tab *Tab, expression string) T {
	tab.T.Helper()
	value, err := evaluate[T](tab, expression)
	if err != nil {
		tab.T.Fatalf("%s: %v", expression, err)
	}
	return value
}

// Eval runs JavaScript for its effect.
func (tab *Tab) Eval(expression string) {
	tab.T.Helper()
	Eval[any](tab, "(()=>{"+expression+"})()")
}

// QuoteJS returns a text as a JavaScript string literal.
func QuoteJS(text string) string {
	quoted, err := json.Marshal(text)
	if err != nil {
		panic(err)
	}
	return string(quoted)
}
