package pages

import (
	"strings"
	"testing"

	"carrito/app/session"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// probe gives tests the context that go-app passes to a mounted component.
type probe struct {
	app.Compo

	ctx app.Context
}

func (p *probe) OnPreRender(ctx app.Context) { p.ctx = ctx }

func (p *probe) Render() app.UI { return app.Div() }

// visitor goes from page to page as a browser does, with one root that stays.
type visitor struct {
	t    *testing.T
	root *Root
	ctx  app.Context
}

func visit(t *testing.T, s *Shop, address string) *visitor {
	t.Helper()
	engine := app.NewTestEngine()
	var p probe
	if err := engine.Load(&p); err != nil {
		t.Fatal(err)
	}
	engine.ConsumeAll()
	v := &visitor{t, NewRoot(s, at(t, address)), p.ctx}
	v.goTo(address)
	return v
}

func (v *visitor) goTo(address string) {
	v.t.Helper()
	v.ctx.Page().ReplaceURL(at(v.t, address))
	v.root.OnNav(v.ctx)
}

// /agregarCarrito/ adds one unit, once, and the address becomes the cart's.
func TestAddByAddress(t *testing.T) {
	tests := []struct {
		address       string
		wantCart      string
		wantAnnounced string
	}{
		{"/agregarCarrito/1", "1×1", "Agregado al carrito: Gorra."},
		{"/agregarCarrito/3?variante=3", "3:3×1", "Agregado al carrito: Polo (M / Negro)."},
		{"/agregarCarrito/3", "", "Elige una opción de Polo para agregarlo."},
		{"/agregarCarrito/3?variante=2", "", "Polo está agotado."},
		{"/agregarCarrito/3?variante=99", "", "Esa opción de Polo no existe. El carrito no cambió."},
		{"/agregarCarrito/3?variante=abc", "", "Esa opción de Polo no existe. El carrito no cambió."},
		{"/agregarCarrito/999999", "", spanish.NoSuchProduct},
		{"/agregarCarrito/abc", "", spanish.NoSuchProduct},
		{"/agregarCarrito/4", "", "Bufanda está agotado."},
	}
	for _, test := range tests {
		t.Run(test.address, func(t *testing.T) {
			s := store(t, "es", few, &session.Memory{})
			v := visit(t, s, test.address)
			if got := keys(s); got != test.wantCart {
				t.Errorf("cart: got %q, want %q", got, test.wantCart)
			}
			if got := s.Message.Text; got != test.wantAnnounced {
				t.Errorf("message: got %q, want %q", got, test.wantAnnounced)
			}
			if got := v.ctx.Page().URL().RequestURI(); got != "/carrito" {
				t.Errorf("address: got %q, want /carrito", got)
			}
			root := render(t, v.root)
			if got := wordsOf(one(t, "h1", all(root, "h1"))); got != "Tu carrito" {
				t.Errorf("h1: got %q, want Tu carrito", got)
			}
			v.goTo("/carrito") // like a reload of the present address
			if got := keys(s); got != test.wantCart {
				t.Errorf("cart after a reload: got %q, want %q", got, test.wantCart)
			}
		})
	}
}

// A new page shows what belongs to its address. The message and the undo of the
// previous page are gone.
func TestNavigation(t *testing.T) {
	s := store(t, "es", few, &session.Memory{})
	v := visit(t, s, "/carrito")
	s.Add(1, 0, 1)
	s.Add(2, 0, 1)
	s.Remove("1")
	for _, step := range []struct{ address, want string }{
		{"/producto/1", "Gorra"}, {"/producto/2", "Medias"}, {"/categoria/polos", "Polos"}, {"/nada", "Página no encontrada"},
	} {
		v.goTo(step.address)
		root := render(t, v.root)
		if got := wordsOf(one(t, "h1", all(root, "h1"))); got != step.want {
			t.Errorf("%s: h1: got %q, want %q", step.address, got, step.want)
		}
		if got := wordsOf(one(t, "live region", with(all(root), "role", "status"))); got != "" {
			t.Errorf("%s: live region: got %q, want nothing", step.address, got)
		}
	}
	if len(s.Removed()) != 0 {
		t.Errorf("got %d lines to put back, want none", len(s.Removed()))
	}
	if got := keys(s); got != "2×1" {
		t.Errorf("cart: got %q, want 2×1", got)
	}
}

// Each product and starting variant has its own view, so that a choice is not
// carried over to the next product.
func TestProductViewIsNewForEveryProduct(t *testing.T) {
	s := store(t, "es", few, &session.Memory{})
	seen := map[string]string{}
	for _, address := range []string{"/producto/1", "/producto/2", "/producto/3", "/producto/3?variante=3"} {
		view := s.Route(at(t, address)).Body().(interface{ CompoID() string })
		if first, taken := seen[view.CompoID()]; taken {
			t.Errorf("%s and %s: got the same view %q, want different ones", first, address, view.CompoID())
		}
		seen[view.CompoID()] = address
	}
}

// Only the browser knows the cart. The server's page has no lines, and says
// that JavaScript is needed.
func TestServerKnowsNoCart(t *testing.T) {
	s := demoStore(t, "es")
	root := render(t, NewRoot(s, at(t, "/agregarCarrito/3")))
	if got := len(s.Session.Cart().Lines()); got != 0 {
		t.Errorf("got %d lines, want none", got)
	}
	if got := wordsOf(one(t, "noscript", all(root, "noscript"))); got != spanish.NeedsJavaScript {
		t.Errorf("without JavaScript: got %q, want %q", got, spanish.NeedsJavaScript)
	}
	if got := wordsOf(one(t, "main", all(root, "main"))); strings.Contains(got, spanish.CartEmpty) {
		t.Errorf("got %q, want nothing about the content of the cart", got)
	}
}
