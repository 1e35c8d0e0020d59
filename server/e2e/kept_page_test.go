package e2e

import (
	"testing"
)

// TestKeptPage goes back to a page in the back/forward cache, in the only tab. The page
// must have the changes that later pages made to the session. Firefox restores such a
// page with the storage as it was when the page was left
// (https://github.com/whatwg/storage/issues/119).
func TestKeptPage(t *testing.T) { inEngines(t, onDesktop(keptPage)) }

func keptPage(t *testing.T, s shopper) {
	tab := s.newBrowser(t).openWithWorker(demo(t))
	tab.visit("/carrito")
	tab.awaitWorker()
	tab.reload()
	tab.recordRestore()
	tab.visit("/producto/3")
	tab.press("button", "Agregar al carrito")
	tab.awaitCount(1)
	tab.visit("/pedido")
	tab.typeInto("Nombre y apellido *", "Ana Quispe")
	tab.eval("document.activeElement.blur()")
	tab.await("sessionStorage.cliente?.includes('Ana Quispe')")
	tab.eval("setTimeout(() => history.go(-2))")
	tab.awaitAt("/carrito")
	tab.logRestore()
	tab.awaitCount(1)
	tab.awaitText("main", "Bolso tote de lona")
	tab.visit("/pedido")
	tab.awaitCount(1)
	tab.await("[...document.querySelectorAll('input')].some(e => e.value === 'Ana Quispe')")
}

// TestKeptPageBeforeTheProgram is like TestKeptPage, but the program is held back.
func TestKeptPageBeforeTheProgram(t *testing.T) { inEngines(t, onDesktop(keptPageBeforeTheProgram)) }

func keptPageBeforeTheProgram(t *testing.T, s shopper) {
	base, release := held(t)
	tab := s.newBrowser(t).open(base)
	tab.early("/carrito")
	tab.recordRestore()
	tab.early("/producto/3")
	tab.press("button", "Agregar al carrito")
	tab.awaitCount(1)
	tab.back()
	tab.awaitAt("/carrito")
	tab.logRestore()
	tab.awaitCount(1)
	tab.awaitText("tr.line", "Bolso tote de lona")
	release()
	tab.await("window.carrito?.ready")
	tab.awaitCount(1)
	tab.awaitText("tr.line", "Bolso tote de lona")
}

// recordRestore makes the page record whether it is restored from the back/forward cache.
func (tab *tab) recordRestore() {
	tab.t.Helper()
	tab.eval("addEventListener('pageshow', e => { window.wasKept = e.persisted; })")
}

// logRestore logs whether the page was restored from the back/forward cache.
func (tab *tab) logRestore() {
	tab.t.Helper()
	tab.t.Logf("restored from the back/forward cache: %v", eval[bool](tab, "window.wasKept === true"))
}
