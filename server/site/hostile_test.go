package site

import (
	"bytes"
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// hostile are texts that an owner's file may contain. Pages must show them as
// plain text.
var hostile = map[string]string{
	"attribute": `"><img src=x onerror=alert(1)>{{7*7}}`,
	"script": `</script><script>alert(1)</script>{{7*7}} ]]> <!-- ${7*7} %s%d \u003c` + "\u2028\u202e\u200f😀 " +
		`' onload=alert(1) javascript:alert(1) ` + strings.Repeat("ñ", 300),
}

// hostileSite returns a shop whose texts are all the given one.
func hostileSite(t *testing.T, text string) *Site {
	t.Helper()
	encode := func(v any) string {
		data, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	images := []any{map[string]any{"src": "https://img.example/1.jpg", "alt": text, "width": 4, "height": 5}}
	product := func(id int) map[string]any {
		return map[string]any{
			"id": id, "slug": text + string(rune('0'+id)), "name": text, "price": "39.90", "category": text, "description": text + "\n\n" + text,
			"tags": []string{text}, "images": images,
		}
	}
	chosen := product(2)
	chosen["options"] = []any{map[string]any{"name": text, "values": []string{text, text + "2"}}}
	chosen["variants"] = []any{
		map[string]any{"id": 1, "sku": text, "values": []string{text}},
		map[string]any{"id": 2, "sku": text, "values": []string{text + "2"}, "stock": 0},
	}
	shop := encode(map[string]any{
		"name": text, "tagline": text, "description": text, "language": "es", "locale": "es-PE", "currency": "PEN",
		"baseURL": "https://shop.example", "contact": map[string]any{"email": text, "address": text, "hours": text},
	})
	return load(t, shop, encode([]any{product(1), chosen}))
}

// hostilePages returns the addresses of every kind of page, each with the
// page's h1.
func hostilePages(s *Site, text string) map[string]string {
	category := "/categoria/" + url.PathEscape(s.Catalog.Categories()[0].Slug)
	return map[string]string{
		"/": text, category: text, "/producto/1": text, "/producto/2": text, "/producto/2?variante=2": text,
		"/buscar?q=" + url.QueryEscape(text):            "Resultados para «" + text + "»",
		"/buscar?q=" + url.QueryEscape("zzz "+text):     "Resultados para «zzz " + text + "»",
		category + "?orden=" + url.QueryEscape(text):    text,
		category + "?pagina=" + url.QueryEscape(text):   text,
		"/producto/1?variante=" + url.QueryEscape(text): text,
		"/carrito": "Tu carrito", "/agregarCarrito/1": "Tu carrito", "/" + url.PathEscape(text): "Página no encontrada",
		"/categoria/" + url.PathEscape(text): "Página no encontrada",
	}
}

func TestHostileCatalogue(t *testing.T) {
	for name, text := range hostile {
		s := hostileSite(t, text)
		for address, wantTitle := range hostilePages(s, text) {
			t.Run(name+" "+address[:min(len(address), 40)], func(t *testing.T) {
				source := document(t, s, address).HTML
				for _, scripting := range []bool{true, false} {
					root, err := html.ParseWithOptions(bytes.NewReader(source), html.ParseOptionEnableScripting(scripting))
					if err != nil {
						t.Fatal(err)
					}
					checkHarmless(t, root, s)
					checkShown(t, root, text, wantTitle)
				}
			})
		}
	}
}

// elements are the elements that the shop's pages use, html, head and body
// included.
var elements = strings.Fields("html head body meta title link script a address article aside b button caption details div fieldset footer form " +
	"h1 h2 h3 header img input label legend li main nav noscript ol p s section span summary svg table tbody td template th thead tr ul use")

func checkHarmless(t *testing.T, root *html.Node, s *Site) {
	t.Helper()
	boot := string(s.boot)
	for _, n := range all(root) {
		if n.Data == "style" && text(n) == string(s.styles) {
			continue
		}
		if !slices.Contains(elements, n.Data) {
			t.Errorf("got a <%s>, want only the elements of the shop", n.Data)
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(strings.ToLower(a.Key), "on") || a.Key == "style" || strings.ContainsAny(a.Key, "\"'<>{}") {
				t.Errorf("<%s>: got the attribute %s, want no handler, style or broken name", n.Data, a.Key)
			}
			scheme, _, _ := strings.Cut(strings.ToLower(a.Val), ":")
			if slices.Contains([]string{"href", "src", "action"}, a.Key) && strings.Trim(scheme, "\x00 \t\n") == "javascript" {
				t.Errorf("<%s %s>: got %q, want no script", n.Data, a.Key, a.Val)
			}
		}
	}
	for _, img := range shownImages(root) {
		if got := attr(img, "src"); got != "https://img.example/1.jpg" {
			t.Errorf("got a picture from %q, want those of the catalogue only", got)
		}
	}
	for _, script := range all(root, "script") {
		kind, src := attr(script, "type"), attr(script, "src")
		if text(script) == boot && kind == "" && src == "" {
			continue
		}
		if src != "/web/wasm_exec.js" && kind != "application/json" && kind != "application/ld+json" {
			t.Errorf("got the script %q of type %q, want only the shop's own scripts", text(script), kind)
		}
	}
	if got := text(root); strings.Contains(got, "{{49}}") || !strings.Contains(got, "{{7*7}}") {
		t.Error("got {{7*7}} evaluated, want it unchanged")
	}
}

// shownImages returns the images outside templates. boot.js fills in those
// within.
func shownImages(root *html.Node) []*html.Node {
	return slices.DeleteFunc(all(root, "img"), func(img *html.Node) bool {
		for n := range img.Ancestors() {
			if n.Data == "template" {
				return true
			}
		}
		return false
	})
}

// checkShown wants the text unchanged in the titles, in the alternative texts
// of pictures and in form fields.
func checkShown(t *testing.T, root *html.Node, hostile, wantTitle string) {
	t.Helper()
	if got := text(one(t, "h1", all(root, "h1"))); got != wantTitle {
		t.Errorf("h1: got %q, want %q", got, wantTitle)
	}
	title := text(one(t, "title", all(one(t, "head", all(root, "head")), "title")))
	if !strings.Contains(title, wantTitle) && !strings.Contains(title, hostile) {
		t.Errorf("title: got %q, want the page's name in it", title)
	}
	if got, ok := meta(root, "og:title"); !ok || got != title {
		t.Errorf("og:title: got %q, want the title %q", got, title)
	}
	for _, img := range shownImages(root) {
		if got := attr(img, "alt"); got != hostile {
			t.Errorf("alt: got %q, want %q", got, hostile)
		}
	}
	for _, h3 := range all(root, "h3") {
		if got := text(h3); got != hostile {
			t.Errorf("product in a list: got %q, want %q", got, hostile)
		}
	}
	for i, input := range with(all(root, "input"), "type", "radio") {
		if got, want := attr(input, "value"), []string{hostile, hostile + "2"}[i]; got != want {
			t.Errorf("option: got %q, want %q", got, want)
		}
	}
}
