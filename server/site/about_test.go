package site

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"carrito/app/ui/list"
	"carrito/server/listing"

	"golang.org/x/net/html"
)

// withCategories loads a shop with what its owner says about categories.
func withCategories(t *testing.T, categories string) *Site {
	t.Helper()
	s, err := loadCategories(t, categories)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func loadCategories(t *testing.T, categories string) (*Site, error) {
	t.Helper()
	files := folder(t, strings.TrimSuffix(strings.TrimSpace(plainShop), "}")+`, "categories": `+categories+"}", structuredProducts)
	writeImages(t, files.Web)
	write(t, filepath.Join(files.Web, "worker.js"), "self.buildInfo.version;")
	write(t, filepath.Join(files.Web, "css", "about.css"), ".about:empty { display: none; }")
	return Load(files)
}

const polos = `{"POLOS": {"text": "Algodón <b>peinado</b> & \"suave\".\r\nDe Lima.\n\n\n <script>alert(1)</script>",
	"picture": {"src": "/web/images/a.jpg", "alt": "Polos \"<i>", "width": 12, "height": 15}}}`

func aboutOf(t *testing.T, root *html.Node) *html.Node {
	t.Helper()
	return one(t, "place", with(all(root, "div"), "class", list.AboutClass))
}

// The page of a category has its text as text, its picture, and both for search engines and
// previews of links.
func TestAbout(t *testing.T) {
	s := withCategories(t, polos)
	for _, address := range []string{"/categoria/polos", "/categoria/polos/", "/categoria/polos?orden=nombre", "/categoria/polos?pagina=1"} {
		root := open(t, s, address)
		place := aboutOf(t, root)
		var lines []string
		for _, p := range all(place, "p") {
			lines = append(lines, text(p)+" "+attr(p, "dir"))
		}
		if got, want := strings.Join(lines, "|"), "Algodón <b>peinado</b> & \"suave\".\nDe Lima. auto|<script>alert(1)</script> auto"; got != want {
			t.Errorf("%s: got %q, want %q", address, got, want)
		}
		if len(all(place, "script"))+len(all(place, "b")) > 0 {
			t.Errorf("%s: got elements of the owner's, want only text", address)
		}
		img := one(t, "picture", all(place, "img"))
		if attr(img, "src") != "/web/images/a.jpg" || attr(img, "alt") != `Polos "<i>` || attr(img, "width") != "12" || attr(img, "height") != "15" || attr(img, "loading") != "" {
			t.Errorf("%s: got the picture %v", address, img.Attr)
		}
		if got, _ := meta(root, "description"); got != `Algodón <b>peinado</b> & "suave". De Lima. <script>alert(1)</script>` {
			t.Errorf("%s: got the description %q", address, got)
		}
		if got, _ := meta(root, "og:image"); got != "https://shop.example/web/images/a.jpg" {
			t.Errorf("%s: got the picture %q in previews", address, got)
		}
		got := structured[listing.Collection](t, root, "CollectionPage")
		if got.Name != "Polos" || got.URL != "https://shop.example/categoria/polos" && !strings.Contains(address, "?") || !strings.HasPrefix(got.Description, "Algodón") || got.Image != "https://shop.example/web/images/a.jpg" {
			t.Errorf("%s: got %v", address, got)
		}
	}
	for _, address := range []string{"/categoria/polos?pagina=2", "/categoria/polos/pagina/2", "/categoria/accesorios-y-mas"} {
		if place := aboutOf(t, open(t, s, address)); place.FirstChild != nil {
			t.Errorf("%s: got %s, want an empty place", address, text(place))
		}
	}
}

// The browser gets what is said about categories with products as one file, which the
// service worker keeps. New photos of products do not change the file.
func TestAboutFile(t *testing.T) {
	versions := map[string]bool{}
	for _, words := range []string{"a", "b"} {
		s, assets, err := withCategories(t, `{"Polos": {"text": "`+words+`"}, "Zapatos": {"text": "secreto"}, "accesorios y mas": {}}`).Hashed(nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		var settings struct {
			Own     []string
			Version string
		}
		if err := json.Unmarshal(s.settings, &settings); err != nil {
			t.Fatal(err)
		}
		body := assets[settings.Own[0]]
		if body == nil {
			t.Fatalf("got the file %s, want it among the assets", settings.Own)
		}
		var rows [][3]string
		if err := json.Unmarshal(body.Content(), &rows); err != nil || len(rows) != 1 || rows[0] != [3]string{"polos", "", `<div class="about__text"><p dir="auto">` + words + `</p></div>`} {
			t.Errorf("got %s, %v, want the category that there is", body.Content(), err)
		}
		versions[settings.Version] = true
		if worker := fixed(t, s, WorkerFile); !strings.Contains(worker, `"`+settings.Own[0]+`"`) {
			t.Errorf("got the worker %.300s, want it to keep the file", worker)
		}
		if !strings.Contains(string(s.styles), ".about") {
			t.Error("got styles without those of the place")
		}
	}
	if len(versions) != 2 {
		t.Error("got one version of the shop for two texts")
	}
	quiet := withCategories(t, `{}`)
	if strings.Contains(string(quiet.settings), "about") || strings.Contains(string(quiet.styles), ".about") {
		t.Error("got something about categories in a shop that says nothing")
	}
}

// Under the path of a host of plain files, the picture has the address there.
func TestAboutAsFiles(t *testing.T) {
	s, err := withCategories(t, polos).AsFiles("https://user.example/shop/")
	if err != nil {
		t.Fatal(err)
	}
	if got := attr(one(t, "picture", all(aboutOf(t, open(t, s, "/shop/categoria/polos/")), "img")), "src"); got != "/shop/web/images/a.jpg" {
		t.Errorf("got the picture %s", got)
	}
}

// A text in another script has its own direction and address.
func TestAboutRightToLeft(t *testing.T) {
	got := paragraphs("قمصان من القطن\u202e\n\n" + strings.Repeat("ñ", 9))
	if want := `<div class="about__text"><p dir="auto">قمصان من القطن` + "\u202e" + `</p><p dir="auto">ñññññññññ</p></div>`; string(got) != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := paragraphs(" \n\n\t\n"); got != nil {
		t.Errorf("got %s for no text", got)
	}
}

func TestAboutFaults(t *testing.T) {
	tests := []struct{ name, categories, want string }{
		{"no such picture", `{"Polos": {"picture": {"src": "/web/images/nada.png", "width": 1, "height": 1}}}`, `shop.json: categories.Polos.picture.src "/web/images/nada.png" cannot be used: there is no such file`},
		{"another size", `{"Polos": {"picture": {"src": "/web/images/a.jpg", "width": 1, "height": 1}}}`, `shop.json: categories.Polos.picture "/web/images/a.jpg" is 12 × 15 pixels, not 1 × 1`},
		{"too long", `{"Polos": {"text": "` + strings.Repeat("a", 10_000) + `"}}`, "shop.json: categories.Polos.text has 10000 letters"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if _, err := loadCategories(t, test.categories); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
	s := withCategories(t, `{"Zapatos": {"text": "a"}, "polos": {"picture": {"src": "/web/images/a.jpg", "width": 12, "height": 15}}}`)
	if got := strings.Join(s.CategoryHints(), "\n"); !strings.Contains(got, "categories.Zapatos is not shown") || !strings.Contains(got, "categories.polos.picture has no alt") {
		t.Errorf("got the hints %s", got)
	}
}

// The page of a category that is gone says so, and leads to the other ones.
func TestCategoryGone(t *testing.T) {
	s := load(t, plainShop, structuredProducts)
	got := document(t, s, "/categoria/zapatos")
	root := open(t, s, "/categoria/zapatos")
	main := one(t, "content", all(root, "main"))
	var links []string
	for _, a := range all(main, "a") {
		links = append(links, attr(a, "href"))
	}
	if got.Status != 404 || !strings.Contains(text(main), "Esa categoría no existe.") || !strings.Contains(strings.Join(links, " "), "/categoria/polos") || !strings.Contains(strings.Join(links, " "), "/categoria/accesorios-y-mas") {
		t.Errorf("got %d, %s, %v", got.Status, text(main), links)
	}
}
