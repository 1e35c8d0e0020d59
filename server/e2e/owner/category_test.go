package owner_test

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"carrito/server/e2e/browsertest"
)

// hostileText is what an owner may paste: HTML, another direction, a word without an end.
var hostileText = `<script>window.ran = true</script><img src=x onerror="window.ran = true"> & "más"` +
	"\n\nقمصان من القطن\n\n" + strings.Repeat("ñ", 300)

// TestCategoryHead writes a text and chooses a photo for a category on a phone. Shoppers
// see both with and without the program, on the server and on plain files, and nothing
// moves when the program takes over.
func TestCategoryHead(t *testing.T) {
	browsertest.InEngines(t, func(t *testing.T, s browsertest.Shopper) {
		base, out := plainShop(t)
		browser := s.NewBrowser(t)
		tab := browser.Open(base)
		check := func(string) {}
		if s.Thorough {
			check = checker(t, tab)
		}
		tab.Look("light", 412)
		signIn(tab, ownersPassword)
		tab.Await(`document.querySelector("#live")`)
		tab.Navigate(base + "/admin/categorias")
		tab.Press("link", "Foto y texto de Polos")
		tab.TypeInto("Qué se ve en la foto", "Polos <b> en un perchero")
		setText(tab, strings.Repeat("a", 10_000))
		photograph(tab, `["teal"]`)
		tab.Await("document.querySelectorAll('.photos img').length === 1")
		tab.Press("button", "Guardar")
		tab.AwaitText("#text-fault", "Como máximo 2000 letras")
		check("category with faults")
		tab.Look("light", 412)
		setText(tab, hostileText)
		tab.Press("button", "Guardar")
		tab.AwaitText("[role=status]", "Guardado")
		check("category")
		awaitPage(t, base+"/categoria/polos", ` srcset="/web/sized/`) // the sizes are made
		wantWithoutProgram(t, base)
		wantHead(t, browser.Open(base))

		tab.Navigate(base + "/admin/publicar")
		tab.Press("button", "Publicar")
		tab.AwaitText("#ended", "Publicada.")
		files := browsertest.Listen(t, http.FileServer(http.Dir(out)))
		wantWithoutProgram(t, files)
		wantHead(t, s.NewBrowser(t).Open(files))
	})
}

// setText puts a text into the field for it at once.
func setText(tab *browsertest.Tab, text string) {
	tab.T.Helper()
	quoted, _ := json.Marshal(text)
	tab.Eval("document.getElementById('text').value = " + string(quoted))
}

// wantWithoutProgram checks the page that a browser without JavaScript gets.
func wantWithoutProgram(t *testing.T, base string) {
	t.Helper()
	answer, err := http.Get(base + "/categoria/polos/")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	page, err := io.ReadAll(answer.Body)
	for _, want := range []string{
		`<p dir="auto">&lt;script&gt;window.ran = true&lt;/script&gt;`, `<p dir="auto">قمصان من القطن</p>`,
		`alt="Polos &lt;b&gt; en un perchero"`, `"@type":"CollectionPage"`, `<meta name="description" content="&lt;script&gt;`,
	} {
		if err != nil || !strings.Contains(string(page), want) {
			t.Errorf("%s: got %v and a page without %s", base, err, want)
		}
	}
}

// wantHead checks what a shopper sees on the page of a category, and on the way to and from
// others.
func wantHead(t *testing.T, tab *browsertest.Tab) {
	t.Helper()
	shown := func(when string) {
		t.Helper()
		tab.Await("document.querySelector('.about__text')?.children.length === 3 && document.querySelector('.about__picture')?.naturalWidth > 100")
		want, _ := json.Marshal(strings.Split(hostileText, "\n\n"))
		if !browsertest.Eval[bool](tab, "JSON.stringify([...document.querySelectorAll('.about p')].map(p => p.textContent)) === JSON.stringify("+string(want)+")") {
			t.Errorf("%s: got %q, want the text as it was written", when, browsertest.Eval[string](tab, "document.querySelector('.about').textContent"))
		}
		const rest = "!window.ran && !document.querySelector('.about script') && document.querySelectorAll('.about').length === 1 && document.scrollingElement.scrollWidth <= innerWidth"
		if !browsertest.Eval[bool](tab, rest) {
			t.Errorf("%s: got a script that ran, a second place or a page that is too wide", when)
		}
	}
	tab.Look("light", 412)
	tab.Before(browsertest.NoteShifts)
	tab.Visit("/categoria/polos")
	shown("in the server's page")
	if shift, what := tab.Shift(); shift != 0 {
		t.Errorf("got a layout shift of %v: %s", shift, what)
	}
	if got := browsertest.Eval[string](tab, "document.querySelector('[name=description]').content"); !strings.HasPrefix(got, "<script>") {
		t.Errorf("got the description %q, want that of the server", got)
	}
	tab.Eval("window.same = true")
	tab.Press("link", "Gorras")
	tab.AwaitPage("/categoria/gorras")
	tab.Await("!document.querySelector('.about').firstChild")
	tab.Back()
	tab.AwaitPage("/categoria/polos")
	shown("after Back")
	tab.Press("link", "Moda")
	tab.AwaitPage("/")
	tab.Await("!document.querySelector('.about, .about__text, .about__picture')")
	tab.Visit("/")
	tab.Await("performance.getEntriesByType('resource').some(e => e.name.includes('/about.'))") // it comes when there is time
	tab.Press("link", "Polos")
	shown("in the program's page")
}
