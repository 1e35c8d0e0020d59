package pages

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"carrito/app/session"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
	"golang.org/x/net/html"
)

// hearts returns the names of a page's hearts, and whether each is pressed.
// go-app leaves out the value "true" in HTML.
func hearts(root *html.Node) []string {
	var found []string
	for _, button := range with(all(root, "button"), "class", "heart") {
		pressed := attr(button, "aria-pressed")
		if has(button, "aria-pressed") && pressed == "" {
			pressed = "true"
		}
		found = append(found, strings.TrimSpace(nameOf(button)+" "+pressed))
	}
	return found
}

func toggle(t *testing.T, s *Shop, ids ...int) {
	t.Helper()
	for _, id := range ids {
		p, ok := s.Catalog.Product(id)
		if !ok {
			t.Fatalf("no product %d", id)
		}
		s.ToggleFavorite(p)
	}
}

func TestHeart(t *testing.T) {
	for language, want := range map[string]struct{ off, on, added, removed, link string }{
		"es": {"Guardar Gorra en favoritos", "Quitar Gorra de favoritos", "Guardado en favoritos: Gorra.", "Se quitó de favoritos: Gorra.", "Favoritos"},
		"en": {"Save Gorra to favourites", "Remove Gorra from favourites", "Saved to favourites: Gorra.", "Removed from favourites: Gorra.", "Favourites"},
	} {
		t.Run(language, func(t *testing.T) {
			s := store(t, language, few, &session.Memory{})
			check := func(wantHeart, wantLink string) {
				t.Helper()
				for _, address := range []string{"/", "/categoria/accesorios", "/buscar?q=gorra", "/producto/1"} {
					root := render(t, NewRoot(s, at(t, address)))
					if got := hearts(root); !slices.Contains(got, wantHeart) {
						t.Errorf("%s: got the hearts %q, want them to include %q", address, got, wantHeart)
					}
					if got := linked(one(t, "header", all(root, "header")), wantLink); got != "/favoritos" {
						t.Errorf("%s: link %q: got %q, want /favoritos", address, wantLink, got)
					}
				}
			}
			check(want.off+" false", want.link)
			toggle(t, s, 1)
			announced(t, s, want.added, false)
			check(want.on+" true", want.link+" 1")
			toggle(t, s, 2)
			check(want.on+" true", want.link+" 2")
			toggle(t, s, 1)
			announced(t, s, want.removed, false)
			check(want.off+" false", want.link+" 1")
		})
	}
}

// The server's page has a heart for each product, which the style sheet hides,
// but does not say whether it is pressed.
func TestServerKnowsNoFavourites(t *testing.T) {
	s := demoStore(t, "es")
	for _, address := range []string{"/", "/producto/46"} {
		root := render(t, NewRoot(s, at(t, address)))
		articles := len(all(root, "article"))
		buttons := with(all(root, "button"), "class", "heart")
		if len(buttons) != articles {
			t.Errorf("%s: got %d hearts, want one for each of %d products", address, len(buttons), articles)
		}
		for _, button := range buttons {
			if has(button, "aria-pressed") {
				t.Errorf("%s: %s: got aria-pressed, want none", address, nameOf(button))
			}
		}
		if got := wordsOf(one(t, "count", with(all(root), "id", "favorites-count"))); got != "" {
			t.Errorf("%s: got the count %q, want none", address, got)
		}
	}
	main := one(t, "main", all(render(t, NewRoot(s, at(t, "/favoritos"))), "main"))
	if got, want := wordsOf(main), "Tus favoritos Abriendo tus favoritos… "+spanish.FavoritesNeedJavaScript; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestFavoritesPage(t *testing.T) {
	var storage session.Memory
	storage.Set(session.Favorites, "[3,99,1,3]")
	s := store(t, "es", few, &storage)
	v := visit(t, s, "/favoritos")
	check := func(wantShown, wantHearts, wantCount string) {
		t.Helper()
		root := render(t, v.root)
		if got := strings.Join(shown(root), ", "); got != wantShown {
			t.Errorf("got %q, want %q", got, wantShown)
		}
		if got := strings.Join(hearts(root), ", "); got != wantHearts {
			t.Errorf("got the hearts %q, want %q", got, wantHearts)
		}
		if got := wordsOf(one(t, "heading of the list", all(one(t, "main", all(root, "main")), "h2"))); got != wantCount {
			t.Errorf("got %q, want %q", got, wantCount)
		}
	}
	check("Polo, Gorra", "Quitar Polo de favoritos true, Quitar Gorra de favoritos true", "2 productos")
	toggle(t, s, 3) // keeps its place
	check("Polo, Gorra", "Guardar Polo en favoritos false, Quitar Gorra de favoritos true", "1 producto")
	toggle(t, s, 2) // as in another tab
	check("Polo, Gorra, Medias", "Guardar Polo en favoritos false, Quitar Gorra de favoritos true, Quitar Medias de favoritos true", "2 productos")
	v.goTo("/")
	v.goTo("/favoritos")
	check("Gorra, Medias", "Quitar Gorra de favoritos true, Quitar Medias de favoritos true", "2 productos")
	toggle(t, s, 1, 2)
	v.goTo("/")
	v.goTo("/favoritos")
	main := one(t, "main", all(render(t, v.root), "main"))
	if got, want := wordsOf(main), "Tus favoritos Aún no tienes favoritos "+spanish.FavoritesEmptyTip+" Ver productos"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := linked(main, "Ver productos"); got != "/" {
		t.Errorf("link Ver productos: got %q, want /", got)
	}
}

func TestTooManyFavorites(t *testing.T) {
	for language, want := range map[string]string{
		"es": "En favoritos caben 60 productos. Quita uno para guardar otro.", "en": "There is room for 60 favourites. Remove one to save another.",
	} {
		s := store(t, language, many(61), &session.Memory{})
		for id := range 61 {
			toggle(t, s, id+1)
		}
		announced(t, s, want, true)
		if got := len(s.Session.Favorites()); got != session.MaxFavorites {
			t.Errorf("got %d favourites, want %d", got, session.MaxFavorites)
		}
	}
}

// Products viewed before stand at the end of the first page, of a product's
// page and of the favourites. They change with the next page, not earlier.
func TestRecentlyViewed(t *testing.T) {
	s := store(t, "es", many(30), &session.Memory{})
	v := visit(t, s, "/producto/1")
	row := func() string {
		var names []string
		sections := with(all(render(t, v.root), "section"), "class", "viewed")
		for _, section := range sections {
			names = append(names, wordsOf(one(t, "heading", all(section, "h2")))+":")
			for _, link := range all(section, "a") {
				names = append(names, wordsOf(link))
			}
		}
		return strings.NewReplacer("Producto 0", "", "Sin foto ", "").Replace(strings.Join(names, " "))
	}
	if got := row(); got != "" {
		t.Errorf("the first product: got %q, want no row", got)
	}
	const price = " S/ %d.00"
	named := func(ids ...int) string {
		want := "Vistos hace poco:"
		for _, id := range ids {
			want += fmt.Sprintf(" %02d"+price, id, 31-id)
		}
		return want
	}
	steps := []struct {
		address string
		want    string
	}{
		{"/producto/2", named(1)},
		{"/producto/2", named(1)},
		{"/producto/3", named(2, 1)},
		{"/producto/99", ""},
		{"/", named(3, 2, 1)},
		{"/pagina/2", ""},
		{"/categoria/polos", ""},
		{"/carrito", ""},
		{"/favoritos", named(3, 2, 1)},
		{"/producto/1", named(3, 2)},
		{"/favoritos", named(1, 3, 2)},
	}
	for _, step := range steps {
		v.goTo(step.address)
		if got := row(); got != step.want {
			t.Errorf("%s: got %q, want %q", step.address, got, step.want)
		}
		s.Session.Set("notas", step.address) // draws the page again
		if got := row(); got != step.want {
			t.Errorf("%s, drawn again: got %q, want %q", step.address, got, step.want)
		}
	}
	for id := range 20 {
		v.goTo(fmt.Sprint("/producto/", id+1))
	}
	if got, want := row(), named(19, 18, 17, 16, 15, 14); got != want {
		t.Errorf("after twenty: got %q, want %q", got, want)
	}
	s.Session.View(30) // in another tab
	if got, want := row(), named(19, 18, 17, 16, 15, 14); got != want {
		t.Errorf("while another tab views one more: got %q, want %q", got, want)
	}
	v.goTo("/favoritos")
	if got, want := row(), named(30, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10); got != want {
		t.Errorf("/favoritos: got %q, want %q", got, want)
	}
}

// The home page keeps its row while another tab views a product.
func TestRecentlyViewedOnHome(t *testing.T) {
	s := store(t, "es", many(30), &session.Memory{})
	v := visit(t, s, "/producto/1")
	v.goTo("/")
	row := func() string {
		return wordsOf(one(t, "row", with(all(render(t, v.root), "section"), "class", "viewed")))
	}
	before := row()
	s.Session.View(2) // in another tab
	if got := row(); got != before {
		t.Errorf("while another tab views a product: got %q, want %q", got, before)
	}
}

// Viewing a product sends one message to the other tabs, and they do not
// answer.
func TestViewedIsSentOnce(t *testing.T) {
	first, second := newPair()
	a, b := openTab(t, first, few, few), openTab(t, second, few, few)
	heard := 0
	b.changed = func(bool) { heard++ }
	a.changed = func(bool) { t.Error("got an answer, want none") }
	visit(t, a, "/producto/3")
	if got := b.Session.Get(session.Viewed); got != "[3]" || heard != 1 {
		t.Errorf("got %s in the other tab after %d messages, want [3] after 1", got, heard)
	}
}

// favoritesGiven returns the favourites that a product's view gets as input.
func favoritesGiven(view app.UI) string {
	return reflect.ValueOf(view).Elem().FieldByName("Favorites").String()
}

// A heart pressed in one tab shows in the others. go-app draws the view of a
// product again only if its input has changed.
func TestHeartInAnotherTab(t *testing.T) {
	first, second := newPair()
	a, b := openTab(t, first, few, few), openTab(t, second, few, few)
	before := favoritesGiven(b.Route(at(t, "/producto/3")).Body())
	toggle(t, a, 3)
	if after := favoritesGiven(b.Route(at(t, "/producto/3")).Body()); after == before {
		t.Errorf("got the favourites %q as the view's input, want them changed", after)
	}
	for _, address := range []string{"/", "/producto/3", "/favoritos"} {
		if got := hearts(render(t, NewRoot(b, at(t, address)))); !slices.Contains(got, "Quitar Polo de favoritos true") {
			t.Errorf("%s: got the hearts %q, want the heart of Polo pressed", address, got)
		}
	}
	toggle(t, b, 1)
	if got := a.Session.Get(session.Favorites); got != "[3,1]" {
		t.Errorf("got favoritos %s, want [3,1]", got)
	}
}
