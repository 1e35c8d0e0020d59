package owner_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"carrito/app/catalog"
	"carrito/server/e2e/browsertest"
	stored "carrito/server/inbox/orderdb"
	"carrito/server/words"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

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
	tab := browsertest.NewBrowser(t).Open(base)
	signIn(tab, ownersPassword)
	tab.Press("link", words.Number(firm.ID))
	tab.AwaitText(".order__hold", "reservadas hasta el")
	tab.Press("button", "Confirmar")
	tab.AwaitText(".badge", "Confirmado")
	tab.Await("!document.querySelector('.order__hold')")
	if expired, err := store.Expire(context.Background(), time.Now().Add(49*time.Hour)); expired != 1 || err != nil {
		t.Errorf("got %d expired holds, %v, want one", expired, err)
	}
	if got := left(); got != before-units {
		t.Errorf("got %d units left, want %d", got, before-units)
	}
	tab.Do(chromedp.Navigate(base + "/admin/pedidos/" + lapsed.ID))
	tab.AwaitText(".order__hold", "no tiene unidades reservadas")
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
	tab := browsertest.NewBrowser(t).Open(base)
	signIn(tab, ownersPassword)
	tab.Await(`document.querySelectorAll(".orders__row").length === 3`)
	tab.TabTo("Marcar el pedido " + words.Number(second.ID))
	tab.Keys(" ")
	send(t, base, bagOrder(t, "Nuevo"))
	tab.Await(`document.querySelectorAll(".orders__row").length === 4`)
	tab.Await(fmt.Sprintf(`document.activeElement.value === %q && document.activeElement.checked`, second.ID))
	tab.TabTo("Marcar el pedido " + words.Number(first.ID))
	tab.Keys(" ")
	tab.TabTo("Cancelar los pedidos marcados…")
	tab.Keys(kb.Enter)
	tab.TabTo("Cancelarlos")
	tab.Keys(kb.Enter)
	tab.Await(`document.querySelectorAll(".orders__row--cancelled").length === 2`)
	for id, want := range map[string]stored.State{first.ID: stored.Cancelled, second.ID: stored.Cancelled, kept.ID: stored.New} {
		if got, err := store.Order(t.Context(), id); err != nil || got.State != want {
			t.Errorf("order %s: got %s, %v, want %s", words.Number(id), got.State, err, want)
		}
	}
}
