package settings_test

import (
	"bytes"
	"encoding/json"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"carrito/app/shop"
	"carrito/server/site"
)

const polosPage = "/admin/categorias/polos"

// said returns what shop.json says about categories.
func (o *owner) said() map[string]shop.Category {
	o.Helper()
	var s struct{ Categories map[string]shop.Category }
	if err := json.Unmarshal([]byte(o.read("shop.json")), &s); err != nil {
		o.Fatal(err)
	}
	return s.Categories
}

// photo returns a photo with a place in its metadata.
func photo(t *testing.T) string {
	t.Helper()
	pixels := image.NewRGBA(image.Rect(0, 0, 40, 30))
	for i := range 40 * 30 {
		pixels.Set(i%40, i/40, color.RGBA{uint8(i), 90, 120, 255})
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, pixels, nil); err != nil {
		t.Fatal(err)
	}
	const exif = "Exif\x00\x00 -12.046374, -77.042793"
	return b.String()[:2] + "\xff\xe1\x00" + string(rune(len(exif)+2)) + exif + b.String()[2:]
}

// upload sends a form with a file, as a browser without JavaScript does.
func (o *owner) upload(address string, form url.Values, name, content string) answer {
	o.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for field, values := range form {
		if field != "photos" {
			w.WriteField(field, values[0])
		}
	}
	part, _ := w.CreateFormFile("photos", name)
	io.WriteString(part, content)
	w.Close()
	response, err := o.client.Post(o.base+address, w.FormDataContentType(), &b)
	if err != nil {
		o.Fatal(err)
	}
	defer response.Body.Close()
	body, _ := io.ReadAll(response.Body)
	return answer{response.StatusCode, response.Header, string(body)}
}

func TestCategoryText(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, typed, want string }{
		{"paragraphs", "  De algodón.\r\n\r\nHechos en Lima.\r\n", "De algodón.\n\nHechos en Lima."},
		{"HTML", `<script>alert("1")</script> & más`, `<script>alert("1")</script> & más`},
		{"right to left", "قمصان من القطن", "قمصان من القطن"},
		{"control characters", "a\x00b\x1bc\td", "abc\td"},
		{"the most letters", strings.Repeat("ñ", 2000), strings.Repeat("ñ", 2000)},
	}
	o := newOwner(t)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			o.wantSaved(o.send("POST", polosPage, change(o.open(polosPage), "text", test.typed, "do", "save")))
			if got := o.said(); len(got) != 1 || got["Polos"].Text != test.want {
				t.Errorf("got %v, want %q", got, test.want)
			}
			if got := o.open(polosPage).Get("text"); got != test.want {
				t.Errorf("got %q in the page, want %q", got, test.want)
			}
			if _, err := site.Load(o.files); err != nil {
				t.Error(err)
			}
		})
	}
	if got := o.read("shop.json"); !strings.HasPrefix(got, shopJSON[:len(shopJSON)-4]) {
		t.Errorf("got %s, want the rest as it was, to the byte", got)
	}
	o.wantSaved(o.send("POST", polosPage, change(o.open(polosPage), "text", " ", "do", "save")))
	if got := o.read("shop.json"); got != shopJSON {
		t.Errorf("got %s, want the file without the text", got)
	}
}

func TestCategoryRefused(t *testing.T) {
	t.Parallel()
	const picture = "/web/images/a.png"
	tests := []struct {
		name  string
		typed []string
		want  string
	}{
		{"too long", []string{"text", strings.Repeat("a", 10_000)}, "Como máximo 2000 letras."},
		{"a long alternative text", []string{"alt", strings.Repeat("a", 251), "image.0.src", picture, "image.0.width", "1", "image.0.height", "1"}, "Como máximo 250 letras."},
		{"a file elsewhere", []string{"image.0.src", "/web/shop.json", "image.0.width", "1", "image.0.height", "1"}, "Esta foto no se puede usar."},
		{"no such file", []string{"image.0.src", picture, "image.0.width", "1", "image.0.height", "1"}, "Esta foto no se puede usar."},
		{"no photo", []string{"photofault", "nota.txt: No es una foto"}, "nota.txt: No es una foto"},
	}
	o := newOwner(t)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			typed := change(change(o.open(polosPage), "text", "De algodón", "do", "save"), test.typed...)
			got := o.send("POST", polosPage, typed)
			if got.status != http.StatusConflict || !strings.Contains(faults(got.body), test.want) || o.form(got.body).Get("text") != typed.Get("text") {
				t.Errorf("got %d, %s and %q back, want %q", got.status, faults(got.body), o.form(got.body).Get("text"), test.want)
			}
			if o.read("shop.json") != shopJSON {
				t.Error("got a changed file")
			}
		})
	}
	if got := o.send("GET", "/admin/categorias/zapatos", nil); got.status != http.StatusSeeOther || got.header.Get("Location") != "/admin/categorias" {
		t.Errorf("a category that is gone: got %d to %s", got.status, got.header.Get("Location"))
	}
}

// A photo is kept without its place, and its picture is the category's until it is removed.
func TestCategoryPhoto(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	o.wantSaved(o.upload(polosPage, change(o.open(polosPage), "alt", "Polos\r\n en un <perchero>", "do", "save"), "polos.jpg", photo(t)))
	got := o.said()["Polos"].Picture
	if !strings.HasPrefix(got.Src, "/web/images/fotos/") || got.Alt != "Polos en un <perchero>" || got.Width != 40 || got.Height != 30 {
		t.Fatalf("got %v", got)
	}
	kept, err := os.ReadFile(filepath.Join(o.files.Web, strings.TrimPrefix(got.Src, "/web/")))
	if err != nil || bytes.Contains(kept, []byte("-77.04")) {
		t.Errorf("got %v, and the place in the photo, want none", err)
	}
	form := o.open(polosPage)
	if form.Get("image.0.src") != got.Src || form.Get("alt") != got.Alt {
		t.Errorf("got %v in the page", form)
	}
	for _, content := range []string{"no es una foto", photo(t)[:300]} {
		if answer := o.upload(polosPage, o.open(polosPage), "nota.jpg", content); answer.status != http.StatusConflict || !strings.Contains(faults(answer.body), "nota.jpg: ") {
			t.Errorf("got %d, %s for a file that is no photo", answer.status, faults(answer.body))
		}
	}
	full := o.upload(polosPage, change(o.open(polosPage), "text", "Largo", "do", "save"), "full", photo(t))
	if full.status != http.StatusConflict || !strings.Contains(faults(full.body), "full: No se pudo guardar") || o.form(full.body).Get("text") != "Largo" {
		t.Errorf("got %d, %s for a full disk, want the text back", full.status, faults(full.body))
	}
	removed := o.send("POST", polosPage, change(o.open(polosPage), "do", "unpicture", "text", "De algodón"))
	form = o.form(removed.body)
	if removed.status != http.StatusOK || form.Has("image.0.src") || form.Get("text") != "De algodón" {
		t.Fatalf("got %d and %v", removed.status, form)
	}
	o.wantSaved(o.send("POST", polosPage, change(form, "do", "save")))
	if got := o.said()["Polos"]; got.Picture != (shop.Cover{}) || got.Text != "De algodón" {
		t.Errorf("got %v, want no picture", got)
	}
}

// What two owners change at once: different fields are both saved, the same one is shown.
func TestCategoryMeanwhile(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	mine, theirs := o.open(polosPage), o.open(polosPage)
	o.wantSaved(o.upload(polosPage, change(theirs, "do", "save"), "polos.jpg", photo(t)))
	o.wantSaved(o.send("POST", polosPage, change(mine, "text", "Mío", "do", "save")))
	if got := o.said()["Polos"]; got.Picture.Src == "" || got.Text != "Mío" {
		t.Fatalf("got %v, want both changes", got)
	}
	mine, theirs = o.open(polosPage), o.open(polosPage)
	o.wantSaved(o.send("POST", polosPage, change(theirs, "text", "Suyo", "do", "save")))
	got := o.send("POST", polosPage, change(mine, "text", "Nuestro", "do", "save"))
	form := o.form(got.body)
	if got.status != http.StatusConflict || !strings.Contains(faults(got.body), "antes «Mío», ahora «Suyo», tú «Nuestro»") || form.Get("text") != "Nuestro" || o.said()["Polos"].Text != "Suyo" {
		t.Fatalf("got %d, %s", got.status, faults(got.body))
	}
	if got := o.form(o.send("POST", polosPage, change(o.form(got.body), "do", "theirs")).body).Get("text"); got != "Suyo" {
		t.Errorf("got %q, want what the other one has saved", got)
	}
	o.wantSaved(o.send("POST", polosPage, change(form, "do", "save")))
	if got := o.said()["Polos"].Text; got != "Nuestro" {
		t.Errorf("got %q, want what was typed once it is sent again", got)
	}
}

// The other one's text replaces only what both have changed.
func TestCategoryUseTheirs(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	mine, theirs := o.open(polosPage), o.open(polosPage)
	o.wantSaved(o.send("POST", polosPage, change(theirs, "text", "Suyo", "do", "save")))
	got := o.upload(polosPage, change(mine, "text", "Mío", "do", "save"), "polos.jpg", photo(t))
	form := o.form(got.body)
	if got.status != http.StatusConflict || form.Get("image.0.src") == "" {
		t.Fatalf("got %d, %s", got.status, faults(got.body))
	}
	form = o.form(o.send("POST", polosPage, change(form, "do", "theirs")).body)
	if form.Get("text") != "Suyo" || form.Get("image.0.src") == "" {
		t.Fatalf("got %v, want their text and the photo that was sent", form)
	}
	o.wantSaved(o.send("POST", polosPage, change(form, "do", "save")))
	if got := o.said()["Polos"]; got.Text != "Suyo" || got.Picture.Src == "" {
		t.Errorf("got %v", got)
	}
}

// What was typed about a category that somebody else renames or removes meanwhile is not
// lost.
func TestCategoryGoneMeanwhile(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		change  []string
		address string // of the form that comes back
		saved   string // under this name, if it is sent again
	}{
		{"renamed", []string{"name.1", "Camisetas", "do", "save"}, "/admin/categorias/camisetas", "Camisetas"},
		{"joined", []string{"which", "Polos", "to", "Gorras", "do", "delete"}, "/admin/categorias/gorras", "Gorras"},
		{"removed", []string{"which", "Polos", "to", "", "do", "delete"}, polosPage, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			o := newOwner(t)
			mine := o.open(polosPage)
			o.wantSaved(o.send("POST", "/admin/categorias", change(o.open("/admin/categorias"), test.change...)))
			got := o.upload(polosPage, change(mine, "text", "Largo", "do", "save"), "polos.jpg", photo(t))
			form := o.form(got.body)
			if got.status != http.StatusConflict || !strings.Contains(faults(got.body), "Alguien cambió o quitó «Polos»") || form.Get("text") != "Largo" || form.Get("image.0.src") == "" {
				t.Fatalf("got %d, %s and %v, want what was typed", got.status, faults(got.body), form)
			}
			if !strings.Contains(got.body, `action="`+test.address+`"`) || len(o.said()) > 0 {
				t.Fatalf("got %v saved and %s, want the form of %s", o.said(), got.body, test.address)
			}
			got = o.send("POST", test.address, change(form, "do", "save"))
			if saved := got.status == http.StatusSeeOther; saved != (test.saved != "") || saved && o.said()[test.saved].Text != "Largo" {
				t.Errorf("got %d, %v", got.status, o.said())
			}
		})
	}
}

// describe writes a text for a category.
func (o *owner) describe(slug, text string) {
	o.Helper()
	page := "/admin/categorias/" + slug
	o.wantSaved(o.send("POST", page, change(o.open(page), "text", text, "do", "save")))
}

// A restored version says about renamed categories what it said under their earlier names.
func TestRestoreTextsOfRenamedCategories(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	rename := func(pairs ...string) {
		t.Helper()
		o.wantSaved(o.send("POST", "/admin/categorias", change(o.open("/admin/categorias"), append(pairs, "do", "save")...)))
	}
	restore := func(version, want string) {
		t.Helper()
		o.wantSaved(o.send("POST", "/admin/tienda/versiones", change(o.open("/admin/tienda/versiones"), "version", version)))
		var got []string
		for name, c := range o.said() {
			got = append(got, name+" "+c.Text)
		}
		slices.Sort(got)
		if got := strings.Join(got, ", "); got != want {
			t.Errorf("version %s: got %s, want %s", version, got, want)
		}
	}
	o.describe("polos", "antes") // versions 1 and 2
	o.describe("gorras", "g")    // 3
	rename("name.1", "Camisetas")
	o.describe("camisetas", "ahora")
	restore("3", "Camisetas antes, Gorras g")
	rename("name.1", "Remeras")
	o.describe("remeras", "después")
	restore("2", "Remeras antes")
	restore("3", "Gorras g, Remeras antes")
	rename("name.0", "Remeras", "name.1", "Gorras")
	o.describe("gorras", "nuevo")
	restore("3", "Gorras antes, Remeras g")
	o.describe("bolsos", "b")
	restore("1", "Gorras antes, Remeras g")
}

// A text of a category that was removed comes back with its version, and not as the text of
// the category that its products went to.
func TestRestoreTextOfARemovedCategory(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	o.describe("gorras", "g") // versions 1 and 2
	o.wantSaved(o.send("POST", "/admin/categorias", change(o.open("/admin/categorias"), "which", "Gorras", "to", "Polos", "do", "delete")))
	o.describe("polos", "ahora")
	o.wantSaved(o.send("POST", "/admin/tienda/versiones", change(o.open("/admin/tienda/versiones"), "version", "2")))
	if got := o.said()["Polos"].Text; got != "ahora" {
		t.Errorf("got %q, want the text of its own", got)
	}
}

// What is said about a category goes with its name, stays when it moves, and goes when it is
// removed.
func TestCategoryTextMoves(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	save := func(pairs ...string) {
		t.Helper()
		o.wantSaved(o.send("POST", "/admin/categorias", change(o.open("/admin/categorias"), pairs...)))
	}
	want := func(want string) {
		t.Helper()
		var got []string
		for _, name := range []string{"Gorras", "Polos", "Bolsos", "POLOS y <más>"} {
			if text := o.said()[name].Text; text != "" {
				got = append(got, name+" "+text)
			}
		}
		if got := strings.Join(got, ", "); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	o.describe("gorras", "g")
	o.describe("polos", "p")
	want("Gorras g, Polos p")
	save("do", "up.1")
	want("Gorras g, Polos p")
	save("do", "save", "name.0", "Gorras", "name.1", "Polos") // they change places
	want("Gorras p, Polos g")
	save("do", "save", "name.0", "POLOS y <más>")
	want("Polos g, POLOS y <más> p")
	o.wantSaved(o.send("POST", "/admin/tienda", change(o.open("/admin/tienda"), "name", "Otra", "do", "save")))
	form := o.open("/admin/tienda/versiones")
	o.wantSaved(o.send("POST", "/admin/tienda/versiones", change(form, "version", "1")))
	want("POLOS y <más> p")
	o.describe("polos", "g")
	save("do", "delete", "which", "Polos", "to", "Bolsos")
	want("POLOS y <más> p")
	save("do", "delete", "which", "POLOS y <más>", "to", "")
	want("")
	if got := o.read("shop.json"); strings.Contains(got, "categories") {
		t.Errorf("got %s, want nothing about categories", got)
	}
	versions := o.send("GET", "/admin/tienda/versiones", nil).body
	if !strings.Contains(versions, "Foto y texto de una categoría") || !strings.Contains(versions, "Polos: p") {
		t.Errorf("got %s, want what has changed", versions)
	}
}
