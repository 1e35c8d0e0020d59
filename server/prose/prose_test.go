package prose

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

var plain = Rules{
	Link:    func(to string) string { return "/shop" + to },
	Picture: func(src string) (string, int, int, bool) { return "/shop" + src, 4, 5, strings.HasPrefix(src, "/web/") },
}

func TestParse(t *testing.T) {
	tests := []struct {
		name, source                       string
		title, summary, html, links, error string
	}{
		{name: "a page", source: "# Términos\n\nValen **siempre**.\n\n## Envíos\n\nA todo el país.",
			title: "Términos", summary: "Valen siempre.",
			html: "<p>Valen <strong>siempre</strong>.</p>\n<h2 id=\"own-envios\">Envíos</h2>\n<p>A todo el país.</p>"},
		{name: "text before the title", source: "Hola\n\n# Nosotros", title: "Nosotros", summary: "Hola", html: "<p>Hola</p>"},
		{name: "a title with signs", source: "# A & B *c* \\* &amp; `d`", title: "A & B c * & d"},
		{name: "a title of another level", source: "### Nosotros\n\nx", title: "Nosotros", summary: "x", html: "<p>x</p>"},
		{name: "a second title", source: "# A\n\n# B", title: "A", html: `<h2 id="own-b">B</h2>`},
		{name: "the same heading twice", source: "# A\n\n## B\n\n## B\n\n## 棉", title: "A", html: "<h2 id=\"own-b\">B</h2>\n<h2 id=\"own-b-2\">B</h2>\n<h2 id=\"own-棉\">棉</h2>"},
		{name: "links", source: "# A\n\n[b](/carrito) [c](#d)", title: "A", summary: "b c", html: `<p><a href="/shop/carrito">b</a> <a href="#own-d">c</a></p>`, links: "/carrito #d"},
		{name: "an address", source: "# A\n\nhttps://a.example/", title: "A", summary: "https://a.example/", html: `<p><a href="https://a.example/">https://a.example/</a></p>`, links: "https://a.example/"},
		{name: "a picture", source: "# A\n\n![b](/web/c.jpg)", title: "A", summary: "b", html: `<p><img src="/shop/web/c.jpg" alt="b" width="4" height="5" loading="lazy"></p>`},
		{name: "a picture of another host", source: "# A\n\nb ![c](https://c.example/d.jpg)", title: "A", summary: "b c", html: `<p>b </p>`},
		{name: "HTML", source: "# A\n\n<script>alert(1)</script>\n\nb <b onclick=c>d</b>", title: "A", summary: "b d", html: `<p>b d</p>`},
		{name: "a table", source: "# A\n\n|b|c|\n|-|-|\n|d|e|", title: "A", html: "<table>\n<thead>\n<tr>\n<th>b</th>\n<th>c</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>d</td>\n<td>e</td>\n</tr>\n</tbody>\n</table>"},
		{name: "a byte order mark", source: "\ufeff# A", title: "A"},
		{name: "no heading", source: "Hola", error: "no heading"},
		{name: "an empty heading", source: "#\n\nHola", error: "no heading"},
		{name: "empty", source: "", error: "no heading"},
		{name: "not UTF-8", source: "# \xe1", error: "UTF-8"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			page, err := Parse([]byte(test.source), plain)
			if test.error != "" {
				if err == nil || !strings.Contains(err.Error(), test.error) {
					t.Errorf("got %v, want an error with %q", err, test.error)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if page.Title != test.title || page.Summary != test.summary || strings.Join(page.Links, " ") != test.links {
				t.Errorf("got %q, %q, %q, want %q, %q, %q", page.Title, page.Summary, page.Links, test.title, test.summary, test.links)
			}
			if got := strings.TrimSpace(page.HTML); got != test.html {
				t.Errorf("got %s\nwant %s", got, test.html)
			}
		})
	}
}

func TestRead(t *testing.T) {
	web := t.TempDir()
	if pages, err := Read(web); err != nil || len(pages) > 0 {
		t.Errorf("without a folder: got %v, %v, want nothing", pages, err)
	}
	write := func(name, text string) {
		t.Helper()
		name = filepath.Join(web, Folder, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"nosotros.md", "2-envios.md", "10-privacidad.md", "1-terminos.md", "cambios.md", ".borrador.md", "notes.txt"} {
		write(name, "# "+name)
	}
	pages, err := Read(web)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, page := range pages {
		names = append(names, page.Name)
	}
	if got, want := strings.Join(names, " "), "terminos envios privacidad cambios nosotros"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	for name, text := range map[string]string{"Términos.md": "# A", "3-envios.md": "# A", "empty.md": "", "a b.md": "# A"} {
		write(name, text)
	}
	_, err = Read(web)
	for _, want := range []string{"pages/Términos.md: the name", "3-envios.md: 2-envios.md has the same address", "pages/empty.md: there is no heading", "pages/a b.md: the name"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q in it", err, want)
		}
	}
}

// A link to the outside of the folder is no page.
func TestReadStaysInTheFolder(t *testing.T) {
	web := t.TempDir()
	secret := filepath.Join(t.TempDir(), "secret.md")
	if err := os.WriteFile(secret, []byte("# Secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(web, Folder), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(secret, filepath.Join(web, Folder, "a.md")); err != nil {
		t.Fatal(err)
	}
	if pages, err := Read(web); err == nil {
		t.Errorf("got %v, want an error", pages)
	}
}

// Whatever a page contains, it has no element that runs a script, and no attribute but
// those of Markdown.
func FuzzParse(f *testing.F) {
	for _, source := range []string{
		"# A\n\n[b](javascript:alert(1))", "# A\n\n<img src=x onerror=alert(1)>", "# A\n\n![\"onload=x](/web/a\".jpg \"t\")", "# A\n\n<a\nhref=x>", "# A\n\n```html\n<script>\n```",
		"# A\n\n[b]: data:text/html,x\n\n[b]", "# A {#x onclick=y}", "|a|\n|-|\n|<b>|", "# <b>", "a\n=\n\n* b\n  > c",
	} {
		f.Add(source)
	}
	allowed := map[string]bool{
		"href": true, "title": true, "src": true, "alt": true, "width": true, "height": true, "loading": true, "id": true, "class": true, "start": true, "align": true,
	}
	f.Fuzz(func(t *testing.T, source string) {
		page, err := Parse([]byte(source), plain)
		if err != nil {
			return
		}
		root, err := html.Parse(strings.NewReader(page.HTML))
		if err != nil {
			t.Fatal(err)
		}
		for n := range root.Descendants() {
			if n.Type == html.ElementNode && strings.Contains(" script style iframe object embed form input button svg math link meta base video audio ", " "+n.Data+" ") {
				t.Errorf("%q: got a <%s>", source, n.Data)
			}
			for _, a := range n.Attr {
				scheme, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(a.Val)), ":")
				if !allowed[a.Key] || (a.Key == "href" || a.Key == "src") && (scheme == "javascript" || scheme == "vbscript" || scheme == "data") {
					t.Errorf("%q: got the attribute %s=%q", source, a.Key, a.Val)
				}
			}
		}
	})
}
