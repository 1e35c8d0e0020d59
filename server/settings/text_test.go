package settings_test

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"carrito/server/prose"
	"carrito/server/site"
)

func TestTextsOfPages(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	if got := o.send("GET", "/admin/paginas", nil); !strings.Contains(got.body, "Términos &amp; condiciones") || !strings.Contains(got.body, "/p/nosotros") {
		t.Errorf("got %s, want both pages", got.body)
	}
	// A title that stays the same keeps its markup.
	o.wantSaved(o.send("POST", "/admin/paginas/terminos", change(o.open("/admin/paginas/terminos"), "body", "Uno.\r\n\r\n- dos", "do", "save")))
	if got := o.read("pages/1-terminos.md"); got != "# Términos & *condiciones*\n\nUno.\n\n- dos\n" {
		t.Errorf("got %q", got)
	}
	// A title is text, whatever is in it.
	title := "Nosotros <b> *no* #1 👩‍👧 مرحبا \\ [x](y) ~~z~~ `k` a_b & &amp;"
	o.wantSaved(o.send("POST", "/admin/paginas/nosotros", change(o.open("/admin/paginas/nosotros"), "title", title, "do", "save")))
	if got := o.open("/admin/paginas/nosotros").Get("title"); got != title {
		t.Errorf("got the title %q, want %q", got, title)
	}
	s, err := site.Load(o.files)
	if err != nil {
		t.Fatal(err)
	}
	if hints := s.OwnHints(); len(hints) > 0 {
		t.Errorf("got the hints %q, want a title of text alone", hints)
	}
	if got := o.send("GET", "/admin/paginas", nil); !strings.Contains(got.body, "Nosotros &lt;b&gt; *no* #1") {
		t.Errorf("got %s, want the title", got.body)
	}
	// A new page comes last, and pages change places.
	form := o.open("/admin/paginas/-nueva?de=privacy")
	if form.Get("title") != "Privacidad" || form.Get("name") != "privacidad" || !strings.Contains(form.Get("body"), "{{datos}}") {
		t.Errorf("got %v, want the template", form)
	}
	got := o.send("POST", "/admin/paginas/-nueva", change(form, "do", "save"))
	if o.wantSaved(got); !strings.HasPrefix(got.header.Get("Location"), "/admin/paginas/privacidad?") {
		t.Errorf("got %q", got.header.Get("Location"))
	}
	o.wantSaved(o.send("POST", "/admin/paginas", url.Values{"proof": form["proof"], "do": {"up.privacidad"}}))
	files, _ := filepath.Glob(filepath.Join(o.files.Web, "pages", "*.md"))
	for i, want := range []string{"1-terminos.md", "2-privacidad.md", "3-nosotros.md"} {
		if i >= len(files) || filepath.Base(files[i]) != want {
			t.Fatalf("got %q, want %s at %d", files, want, i)
		}
	}
	// It looks as it will, and nothing is saved.
	preview := o.send("POST", "/admin/paginas/privacidad", change(o.open("/admin/paginas/privacidad"), "title", "Otra", "body", "Con *esto* <script>", "do", "preview"))
	if preview.status != http.StatusOK || !strings.Contains(preview.body, "<em>esto</em>") || strings.Contains(preview.body, "<script></") || strings.Contains(preview.header.Get("Content-Security-Policy"), "script-src") {
		t.Errorf("got %d %s, want the page as it will look", preview.status, preview.body)
	}
	if strings.Contains(o.read("pages/2-privacidad.md"), "Otra") {
		t.Error("the preview was saved")
	}
	// It is removed, and comes back.
	o.wantSaved(o.send("POST", "/admin/paginas/privacidad", change(o.open("/admin/paginas/privacidad"), "do", "delete")))
	if got := o.send("GET", "/admin/paginas", nil); !strings.Contains(got.body, "/admin/paginas/privacidad/versiones") || strings.Contains(got.body, ">Privacidad</bdi>") {
		t.Errorf("got %s, want a page that was removed", got.body)
	}
	o.wantSaved(o.send("POST", "/admin/paginas/privacidad/versiones", url.Values{"proof": form["proof"], "version": {"1"}}))
	if got := o.open("/admin/paginas/privacidad").Get("title"); got != "Privacidad" {
		t.Errorf("got %q, want the page back", got)
	}
}

func TestTextsRefused(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	tests := []struct{ name, field, value, want string }{
		{"no title", "title", " ", "Escribe un título"},
		{"an address with signs", "name", "Mi página", "Usa letras de la a a la z"},
		{"an address upwards", "name", "../shop", "Usa letras de la a a la z"},
		{"an address that there is", "name", "terminos", "Ya hay una página con esta dirección"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			form := change(o.open("/admin/paginas/-nueva?de=about"), "body", "Tecleado <b>", test.field, test.value, "do", "save")
			got := o.send("POST", "/admin/paginas/-nueva", form)
			if got.status != http.StatusConflict || !strings.Contains(faults(got.body), test.want) || o.form(got.body).Get("body") != "Tecleado <b>" {
				t.Errorf("got %d, %s, want %q", got.status, faults(got.body), test.want)
			}
		})
	}
	if entries, _ := os.ReadDir(filepath.Join(o.files.Web, "pages")); len(entries) != 2 {
		t.Errorf("got %v, want nothing new", entries)
	}
}

func TestTwoOwnersOfAPage(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	first, second, third := o.open("/admin/paginas/nosotros"), o.open("/admin/paginas/nosotros"), o.open("/admin/paginas/nosotros")
	o.wantSaved(o.send("POST", "/admin/paginas/nosotros", change(first, "body", "Primera.", "do", "save")))
	o.wantSaved(o.send("POST", "/admin/paginas/nosotros", change(second, "title", "Somos", "do", "save")))
	if got := o.read("pages/2-nosotros.md"); got != "# Somos\n\nPrimera.\n" {
		t.Errorf("got %q, want the changes of both", got)
	}
	got := o.send("POST", "/admin/paginas/nosotros", change(third, "body", "Tercera.", "do", "save"))
	form := o.form(got.body)
	if got.status != http.StatusConflict || form.Get("body") != "Tercera." || form.Get("title") != "Somos" || !strings.Contains(got.body, "Primera.") {
		t.Errorf("got %d %s, want both texts", got.status, got.body)
	}
	o.wantSaved(o.send("POST", "/admin/paginas/nosotros", change(form, "do", "save")))
	if got := o.read("pages/2-nosotros.md"); got != "# Somos\n\nTercera.\n" {
		t.Errorf("got %q", got)
	}
	// Removed while somebody types.
	form = o.open("/admin/paginas/nosotros")
	o.wantSaved(o.send("POST", "/admin/paginas/nosotros", change(o.open("/admin/paginas/nosotros"), "do", "delete")))
	got = o.send("POST", "/admin/paginas/nosotros", change(form, "body", "Sigo.", "do", "save"))
	if got.status != http.StatusConflict || !strings.Contains(faults(got.body), "Alguien quitó esta página") {
		t.Fatalf("got %d, %s", got.status, faults(got.body))
	}
	o.wantSaved(o.send("POST", "/admin/paginas/nosotros", change(o.form(got.body), "do", "save")))
	if got := o.open("/admin/paginas/nosotros").Get("body"); got != "Sigo." {
		t.Errorf("got %q", got)
	}
}

// A shop has at most as many pages as can be loaded, however a page comes about.
func TestTextsAreBounded(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	form := o.open("/admin/paginas/nosotros")
	o.wantSaved(o.send("POST", "/admin/paginas/nosotros", change(o.open("/admin/paginas/nosotros"), "do", "delete")))
	for i := range prose.MaxPages - 1 {
		o.put(fmt.Sprintf("pages/%d-pagina-%d.md", i+2, i), "# Otra\n\nTexto.\n")
	}
	if got := o.send("POST", "/admin/paginas/nosotros", change(form, "body", "Vuelvo.", "gone", "1", "do", "save")); got.status != http.StatusConflict {
		t.Errorf("put back: got %d, want it refused", got.status)
	}
	back := url.Values{"proof": {form.Get("proof")}, "version": {"1"}}
	if got := o.send("POST", "/admin/paginas/nosotros/versiones", back); got.status != http.StatusConflict {
		t.Errorf("an earlier version: got %d, want it refused", got.status)
	}
	if got := o.send("POST", "/admin/paginas/Otra%20mala", change(form, "gone", "1", "do", "save")); got.status != http.StatusSeeOther {
		t.Errorf("a name that no page has: got %d, want the list", got.status)
	}
	if all, err := prose.Read(o.files.Web); err != nil || len(all) != prose.MaxPages {
		t.Errorf("got %d pages, %v, want %d", len(all), err, prose.MaxPages)
	}
}
