package session_test

import (
	"fmt"
	"strings"
	"testing"

	"carrito/app/catalog"
	"carrito/app/session"
)

// named returns a shop in which product 7 is called so.
func named(t *testing.T, name string) *catalog.Catalog {
	t.Helper()
	c, err := catalog.Parse(`[{"id": 7, "slug": "a", "name": "`+name+`", "price": "1"}, {"id": 8, "slug": "b", "name": "Gorra", "price": "1"}]`, 2, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// renamed returns the names of the favourites that the shopper is told of.
func renamed(news session.News) string {
	var names []string
	for _, p := range news.Renamed {
		names = append(names, p.Name)
	}
	return strings.Join(names, " ")
}

// A favourite that is called otherwise is told, once.
func TestRenamedFavorites(t *testing.T) {
	var store session.Memory
	s, news := session.Open(&store, always(named(t, "Polo")), "", 2)
	for _, id := range []int{7, 8} {
		if err := s.SetFavorite(id, true); err != nil {
			t.Fatal(err)
		}
	}
	if got := renamed(news); got != "" {
		t.Errorf("at first: got %q told, want nothing", got)
	}
	for _, step := range []struct{ name, want string }{{"Polo", ""}, {"Camisa", "Camisa"}, {"Camisa", ""}, {"Polo", "Polo"}} {
		s, news = session.Open(&store, always(named(t, step.name)), "", 2)
		if got := renamed(news); got != step.want {
			t.Errorf("%s: got %q told, want %q", step.name, got, step.want)
		}
		if got := s.Get(session.Favorites); got != "[7,8]" {
			t.Errorf("%s: got the favourites %s, want [7,8]", step.name, got)
		}
		if got := s.Cart().Count(); got != 0 {
			t.Errorf("%s: got %d units in the cart, want none", step.name, got)
		}
	}
}

// A new catalogue that comes while the shop is open is compared too.
func TestRenamedFavoritesWhileOpen(t *testing.T) {
	var store session.Memory
	products := named(t, "Polo")
	s, _ := session.Open(&store, func() *catalog.Catalog { return products }, "", 2)
	var heard []string
	s.Join(session.Tabs{Heard: func(news session.News) { heard = append(heard, renamed(news)) }})
	if err := s.SetFavorite(7, true); err != nil {
		t.Fatal(err)
	}
	for i, name := range []string{"Camisa", "Camisa"} {
		products = named(t, name)
		s.Compared(fmt.Sprint("products.", i))
	}
	if got := strings.Join(heard, ","); got != "Camisa," {
		t.Errorf("got %q told, want Camisa once", got)
	}
}

// A favourite of which nobody noted a name, as a version of before does, or one
// edited by hand, is as good as any.
func TestFavoritesWithoutACheck(t *testing.T) {
	for name, ledger := range map[string]string{
		"of an earlier version": `{"7:0":[1,"t1",0,1],"favoritos":[1,"_7"]}`,
		"no ledger":             "",
	} {
		var store session.Memory
		store.Set(session.Favorites, "[7]")
		store.Set(session.Changes, ledger)
		s, news := session.Open(&store, always(named(t, "Camisa")), "", 2)
		if got := renamed(news); got != "" || s.Get(session.Favorites) != "[7]" {
			t.Errorf("%s: got %q told and the favourites %s, want nothing told of [7]", name, got, s.Get(session.Favorites))
		}
	}
}
