package pages

import (
	"testing"

	"carrito/app/catalog"
	"carrito/app/session"
	"carrito/app/shop"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// The foot of every page says how reliable the prices are.
func TestStaleness(t *testing.T) {
	tests := []struct {
		name           string
		why            catalog.Staleness
		day            string
		wantEs, wantEn string
	}{
		{"none", catalog.Fresh, "", "", ""},
		{"none, with a day", catalog.Fresh, "26 nov. 2026", "", ""},
		{"unreachable", catalog.Unreachable, "26 nov. 2026",
			"Sin conexión con la tienda. Precios del 26 nov. 2026.", "The shop cannot be reached. Prices as of 26 nov. 2026."},
		{"unreachable, day unknown", catalog.Unreachable, "",
			"Sin conexión con la tienda. Los precios pueden haber cambiado.", "The shop cannot be reached. Prices may have changed."},
		{"unreadable", catalog.Unreadable, "26 nov. 2026",
			"No se pudieron leer los precios nuevos. Precios del 26 nov. 2026.", "The new prices could not be read. Prices as of 26 nov. 2026."},
	}
	for _, test := range tests {
		for language, want := range map[string]string{"es": test.wantEs, "en": test.wantEn} {
			t.Run(test.name+" "+language, func(t *testing.T) {
				s := store(t, language, few, &session.Memory{})
				s.SetStaleness(test.why, test.day)
				for _, address := range []string{"/", "/carrito", "/producto/1", "/nada"} {
					root := render(t, NewRoot(s, at(t, address)))
					got := ""
					for _, line := range with(all(root, "p"), "class", "bars__doubt") {
						got += wordsOf(line)
					}
					if got != want {
						t.Errorf("%s: got %q, want %q", address, got, want)
					}
				}
				if got := s.Message.Text; got != want {
					t.Errorf("message: got %q, want %q", got, want)
				}
			})
		}
	}
}

// Staleness is announced when it begins, not again while it lasts, and not over
// a toast.
func TestStalenessIsAnnouncedOnce(t *testing.T) {
	s := store(t, "es", few, &session.Memory{})
	s.Add(1, 0, 1)
	s.SetStaleness(catalog.Unreachable, "hoy")
	if got := s.Message.Text; got != "Agregado al carrito: Gorra." {
		t.Errorf("got the message %q, want the toast unchanged", got)
	}
	s.leave()
	s.SetStaleness(catalog.Unreachable, "hoy")
	if got := s.Message.Text; got != "" {
		t.Errorf("got the message %q, want it announced once", got)
	}
}

func TestUpdateIsOffered(t *testing.T) {
	s := store(t, "es", few, &session.Memory{})
	if n := len(named(all(render(t, NewRoot(s, at(t, "/"))), "button"), "Actualizar")); n != 0 {
		t.Errorf("got %d buttons, want none", n)
	}
	s.OfferUpdate(func() {})
	root := render(t, NewRoot(s, at(t, "/carrito")))
	one(t, "button", named(all(root, "button"), "Actualizar"))
}

// A new catalogue replaces the one shown, in the page and in the cart. The news
// says what changed.
func TestRenew(t *testing.T) {
	s := store(t, "es", few, &session.Memory{})
	v := visit(t, s, "/producto/1")
	s.Add(1, 0, 2)
	s.Renew(read(t, `[{"id": 1, "slug": "gorra", "name": "Gorra nueva", "price": "10.00", "stock": 1}]`), "2", catalog.Sized{Version: "2"})
	if got := wordsOf(one(t, "h1", all(render(t, v.root), "h1"))); got != "Gorra nueva" {
		t.Errorf("page: got %q, want the content of the new catalogue", got)
	}
	if got := keys(s); got != "1×1" || s.Sized.Version != "2" {
		t.Errorf("cart: got %q, want only what is still sold", got)
	}
	if len(s.News) == 0 {
		t.Error("got no news of the changes")
	}
}

// The shell draws the frame of every page, for a shop without products.
func TestShell(t *testing.T) {
	s := New(&shop.Shop{Name: "Tienda", Language: "es"}, read(t, `[]`))
	root, page := NewShell(s)
	drawn := render(t, root)
	one(t, "main", all(drawn, "main"))
	one(t, "live region", with(all(drawn), "role", "status"))
	if page.Status != 0 || len(all(drawn, "h1")) != 0 || len(all(drawn, "article")) != 0 {
		t.Error("got the content of a page, want none yet")
	}
}

// What could not be loaded of an earlier catalogue is no fault of a new one.
func TestRenewForgetsFailures(t *testing.T) {
	s := store(t, "es", few, &session.Memory{})
	visit(t, s, "/")
	s.Lacking = true
	s.Renew(read(t, few), "2", s.Sized)
	if s.Lacking {
		t.Error("got a part that could not be loaded on a page with a new catalogue")
	}
}

// What waits for parts of the catalogue is told of them once they are drawn, unless the
// shopper has left.
func TestLoadedAfterTheDrawing(t *testing.T) {
	s := store(t, "es", few, &session.Memory{})
	root, drawn := NewRoot(s, at(t, "/")), 0
	var inside probe
	root.page.Body = func() app.UI {
		drawn++
		return app.Div().Body(&inside)
	}
	engine := app.NewTestEngine()
	if err := engine.Load(root); err != nil {
		t.Fatal(err)
	}
	engine.ConsumeAll()
	s.Root = inside.ctx
	for name, supply := range map[string]func(){
		"parts": func() { s.Supplied(false) }, "another catalogue": func() { s.Renew(read(t, few), "3", s.Sized) },
	} {
		before, then := drawn, 0
		s.Loaded = func() { then, s.Loaded = drawn, nil }
		s.Do(supply)
		engine.ConsumeAll()
		if then <= before {
			t.Errorf("%s: got told of it before it was drawn", name)
		}
		if drawn <= then {
			t.Errorf("%s: got nothing drawn of what it announces", name)
		}
	}
	v := visit(t, s, "/")
	s.Loaded = func() {}
	v.goTo("/categoria/polos")
	if s.Loaded != nil {
		t.Error("got it kept for another page")
	}
	s.Loaded, s.Refining = func() {}, "x"
	v.goTo("/categoria/polos?stock=1")
	if s.Loaded == nil {
		t.Error("got not told of it on the same list with other filters")
	}
}
