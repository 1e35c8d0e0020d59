package site

import (
	"strings"
	"testing"

	"carrito/app/ui/pages"
)

func TestHead(t *testing.T) {
	const site = "https://shop.example"
	tests := []struct {
		address         string
		wantStatus      int
		wantTitle       string
		wantDescription string
		wantCanonical   string // empty: noindex
		wantKind        string
		wantImage       string
	}{
		{"/", 200, "Tienda · Una tienda", "De todo.", site + "/", "website", ""},
		{"/?orden=precio", 200, "Tienda · Una tienda", "De todo.", site + "/", "website", ""},
		{"/categoria/polos", 200, "Polos · Tienda", "Polos: 1 producto con precio y stock al día.", site + "/categoria/polos", "website", ""},
		{"/producto/1", 200, "Gorra · Tienda", "De lana.", site + "/producto/1", "product", "https://img.example/a.jpg"},
		{"/producto/2", 200, "Bufanda · Tienda", "Bufanda a S/\u00a01,290.00.", site + "/producto/2", "product", ""},
		{"/producto/3?variante=5", 200, "Polo · Tienda", "Polo a S/\u00a020.00.", site + "/producto/3", "product", ""},
		{"/buscar?q=polo", 200, "Resultados para «polo» · Tienda", "De todo.", "", "website", ""},
		{"/favoritos", 200, "Tus favoritos · Tienda", "De todo.", "", "website", ""},
		{"/carrito", 200, "Tu carrito · Tienda", "De todo.", site + "/carrito", "website", ""},
		{"/agregarCarrito/1", 200, "Tu carrito · Tienda", "De todo.", "", "website", ""},
		{"/agregarCarrito/99", 404, "Tu carrito · Tienda", "De todo.", "", "website", ""},
		{"/producto/99", 404, "Página no encontrada · Tienda", "De todo.", "", "website", ""},
		{"/nada", 404, "Página no encontrada · Tienda", "De todo.", "", "website", ""},
	}
	s := load(t, plainShop, structuredProducts)
	for _, test := range tests {
		t.Run(test.address, func(t *testing.T) {
			page := document(t, s, test.address)
			if page.Status != test.wantStatus {
				t.Errorf("status: got %d, want %d", page.Status, test.wantStatus)
			}
			root := parse(t, page.HTML)
			if got := text(one(t, "title", all(root, "title"))); got != test.wantTitle {
				t.Errorf("title: got %q, want %q", got, test.wantTitle)
			}
			for name, want := range map[string]string{
				"description": test.wantDescription, "og:title": test.wantTitle, "og:description": test.wantDescription,
				"og:type": test.wantKind, "og:site_name": "Tienda", "og:url": test.wantCanonical, "og:image": test.wantImage,
			} {
				if got, ok := meta(root, name); got != want || ok != (want != "") {
					t.Errorf("%s: got %q, want %q", name, got, want)
				}
			}
			canonical := ""
			for _, link := range with(all(root, "link"), "rel", "canonical") {
				canonical += attr(link, "href")
			}
			if canonical != test.wantCanonical {
				t.Errorf("canonical: got %q, want %q", canonical, test.wantCanonical)
			}
			robots, _ := meta(root, "robots")
			if got, want := robots == "noindex", test.wantCanonical == ""; got != want {
				t.Errorf("noindex: got %v, want %v", got, want)
			}
		})
	}
}

// Each page is complete: it has its language, styles, program and settings.
func TestDocument(t *testing.T) {
	for language, shop := range map[string]string{"es": plainShop, "en": strings.Replace(plainShop, `"es"`, `"en"`, 1)} {
		s := load(t, shop, structuredProducts)
		root := open(t, s, "/producto/1")
		if got := attr(one(t, "html", all(root, "html")), "lang"); got != language {
			t.Errorf("language: got %q, want %q", got, language)
		}
		sheet := text(one(t, "style sheet", all(root, "style")))
		if !strings.Contains(s.Policy(), sourceOf([]byte(sheet))) {
			t.Error("got a style sheet that the policy does not allow")
		}
		for _, src := range []string{"/web/wasm_exec.js"} {
			script := one(t, src, with(all(root, "script"), "src", src))
			if !has(script, "defer") {
				t.Errorf("%s: got a script that blocks the page, want defer", src)
			}
		}
		one(t, "settings", with(all(root, "script"), "id", pages.SettingsID))
		if got, ok := meta(root, "viewport"); !ok || !strings.Contains(got, "width=device-width") || strings.Contains(got, "maximum-scale") {
			t.Errorf("viewport: got %q, want the width of the device and no limit to zooming", got)
		}
	}
}

// A description ends at a word, and is short enough that previews show all of
// it.
func TestLongDescription(t *testing.T) {
	long := strings.Repeat("algodón peinado ", 40)
	s := load(t, plainShop, `[{"id": 1, "slug": "a", "name": "Aro", "price": "5", "description": "`+long+`\n\nmás"}]`)
	got, _ := meta(open(t, s, "/producto/1"), "description")
	if n := len([]rune(got)); n > 160 || n < 140 || !strings.HasSuffix(got, "…") {
		t.Errorf("got %d characters, %q, want 140 to 160, ending in …", n, got)
	}
}

// The first paint waits for the element after boot.js, and so until boot.js has
// run.
func TestFirstPaintWaitsForBoot(t *testing.T) {
	for _, test := range []struct {
		name string
		site *Site
		want int
	}{{"with boot.js", demo(t), 1}, {"without", load(t, plainShop, structuredProducts), 0}} {
		t.Run(test.name, func(t *testing.T) {
			root := open(t, test.site, "/carrito")
			links := with(all(root, "link"), "rel", "expect")
			if len(links) != test.want {
				t.Fatalf("got %d links to wait for, want %d", len(links), test.want)
			}
			for _, link := range links {
				end := one(t, "end", with(all(root, "template"), "id", strings.TrimPrefix(attr(link, "href"), "#")))
				if before := end.PrevSibling; attr(link, "blocking") != "render" || before.Data != "script" || !strings.Contains(text(before), "goappGetenv") {
					t.Errorf("got a link that does not wait for boot.js: blocking=%q", attr(link, "blocking"))
				}
			}
		})
	}
}

// Without a baseURL no page has a canonical address, because a path alone is
// not one.
func TestNoCanonicalWithoutBaseURL(t *testing.T) {
	s := load(t, strings.Replace(plainShop, `"baseURL": "https://shop.example/"`, `"baseURL": ""`, 1), structuredProducts)
	for _, address := range []string{"/", "/producto/1", "/carrito"} {
		root := open(t, s, address)
		if links := with(all(root, "link"), "rel", "canonical"); len(links) > 0 {
			t.Errorf("%s: got the canonical address %q, want none", address, attr(links[0], "href"))
		}
		if _, hidden := meta(root, "robots"); hidden {
			t.Errorf("%s: got noindex, want the page open to search engines", address)
		}
	}
}
