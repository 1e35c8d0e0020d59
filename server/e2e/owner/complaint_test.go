package owner_test

import (
	"testing"

	"carrito/server/e2e/browsertest"

	"github.com/chromedp/chromedp"
)

// A shopper complains in the Libro de Reclamaciones and gets a copy. The owner answers,
// and the copy shows the answer.
func TestComplaint(t *testing.T) {
	t.Parallel()
	base, _ := ownersShop(t)
	base = named(base)
	tab := browsertest.NewBrowser(t).Open(base)
	tab.Visit("/")
	tab.Press("link", "Libro de Reclamaciones")
	tab.AwaitAt("/p/libro-de-reclamaciones")
	tab.AwaitText("#own h1", "Libro de Reclamaciones")
	for name, text := range map[string]string{
		"Nombres y apellidos": "Ana Pérez", "Domicilio": "Jr. Uno 1", "Número del documento": "12345678", "Correo electrónico": "ana@correo.example",
		"Descripción del bien contratado": "Polo", "Detalle": "Se rompió", "Pedido del consumidor": "Otro polo",
	} {
		tab.TypeInto(name, text)
	}
	tab.Press("button", "Enviar")
	tab.Await(`document.activeElement.name === "bien"`) // the browser asks for what is missing
	tab.Eval(`document.querySelectorAll("[type=radio][required]").forEach((choice) => { choice.checked = true; })`)
	tab.Press("button", "Enviar")
	tab.AwaitText("h1", "Hoja de Reclamación N.º 1")
	tab.Await(`document.querySelector(".sheet").textContent.includes("Ana Pérez") && document.querySelector(".sheet").textContent.includes("Todavía sin respuesta")`)
	at := browsertest.Eval[string](tab, "location.href")
	signIn(tab, ownersPassword)
	tab.Await(`document.querySelector("#live")`)
	tab.Press("link", "Reclamos")
	tab.AwaitText(".complaint strong", "Quedan 15 días hábiles")
	tab.TypeInto("Respuesta", "Te lo cambiamos.")
	tab.Press("button", "Guardar la respuesta")
	tab.Await(`document.querySelector(".soft")?.textContent.startsWith("0 sin respuesta")`)
	tab.Do(chromedp.Navigate(at))
	tab.Await(`document.querySelector(".sheet").textContent.includes("Te lo cambiamos.")`)
}
