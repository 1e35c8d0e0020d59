package list

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"carrito/app/search"
	"carrito/app/ui/part"
	"carrito/app/ui/uitest"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// As parts of the catalogue come, no suggestion moves away from below the finger, and the
// arrows stay at theirs.
func TestSuggestionsStayInPlace(t *testing.T) {
	var products []string
	for id := range 5 {
		products = append(products, fmt.Sprintf(`{"id": %d, "name": "Polo polar %[1]d", "price": "1", "category": "Polos"}`, id+1))
	}
	text := "[" + strings.Join(products, ",") + "]"
	dictionary, parts := search.New(uitest.Catalog(t, text).Products(), nil).Files()
	s := New(uitest.Screen(t))
	s.Catalog = uitest.Catalog(t, `{"total": 5, "folder": "/p.", "files": {"busqueda": "a", "busqueda/0": "b"}, "first": [1], "parts": ["c"],
		"categories": [{"slug": "polos", "name": "Polos", "count": 5, "newest": {"id": 5, "name": "Polo polar 5", "price": "1"}}]}`)
	b := &searchBox{Screen: s}
	paths := func() (all []string) {
		for _, o := range b.options {
			all = append(all, o.path)
		}
		return all
	}
	s.Catalog.PutFile(part.SearchFile, string(dictionary))
	if b.suggest(app.Context{}, "pol"); len(b.options) > 0 {
		t.Fatalf("got %v while the index is on its way, want nothing that others would move", paths())
	}
	s.Lacking = true
	b.renew(app.Context{})
	if len(b.options) != 1 || !b.options[0].retry {
		t.Fatalf("got %v, want only a button to try again", paths())
	}
	b.active, s.Lacking = 1, false
	for i, data := range parts {
		s.Catalog.PutFile(part.SearchFile+"/"+strconv.Itoa(i), string(data))
	}
	if b.renew(app.Context{}); b.active != 0 || len(b.options) < 2 {
		t.Fatalf("got option %d of %v reached, want none: the one that was is gone", b.active, paths())
	}
	before := paths()
	b.active = len(before)
	if err := s.Catalog.Put(0, uitest.Catalog(t, text)); err != nil {
		t.Fatal(err)
	}
	b.renew(app.Context{})
	after := paths()
	for i, path := range before {
		if after[i] != path {
			t.Errorf("got %v, want the products below %v", after, before)
		}
	}
	if b.active != len(before) || len(after) <= len(before) {
		t.Errorf("got option %d of %v reached, want %d", b.active, after, len(before))
	}
}
