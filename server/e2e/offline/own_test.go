package offline_test

import (
	"testing"

	"carrito/server/e2e/browsertest"
)

// A page that the owner has written stays when the program takes over, opens from links
// and by Back, and opens without a network even if it was never visited.
func TestOwnPages(t *testing.T) { browsertest.InEngines(t, ownPages) }

func ownPages(t *testing.T, s browsertest.Shopper) {
	for _, at := range s.Of(browsertest.Places(t)) {
		t.Run(at.Name, func(t *testing.T) {
			host := at.Serve(t)
			tab := s.NewBrowser(t).OpenWithWorker(host.Base)
			tab.Visit("/p/terminos")
			awaitOwn(tab, "Términos y condiciones", "Están en Cambios y devoluciones")
			tab.Eval("window.same = true")
			tab.Press("link", "Cambios y devoluciones")
			tab.AwaitAt("/p/devoluciones")
			awaitOwn(tab, "Cambios y devoluciones", "Tienes 30 días")
			tab.Press("link", "Privacidad")
			tab.AwaitAt("/p/privacidad")
			awaitOwn(tab, "Privacidad", "Ley 29733")
			tab.Await("document.activeElement.id === 'title'")
			tab.Press("link", "MODA DJANGO")
			tab.AwaitAt("/")
			tab.Await("!document.querySelector('.own')")
			tab.Back()
			tab.AwaitAt("/p/privacidad")
			awaitOwn(tab, "Privacidad", "Ley 29733")
			tab.Await("window.same") // the browser has loaded one page
			tab.Visit("/p/nada")
			tab.AwaitText("h1", "Página no encontrada")
			tab.AwaitWorker()
			host.Stop()
			tab.Visit("/p/nosotros")
			awaitOwn(tab, "Nosotros", "ocho talleres")
		})
	}
}

// awaitOwn waits until the page has a title and a part of its text, and the foot links to
// all four pages.
func awaitOwn(tab *browsertest.Tab, title, part string) {
	tab.T.Helper()
	tab.AwaitText("#own h1", title)
	tab.Await("document.title === '" + title + " · MODA DJANGO'")
	tab.Await("document.querySelector('.own__text').textContent.includes('" + part + "')")
	tab.Await("document.querySelectorAll('.footer__own a').length === 4")
	tab.Await("document.querySelectorAll('h1').length === 1")
}
