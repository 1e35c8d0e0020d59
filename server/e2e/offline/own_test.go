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
			tab.Await("window.same")     // the browser has loaded one page
			if at.Name != "our server" { // without an inbox a complaint is a message
				tab.Press("link", "Libro de Reclamaciones")
				tab.AwaitAt("/p/libro-de-reclamaciones")
				awaitOwn(tab, "Libro de Reclamaciones", "quince (15) días")
				tab.Eval(complain)
				tab.Await("window.sent?.startsWith('https://wa.me/51999000111?text=Libro%20de%20Reclamaciones%0A') && decodeURIComponent(window.sent).includes('Detalle: Se rompió')")
			}
			tab.Visit("/p/nada")
			tab.AwaitText("h1", "Página no encontrada")
			tab.AwaitWorker()
			host.Stop()
			tab.Visit("/p/nosotros")
			awaitOwn(tab, "Nosotros", "ocho talleres")
		})
	}
}

// complain fills in the form of the Libro de Reclamaciones and sends it as a message.
const complain = `window.open = (address) => { window.sent = address; };
	const form = document.querySelector(".complaint");
	for (const field of form.elements) {
		if (field.type === "radio") field.checked ||= field.required;
		else if (field.name) field.value = { correo: "ana@correo.example", detalle: "Se rompió", tipoDocumento: "DNI" }[field.name] ?? "1";
	}
	form.querySelector("button").click();`

// awaitOwn waits until the page has a title and a part of its text, and the foot links to
// all of them.
func awaitOwn(tab *browsertest.Tab, title, part string) {
	tab.T.Helper()
	tab.AwaitText("#own h1", title)
	tab.Await("document.title === '" + title + " · MODA DJANGO'")
	tab.Await("document.querySelector('.own__text').textContent.includes('" + part + "')")
	tab.Await("document.querySelectorAll('.footer__own a').length === 5")
	tab.Await("document.querySelectorAll('h1').length === 1")
}
