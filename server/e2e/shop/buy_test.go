package shop_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"carrito/server/e2e/browsertest"
)

func TestBrowseSearchAndAdd(t *testing.T) {
	browsertest.Everywhere(t, func(t *testing.T, tab *browsertest.Tab, at browsertest.Place) {
		tab.Visit("/")
		tab.Press("link", "Pantalones")
		tab.AwaitText("h1", "Pantalones")
		tab.Await("document.activeElement.id === 'title'")

		tab.TypeInto("Buscar productos", "pantalon")
		tab.Press("button", "Buscar")
		tab.AwaitText("h1", "pantalon")
		tab.AwaitAt("/buscar?q=pantalon")
		tab.Await("[...document.querySelectorAll('.card__link')].some(a => a.textContent.includes('Pantalón'))")

		tab.Visit("/producto/3")
		name := browsertest.Eval[string](tab, "document.querySelector('h1').textContent")
		tab.TypeInto("Cantidad", "2")
		tab.Press("button", "Agregar al carrito")
		tab.AwaitCount(2)
		tab.AwaitText("[role=status]", "Agregado al carrito: 2 × "+name)
		tab.Press("button", "Agregar al carrito")
		tab.AwaitCount(3)
		tab.Press("link", "Carrito")
		tab.AwaitText("h1", "Tu carrito")
		tab.AwaitText("table", name)
		tab.AwaitText("body", "Subtotal")
	})
}

func TestAddFromAList(t *testing.T) {
	browsertest.Everywhere(t, func(t *testing.T, tab *browsertest.Tab, at browsertest.Place) {
		tab.Visit("/categoria/accesorios?orden=nombre")
		label := browsertest.Eval[string](tab, "document.querySelector('button.card__add').getAttribute('aria-label')")
		tab.Press("button", label)
		tab.AwaitCount(1)
		tab.AwaitText("[role=status]", label[len("Agregar al carrito: "):])

		// After sorting, each button must still add its own product.
		tab.Press("link", "Mayor precio")
		tab.AwaitAt("/categoria/accesorios?orden=precio-desc")
		last := browsertest.Eval[string](tab, "[...document.querySelectorAll('button.card__add')].at(-1).getAttribute('aria-label')")
		tab.Press("button", last)
		tab.AwaitCount(2)
		tab.AwaitText("[role=status]", last[len("Agregar al carrito: "):])
	})
}

func TestVariants(t *testing.T) { browsertest.InEngines(t, variants) }

func variants(t *testing.T, s browsertest.Shopper) {
	base := browsertest.ShopOf(t, `[{"id": 5, "slug": "polo", "name": "Polo", "price": "10.00", "category": "Polos",
		"options": [{"name": "Talla", "values": ["S", "M"]}, {"name": "Color", "values": ["Azul", "Rojo"]}],
		"variants": [
			{"id": 1, "values": ["S", "Azul"], "stock": 2},
			{"id": 2, "values": ["M", "Azul"], "price": "12.50", "stock": 4},
			{"id": 3, "values": ["M", "Rojo"], "stock": 0}]}]`)
	tab := s.NewBrowser(t).Open(base)
	tab.Visit("/producto/5")
	tab.AwaitText(".price", "S/ 10.00")
	tab.Await("document.querySelector('label[for=option-1-1]').textContent.includes('no disponible')")

	tab.Press("choice", "M")
	tab.AwaitText(".price", "S/ 12.50")
	tab.Press("button", "Agregar al carrito")
	tab.AwaitCount(1)
	if got := tab.Session("carrito"); !json.Valid([]byte(got)) || browsertest.StoredField(t, got, "5:2", "precio") != "12.50" {
		t.Errorf("got cart %s in the session, want a line 5:2 at 12.50", got)
	}

	tab.Eval("document.getElementById('option-1-1').click()") // Rojo is sold out in M
	tab.AwaitText("#stock", "Agotado")
	tab.Press("button", "Agregar al carrito")
	tab.AwaitText("[role=status]", "agotado")
	tab.AwaitCount(1)

	tab.Eval("document.getElementById('option-0-0').click()") // S does not exist in Rojo
	tab.AwaitText("#stock", "Esta combinación no existe")
	tab.Press("button", "Agregar al carrito")
	tab.AwaitText("[role=status]", "Esta combinación no existe")
	tab.AwaitCount(1)
}

// TestSessionIsTheSeed checks the names and values of the session variables. They are
// those of the project's first version, its seed, and must not change.
func TestSessionIsTheSeed(t *testing.T) {
	browsertest.Everywhere(t, func(t *testing.T, tab *browsertest.Tab, at browsertest.Place) {
		tab.Visit("/producto/3")
		name := browsertest.Eval[string](tab, "document.querySelector('h1').textContent")
		tab.TypeInto("Cantidad", "2")
		tab.Press("button", "Agregar al carrito")
		tab.AwaitCount(2)

		var product struct{ Name, Price, Image string }
		data := browsertest.Eval[string](tab, `fetch("`+tab.Base+`/web/products.json").then(r => r.json()).then(all => all.find(p => p.id === 3)).then(p =>
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
		stored := tab.Session("carrito")
		for name, value := range want {
			if got := browsertest.StoredField(t, stored, "3", name); got != value {
				t.Errorf("carrito[3].%s: got %v (%T), want %v (%T)", name, got, got, value, value)
			}
		}
		if got := tab.Session("titulo"); got != "MODA DJANGO" {
			t.Errorf("got titulo %q, want MODA DJANGO", got)
		}
		if got := tab.Session("sesion"); len(got) != 36 || got[14] != '4' {
			t.Errorf("got sesion %q, want a random UUID", got)
		}
	})
}

func TestReloadKeepsAndOtherProfilesAreEmpty(t *testing.T) {
	browsertest.Everywhere(t, func(t *testing.T, tab *browsertest.Tab, at browsertest.Place) {
		tab.Visit("/producto/3")
		tab.Press("button", "Agregar al carrito")
		tab.AwaitCount(1)
		id := tab.Session("sesion")
		tab.Reload()
		tab.AwaitCount(1)
		if got := tab.Session("sesion"); got != id {
			t.Errorf("got session %s after a reload, want %s", got, id)
		}

		other := tab.Browser.Again(t).Open(tab.Base)
		other.Visit("/carrito")
		other.AwaitText("main", "Tu carrito está vacío")
		other.AwaitCount(0)
		if got := other.Session("sesion"); got == id {
			t.Errorf("got session %s in both browsers, want two sessions", got)
		}
	})
}

func TestAddByAddress(t *testing.T) {
	browsertest.EverywhereOnDesktop(t, func(t *testing.T, tab *browsertest.Tab, at browsertest.Place) {
		if !at.FallsBack {
			return // the host answers that address with its own error page
		}
		tab.Visit("/")
		tab.Visit("/agregarCarrito/3")
		tab.AwaitCount(1)
		tab.AwaitAt("/carrito")
		tab.AwaitText("h1", "Tu carrito")
		tab.Reload()
		tab.AwaitCount(1)
		tab.Back()
		tab.AwaitAt("/")
		// Without a service worker, Firefox restores a page from the back/forward cache
		// with an old session. TestKeptPage has a worker.
		if tab.Has("current session in a page from the back/forward cache, without a worker", "sessionStorage.carrito !== '{}'") {
			tab.AwaitCount(1)
		}
		tab.Forward()
		tab.AwaitAt("/carrito")
		tab.AwaitCount(1)

		tab.Visit("/agregarCarrito/999999")
		tab.AwaitText("[role=status]", "Ese producto no existe")
		tab.AwaitCount(1)
		tab.Visit("/agregarCarrito/3?variante=7")
		tab.AwaitText("[role=status]", "no existe")
		tab.AwaitCount(1)
	})
}

// TestPressChangesOneCard presses "add" on a card of a full list. Outside the card, the
// program must change only the count in the header, the live region and the notice.
func TestPressChangesOneCard(t *testing.T) {
	t.Parallel()
	tab := browsertest.NewBrowser(t).Open(browsertest.Demo(t))
	tab.Visit("/")
	tab.Await("document.querySelectorAll('main .card').length === 24")
	tab.Eval(`window.changed = []; window.card = document.querySelector("button.card__add").closest(".card");
		new MutationObserver(all => { for (const m of all) {
			const e = m.target.closest ? m.target : m.target.parentElement;
			const part = card.contains(e) ? "the card" : e.closest("main") ? "the rest of the page: " + e.outerHTML.slice(0, 80)
				: e.closest(".cart-link") ? "count" : e.closest("#status") ? "live region" : e.closest(".toast") || e.matches(".shop") ? "notice" : "elsewhere: " + e.outerHTML.slice(0, 80);
			if (!changed.includes(part)) changed.push(part);
		} }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true })`)
	for i := range 3 {
		tab.Eval("card.querySelector('.card__add').click()")
		tab.AwaitCount(i + 1)
		tab.AwaitText(".toast", "Agregado")
	}
	tab.Await("['count', 'live region', 'notice'].every(part => changed.includes(part))")
	got := browsertest.Eval[[]string](tab, "changed.filter(part => part !== 'the card').sort()")
	if want := []string{"count", "live region", "notice"}; !slices.Equal(got, want) {
		t.Errorf("got changes in %q, want %q", got, want)
	}
}
