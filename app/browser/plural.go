//go:build js && wasm

package browser

import "syscall/js"

// Plurals returns a function that returns the plural category of a number in a
// language, such as "one". In a browser without Intl.PluralRules it is "other".
func Plurals(language string) func(n int) string {
	var rules js.Value
	err := attempt(func() { rules = window.Get("Intl").Get("PluralRules").New(language) })
	return func(n int) string {
		if err != nil {
			return "other"
		}
		return rules.Call("select", n).String()
	}
}
