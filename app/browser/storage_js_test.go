package browser

import (
	"errors"
	"testing"

	"carrito/app/session"
)

const (
	stored = `return { getItem: (name) => name === "carrito" ? "{}" : null, setItem() {} }`
	full   = `return { getItem: () => "old", setItem() { throw new DOMException("", "QuotaExceededError") } }`
	refuse = `const refuse = () => { throw Error("sessionStorage") }; return { getItem: refuse, setItem: refuse }`
)

func TestSessionStorageGet(t *testing.T) {
	tests := []struct {
		name, storage, memory string
		key, want             string
		ok, broken            bool
	}{
		{"stored", stored, "return {}", "carrito", "{}", true, false},
		{"nothing is stored", stored, "return {}", "favoritos", "", false, false},
		{"without boot.js", stored, "return undefined", "carrito", "{}", true, false},
		{"not stored by boot.js", full, "return { carrito: 'new' }", "carrito", "new", true, false},
		{"an empty text not stored by boot.js", full, "return { carrito: '' }", "carrito", "", true, false},
		{"something else not stored by boot.js", full, "return { cambios: 'new' }", "carrito", "old", true, false},
		{"blocked as boot.js does", refuse, "return {}", "carrito", "", false, true},
		{"blocked, but kept by boot.js", refuse, "return { carrito: 'new' }", "carrito", "new", true, false},
		{"missing", "return undefined", "return {}", "carrito", "", false, true},
		{"blocked by the browser", "", "return {}", "carrito", "", false, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			useStorage(t, test.storage, test.memory)
			got, ok, err := SessionStorage{}.Get(test.key)
			if got != test.want || ok != test.ok || errors.Is(err, session.ErrStorage) != test.broken {
				t.Errorf("got %q, %v, %v; want %q, %v, broken %v", got, ok, err, test.want, test.ok, test.broken)
			}
		})
	}
}

func TestSessionStorageSet(t *testing.T) {
	tests := []struct {
		name, storage string
		memory, want  string // what boot.js could not store, before and after
		broken        bool
	}{
		{"stored", stored, "return {}", "{}", false},
		{"without boot.js", stored, "return undefined", "undefined", false},
		{"replaces what boot.js could not store", stored, "return { carrito: 'new', cambios: '{}' }", `{"cambios":"{}"}`, false},
		{"full", full, "return { carrito: 'new' }", `{"carrito":"new"}`, true},
		{"blocked as boot.js does", refuse, "return {}", "{}", true},
		{"missing", "return undefined", "return {}", "{}", true},
		{"blocked by the browser", "", "return {}", "{}", true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			useStorage(t, test.storage, test.memory)
			if err := (SessionStorage{}).Set("carrito", "text"); errors.Is(err, session.ErrStorage) != test.broken {
				t.Errorf("got %v, want broken %v", err, test.broken)
			}
			if got := jsonOf(shared.Get("memory")); got != test.want {
				t.Errorf("boot.js has %s, want %s", got, test.want)
			}
		})
	}
}

// useStorage gives the window a sessionStorage, and what boot.js could not store.
// The getter of no sessionStorage throws.
func useStorage(t *testing.T, storage, memory string) {
	t.Helper()
	replace(t, shared, "memory", script(memory))
	if storage == "" {
		block(t, window, "sessionStorage")
		return
	}
	replace(t, window, "sessionStorage", script(storage))
}

func TestSessionStorageOfTheBrowser(t *testing.T) {
	t.Cleanup(func() { window.Get("sessionStorage").Call("clear") })
	const text = "ñ\x00\u2028🧢"
	if err := (SessionStorage{}).Set("name", text); err != nil {
		t.Fatal(err)
	}
	if got, ok, err := (SessionStorage{}).Get("name"); got != text || !ok || err != nil {
		t.Errorf("got %q, %v, %v; want %q", got, ok, err, text)
	}
}
