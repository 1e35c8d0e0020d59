package e2e

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
)

func TestBrowseSearchAndAdd(t *testing.T) {
	everywhere(t, func(t *testing.T, tab *tab, at place) {
		tab.visit("/")
		tab.press("link", "Pantalones")
		tab.awaitText("h1", "Pantalones")
		tab.await("document.activeElement.id === 'title'")

		tab.typeInto("Buscar productos", "pantalon")
		tab.press("button", "Buscar")
		tab.awaitText("h1", "pantalon")
		tab.awaitAt("/buscar?q=pantalon")
		tab.await("[...document.querySelectorAll('.card__link')].some(a => a.textContent.includes('Pantalón'))")

		tab.visit("/producto/3")
		name := eval[string](tab, "document.querySelector('h1').textContent")
		tab.typeInto("Cantidad", "2")
		tab.press("button", "Agregar al carrito")
		tab.awaitCount(2)
		tab.awaitText("[role=status]", "Agregado al carrito: 2 × "+name)
		tab.press("button", "Agregar al carrito")
		tab.awaitCount(3)
		tab.press("link", "Carrito")
		tab.awaitText("h1", "Tu carrito")
		tab.awaitText("table", name)
		tab.awaitText("body", "Subtotal")
	})
}

func TestAddFromAList(t *testing.T) {
	everywhere(t, func(t *testing.T, tab *tab, at place) {
		tab.visit("/categoria/accesorios?orden=nombre")
		label := eval[string](tab, "document.querySelector('button.card__add').getAttribute('aria-label')")
		tab.press("button", label)
		tab.awaitCount(1)
		tab.awaitText("[role=status]", label[len("Agregar al carrito: "):])

		// After sorting, each button must still add its own product.
		tab.press("link", "Mayor precio")
		tab.awaitAt("/categoria/accesorios?orden=precio-desc")
		last := eval[string](tab, "[...document.querySelectorAll('button.card__add')].at(-1).getAttribute('aria-label')")
		tab.press("button", last)
		tab.awaitCount(2)
		tab.awaitText("[role=status]", last[len("Agregar al carrito: "):])
	})
}

func TestVariants(t *testing.T) { inEngines(t, variants) }

func variants(t *testing.T, s shopper) {
	base := shopOf(t, `[{"id": 5, "slug": "polo", "name": "Polo", "price": "10.00", "category": "Polos",
		"options": [{"name": "Talla", "values": ["S", "M"]}, {"name": "Color", "values": ["Azul", "Rojo"]}],
		"variants": [
			{"id": 1, "values": ["S", "Azul"], "stock": 2},
			{"id": 2, "values": ["M", "Azul"], "price": "12.50", "stock": 4},
			{"id": 3, "values": ["M", "Rojo"], "stock": 0}]}]`)
	tab := s.newBrowser(t).open(base)
	tab.visit("/producto/5")
	tab.awaitText(".price", "S/ 10.00")
	tab.await("document.querySelector('label[for=option-1-1]').textContent.includes('no disponible')")

	tab.press("choice", "M")
	tab.awaitText(".price", "S/ 12.50")
	tab.press("button", "Agregar al carrito")
	tab.awaitCount(1)
	if got := tab.session("carrito"); !json.Valid([]byte(got)) || field(t, got, "5:2", "precio") != "12.50" {
		t.Errorf("got cart %s in the session, want a line 5:2 at 12.50", got)
	}

	tab.eval("document.getElementById('option-1-1').click()") // Rojo is sold out in M
	tab.awaitText("#stock", "Agotado")
	tab.press("button", "Agregar al carrito")
	tab.awaitText("[role=status]", "agotado")
	tab.awaitCount(1)

	tab.eval("document.getElementById('option-0-0').click()") // S does not exist in Rojo
	tab.awaitText("#stock", "Esta combinación no existe")
	tab.press("button", "Agregar al carrito")
	tab.awaitText("[role=status]", "Esta combinación no existe")
	tab.awaitCount(1)
}

// field returns a field of a line in a cart as the session stores it.
func field(t *testing.T, cart, key, name string) any {
	t.Helper()
	var lines map[string]map[string]any
	if err := json.Unmarshal([]byte(cart), &lines); err != nil {
		t.Fatalf("got cart %s: %v", cart, err)
	}
	return lines[key][name]
}

// TestSessionIsTheSeed checks the names and values of the session variables. They are
// those of the project's first version, its seed, and must not change.
func TestSessionIsTheSeed(t *testing.T) {
	everywhere(t, func(t *testing.T, tab *tab, at place) {
		tab.visit("/producto/3")
		name := eval[string](tab, "document.querySelector('h1').textContent")
		tab.typeInto("Cantidad", "2")
		tab.press("button", "Agregar al carrito")
		tab.awaitCount(2)

		var product struct{ Name, Price, Image string }
		data := eval[string](tab, `fetch("`+tab.base+`/web/products.json").then(r => r.json()).then(all => all.find(p => p.id === 3)).then(p =>
			JSON.stringify({Name: p.name, Price: p.price, Image: p.images[0].src}))`)
		if err := json.Unmarshal([]byte(data), &product); err != nil {
			t.Fatal(err)
		}
		if product.Name != name {
			t.Fatalf("got the page of %q, want %q", name, product.Name)
		}
		var minor int
		fmt.Sscanf(product.Price[:len(product.Price)-3]+product.Price[len(product.Price)-2:], "%d", &minor)
		want := map[string]any{
			"producto_id": 3.0, "nombre": product.Name, "cantidad": 2.0, "precio": product.Price,
			"imagen": product.Image, "total": fmt.Sprintf("%d.%02d", 2*minor/100, 2*minor%100),
		}
		stored := tab.session("carrito")
		for name, value := range want {
			if got := field(t, stored, "3", name); got != value {
				t.Errorf("carrito[3].%s: got %v (%T), want %v (%T)", name, got, got, value, value)
			}
		}
		if got := tab.session("titulo"); got != "MODA DJANGO" {
			t.Errorf("got titulo %q, want MODA DJANGO", got)
		}
		if got := tab.session("sesion"); len(got) != 36 || got[14] != '4' {
			t.Errorf("got sesion %q, want a random UUID", got)
		}
	})
}

func TestReloadKeepsAndOtherProfilesAreEmpty(t *testing.T) {
	everywhere(t, func(t *testing.T, tab *tab, at place) {
		tab.visit("/producto/3")
		tab.press("button", "Agregar al carrito")
		tab.awaitCount(1)
		id := tab.session("sesion")
		tab.reload()
		tab.awaitCount(1)
		if got := tab.session("sesion"); got != id {
			t.Errorf("got session %s after a reload, want %s", got, id)
		}

		other := tab.browser.again(t).open(tab.base)
		other.visit("/carrito")
		other.awaitText("main", "Tu carrito está vacío")
		other.awaitCount(0)
		if got := other.session("sesion"); got == id {
			t.Errorf("got session %s in both browsers, want two sessions", got)
		}
	})
}

func TestAddByAddress(t *testing.T) {
	everywhereOnDesktop(t, func(t *testing.T, tab *tab, at place) {
		if !at.fallsBack {
			return // the host answers that address with its own error page
		}
		tab.visit("/")
		tab.visit("/agregarCarrito/3")
		tab.awaitCount(1)
		tab.awaitAt("/carrito")
		tab.awaitText("h1", "Tu carrito")
		tab.reload()
		tab.awaitCount(1)
		tab.back()
		tab.awaitAt("/")
		// Without a service worker, Firefox restores a page from the back/forward cache
		// with an old session. TestKeptPage has a worker.
		if tab.has("current session in a page from the back/forward cache, without a worker", "sessionStorage.carrito !== '{}'") {
			tab.awaitCount(1)
		}
		tab.forward()
		tab.awaitAt("/carrito")
		tab.awaitCount(1)

		tab.visit("/agregarCarrito/999999")
		tab.awaitText("[role=status]", "Ese producto no existe")
		tab.awaitCount(1)
		tab.visit("/agregarCarrito/3?variante=7")
		tab.awaitText("[role=status]", "no existe")
		tab.awaitCount(1)
	})
}

// TestPressChangesOneCard presses "add" on a card of a full list. Outside the card, the
// program must change only the count in the header, the live region and the notice.
func TestPressChangesOneCard(t *testing.T) {
	t.Parallel()
	tab := newBrowser(t).open(demo(t))
	tab.visit("/")
	tab.await("document.querySelectorAll('main .card').length === 24")
	tab.eval(`window.changed = []; window.card = document.querySelector("button.card__add").closest(".card");
		new MutationObserver(all => { for (const m of all) {
			const e = m.target.closest ? m.target : m.target.parentElement;
			const part = card.contains(e) ? "the card" : e.closest("main") ? "the rest of the page: " + e.outerHTML.slice(0, 80)
				: e.closest(".cart-link") ? "count" : e.closest("#status") ? "live region" : e.closest(".toast") || e.matches(".shop") ? "notice" : "elsewhere: " + e.outerHTML.slice(0, 80);
			if (!changed.includes(part)) changed.push(part);
		} }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true })`)
	for i := range 3 {
		tab.eval("card.querySelector('.card__add').click()")
		tab.awaitCount(i + 1)
		tab.awaitText(".toast", "Agregado")
	}
	got := eval[[]string](tab, "changed.filter(part => part !== 'the card').sort()")
	if want := []string{"count", "live region", "notice"}; !slices.Equal(got, want) {
		t.Errorf("got changes in %q, want %q", got, want)
	}
}
