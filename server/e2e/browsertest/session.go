package browsertest

import (
	"encoding/json"
	"fmt"
	"testing"
)

// Session returns a variable in sessionStorage, or "" if it is not set.
func (tab *Tab) Session(name string) string {
	tab.T.Helper()
	return Eval[string](tab, fmt.Sprintf("sessionStorage.getItem(%q) ?? ''", name))
}

// StoreCart clears the session and stores carrito, a JavaScript expression, as the cart.
func (tab *Tab) StoreCart(carrito string) {
	tab.T.Helper()
	tab.Navigate(tab.Base + "/robots.txt") // a file of the shop without the program
	// Firefox may refuse the storage of a document that it has just opened.
	tab.Await("(sessionStorage.clear(), sessionStorage.setItem('carrito', " + carrito + "), true)")
}

// StoredField returns a field of a line in a cart as the session stores it.
func StoredField(t *testing.T, cart, key, name string) any {
	t.Helper()
	var lines map[string]map[string]any
	if err := json.Unmarshal([]byte(cart), &lines); err != nil {
		t.Fatalf("got cart %s: %v", cart, err)
	}
	return lines[key][name]
}
