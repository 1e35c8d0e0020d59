package settings_test

import (
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"carrito/server/kept"
	"carrito/server/site"
)

// names returns the names of the categories as the page shows them.
func names(form url.Values) string {
	var list []string
	for _, i := range []string{"0", "1", "2", "3"} {
		if form.Has("was." + i) {
			list = append(list, form.Get("was."+i))
		}
	}
	return strings.Join(list, ", ")
}

func TestCategories(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	form := o.open("/admin/categorias")
	if got := names(form); got != "Gorras, Polos, Bolsos" {
		t.Fatalf("got %s", got)
	}
	o.wantSaved(o.send("POST", "/admin/categorias", change(form, "name.1", " Camisetas  & <más> ", "do", "save")))
	if got := o.read("products.json"); strings.Count(got, `"category": "Camisetas & <más>"`) != 2 || strings.Contains(got, "olos") {
		t.Errorf("got %s, want both products renamed, the hidden one too", got)
	}
	if got := strings.Join(strings.Fields(o.read("shop.json")), ""); !strings.Contains(got, `"moved":{"polos":"camisetas-mas"}`) {
		t.Errorf("got %s, want where the category went", got)
	}
	form = o.open("/admin/categorias")
	o.wantSaved(o.send("POST", "/admin/categorias", change(form, "do", "up.2")))
	if got := names(o.open("/admin/categorias")); got != "Gorras, Bolsos, Camisetas & <más>" {
		t.Errorf("up: got %s", got)
	}
	o.wantSaved(o.send("POST", "/admin/categorias", change(o.open("/admin/categorias"), "do", "down.0")))
	if got := names(o.open("/admin/categorias")); got != "Bolsos, Gorras, Camisetas & <más>" {
		t.Errorf("down: got %s", got)
	}
	o.wantSaved(o.send("POST", "/admin/categorias", change(o.open("/admin/categorias"), "which", "Camisetas & <más>", "to", "Gorras", "do", "delete")))
	if got := names(o.open("/admin/categorias")); got != "Bolsos, Gorras" {
		t.Errorf("removed: got %s", got)
	}
	s, err := site.Load(o.files)
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{"/categoria/polos": "/categoria/gorras", "/categoria/camisetas-mas": "/categoria/gorras", "/categoria/gorras": "", "/categoria/otra": "", "/polos": ""} {
		if got, ok := s.Moved(path); got != want || ok != (want != "") {
			t.Errorf("%s: got %q, %t, want %q", path, got, ok, want)
		}
	}
	// A name that comes back is its own address again.
	o.wantSaved(o.send("POST", "/admin/categorias", change(o.open("/admin/categorias"), "name.1", "Polos", "do", "save")))
	if s, err = site.Load(o.files); err != nil {
		t.Fatal(err)
	}
	if to, ok := s.Moved("/categoria/gorras"); to != "/categoria/polos" || !ok {
		t.Errorf("got %q, %t", to, ok)
	}
	if to, ok := s.Moved("/categoria/polos"); ok {
		t.Errorf("got %q for a category that there is", to)
	}
	o.wantSaved(o.send("POST", "/admin/categorias", change(o.open("/admin/categorias"), "which", "Bolsos", "to", "", "do", "delete")))
	if got := o.read("products.json"); strings.Contains(got, "Bolsos") || !strings.Contains(got, "Bolso") {
		t.Errorf("got %s, want the product without a category", got)
	}
}

func TestCategoriesRefused(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		typed []string
		want  string
	}{
		{"no name", []string{"name.0", "  "}, "Escribe un nombre."},
		{"the name of another", []string{"name.0", "POLOS"}, "Ya hay una categoría con este nombre"},
		{"nothing to remove", []string{"do", "delete"}, "Elige qué categoría quitar"},
		{"into itself", []string{"do", "delete", "which", "Polos", "to", "Polos"}, "Elige qué categoría quitar"},
		{"gone meanwhile", []string{"was.0", "Zapatos", "name.0", "Botas"}, "Alguien cambió o quitó «Zapatos»"},
	}
	o := newOwner(t)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := o.send("POST", "/admin/categorias", change(change(o.open("/admin/categorias"), "name.2", "Carteras", "do", "save"), test.typed...))
			if got.status != http.StatusConflict || !strings.Contains(faults(got.body), test.want) || o.form(got.body).Get("name.2") != "Carteras" {
				t.Errorf("got %d, %s and %q back, want %q", got.status, faults(got.body), o.form(got.body).Get("name.2"), test.want)
			}
			if o.read("products.json") != products || o.read("shop.json") != shopJSON {
				t.Error("got changed files")
			}
		})
	}
	// Names may change places.
	o.wantSaved(o.send("POST", "/admin/categorias", change(o.open("/admin/categorias"), "name.0", "Polos", "name.1", "Gorras", "do", "save")))
	if got := names(o.open("/admin/categorias")); got != "Polos, Gorras, Bolsos" {
		t.Errorf("got %s", got)
	}
}

// What is left in shop.json of a category without products gives way to a category that
// gets its name, however that is spelled.
func TestCategoryTakesTheNameOfOneThatIsGone(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	with := func(categories string) string {
		return strings.Replace(shopJSON, "{", `{"categories": `+categories+",", 1)
	}
	tests := []struct{ name, said, typed, want string }{
		{"another spelling", `{"Ropa": {"text": "antes"}, "Polos": {"text": "p"}}`, "ropa", "ropa p"},
		{"the same spelling", `{"Ropa": {"text": "antes"}, "Polos": {"text": "p"}}`, "Ropa", "Ropa p"},
		{"nothing of its own", `{"Ropa": {"text": "antes"}}`, "ropa", "Ropa antes"},
		{"its own name", `{"Ropa": {"text": "antes"}, "Polos": {"text": "p"}}`, "POLOS", "POLOS p, Ropa antes"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for range 8 { // maps have any order
				o.put("shop.json", with(test.said))
				o.put("products.json", products)
				o.wantSaved(o.send("POST", "/admin/categorias", change(o.open("/admin/categorias"), "name.1", test.typed, "do", "save")))
				var got []string
				for name, c := range o.said() {
					got = append(got, name+" "+c.Text)
				}
				slices.Sort(got)
				if got := strings.Join(got, ", "); got != test.want {
					t.Fatalf("got %s, want %s", got, test.want)
				}
				if _, err := site.Load(o.files); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// unshared is servers that share every file but one.
type unshared struct{ name string }

func (unshared) Take(*kept.File) error { return nil }

func (u unshared) Offer(f *kept.File, _ string, _, _ []byte) error {
	if filepath.Base(f.Path) == u.name {
		return kept.ErrUnshared
	}
	return nil
}

// A change that fails parts no text from its category, and can be sent again.
func TestCategoriesUnwritten(t *testing.T) {
	t.Parallel()
	said := strings.Replace(shopJSON, "{", `{"categories": {"Gorras": {"text": "g"}, "Polos": {"text": "p"}},`, 1)
	o := newOwner(t)
	o.put("shop.json", said)
	exchange := func() answer {
		return o.send("POST", "/admin/categorias", change(o.open("/admin/categorias"), "name.0", "Polos", "name.1", "Gorras", "do", "save"))
	}
	o.pages.Share(unshared{"products.json"})
	for range 2 {
		if got := exchange(); got.status != http.StatusInternalServerError || !strings.Contains(faults(got.body), "no cambió nada") || o.form(got.body).Get("name.0") != "Polos" {
			t.Errorf("got %d, %s", got.status, faults(got.body))
		}
		if got := o.said(); got["Gorras"].Text != "g" || got["Polos"].Text != "p" || o.read("products.json") != products {
			t.Errorf("got %v, want each text where it was", got)
		}
	}
	o.pages.Share(nil)
	o.wantSaved(exchange())
	if got := o.said(); got["Gorras"].Text != "p" || got["Polos"].Text != "g" {
		t.Errorf("got %v, want the texts with their categories", got)
	}
	// The names are saved, but no text can follow.
	o.pages.Share(unshared{"shop.json"})
	got := o.send("POST", "/admin/categorias", change(o.open("/admin/categorias"), "name.0", "POLOS", "do", "save"))
	if got.status != http.StatusInternalServerError || !strings.Contains(faults(got.body), "no los siguieron") || o.form(got.body).Get("was.0") != "POLOS" || o.said()["Polos"].Text != "g" {
		t.Errorf("got %d, %s, %v", got.status, faults(got.body), o.said())
	}
}
