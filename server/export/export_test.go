package export

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"carrito/server/site"
)

const base = "https://user.example/shop/"

// hash is the part of an asset's name that changes with its content.
var hash = regexp.MustCompile(`\.[0-9a-f]{16}\.`)

func TestWhatIsExported(t *testing.T) {
	source := small(t)
	files := read(t, export(t, Options{Files: source, Base: base, Precompress: true}))
	want := []string{
		".carrito-export", ".nojekyll", "404.html", "_headers", "buscar/index.html", "carrito/index.html",
		"categoria/gorros-y-mas/index.html", "categoria/gorros-y-mas/pagina/2/index.html", "favoritos/index.html", "feeds/google.xml", "feeds/meta.csv", "index.html", "manifest.webmanifest", "pagina/2/index.html",
		"robots.txt", "sitemap.xml", "web/assets/app.#.wasm", "web/assets/icons.#.svg",
		"web/assets/products.#.json", "web/assets/rest.#.wasm", "web/assets/shell.#.html", "web/assets/texts.#.json", "web/assets/wasm_exec.#.js", "web/current.json", "web/images/a.svg", "web/images/b.jpg", "web/images/icono.svg", "web/products.json",
	}
	for _, name := range pageFiles(t, source) {
		if !strings.HasPrefix(name, "producto/") && !slices.Contains(want, name) {
			want = append(want, name)
		}
	}
	slices.Sort(want)
	var got []string
	for _, name := range plain(files) {
		if !strings.HasPrefix(name, "producto/") {
			got = append(got, hash.ReplaceAllString(name, ".#."))
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("got the files\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for _, name := range []string{"producto/1/index.html", "producto/31/index.html"} {
		if files[name] == "" {
			t.Errorf("got no %s, want one", name)
		}
	}
	for _, name := range []string{"pedido/index.html", "gracias/index.html"} {
		if files[name] != "" {
			t.Errorf("got %s, want none: this shop takes no orders", name)
		}
	}
	for name, content := range files {
		if strings.Contains(content, "secret") {
			t.Errorf("got the content of a hidden file in %s, want none", name)
		}
	}
	if files["web/products.json"] != thirty() {
		t.Error("web/products.json: got a catalogue that differs from the owner's")
	}
}

// pageFiles returns the file of every page that can be one.
func pageFiles(t *testing.T, files site.Files) []string {
	t.Helper()
	s, err := site.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	if s, err = s.AsFiles(base); err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, page := range s.PlainPaths() {
		names = append(names, strings.TrimLeft(page+"/index.html", "/"))
	}
	return names
}

// The second module of the program is exported like the first, and a program that is
// whole has none.
func TestRestIsExported(t *testing.T) {
	files := small(t)
	write(t, path.Join(files.Web, "worker.js"), "self.buildInfo.version;")
	rest := regexp.MustCompile(`web/assets/rest\.[0-9a-f]{16}\.wasm`)
	exported := read(t, export(t, Options{Files: files, Base: base, Precompress: true}))
	address := rest.FindString(exported["index.html"])
	for _, name := range []string{address, address + ".br", address + ".zst", address + ".gz"} {
		if exported[name] == "" {
			t.Errorf("got no file %q", name)
		}
	}
	if address == "" || !strings.Contains(exported["worker.js"], address) || exported["web/rest.wasm"] != "" {
		t.Error("got a second module by its plain name or none in worker.js, want its hashed name only")
	}
	if err := os.Remove(path.Join(files.Web, "rest.wasm")); err != nil {
		t.Fatal(err)
	}
	whole := read(t, export(t, Options{Files: files, Base: base}))
	for name, content := range whole {
		if rest.MatchString(name) || rest.MatchString(content) {
			t.Errorf("a program in one module: got a second one in %s", name)
		}
	}
}

// No exported file contains a promo code: shop.json and its copies are not
// exported. The export has no channel server.
func TestPromoCodesAreNotExported(t *testing.T) {
	files := small(t)
	shop := strings.TrimSuffix(plainShop, "}") + `, "orders": {"channels": [{"kind": "server"}, {"kind": "email"}],
		"delivery": [{"id": "recojo", "name": "Recojo", "pickup": true}], "promos": [{"code": "Verano-Oculto", "percent": "10"}]}}`
	files.Shop = path.Join(files.Web, "mi-tienda.json")
	for _, name := range []string{"mi-tienda.json", "mi-tienda.json~", "shop.json", "shop.json.bak", "products.ids.json", "images/#shop.json#"} {
		write(t, path.Join(files.Web, name), shop)
	}
	if err := os.Link(files.Shop, path.Join(files.Web, "otra.json")); err != nil {
		t.Fatal(err)
	}
	out := path.Join(t.TempDir(), "dist")
	result, err := Export(t.Context(), Options{Files: files, Out: out, Base: base, Precompress: true})
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"email"}; !slices.Equal(result.Channels, want) {
		t.Errorf("got the channels %q, want %q", result.Channels, want)
	}
	all := read(t, out)
	for name, content := range all {
		content = unpack(t, name, content)
		if strings.Contains(strings.ToLower(content+name), "verano-oculto") || strings.Contains(name, "tienda.json") {
			t.Errorf("%s: got the promo code in it, want none", name)
		}
		if strings.Contains(content, `"kind":"server"`) {
			t.Errorf("%s: got the channel server in it, want none, since a static host has no inbox", name)
		}
	}
	if !strings.Contains(all["index.html"], `"hash":"`) || !strings.Contains(all["index.html"], `"kind":"email"`) {
		t.Error("index.html: got no hash of the promo code, or no channel email, want both")
	}
}

// An export contains only what the shop needs, and never a copy of shop.json or
// the ledger of product ids.
func TestOnlyWhatTheShopNeedsIsExported(t *testing.T) {
	files := small(t)
	names := []string{"products.ids.json", "products.ids.json.bak", "shop copy.json", "shop (1).json", "shop - copia.json", "shop.orig",
		"orders.db", "orders.db.bak", "pedidos.csv", "notas.txt", "images/pedidos.csv", "images/nota", "otro.js"}
	for _, name := range names {
		write(t, path.Join(files.Web, name), plainShop)
	}
	write(t, path.Join(files.Web, "fonts/a.woff2"), "wOF2")
	exported := read(t, export(t, Options{Files: files}))
	for _, name := range names {
		if _, ok := exported["web/"+name]; ok {
			t.Errorf("%s: got it exported, want it left out", name)
		}
	}
	if _, ok := exported["web/fonts/a.woff2"]; !ok {
		t.Error("fonts/a.woff2: got it left out, want it exported")
	}
}

// Every text that compression makes smaller has three precompressed files with
// the same content. Pictures have none.
func TestPrecompressedFiles(t *testing.T) {
	files := read(t, export(t, Options{Files: small(t), Precompress: true}))
	precompressed := 0
	for name, content := range files {
		switch end := path.Ext(name); end {
		case ".br", ".zst", ".gz":
			precompressed++
			if got := unpack(t, name, content); got != files[strings.TrimSuffix(name, end)] {
				t.Errorf("%s: got a content that differs from the uncompressed file's", name)
			}
		case ".html", ".wasm", ".json":
			for _, end := range []string{".br", ".zst", ".gz"} {
				if files[name+end] == "" && name != "web/current.json" { // too short to become smaller
					t.Errorf("got no %s, want one", name+end)
				}
			}
		case ".jpg":
			if files[name+".br"] != "" || files[name+".gz"] != "" {
				t.Errorf("got the picture %s compressed, want no such file", name)
			}
		}
	}
	if precompressed < 100 {
		t.Errorf("got %d precompressed files, want at least three for each of 37 pages", precompressed)
	}
	for name := range read(t, export(t, Options{Files: small(t)})) {
		if strings.HasSuffix(name, ".br") || strings.HasSuffix(name, ".gz") || strings.HasSuffix(name, ".zst") {
			t.Errorf("without precompressing: got %s, want none", name)
		}
	}
}

func TestExportsAreEqual(t *testing.T) {
	shop := small(t)
	first := read(t, export(t, Options{Files: shop, Base: base, Precompress: true}))
	before := runtime.GOMAXPROCS(7)
	defer runtime.GOMAXPROCS(before)
	second := read(t, export(t, Options{Files: shop, Base: base, Precompress: true}))
	if len(first) != len(second) {
		t.Errorf("got %d files, then %d, want the same number", len(first), len(second))
	}
	for name, content := range first {
		if second[name] != content {
			t.Errorf("%s: got a different content the second time", name)
		}
	}
}

// Every address on any page leads to a file and begins with the path of the
// base, both at the root of a host and below a path.
func TestLinksLeadToFiles(t *testing.T) {
	for _, base := range []string{"", "https://shop.example/", "https://user.example/shop/", "https://user.example/a/b"} {
		t.Run(base, func(t *testing.T) {
			files := read(t, export(t, Options{Files: small(t), Base: base}))
			at, err := url.Parse(base)
			if err != nil {
				t.Fatal(err)
			}
			prefix := strings.TrimSuffix(at.Path, "/")
			checked := 0
			for name, content := range files {
				if path.Ext(name) != ".html" {
					continue
				}
				for _, address := range addresses(t, content) {
					checkAddress(t, files, name, strings.TrimSuffix(base, "/"), prefix, address)
					checked++
				}
			}
			if checked < 1000 {
				t.Errorf("got %d addresses, want at least 1000 on 37 pages", checked)
			}
			for _, line := range strings.Split(files["robots.txt"], "\n") {
				if rule, ok := strings.CutPrefix(line, "Disallow: "); ok && !strings.HasPrefix(rule, prefix+"/") {
					t.Errorf("robots.txt: got a rule for %s, want it below %s/", rule, prefix)
				}
			}
			if sitemap := files["sitemap.xml"]; (sitemap != "") != (base != "") {
				t.Errorf("got the sitemap %.40q, want one if the base is known", sitemap)
			}
			for _, loc := range regexp.MustCompile(`<loc>(.*?)</loc>`).FindAllStringSubmatch(files["sitemap.xml"], -1) {
				checkAddress(t, files, "sitemap.xml", strings.TrimSuffix(base, "/"), prefix, loc[1])
			}
		})
	}
}

// addresses returns every address on a page: in its markup, its settings and
// its data for search engines.
func addresses(t *testing.T, page string) []string {
	t.Helper()
	var found []string
	for n := range parse(t, page).Descendants() {
		for _, a := range n.Attr {
			switch {
			case a.Key == "srcset":
				for part := range strings.SplitSeq(a.Val, ", ") {
					found = append(found, strings.Fields(part)[0])
				}
			case a.Key == "content" && (attr(n, "property") == "og:url" || attr(n, "property") == "og:image"),
				a.Key == "href", a.Key == "src", a.Key == "action":
				found = append(found, a.Val)
			}
		}
		if n.Data != "script" || !strings.HasSuffix(attr(n, "type"), "json") {
			continue
		}
		var data any
		if err := json.Unmarshal([]byte(text(n)), &data); err != nil {
			t.Fatal(err)
		}
		found = append(found, within(data)...)
	}
	return found
}

// within returns the addresses in JSON: the values of fields that hold
// addresses.
func within(data any) []string {
	var found []string
	switch data := data.(type) {
	case []any:
		for _, element := range data {
			found = append(found, within(element)...)
		}
	case map[string]any:
		for name, value := range data {
			address, ok := value.(string)
			if ok && slices.Contains([]string{"url", "item", "products", "program", "rest", "icons", "texts"}, name) {
				found = append(found, address)
			} else if !ok {
				found = append(found, within(value)...)
			}
		}
	}
	return found
}

func checkAddress(t *testing.T, files map[string]string, page, base, prefix, address string) {
	t.Helper()
	if address == "#content" || address == "#end" || address == "https://img.example/a.jpg" {
		return
	}
	if to, _, _ := strings.Cut(address, "?"); to == "mailto:hola@shop.example" { // with or without the text of an order
		return
	}
	local := address
	if base != "" {
		local = strings.TrimPrefix(address, strings.TrimSuffix(base, prefix))
	}
	u, err := url.Parse(local)
	if err != nil {
		t.Fatal(err)
	}
	name, ok := strings.CutPrefix(u.Path, prefix+"/")
	if !ok {
		t.Errorf("%s: got the address %s, want one that begins with %s/", page, address, prefix)
		return
	}
	if strings.HasPrefix(name, "agregarCarrito/") { // 404.html answers these
		return
	}
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	if _, ok := files[name]; !ok {
		t.Errorf("%s: got the address %s, for which there is no file %s", page, address, name)
	}
}

// Each page shows its content without JavaScript. It carries its content
// security policy too, for hosts that send none.
func TestPages(t *testing.T) {
	files := read(t, export(t, Options{Files: small(t), Base: base}))
	tests := []struct{ name, wantTitle, wantHeading, wantText, wantCanonical string }{
		{"index.html", "Tienda · Ropa", "Tienda", "S/ 39.90", base},
		{"pagina/2/index.html", "Tienda", "Todos los productos", "Gorra 1", base + "pagina/2/"},
		{"categoria/gorros-y-mas/index.html", "Gorros y Más · Tienda", "Gorros y Más", "Gorra 30", base + "categoria/gorros-y-mas/"},
		{"producto/31/index.html", "Polo · Tienda", "Polo", "S/ 10.00", base + "producto/31/"},
		{"buscar/index.html", "Buscar · Tienda", "¿Qué buscas?", "necesita JavaScript", ""},
		{"carrito/index.html", "Tu carrito · Tienda", "Tu carrito", "Abriendo tu carrito", base + "carrito/"},
		{"favoritos/index.html", "Tus favoritos · Tienda", "Tus favoritos", "Abriendo tus favoritos", ""},
		{"404.html", "Página no encontrada · Tienda", "Página no encontrada", "no existe", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			page := parse(t, files[test.name])
			title, heading, canonical := "", "", ""
			for n := range page.Descendants() {
				switch {
				case n.Data == "title":
					title = text(n)
				case n.Data == "h1" && heading == "" && !inTemplate(n):
					heading = text(n)
				case n.Data == "link" && attr(n, "rel") == "canonical":
					canonical = attr(n, "href")
				}
			}
			body := strings.ReplaceAll(text(page), "\u00a0", " ")
			if title != test.wantTitle && test.name != "pagina/2/index.html" {
				t.Errorf("title: got %q, want %q", title, test.wantTitle)
			}
			if heading != test.wantHeading {
				t.Errorf("heading: got %q, want %q", heading, test.wantHeading)
			}
			if canonical != test.wantCanonical {
				t.Errorf("canonical: got %q, want %q", canonical, test.wantCanonical)
			}
			if !strings.Contains(body, test.wantText) {
				t.Errorf("got a page without %q", test.wantText)
			}
			checkPolicy(t, files[test.name], page)
		})
	}
}

func inTemplate(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n.Data == "template" {
			return true
		}
	}
	return false
}

// checkPolicy checks that a page's policy comes before anything that loads, and
// that it allows the inline script and the host of a picture.
func checkPolicy(t *testing.T, source string, page *html.Node) {
	t.Helper()
	var policy string
	for n := range page.Descendants() {
		switch {
		case n.Data == "meta" && attr(n, "http-equiv") == "Content-Security-Policy":
			policy = attr(n, "content")
		case n.Data == "script" && attr(n, "src") == "" && attr(n, "type") == "":
			sum := sha256.Sum256([]byte(text(n)))
			if want := "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"; !strings.Contains(policy, want) {
				t.Errorf("policy: got %q, want the page's script in it, %s", policy, want)
			}
		}
	}
	for _, want := range []string{"default-src 'none'", "img-src 'self' https://img.example", "base-uri 'none'", "connect-src 'self'"} {
		if !strings.Contains(policy, want) {
			t.Errorf("policy: got %q, want %q in it", policy, want)
		}
	}
	if strings.Contains(policy, "frame-ancestors") || strings.Contains(policy, "unsafe-inline") {
		t.Errorf("policy: got %q, want neither frame-ancestors, which is invalid within a page, nor unsafe-inline", policy)
	}
	if strings.Index(source, "Content-Security-Policy") > strings.Index(source, "<link") {
		t.Error("got the policy after the first link, want it before")
	}
}

func TestHeaders(t *testing.T) {
	got := read(t, export(t, Options{Files: small(t), Base: base}))["_headers"]
	for _, want := range []string{
		"/shop/*\n  Content-Security-Policy: default-src 'none'; ", "; frame-ancestors 'none'\n", "\n  X-Content-Type-Options: nosniff\n",
		"\n/shop/web/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n", "\n/shop/web/sized/*\n  Cache-Control: public, ",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("got %s, want %q in it", got, want)
		}
	}
}

func TestBadBase(t *testing.T) {
	for _, base := range []string{"shop.example", "/shop/", "https://shop.example/?a", "ftp://shop.example/"} {
		if _, err := Export(t.Context(), Options{Files: small(t), Base: base, Out: t.TempDir()}); err == nil || !strings.Contains(err.Error(), base) {
			t.Errorf("%s: got the error %v, want one that names it", base, err)
		}
	}
}

// Marketplaces fetch the feeds from the exported shop, with the addresses that its pages
// have.
func TestFeedsAreExported(t *testing.T) {
	files := small(t)
	for base, want := range map[string]bool{"https://shop.example/tienda/": true, "": false} {
		out := filepath.Join(t.TempDir(), "dist")
		if _, err := Export(context.Background(), Options{Files: files, Out: out, Base: base}); err != nil {
			t.Fatal(err)
		}
		for _, name := range site.Feeds {
			content, err := os.ReadFile(filepath.Join(out, filepath.FromSlash(name)))
			if (err == nil) != want {
				t.Errorf("%q: %s: got %v, want the file: %t", base, name, err, want)
			}
			if want && !strings.Contains(string(content), base+"producto/31/?variante=2") {
				t.Errorf("%s: got %.300s, want the addresses of the variants", name, content)
			}
		}
	}
}
