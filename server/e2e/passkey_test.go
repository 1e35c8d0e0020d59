package e2e

import (
	"crypto/rand"
	"strings"
	"testing"
	"time"

	stored "carrito/server/inbox/orderdb"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/webauthn"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// named returns an address with localhost in place of 127.0.0.1, because a page at a
// numeric host cannot use passkeys.
func named(base string) string { return strings.Replace(base, "127.0.0.1", "localhost", 1) }

// hasAuthenticator adds a virtual authenticator, which verifies its user, to a tab of
// Chromium, and returns the authenticator's id.
func (tab *tab) hasAuthenticator() webauthn.AuthenticatorID {
	tab.t.Helper()
	if _, err := chromedp.Call(tab.ctx, webauthn.Enable, webauthn.EnableParams{}); err != nil {
		tab.t.Fatal(err)
	}
	made, err := chromedp.Call(tab.ctx, webauthn.AddVirtualAuthenticator, webauthn.AddVirtualAuthenticatorParams{Options: &webauthn.VirtualAuthenticatorOptions{
		Protocol: "ctap2", Ctap2version: "ctap2_1", Transport: "internal",
		HasResidentKey: true, HasUserVerification: true, IsUserVerified: true, AutomaticPresenceSimulation: true,
	}})
	if err != nil {
		tab.t.Fatal(err)
	}
	return made.AuthenticatorID
}

// verifies sets whether an authenticator recognizes its user.
func (tab *tab) verifies(id webauthn.AuthenticatorID, yes bool) {
	tab.t.Helper()
	if _, err := chromedp.Call(tab.ctx, webauthn.SetUserVerified, webauthn.SetUserVerifiedParams{AuthenticatorID: id, IsUserVerified: yes}); err != nil {
		tab.t.Fatal(err)
	}
}

// addPasskey stores a passkey for an origin. No authenticator has it.
func addPasskey(t *testing.T, store *stored.Store, origin string) {
	t.Helper()
	p := stored.Passkey{ID: []byte(rand.Text()), Key: []byte("none"), Origin: origin, Name: "Teléfono de María Fernanda de los Ángeles", Added: time.Now()}
	if err := store.AddPasskey(t.Context(), p, []byte(rand.Text())); err != nil {
		t.Fatal(err)
	}
}

// TestOwnerPasskey signs in with the password and adds a passkey. Then it signs in with
// the passkey, with the keyboard only, and removes it.
func TestOwnerPasskey(t *testing.T) {
	t.Parallel()
	base, store := ownersShop(t)
	tab := newBrowser(t).open(named(base))
	id := tab.hasAuthenticator()
	tab.do(chromedp.Navigate(tab.base + "/admin/pedidos"))
	tab.await(`document.querySelector("#password") && !document.querySelector("[data-begins]")`) // there is no passkey yet
	tab.signIn(ownersPassword)
	tab.awaitText("#live", "Todavía no hay pedidos")

	tab.press("link", "Acceso")
	tab.typeInto("Dispositivo", "Mi teléfono")
	tab.press("button", "Añadir una llave")
	tab.await(`document.activeElement.id === "password"`) // because the password is missing
	tab.typeInto("Contraseña", "equivocada y larga")
	tab.press("button", "Añadir una llave")
	tab.awaitText("[data-stopped]", "La contraseña no es correcta.")
	tab.typeInto("Contraseña", ownersPassword)
	tab.verifies(id, false)
	tab.press("button", "Añadir una llave")
	tab.awaitText("[data-stopped]", "No se añadió ninguna llave.")
	tab.verifies(id, true)
	tab.press("button", "Añadir una llave")
	tab.awaitText("table[aria-labelledby=passkeys]", "Mi teléfono")
	tab.typeInto("Contraseña", ownersPassword)
	tab.press("button", "Añadir una llave")
	tab.awaitText("[data-stopped]", "Este dispositivo ya tiene una llave")

	tab.press("button", "Salir")
	tab.await(`document.querySelector("[data-begins]")?.getClientRects().length`)
	tab.verifies(id, false)
	tab.press("button", "Entrar con una llave de acceso")
	tab.awaitText("[data-stopped]", "No se usó ninguna llave de acceso.")
	tab.verifies(id, true)
	tab.do(chromedp.Navigate(tab.base + "/admin/pedidos?estado=new"))
	tab.await(`document.activeElement.id === "password"`)
	tab.tabTo("Entrar con una llave de acceso")
	tab.keys(kb.Enter)
	tab.awaitText("#live", "No hay pedidos en este estado.")

	tab.press("link", "Acceso")
	tab.awaitText("table[aria-labelledby=sessions]", "con la llave Mi teléfono")
	tab.typeInto("Contraseña", ownersPassword)
	tab.press("button", "Quitar la llave Mi teléfono")
	tab.await(`document.querySelector("h1") && !document.querySelector("table[aria-labelledby=passkeys]")`)
	if list, err := store.Passkeys(t.Context()); err != nil || len(list) != 0 {
		t.Errorf("got passkeys %v, %v, want none", list, err)
	}
	tab.press("button", "Salir")
	tab.await(`document.querySelector("#password") && !document.querySelector("[data-begins]")`)
}

// TestOwnerPasskeyOffered checks that the button is shown if and only if the browser has
// passkeys.
func TestOwnerPasskeyOffered(t *testing.T) {
	inEngines(t, func(t *testing.T, s shopper) {
		base, store := ownersShop(t)
		addPasskey(t, store, named(base))
		tab := s.newBrowser(t).open(named(base))
		tab.navigate(tab.base + "/admin/pedidos")
		tab.await(`document.readyState === "complete" && document.querySelector("#password")`)
		const shown = `!!document.querySelector("[data-begins]").getClientRects().length`
		want := tab.has("passkeys", "window.PublicKeyCredential")
		if got := eval[bool](tab, shown); got != want {
			t.Errorf("got the button visible: %v, want %v, whether the browser has passkeys", got, want)
		}
		tab.navigate(base + "/admin/pedidos")
		tab.await(`document.readyState === "complete" && document.querySelector("#password")`)
		if eval[bool](tab, `!!document.querySelector("[data-begins]")`) {
			t.Error("at a numeric host: got the button, want none")
		}
	})
}

// TestOwnerPasskeyWithoutScript signs in with the password without scripts. No button is
// visible that would not work.
func TestOwnerPasskeyWithoutScript(t *testing.T) {
	t.Parallel()
	base, store := ownersShop(t)
	addPasskey(t, store, named(base))
	tab := newBrowser(t).open(named(base))
	if _, err := chromedp.Call(tab.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	const hidden = `[...document.querySelectorAll("[data-begins]")].every(e => !e.getClientRects().length)`
	tab.do(chromedp.Navigate(tab.base + "/admin/pedidos"))
	tab.await(`document.querySelector("#password") && ` + hidden)
	tab.do(chromedp.SendKeys("#password", ownersPassword+"\r"))
	tab.await(`document.querySelector("#live")`)
	tab.do(chromedp.Navigate(tab.base + "/admin/sesiones"))
	tab.awaitText("[data-passkey=lacking]", "Aquí no se puede añadir")
	tab.await(hidden)
	tab.do(chromedp.SendKeys("#password", ownersPassword), chromedp.Click("[name=remove]"))
	tab.await(`document.querySelector("h1") && !document.querySelector("[name=remove]")`)
}
