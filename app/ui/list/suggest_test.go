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
	dictionary, parts := search.New(uitest.Catalog(t, text).ByOrdinal(), nil).Files()
	s := New(uitest.Screen(t))
	s.Catalog = uitest.Catalog(t, `{"sizes": "b", "folder": "/p.", "files": {"busqueda": "a", "busqueda/0": "b"}, "steps": [1], "parts": ["c"],
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
	if len(b.options) != 1 || b.options[0].kind != s.Text.Retry {
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

// texts returns what the options of a list say.
func (b *searchBox) texts() string {
	var all []string
	for _, o := range b.options {
		all = append(all, o.text)
	}
	return strings.Join(all, "; ")
}

// The list says which words no product has, in the words of the page of results.
func TestSuggestionsSayWhatIsNotFound(t *testing.T) {
	s := New(uitest.Screen(t))
	s.Shop.Synonyms = []string{"remera = polo"}
	tests := []struct{ name, text, options, note, announced string }{
		{"all is found", "gorra", "Gorra; Todos los resultados para «gorra»", "", "1 sugerencia"},
		{"a word is left out", "polo fucsia", "Polo; Todos los resultados para «polo fucsia»", s.Text.ResultsWithout("fucsia"), s.Text.ResultsWithout("fucsia") + " 1 sugerencia"},
		{"nothing is found", "fucsia", "", s.Text.NoResults("fucsia"), s.Text.NoResults("fucsia")},
		{"only what may be meant", "gprrq", "gorra", s.Text.NoResults("gprrq"), s.Text.NoResults("gprrq") + " 1 sugerencia"},
		{"a typing error in a category", "acesorios", "accesorios; Accesorios; Bufanda; Medias; Gorra; Todos los resultados para «acesorios»", "", "5 sugerencias"},
		{"a synonym of a category", "remera", "Polos; Polo; Todos los resultados para «remera»", "", "2 sugerencias"},
		{"one letter", "z", "", "", ""},
		{"a text that nobody types", strings.Repeat("gorra ", 100), "", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s.Announce("", false)
			b := &searchBox{Screen: s}
			b.suggest(app.Context{}, tt.text)
			if got := b.texts(); got != tt.options || b.note != tt.note || s.Message.Text != tt.announced {
				t.Errorf("got %q, the note %q, announced %q", got, b.note, s.Message.Text)
			}
			open := b.note != "" || len(b.options) > 0
			if got := strings.Contains(app.HTMLString(b.Render()), "suggest--none"); got == open {
				t.Errorf("got a closed list: %v, want %v", got, !open)
			}
			b.close()
			if !strings.Contains(app.HTMLString(b.Render()), "suggest--none") {
				t.Error("got the list open after it was closed")
			}
		})
	}
}

// A complete list keeps its options when another catalogue comes, with the names and prices
// of that one. Nothing else is announced.
func TestSuggestionsOfAnotherCatalogue(t *testing.T) {
	s := New(uitest.Screen(t))
	s.Catalog = uitest.Catalog(t, `[{"id": 1, "name": "Polo rojo", "price": "1"}, {"id": 2, "name": "Polo verde", "price": "2"}, {"id": 3, "name": "Polo azul", "price": "3"}]`)
	b := &searchBox{Screen: s}
	b.suggest(app.Context{}, "polo")
	announced := s.Message.Text
	s.Catalog = uitest.Catalog(t, `[{"id": 1, "name": "Polo rojo", "price": "9"}, {"id": 3, "name": "Polo celeste", "price": "3"}]`)
	b.renew(app.Context{})
	if got, want := b.texts(), "Polo celeste; Polo verde; Polo rojo; Todos los resultados para «polo»"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := b.options[2].product.Price.Minor(); got != 900 {
		t.Errorf("got the price %d, want that of the present catalogue", got)
	}
	if s.Message.Text != announced {
		t.Errorf("got %q announced, want nothing after %q", s.Message.Text, announced)
	}
}
