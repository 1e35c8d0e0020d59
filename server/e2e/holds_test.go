package e2e

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"carrito/app/catalog"
	stored "carrito/server/inbox/orderdb"
	"carrito/server/words"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Before an order is sent, the page shows for how many hours the shop holds the
// products. Afterwards it shows when the hold ends. If the shop holds nothing before it
// confirms the order, the page shows that.
func TestShopperIsToldOfTheHold(t *testing.T) { inEngines(t, shopperIsToldOfTheHold) }

func shopperIsToldOfTheHold(t *testing.T, s shopper) {
	in := newOrderInbox(t)
	in.store.Holds = func() stored.Holds { return stored.Holds{For: 48 * time.Hour, PerHour: 1} }
	tab := s.newBrowser(t).open(start(t, in).base())
	tab.beginOrder()
	tab.awaitText(".send", "Guarda los productos 48 horas mientras confirma el pedido")
	tab.press("button", "Enviar pedido")
	tab.awaitText("h1", "Recibimos tu pedido")
	placed, err := in.store.Order(t.Context(), tab.ordered())
	if err != nil {
		t.Fatal(err)
	}
	until := eval[string](tab, fmt.Sprintf(`new Date(%q).toLocaleString("es-PE", {dateStyle: "medium", timeStyle: "short"})`, placed.Held.Format(time.RFC3339)))
	if !strings.Contains(until, placed.Held.Format("2006")) || !strings.Contains(until, ":") {
		t.Fatalf("got %q, want a date and a time", until)
	}
	tab.awaitText(".thanks__next", "mientras confirma el pedido, hasta el "+until+".")
	tab.reload()
	tab.awaitText(".thanks__next", "hasta el "+until+".")

	tab.order()
	tab.awaitText("h1", "Recibimos tu pedido")
	tab.awaitText(".thanks__next", "guarda los productos solo desde que confirma el tuyo")
}

// The owner sees when the hold of an order ends. Confirming the order makes the hold
// permanent. The units of an order that is not confirmed are for sale again later.
func TestOwnerMakesAHoldFirm(t *testing.T) {
	t.Parallel()
	base, store := ownersShop(t)
	store.Holds = func() stored.Holds { return stored.Holds{For: 48 * time.Hour, PerHour: 100} }
	firm, lapsed := bagOrder(t, "Rosa"), bagOrder(t, "Ana")
	key, units := firm.Lines[0].Key(), firm.Lines[0].Quantity
	left := func() int {
		t.Helper()
		all, err := store.Stock(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if _, counted := all[key]; !counted {
			return catalog.NotCounted
		}
		return all[key]
	}
	before := left()
	send(t, base, firm)
	send(t, base, lapsed)
	if got := left(); before == catalog.NotCounted || got != before-2*units {
		t.Fatalf("got %d of %d units left, want %d held", got, before, 2*units)
	}
	tab := newBrowser(t).open(base)
	tab.signIn(ownersPassword)
	tab.press("link", words.Number(firm.ID))
	tab.awaitText(".order__hold", "reservadas hasta el")
	tab.press("button", "Confirmar")
	tab.awaitText(".badge", "Confirmado")
	tab.await("!document.querySelector('.order__hold')")
	if expired, err := store.Expire(context.Background(), time.Now().Add(49*time.Hour)); expired != 1 || err != nil {
		t.Errorf("got %d expired holds, %v, want one", expired, err)
	}
	if got := left(); got != before-units {
		t.Errorf("got %d units left, want %d", got, before-units)
	}
	tab.do(chromedp.Navigate(base + "/admin/pedidos/" + lapsed.ID))
	tab.awaitText(".order__hold", "no tiene unidades reservadas")
}

// The owner marks orders with the keyboard and cancels them together. Another order that
// arrives meanwhile changes neither the marks nor the focus.
func TestOwnerCancelsMany(t *testing.T) {
	t.Parallel()
	base, store := ownersShop(t)
	kept, first, second := bagOrder(t, "Queda"), bagOrder(t, "Uno"), bagOrder(t, "Dos")
	send(t, base, first)
	send(t, base, kept)
	send(t, base, second)
	tab := newBrowser(t).open(base)
	tab.signIn(ownersPassword)
	tab.await(`document.querySelectorAll(".orders__row").length === 3`)
	tab.tabTo("Marcar el pedido " + words.Number(second.ID))
	tab.keys(" ")
	send(t, base, bagOrder(t, "Nuevo"))
	tab.await(`document.querySelectorAll(".orders__row").length === 4`)
	tab.await(fmt.Sprintf(`document.activeElement.value === %q && document.activeElement.checked`, second.ID))
	tab.tabTo("Marcar el pedido " + words.Number(first.ID))
	tab.keys(" ")
	tab.tabTo("Cancelar los pedidos marcados…")
	tab.keys(kb.Enter)
	tab.tabTo("Cancelarlos")
	tab.keys(kb.Enter)
	tab.await(`document.querySelectorAll(".orders__row--cancelled").length === 2`)
	for id, want := range map[string]stored.State{first.ID: stored.Cancelled, second.ID: stored.Cancelled, kept.ID: stored.New} {
		if got, err := store.Order(t.Context(), id); err != nil || got.State != want {
			t.Errorf("order %s: got %s, %v, want %s", words.Number(id), got.State, err, want)
		}
	}
}
