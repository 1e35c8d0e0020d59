package editor_test

import (
	"net/http"
	"strings"
	"testing"
)

// A product is made with everything it can have, and gets an id that was never used.
func TestNewProduct(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	f := o.open(list + "/nuevo")
	got := o.press(f, "name", "Camisa Ñandú", "price", "99,9", "do", "addoption")
	f = o.formOf(got.body)
	got = o.press(f, "option.0.name", "Talla", "option.0.values", "S\r\nM\r\n", "do", "addoption")
	f = o.formOf(got.body)
	got = o.press(f, "option.1.name", "Color", "option.1.values", "Rojo\nAzul", "do", "rows")
	f = o.formOf(got.body)
	got = o.press(f, "all.stock", "5", "do", "all")
	f = o.formOf(got.body)
	got = o.press(f, "variant.3.price", "109.90", "variant.0.stock", "0", "tags", "verano, lino,verano", "description", "Uno.\r\n\r\nDos.", "hidden", "1", "do", "save")
	o.saved(got)
	if to := got.header.Get("Location"); !strings.HasPrefix(to, "/tienda/admin/productos/4?") {
		t.Errorf("got %q, want the page of the product 4", to)
	}
	o.has(o.file(), `{ "id": 4, "slug": "camisa-nandu", "name": "Camisa Ñandú", "price": "99.90", "description": "Uno.\n\nDos.", "tags": [ "verano", "lino" ], "hidden": true,`,
		`{ "id": 1, "values": [ "S", "Rojo" ], "stock": 0 }`, `{ "id": 4, "values": [ "M", "Azul" ], "price": "109.90", "stock": 5 }`)
}

// A form that is saved as it is changes nothing, whatever a product has.
func TestSaveUnchanged(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	before := o.file()
	for _, id := range []string{"/1", "/2", "/3"} {
		got := o.press(o.open(list+id), "do", "save")
		o.saved(got)
		if to := got.header.Get("Location"); !strings.HasSuffix(to, "hecho=0") || o.file() != before {
			t.Errorf("%s: got %q and %s, want no change", id, to, o.file())
		}
	}
}

// Faults stand beside their fields, and nothing that was typed is lost.
func TestFaultsOfProduct(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	before := o.file()
	long := strings.Repeat("ñ<script>", 1200)
	got := o.press(o.open(list+"/2"), "name", "", "price", "mucho", "variant.0.stock", "uno", "description", long, "slug", "gorra", "do", "save")
	o.has(got.body, "Escribe un nombre", "Escribe un precio", `value="mucho"`, "Escribe un número entero", `value="uno"`, strings.Repeat("ñ&lt;script&gt;", 1200))
	got = o.press(o.formOf(got.body), "name", "Polo", "price", "10", "variant.0.stock", "1", "do", "save")
	o.has(got.body, "Otro producto ya tiene este nombre")
	if got.status != http.StatusConflict || o.file() != before {
		t.Errorf("got status %d, %s, want nothing saved", got.status, o.file())
	}
	o.saved(o.press(o.formOf(got.body), "slug", "", "do", "save"))
	o.has(o.file(), `"slug": "polo"`, `"price": "10.00"`)
}

// Values are renamed, added and removed together with their rows, and rows keep
// their ids.
func TestRowsFollowValues(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		values string
		want   []string
		not    string
	}{
		"renamed": {"Pequeña\nM", []string{`{ "id": 1, "values": [ "Pequeña" ], "stock": 3 }`, `{ "id": 2, "values": [ "M" ]`}, `"S"`},
		"added":   {"S\nL\nM", []string{`"S", "L", "M"`, `{ "id": 3, "values": [ "L" ] }`, `"id": 1`}, "null"},
		"removed": {"M", []string{`"values": [ "M" ]`, `"id": 2`}, `"S"`},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOwner(t)
			o.saved(o.press(o.open(list+"/2"), "option.0.values", test.values, "do", "save"))
			got := o.file()[strings.Index(o.file(), `"polo"`):]
			o.has(got, test.want...)
			if strings.Contains(got, test.not) {
				t.Errorf("got %s, want it without %s", got, test.not)
			}
		})
	}
}

// Removing the only option removes the rows.
func TestRemoveOption(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	got := o.press(o.open(list+"/2"), "do", "unoption.0")
	o.saved(o.press(o.formOf(got.body), "stock", "4", "do", "save"))
	if got := o.file(); strings.Contains(got, "variants") || strings.Contains(got, "options") {
		t.Errorf("got %s, want no variants", got)
	}
}

// Two owners on one product: fields that only one has changed are both saved. Of the
// others the second sees what they were, are and would be, and decides.
func TestTwoOwnersOfAProduct(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	first, second, third := o.open(list+"/2"), o.open(list+"/2"), o.open(list+"/2")
	o.saved(o.press(first, "name", "Polo de Ana", "variant.0.price", "11.00", "do", "save"))
	o.saved(o.press(second, "category", "Verano", "variant.1.price", "12.00", "do", "save"))
	o.has(o.file(), "Polo de Ana", "Verano", `"11.00"`, `"12.00"`)
	got := o.press(third, "name", "Polo de Eva", "variant.0.price", "13.00", "description", "De Eva", "do", "save")
	o.has(got.body, "Alguien cambió esto", "ahora «Polo de Ana», tú «Polo de Eva»", "antes «», ahora «11.00», tú «13.00»", "Precio S", `value="Polo de Eva"`, "De Eva", `value="Verano"`)
	o.has(o.file(), "Polo de Ana")
	f := o.formOf(got.body)
	theirs := o.press(f, "do", "theirs")
	o.has(theirs.body, `value="Polo de Ana"`, `value="11.00"`, "De Eva")
	o.saved(o.press(f, "do", "save"))
	o.has(o.file(), "Polo de Eva", `"13.00"`, `"12.00"`, "Verano", "De Eva")
}

// A product that was deleted meanwhile comes back, with its id, if the owner saves
// again.
func TestDeletedMeanwhile(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	f := o.open(list + "/2")
	o.saved(o.press(o.open(list), "mark", "2", "do", "delete"))
	got := o.press(f, "name", "Polo nuevo", "do", "save")
	o.has(got.body, "Alguien eliminó este producto", `value="Polo nuevo"`)
	o.saved(o.press(o.formOf(got.body), "do", "save"))
	o.has(o.file(), `"id": 2, "slug": "polo", "name": "Polo nuevo"`)
	if got := o.send("GET", list+"/99", nil); got.status != http.StatusSeeOther {
		t.Errorf("got status %d, want a way to the list", got.status)
	}
}

// Pictures are put into order and removed, and variants keep theirs.
func TestPictures(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	f := o.open(list + "/2")
	for i, name := range []string{"gorra-drill", "bividi-algodon"} {
		at := "image." + string(rune('0'+i)) + "."
		f.Set(at+"src", "/web/images/"+name+".jpg")
		f.Set(at+"alt", name)
		f.Set(at+"width", "1200")
		f.Set(at+"height", "1500")
	}
	f.Set("variant.0.image", "/web/images/bividi-algodon.jpg")
	got := o.press(f, "do", "later.0")
	o.saved(o.press(o.formOf(got.body), "do", "save"))
	o.has(o.file(), `"images": [ { "src": "/web/images/bividi-algodon.jpg"`, `"stock": 3, "image": 0 }`)
	got = o.press(o.open(list+"/2"), "do", "unpicture.0")
	o.saved(o.press(o.formOf(got.body), "do", "save"))
	if got := o.file(); strings.Contains(got, "bividi") || strings.Contains(got, `"image": 0`) {
		t.Errorf("got %s, want the picture gone", got)
	}
	f = o.open(list + "/2")
	f.Set("image.0.src", "/web/images/no-existe.jpg")
	got = o.press(f, "do", "save")
	o.has(got.body, "Esta foto no se puede usar")
}

// The preview is the shop's own page with what was typed. It runs no script, and
// nothing is saved.
func TestPreview(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	before := o.file()
	got := o.press(o.open(list+"/3"), "name", "Bolso <nuevo>", "price", "77", "do", "preview")
	o.has(got.body, "Vista previa: esto todavía no", "Bolso &lt;nuevo&gt;", "77.00")
	if policy := got.header.Get("Content-Security-Policy"); !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "script-src") {
		t.Errorf("got the policy %q, want no scripts", policy)
	}
	got = o.press(o.open(list+"/nuevo"), "name", "Taza", "price", "7", "do", "preview")
	o.has(got.body, "Taza", "7.00")
	got = o.press(o.open(list+"/3"), "price", "x", "do", "preview")
	o.has(got.body, "Escribe un precio")
	if o.file() != before {
		t.Errorf("got %s, want nothing saved", o.file())
	}
}
