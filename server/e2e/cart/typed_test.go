package cart_test

import (
	"fmt"
	"testing"

	"carrito/server/e2e/browsertest"
)

// quantity returns JavaScript that finds the quantity of the line with a key.
func quantity(key string) string { return fmt.Sprintf("document.getElementById('quantity-%s')", key) }

// pressed is a press that leaves a field of the cart in which something was typed.
type pressed struct {
	name       string
	key, typed string // of the line, and what is typed as its quantity
	find       string // JavaScript that finds what is pressed
	wantLines  string // the names of the lines afterwards
	wantCount  int
	wantAt     string // path of the page afterwards
	wantUndone string // the names of the lines once "Deshacer" is pressed, or empty
}

// button returns JavaScript that finds the button with a name.
func button(name string) string { return fmt.Sprintf("(%s)('button', %q)", browsertest.Finder, name) }

// presses are presses on a cart of three lines, each with one unit.
var presses = []pressed{
	{"a number, then the order", "1", "3", "document.querySelector('.summary__order')", "", 5, "/pedido", ""},
	{"a number, then the removal of another line", "1", "3", button("Eliminar Gorra"), "Polo,Saco", 4, "/carrito", "Polo,Gorra,Saco"},
	{"a number, then the button that empties the cart", "1", "3", button("Vaciar carrito"), "", 0, "/carrito", "Polo,Gorra,Saco"},
	{"a number, then one unit more of another line", "1", "3", "document.querySelectorAll('tr.line .stepper__step[value=\"1\"]')[2]", "Polo,Gorra,Saco", 6, "/carrito", ""},
	{"a zero, then the removal of the next line", "1", "0", button("Eliminar Gorra"), "Saco", 1, "/carrito", "Gorra,Saco"},
	{"a zero, then one unit more of the next line", "1", "0", "document.querySelectorAll('tr.line .stepper__step[value=\"1\"]')[1]", "Gorra,Saco", 3, "/carrito", ""},
	{"a zero, then the order", "1", "0", "document.querySelector('.summary__order')", "", 2, "/pedido", ""},
}

// check makes the press on a cart that is open, and checks what comes of it.
func (p pressed) check(tab *browsertest.Tab) {
	tab.T.Helper()
	const names = "[...document.querySelectorAll('.line__name')].map(a => a.textContent).join()"
	tab.TypeOver(quantity(p.key), p.typed)
	tab.PressSlowly(p.find)
	tab.AwaitAt(p.wantAt)
	tab.AwaitCount(p.wantCount)
	tab.Await(fmt.Sprintf("%s === %q", names, p.wantLines))
	if p.wantUndone == "" {
		return
	}
	tab.Press("button", "Deshacer")
	tab.Await(fmt.Sprintf("%s === %q", names, p.wantUndone))
}

// threeLines is JavaScript for a cart with a unit of each of browsertest.TwoProducts.
const threeLines = `'{"1":{"producto_id":1,"nombre":"Polo","cantidad":1,"precio":"10.10","orden":1},"2":{"producto_id":2,"nombre":"Gorra","cantidad":1,"precio":"7.00","orden":2},"3":{"producto_id":3,"nombre":"Saco","cantidad":1,"precio":"1234.50","orden":3}}'`

// TestPressAfterTyping leaves a quantity by a press on something else, whose button is held
// as by a hand. What was typed counts, and the press acts on what was pressed.
func TestPressAfterTyping(t *testing.T) { browsertest.InEngines(t, pressAfterTyping) }

func pressAfterTyping(t *testing.T, s browsertest.Shopper) {
	shop := browsertest.ShopOf(t, browsertest.TwoProducts)
	held, _ := browsertest.HeldOf(t, shop)
	tab := s.NewBrowser(t).Open(shop)
	for _, p := range presses {
		t.Run("before the program, "+p.name, func(t *testing.T) {
			tab := tab.Of(t)
			tab.Base = held
			tab.StoreCart(threeLines)
			tab.Early("/carrito")
			p.check(tab)
		})
		t.Run("with the program, "+p.name, func(t *testing.T) {
			tab := tab.Of(t)
			tab.StoreCart(threeLines)
			tab.Visit("/carrito")
			p.check(tab)
		})
	}
}

// TestFocusAfterAZero removes a line by a press on the field of the next one, which keeps the
// focus.
func TestFocusAfterAZero(t *testing.T) { browsertest.InEngines(t, focusAfterAZero) }

func focusAfterAZero(t *testing.T, s browsertest.Shopper) {
	shop := browsertest.ShopOf(t, browsertest.TwoProducts)
	held, _ := browsertest.HeldOf(t, shop)
	tab := s.NewBrowser(t).Open(shop)
	for _, program := range []bool{true, false} {
		tab.StoreCart(threeLines)
		if program {
			tab.Visit("/carrito")
		} else {
			tab.Base = held
			tab.StoreCart(threeLines)
			tab.Early("/carrito")
		}
		tab.TypeOver(quantity("1"), "0")
		tab.PressSlowly("document.getElementById('quantity-2')")
		tab.AwaitCount(2)
		tab.Await("document.querySelectorAll('tr.line').length === 2 && document.activeElement.id === 'quantity-2'")
		tab.TypeOver(quantity("2"), "5")
		tab.Keys("\r")
		tab.AwaitCount(6)
	}
}

// TestKeysBeforeTheProgram presses a button twice by the keyboard. It keeps the focus.
func TestKeysBeforeTheProgram(t *testing.T) { browsertest.InEngines(t, keysBeforeTheProgram) }

func keysBeforeTheProgram(t *testing.T, s browsertest.Shopper) {
	held, _ := browsertest.HeldOf(t, browsertest.ShopOf(t, browsertest.TwoProducts))
	tab := s.NewBrowser(t).Open(held)
	tab.StoreCart(threeLines)
	tab.Early("/carrito")
	tab.Await("document.querySelectorAll('tr.line').length === 3")
	const more = "document.querySelectorAll('tr.line .stepper__step[value=\"1\"]')[1]"
	tab.Eval(more + ".focus()")
	for n, key := range []string{" ", "\r", " "} {
		tab.Keys(key)
		tab.AwaitCount(4 + n)
		tab.Await(fmt.Sprintf("document.getElementById('quantity-2').value === '%d'", 2+n))
		tab.Await("document.activeElement === " + more)
	}
	tab.Eval("(" + button("Eliminar Gorra") + ").focus()")
	tab.Keys("\r")
	tab.AwaitCount(2)
	tab.Await("document.activeElement.id === 'undo'")
}

// TestTypedWhileTabsTell types a quantity before the program runs, while another tab
// changes the cart. The field keeps the text and the focus.
func TestTypedWhileTabsTell(t *testing.T) { browsertest.InEngines(t, typedWhileTabsTell) }

func typedWhileTabsTell(t *testing.T, s browsertest.Shopper) {
	held, _ := browsertest.HeldOf(t, browsertest.ShopOf(t, browsertest.TwoProducts))
	tab := s.NewBrowser(t).Open(held)
	tab.StoreCart(threeLines)
	tab.Early("/carrito")
	other := tab.Beside()
	other.Early("/carrito")
	other.AwaitCount(3)
	tab.TypeOver(quantity("2"), "4")
	other.Eval("(" + button("Una unidad más") + ").click()") // of the first line
	tab.AwaitCount(4)
	tab.Await("document.getElementById('quantity-1').value === '2'")
	tab.Await("document.activeElement.id === 'quantity-2' && document.activeElement.value === '4'")
	tab.Keys("\t")
	tab.AwaitCount(7)
	other.AwaitCount(7)
	other.Await("document.getElementById('quantity-2').value === '4'")
}
