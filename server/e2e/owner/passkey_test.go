package owner_test

import (
	"crypto/rand"
	"strings"
	"testing"
	"time"

	"carrito/server/e2e/browsertest"
	stored "carrito/server/inbox/orderdb"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/webauthn"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// named returns an address with localhost in place of 127.0.0.1, because a page at a
// numeric host cannot use passkeys.
func named(base string) string { return strings.Replace(base, "127.0.0.1", "localhost", 1) }

// addAuthenticator adds a virtual authenticator, which verifies its user, to a tab of
// Chromium, and returns the authenticator's id.
func addAuthenticator(tab *browsertest.Tab) webauthn.AuthenticatorID {
	tab.T.Helper()
	if _, err := chromedp.Call(tab.Ctx, webauthn.Enable, webauthn.EnableParams{}); err != nil {
		tab.T.Fatal(err)
	}
	made, err := chromedp.Call(tab.Ctx, webauthn.AddVirtualAuthenticator, webauthn.AddVirtualAuthenticatorParams{Options: &webauthn.VirtualAuthenticatorOptions{
		Protocol: "ctap2", Ctap2version: "ctap2_1", Transport: "internal",
		HasResidentKey: true, HasUserVerification: true, IsUserVerified: true, AutomaticPresenceSimulation: true,
	}})
	if err != nil {
		tab.T.Fatal(err)
	}
	return made.AuthenticatorID
}

// setVerified sets whether an authenticator recognizes its user.
func setVerified(tab *browsertest.Tab, id webauthn.AuthenticatorID, yes bool) {
	tab.T.Helper()
	if _, err := chromedp.Call(tab.Ctx, webauthn.SetUserVerified, webauthn.SetUserVerifiedParams{AuthenticatorID: id, IsUserVerified: yes}); err != nil {
		tab.T.Fatal(err)
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
	tab := browsertest.NewBrowser(t).Open(named(base))
	id := addAuthenticator(tab)
	tab.Do(chromedp.Navigate(tab.Base + "/admin/pedidos"))
	tab.Await(`document.querySelector("#password") && !document.querySelector("[data-begins]")`) // there is no passkey yet
	signIn(tab, ownersPassword)
	tab.AwaitText("#live", "Todavía no hay pedidos")

	tab.Press("link", "Acceso")
	tab.TypeInto("Dispositivo", "Mi teléfono")
	tab.Press("button", "Añadir una llave")
	tab.Await(`document.activeElement.id === "password"`) // because the password is missing
	tab.TypeInto("Contraseña", "equivocada y larga")
	tab.Press("button", "Añadir una llave")
	tab.AwaitText("[data-stopped]", "La contraseña no es correcta.")
	tab.TypeInto("Contraseña", ownersPassword)
	setVerified(tab, id, false)
	tab.Press("button", "Añadir una llave")
	tab.AwaitText("[data-stopped]", "No se añadió ninguna llave.")
	setVerified(tab, id, true)
	tab.Press("button", "Añadir una llave")
	tab.AwaitText("table[aria-labelledby=passkeys]", "Mi teléfono")
	tab.TypeInto("Contraseña", ownersPassword)
	tab.Press("button", "Añadir una llave")
	tab.AwaitText("[data-stopped]", "Este dispositivo ya tiene una llave")

	tab.Press("button", "Salir")
	tab.Await(`document.querySelector("[data-begins]")?.getClientRects().length`)
	setVerified(tab, id, false)
	tab.Press("button", "Entrar con una llave de acceso")
	tab.AwaitText("[data-stopped]", "No se usó ninguna llave de acceso.")
	setVerified(tab, id, true)
	tab.Do(chromedp.Navigate(tab.Base + "/admin/pedidos?estado=new"))
	tab.Await(`document.activeElement.id === "password"`)
	tab.TabTo("Entrar con una llave de acceso")
	tab.Keys(kb.Enter)
	tab.AwaitText("#live", "No hay pedidos en este estado.")

	tab.Press("link", "Acceso")
	tab.AwaitText("table[aria-labelledby=sessions]", "con la llave Mi teléfono")
	tab.TypeInto("Contraseña", ownersPassword)
	tab.Press("button", "Quitar la llave Mi teléfono")
	tab.Await(`document.querySelector("h1") && !document.querySelector("table[aria-labelledby=passkeys]")`)
	if list, err := store.Passkeys(t.Context()); err != nil || len(list) != 0 {
		t.Errorf("got passkeys %v, %v, want none", list, err)
	}
	tab.Press("button", "Salir")
	tab.Await(`document.querySelector("#password") && !document.querySelector("[data-begins]")`)
}

// TestOwnerPasskeyOffered checks that the button is shown if and only if the browser has
// passkeys.
func TestOwnerPasskeyOffered(t *testing.T) {
	browsertest.InEngines(t, func(t *testing.T, s browsertest.Shopper) {
		base, store := ownersShop(t)
		addPasskey(t, store, named(base))
		tab := s.NewBrowser(t).Open(named(base))
		tab.Navigate(tab.Base + "/admin/pedidos")
		tab.Await(`document.readyState === "complete" && document.querySelector("#password")`)
		const shown = `!!document.querySelector("[data-begins]").getClientRects().length`
		want := tab.Has("passkeys", "window.PublicKeyCredential")
		if got := browsertest.Eval[bool](tab, shown); got != want {
			t.Errorf("got the button visible: %v, want %v, whether the browser has passkeys", got, want)
		}
		tab.Navigate(base + "/admin/pedidos")
		tab.Await(`document.readyState === "complete" && document.querySelector("#password")`)
		if browsertest.Eval[bool](tab, `!!document.querySelector("[data-begins]")`) {
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
	tab := browsertest.NewBrowser(t).Open(named(base))
	if _, err := chromedp.Call(tab.Ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	const hidden = `[...document.querySelectorAll("[data-begins]")].every(e => !e.getClientRects().length)`
	tab.Do(chromedp.Navigate(tab.Base + "/admin/pedidos"))
	tab.Await(`document.querySelector("#password") && ` + hidden)
	tab.Do(chromedp.SendKeys("#password", ownersPassword+"\r"))
	tab.Await(`document.querySelector("#live")`)
	tab.Do(chromedp.Navigate(tab.Base + "/admin/sesiones"))
	tab.AwaitText("[data-passkey=lacking]", "Aquí no se puede añadir")
	tab.Await(hidden)
	tab.Do(chromedp.SendKeys("#password", ownersPassword), chromedp.Click("[name=remove]"))
	tab.Await(`document.querySelector("h1") && !document.querySelector("[name=remove]")`)
}
