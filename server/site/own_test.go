package site

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"carrito/app/ui/pages"

	"golang.org/x/net/html"
)

// withPages loads a shop with pages of the owner's, by their files' names.
func withPages(t *testing.T, shop string, texts map[string]string) *Site {
	t.Helper()
	files := folder(t, shop, structuredProducts)
	writeImages(t, files.Web)
	for name, text := range texts {
		write(t, filepath.Join(files.Web, "pages", name), text)
	}
	return loadWith(t, files)
}

var ownTexts = map[string]string{
	"1-terminos.md": "# Términos & más\n\nValen siempre.\n\n## Envíos\n\n[Cambios](cambios.md), [casa](/), [foto](/web/a.jpg), [envíos](#envios)\n\n![Un aro](/web/a.jpg)",
	"cambios.md":    "# Cambios\n\n<script>alert(1)</script>\n\n[a](1-terminos.md#envios)",
}

// An owner's page has its title, its text and its address in the sitemap; every page
// links to it.
func TestOwnPages(t *testing.T) {
	s := withPages(t, plainShop, ownTexts)
	root := open(t, s, "/p/terminos")
	if got := text(one(t, "title", all(root, "title"))); got != "Términos & más · Tienda" {
		t.Errorf("title: got %q", got)
	}
	if got, _ := meta(root, "description"); got != "Valen siempre." {
		t.Errorf("description: got %q, want the first paragraph", got)
	}
	place := one(t, "text", with(all(root, "article"), "id", pages.OwnID))
	if got := text(one(t, "h1", all(root, "h1"))); got != "Términos & más" || len(all(place, "h1")) != 1 {
		t.Errorf("h1: got %q, want the title within the text", got)
	}
	var links []string
	for _, a := range all(place, "a") {
		links = append(links, attr(a, "href"))
	}
	if got, want := strings.Join(links, " "), "/p/cambios / /web/a.jpg #own-envios"; got != want {
		t.Errorf("links: got %s, want %s", got, want)
	}
	if img := one(t, "img", all(place, "img")); attr(img, "width") != "12" || attr(img, "height") != "15" {
		t.Errorf("picture: got %v, want its size", img.Attr)
	}
	if got := structured[breadcrumbList](t, root, "BreadcrumbList").Elements; len(got) != 2 || got[1].Item != "https://shop.example/p/terminos" {
		t.Errorf("breadcrumbs: got %v", got)
	}
	for _, address := range []string{"/", "/producto/1", "/p/cambios", "/nada", "/carrito"} {
		checkOwnLinks(t, open(t, s, address), "Términos & más /p/terminos, Cambios /p/cambios")
	}
	sitemap, err := s.Sitemap(SitemapName, "")
	if err != nil || !strings.Contains(string(sitemap), "https://shop.example/p/cambios") {
		t.Errorf("sitemap: got %s, %v, want the owner's pages in it", sitemap, err)
	}
	if len(all(one(t, "text", with(all(open(t, s, "/p/cambios"), "article"), "id", pages.OwnID)), "script")) > 0 {
		t.Error("got a script of the owner's, want no HTML from Markdown files")
	}
}

func checkOwnLinks(t *testing.T, root *html.Node, want string) {
	t.Helper()
	var links []string
	for _, a := range all(one(t, "links", with(all(root, "nav"), "id", pages.OwnLinksID)), "a") {
		links = append(links, text(a)+" "+attr(a, "href"))
	}
	if got := strings.Join(links, ", "); got != want {
		t.Errorf("foot: got %s, want %s", got, want)
	}
}

// An address without a page is not found.
func TestNoOwnPage(t *testing.T) {
	s := withPages(t, plainShop, ownTexts)
	for address, want := range map[string]int{"/p/terminos": 200, "/p/terminos/": 200, "/p/nada": 404, "/p": 404, "/p/": 404, "/p/terminos/x": 404, "/p/1-terminos": 404} {
		if got := document(t, s, address).Status; got != want {
			t.Errorf("%s: got %d, want %d", address, got, want)
		}
	}
}

// On a host of plain files under a path, pages are folders, and their links and
// pictures lead to them.
func TestOwnPagesAsFiles(t *testing.T) {
	s, err := withPages(t, plainShop, ownTexts).AsFiles("https://user.example/shop/")
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(s.PlainPaths(), " "); !strings.Contains(got, "/p/terminos") {
		t.Errorf("got the pages %s, want the owner's too", got)
	}
	root := open(t, s, "/shop/p/terminos/")
	place := one(t, "text", with(all(root, "article"), "id", pages.OwnID))
	if got := attr(all(place, "a")[0], "href"); got != "/shop/p/cambios/" {
		t.Errorf("got the link %s, want a folder under the shop's path", got)
	}
	if got := attr(one(t, "img", all(place, "img")), "src"); got != "/shop/web/a.jpg" {
		t.Errorf("got the picture %s", got)
	}
	checkOwnLinks(t, root, "Términos & más /shop/p/terminos/, Cambios /shop/p/cambios/")
}

// The browser gets the text of each page as a file with a hash, which the service worker
// keeps. Another text makes another version of the shop.
func TestOwnFiles(t *testing.T) {
	versions := map[string]bool{}
	for _, last := range []string{"a", "b"} {
		s, assets, err := withPages(t, plainShop, map[string]string{"terminos.md": "# Términos\n\n" + last}).Hashed(nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		var settings pages.Settings
		script := one(t, "settings", with(all(open(t, s, "/"), "script"), "id", pages.SettingsID))
		if err := json.Unmarshal([]byte(text(script)), &settings); err != nil {
			t.Fatal(err)
		}
		if len(settings.Own) != 1 || !strings.HasPrefix(settings.Own[0], "/web/assets/p-terminos.") {
			t.Fatalf("got %+v, want the page", settings.Own)
		}
		body := assets[settings.Own[0]]
		if body == nil || !strings.Contains(string(body.Content()), "<p>"+last+"</p>") {
			t.Errorf("%s: got %v, want the text", settings.Own[0], body)
		}
		s.script = []byte("// worker")
		worker, err := s.worker()
		if err != nil || !strings.Contains(string(worker), settings.Own[0]) {
			t.Errorf("worker: got %s, %v, want %s in it", worker, err, settings.Own[0])
		}
		versions[settings.Version] = true
	}
	if len(versions) != 2 {
		t.Errorf("got the versions %v, want two", versions)
	}
}

func TestOwnHints(t *testing.T) {
	s := withPages(t, plainShop, map[string]string{
		"a.md": "# A\n\n## Uno\n\n[1](b.md) [2](c.md) [3](/producto/1) [4](/producto/99) [5](/web/a.jpg) [6](/web/no.jpg) [7](#uno) [8](#dos) [9](https://a.example/) " +
			"[10](terminos) [11](javascript:alert) [12](mailto:a@b.example) [13](b.md#x) [14](/p/b) [15](/p/c) [16](/carrito) [17](shop.json) [18](/web/shop.json)\n\n<b>x</b>\n\n![](/web/no.jpg)\n\n![](https://a.example/b.jpg)",
		"b.md": "# B",
	})
	want := []string{
		`pages/a.md: the link to "c.md" leads to no page in pages`,
		`pages/a.md: the link to "/producto/99" leads to no page of the shop`,
		`pages/a.md: the link to "/web/no.jpg" leads to no file`,
		`pages/a.md: the link to "#dos" leads to no heading of a.md; it has uno`,
		`pages/a.md: the link to "terminos" must begin with /, or name a file in pages`,
		`pages/a.md: the link to "javascript:alert" is of a kind that browsers are not given`,
		`pages/a.md: the link to "b.md#x" leads to no heading of b.md; it has none`,
		`pages/a.md: the link to "/p/c" leads to no page in pages`,
		`pages/a.md: the link to "shop.json" must begin with /, or name a file in pages`,
		`pages/a.md: the link to "/web/shop.json" leads to no file`,
		`pages/a.md: "<b>" is left out: a page may have Markdown and pictures under /web/`,
		`pages/a.md: "</b>" is left out: a page may have Markdown and pictures under /web/`,
		`pages/a.md: the picture "/web/no.jpg" is left out: there is no such file`,
		`pages/a.md: "https://a.example/b.jpg" is left out: a page may have Markdown and pictures under /web/`,
	}
	got := s.OwnHints()
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for _, hint := range demo(t).OwnHints() {
		t.Errorf("the demo shop: %s", hint)
	}
}

// A fault in a page is named like those of the other files, and no visitor gets the
// Markdown.
func TestOwnFaults(t *testing.T) {
	files := folder(t, plainShop, onePlain)
	write(t, filepath.Join(files.Web, "pages", "a.md"), "no title")
	if _, err := Load(files); err == nil || !strings.Contains(err.Error(), "pages/a.md: there is no heading") {
		t.Errorf("got %v, want the fault", err)
	}
	write(t, filepath.Join(files.Web, "pages", "a.md"), "# A")
	s := loadWith(t, files)
	if s.hasFile("/web/pages/a.md") {
		t.Error("got the Markdown served")
	}
	if names, err := s.WithheldFiles(); err != nil || strings.Contains(strings.Join(names, " "), "a.md") {
		t.Errorf("got %q, %v, want no page among the files that nobody gets", names, err)
	}
}

// A page may say what the shop keeps of shoppers, by its settings.
func TestOwnPagePrivacy(t *testing.T) {
	s := withPages(t, plainShop, map[string]string{"privacidad.md": "# Privacidad\n\n{{datos}}\n\nEso es todo."})
	place := one(t, "text", with(all(open(t, s, "/p/privacidad"), "article"), "id", pages.OwnID))
	if got := text(place); strings.Contains(got, "{{") || !strings.Contains(got, "copia de tus datos") || len(all(place, "li")) == 0 {
		t.Errorf("got %q, want a list of what is kept", got)
	}
}
