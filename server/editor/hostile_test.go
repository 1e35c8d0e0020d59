package editor_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"carrito/app/cart"
	"carrito/server/kept"
	"carrito/server/picture/picturetest"
)

// parts sends a form as a browser sends one with a field for files.
func (o *owner) parts(f form, changed ...string) answer {
	o.Helper()
	for i := 0; i+1 < len(changed); i += 2 {
		f.Set(changed[i], changed[i+1])
	}
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for name, values := range f.Values {
		for _, value := range values {
			w.WriteField(name, value)
		}
	}
	w.CreateFormFile("photos", "") // as a browser does if no file is chosen
	w.Close()
	response, err := o.client.Post(o.base+strings.TrimPrefix(f.action, "/tienda"), w.FormDataContentType(), &body)
	if err != nil {
		o.Fatal(err)
	}
	defer response.Body.Close()
	text, _ := io.ReadAll(response.Body)
	return answer{response.StatusCode, response.Header, string(text)}
}

// A product of 300 variants is changed as a browser sends it, which is thousands of
// fields.
func TestManyVariants(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	var sizes, colors []string
	for i := range 20 {
		sizes = append(sizes, fmt.Sprint("T", i))
	}
	for i := range 15 {
		colors = append(colors, fmt.Sprint("C", i))
	}
	got := o.press(o.open(list+"/3"), "do", "addoption")
	got = o.press(o.formOf(got.body), "option.0.name", "Talla", "option.0.values", strings.Join(sizes, "\n"), "do", "addoption")
	got = o.press(o.formOf(got.body), "option.1.name", "Color", "option.1.values", strings.Join(colors, "\n"), "do", "rows")
	o.saved(o.parts(o.formOf(got.body), "variant.299.price", "77", "do", "save"))
	o.has(o.file(), `{ "id": 300, "values": [ "T19", "C14" ], "price": "77.00" }`)
}

// Numbers are taken as they are typed, and what is none is refused.
func TestTypedNumbers(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	for _, test := range []struct{ typed, want string }{
		{"007", `"stock": 7`}, {"+5", `"stock": 5`}, {"-0", `"stock": 0`}, {"1.234", ""}, {"1e3", ""}, {"99999999999999999999", ""}, {"٣", ""},
	} {
		for _, field := range []string{"stock.1", "stock"} {
			address := list
			if field == "stock" {
				address += "/1"
			}
			got := o.press(o.open(address), field, test.typed, "do", "save")
			if test.want == "" {
				if got.status != http.StatusConflict || !strings.Contains(got.body, "Escribe un número entero") || !strings.Contains(got.body, test.typed) {
					t.Errorf("%s %q: got status %d", field, test.typed, got.status)
				}
				continue
			}
			if got.status != http.StatusSeeOther || !strings.Contains(o.file(), test.want) {
				t.Errorf("%s %q: got status %d and %s, want %s", field, test.typed, got.status, o.file(), test.want)
			}
			o.saved(o.press(o.open(list), "stock.1", "18", "do", "save"))
		}
	}
	for typed, want := range map[string]string{"1.234,50": "1234.50", "1,234.50": "1234.50", "1234,5": "1234.50", "S/ 1 234.50": "1234.50"} {
		o.saved(o.press(o.open(list), "price.1", typed, "do", "save"))
		o.has(o.file(), `"price": "`+want+`"`)
		o.saved(o.press(o.open(list), "price.1", "39.90", "do", "save"))
	}
}

// A form that is sent twice, by a double press or once more after a lost answer, does
// the same as once.
func TestDoublePress(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	f := o.open(list + "/nuevo")
	first := o.press(f, "name", "Taza", "price", "12", "do", "save")
	second := o.press(f, "name", "Taza", "price", "12", "do", "save")
	if got := o.file(); strings.Count(got, "Taza") != 1 || second.header.Get("Location") != first.header.Get("Location") {
		t.Errorf("got %q and %q, %s, want one product", first.header.Get("Location"), second.header.Get("Location"), got)
	}
	f = o.open(list)
	answers := make(chan answer, 2)
	for range 2 {
		go func() { answers <- o.press(f, "mark", "1", "do", "price", "percent", "10") }()
	}
	o.saved(<-answers)
	o.saved(<-answers)
	o.has(o.file(), `"price": "43.89"`)
	o.saved(o.press(o.open(list), "mark", "1", "do", "price", "percent", "10"))
	o.has(o.file(), `"price": "48.28"`)
}

// What was typed into the list is still there if another product in the file has a
// fault, or the disk cannot be written.
func TestListKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	f := o.open(list)
	content, err := os.ReadFile(o.files.Products)
	if err == nil {
		err = os.WriteFile(o.files.Products, bytes.Replace(content, []byte(`"price": "59.90"`), []byte(`"price": "mal"`), 1), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	got := o.press(f, "price.1", "41.50", "do", "save")
	o.has(got.body, `value="41.50"`, "bolso", "mal")
	if err := errors.Join(os.WriteFile(o.files.Products, content, 0o644), os.RemoveAll(filepath.Join(filepath.Dir(o.files.Products), ".products.versions")), os.WriteFile(filepath.Join(filepath.Dir(o.files.Products), ".products.versions"), nil, 0o644)); err != nil {
		t.Fatal(err)
	}
	got = o.press(f, "price.1", "42.50", "do", "save")
	o.has(got.body, `value="42.50"`, ".products.versions")
}

// Nobody who has not signed in makes the server keep large files.
func TestStrangersFiles(t *testing.T) {
	o := newOwner(t)
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	o.client.Jar, _ = cookiejar.New(nil)
	read, write := io.Pipe()
	form := multipart.NewWriter(write)
	kept := make(chan int, 1)
	go func() {
		form.WriteField("name", "Gorra")
		part, _ := form.CreateFormFile("photos", "a.jpg")
		block := make([]byte, 64<<10)
		for range 500 {
			part.Write(block)
		}
		files, _ := os.ReadDir(temporary)
		kept <- len(files)
		write.CloseWithError(form.Close())
	}()
	response, err := o.client.Post(o.base+list+"/1", form.FormDataContentType(), read)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, _ := io.ReadAll(response.Body)
	o.has(string(text), "Gorra", "Se cerró la sesión")
	if n := <-kept; n > 0 {
		t.Errorf("got %d files on the disk, want none", n)
	}
}

// A free product stays free when prices are changed by per cent.
func TestBulkOfFreeProduct(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	o.saved(o.press(o.open(list), "price.1", "0", "do", "save"))
	got := o.press(o.open(list), "mark", "1", "do", "price", "percent", "10", "rounding", "100-10")
	o.saved(got)
	o.has(o.file(), `"price": "0.00"`)
}

// A count that is not in the file is said to be saved, and survives a conflict about
// another field.
func TestRecount(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	key := cart.KeyOf(1, 0)
	sell := func() {
		if err := o.store.SetStock(t.Context(), key, 11); err != nil {
			t.Fatal(err)
		}
	}
	sell()
	got := o.press(o.open(list), "was.stock.1", "11", "stock.1", "18", "do", "save")
	o.saved(got)
	o.has(o.send("GET", strings.TrimPrefix(got.header.Get("Location"), "/tienda"), nil).body, "Guardado")
	sell()
	first, second := o.open(list+"/1"), o.open(list+"/1")
	o.saved(o.press(first, "name", "Gorra de Ana", "do", "save"))
	got = o.press(second, "name", "Gorra de Eva", "stock", "18", "do", "save")
	o.has(got.body, "Alguien cambió esto", `value="18"`)
	o.saved(o.press(o.formOf(got.body), "do", "save"))
	if n := o.left(key); n != 18 {
		t.Errorf("got %d units, want the 18 that were typed", n)
	}
}

// Who takes over what another owner has done to one variant keeps what they have typed
// about the others.
func TestTheirsOfOneVariant(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	first, second := o.open(list+"/2"), o.open(list+"/2")
	o.saved(o.press(first, "variant.0.price", "11.00", "do", "save"))
	got := o.press(second, "variant.0.price", "12.00", "variant.1.price", "13.00", "do", "save")
	got = o.press(o.formOf(got.body), "do", "theirs")
	o.saved(o.press(o.formOf(got.body), "do", "save"))
	o.has(o.file(), `"price": "11.00"`, `"price": "13.00"`)
}

// Photos that a page of the owner's own names, or a file that another program has
// written, stay. Small pictures of those that go go with them.
func TestSweepFindsEveryName(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	photo := func(name string) string {
		o.Helper()
		name = filepath.Join(o.files.Web, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, picturetest.JPEG(t, 60, 40, 1, nil), 0o644)); err != nil {
			t.Fatal(err)
		}
		return name
	}
	paged, slashed, unused := photo("images/fotos/paged.jpg"), photo("images/fotos/slashed.jpg"), photo("images/fotos/unused.jpg")
	page := filepath.Join(o.files.Web, "pages", "1-tienda.md")
	content, err := os.ReadFile(o.files.Products)
	if err == nil {
		content = bytes.Replace(content, []byte(`"stock": 18`), []byte(`"stock": 18, "images": [{"src": "\/web\/images\/fotos\/slashed.jpg", "alt": "", "width": 60, "height": 40}]`), 1)
		err = errors.Join(os.WriteFile(o.files.Products, content, 0o644), os.MkdirAll(filepath.Dir(page), 0o755), os.WriteFile(page, []byte("# Tienda\n\n![Tienda](/web/images/fotos/paged.jpg)\n"), 0o644))
	}
	if err != nil {
		t.Fatal(err)
	}
	earlier := photo("images/fotos/earlier.jpg")
	removed := &kept.File{Path: filepath.Join(o.files.Web, "pages", "2-nosotros.md"), Folder: filepath.Join(o.files.Web, "pages", ".nosotros.versions"), Drafts: ".page-*", Limit: 1000}
	for _, text := range [][]byte{[]byte("# Nosotros\n\n![Tienda](/web/images/fotos/earlier.jpg)\n"), nil} {
		if _, err := removed.Update("owner", func([]byte) ([]byte, error) { return text, nil }); err != nil {
			t.Fatal(err)
		}
	}
	if err := o.editor.Sweep(time.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]bool{earlier: true, paged: true, slashed: true, unused: false} {
		if _, err := os.Stat(name); (err == nil) != want {
			t.Errorf("%s: got %v, want it kept: %t", filepath.Base(name), err, want)
		}
	}
}

// A part of a photo that arrives slowly, or never, holds up no other.
func TestSlowUpload(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	proof := o.open(list + "/nuevo").Get("proof")
	slow, end := io.Pipe()
	request, err := http.NewRequest(http.MethodPut, o.base+list+"/fotos/ffffffffffffffffffff?"+url.Values{"offset": {"0"}, "size": {"1000"}, "name": {"a.jpg"}}.Encode(), slow)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Proof", proof)
	done := make(chan bool)
	go func() {
		if response, err := o.client.Do(request); err == nil {
			response.Body.Close()
		}
		close(done)
	}()
	end.Write([]byte("x"))
	time.Sleep(100 * time.Millisecond)
	other := make(chan state, 1)
	go func() {
		_, s := o.put(upload, 0, 4, []byte("none"), proof)
		other <- s
	}()
	select {
	case s := <-other:
		if s.Photo == nil {
			t.Errorf("got %+v, want an answer about the photo", s)
		}
	case <-time.After(20 * time.Second):
		t.Error("got no answer, because another part is on its way")
	}
	end.Close()
	<-done
}
