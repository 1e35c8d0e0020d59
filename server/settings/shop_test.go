package settings_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestShopIsSaved(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	form := o.open("/admin/tienda")
	change(form, "name", "Moda & <b>cía</b>", "colors.accent", "#0b6e4f", "contact.whatsapp", "+51 999 000 222", "orders.delivery.0.zones.0.price", "12,50",
		"orders.keepMonths", "24", "orders.noReceipts", "1", "orders.promos.0.percent", "15", "do", "save")
	o.wantSaved(o.send("POST", "/admin/tienda", form))
	want := strings.NewReplacer(`"Moda"`, `"Moda & <b>cía</b>"`, `"51999000111"`, `"+51 999 000 222"`).Replace(shopJSON)
	got := o.read("shop.json")
	for _, part := range []string{
		"{\n  \"name\": \"Moda & <b>cía</b>\",   \"language\": \"es\", \"locale\": \"es-PE\",\n", `"whatsapp": "+51 999 000 222"`, `"keepMonths": 24`, `"noReceipts": true`,
		`"price": "12.50"`, `"percent": "15"`, `"delivery": ["recojo"]`, `"publish": ["git", "push"]`, `"swatches": {"Negro": "#222"}`, `"accent": "#0b6e4f"`, `"channels": [{"kind": "server"}]`,
	} {
		if !strings.Contains(got, part) {
			t.Errorf("got %s\nwant %s in it, as in %s", got, part, want)
		}
	}
	// The form as it comes changes nothing.
	if again := o.send("POST", "/admin/tienda", change(o.open("/admin/tienda"), "do", "save")); !strings.HasSuffix(again.header.Get("Location"), "hecho=0") {
		t.Errorf("got %d to %q, want nothing to save", again.status, again.header.Get("Location"))
	}
	page := o.send("GET", "/admin/tienda/versiones", nil)
	for _, part := range []string{"WhatsApp, con código de país", "51999000111", "<ins>Moda &amp; &lt;b&gt;cía&lt;/b&gt;</ins>"} {
		if !strings.Contains(page.body, part) {
			t.Errorf("versions: got %s, want %q in it", page.body, part)
		}
	}
}

func TestFaultsOfTheShop(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	tests := []struct{ name, field, value, want, at string }{
		{"no name", "name", "", "Falta.", "name-fault"},
		{"a number with letters", "contact.whatsapp", "999 tres", "Escribe solo cifras", "contact.whatsapp-fault"},
		{"no colour", "colors.accent", "red;}", "Escribe un color", "colors.accent-fault"},
		{"no amount", "orders.delivery.0.zones.0.price", "gratis", "Escribe un monto", "orders.delivery.0.zones.0.price-fault"},
		{"no number", "orders.keepMonths", "dos", "Escribe un número entero", "orders.keepMonths-fault"},
		{"no currency", "currency", "XX", "Escribe el código de una moneda", "currency-fault"},
		{"other decimals", "currency", "CLP", "otra cantidad de decimales", "currency-fault"},
		{"more than all", "orders.promos.0.percent", "120", "Escribe un por ciento hasta 100", "orders.promos.0.percent-fault"},
		{"nothing off", "orders.promos.0.percent", "", "El código falta", "orders.promos.0.code-fault"},
		{"price beside zones", "orders.delivery.0.price", "5", "Si hay zonas", "orders.delivery.0.price-fault"},
		{"a tax without per cent", "orders.tax.name", "IGV", "Falta.", "orders.tax.name-fault"},
		{"no such photo", "cover.src", "/web/images/nada.jpg", "Esta foto no se puede mostrar", "cover.src-fault"},
		{"a photo elsewhere", "cover.src", "https://cdn.example/a.jpg", "Esta foto no se puede mostrar", "cover.src-fault"},
		{"a colour by name", "swatches.0.color", "red", "Escribe un color como #c00", "swatches.0.color-fault"},
		{"a colour without a name", "swatches.0.name", "", "Falta.", "swatches.0.name-fault"},
		{"no address", "baseURL", "moda", "Escribe una dirección completa", "baseURL-fault"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			form := change(o.open("/admin/tienda"), "tagline", "Escrito 😀 مرحبا <i>", test.field, test.value, "do", "save")
			got := o.send("POST", "/admin/tienda", form)
			if got.status != http.StatusConflict || !strings.Contains(faults(got.body), test.want) || !strings.Contains(got.body, `id="`+test.at+`"`) {
				t.Errorf("got %d, %s; want %q at %s", got.status, faults(got.body), test.want, test.at)
			}
			if again := o.form(got.body); again.Get(test.field) != test.value || again.Get("tagline") != "Escrito 😀 مرحبا <i>" {
				t.Errorf("got %q and %q back, want what was typed", again.Get(test.field), again.Get("tagline"))
			}
			if o.read("shop.json") != shopJSON {
				t.Fatalf("got %s, want the file as it was", o.read("shop.json"))
			}
		})
	}
}

func TestListsOfTheShop(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	press := func(form url.Values, do string, pairs ...string) url.Values {
		t.Helper()
		got := o.send("POST", "/admin/tienda", change(change(form, pairs...), "do", do))
		if got.status != http.StatusOK {
			t.Fatalf("%s: got %d", do, got.status)
		}
		return o.form(got.body)
	}
	form := press(o.open("/admin/tienda"), "add.orders.delivery.0.zones")
	change(form, "orders.delivery.0.zones.1.name", "Ñuñoa & más", "orders.delivery.0.zones.1.price", "20")
	form = press(form, "add.orders.promos")
	change(form, "orders.promos.1.code", "DÍA 5", "orders.promos.1.amount", "5")
	form = press(form, "add.payments", "kind.payments", "transfer")
	change(form, "payments.2.name", "BCP", "payments.2.holder", "Moda SAC", "payments.2.account", "123")
	form = press(form, "up.payments.2")
	form = press(form, "remove.orders.delivery.1")
	form = press(form, "remove.payments.0") // it needs the way that is gone
	o.wantSaved(o.send("POST", "/admin/tienda", change(form, "do", "save")))
	flat := strings.Join(strings.Fields(o.read("shop.json")), " ")
	for _, part := range []string{
		`{ "id": "nunoa-mas", "name": "Ñuñoa & más", "price": "20.00" }`, `{ "code": "DÍA 5", "amount": "5.00" }`,
		`"payments": [ { "kind": "transfer", "name": "BCP", "holder": "Moda SAC", "account": "123" }, { "kind": "stripe" } ]`,
	} {
		if !strings.Contains(flat, part) {
			t.Errorf("got %s\nwant %s in it", flat, part)
		}
	}
	if strings.Contains(flat, "recojo") {
		t.Errorf("got %s, want no way that was removed", flat)
	}
	for _, do := range []string{"remove.payments.9", "up.payments.x", "add.publish", "remove.publish.0", "up.orders.delivery.7.zones.0", "remove.", "add.orders.delivery.-1.zones"} {
		if got := o.send("POST", "/admin/tienda", change(o.open("/admin/tienda"), "do", do)); got.status >= 500 {
			t.Errorf("%s: got %d", do, got.status)
		}
	}
}

// Secrets are never shown, and no form changes the command that publishes.
func TestNoSecretsAndNoCommand(t *testing.T) {
	t.Setenv("CARRITO_STRIPE_KEY", "sk_live_secret")
	o := newOwner(t)
	page := o.send("GET", "/admin/tienda", nil)
	if strings.Contains(page.body, "sk_live") || !strings.Contains(page.body, "Faltan sus llaves") {
		t.Errorf("got %s, want no key, and that it is missing", page.body)
	}
	form := change(o.open("/admin/tienda"), "publish", `["rm"]`, "publish.0", "rm", "base", `{"name": "Moda", "publish": ["sh"]}`, "name", "Otra", "do", "save")
	o.send("POST", "/admin/tienda", form)
	o.send("POST", "/admin/tienda", change(o.open("/admin/tienda"), "name", "Otra más", "publish", "rm", "do", "save"))
	if got := o.read("shop.json"); !strings.Contains(got, `"publish": ["git", "push"]`) || strings.Contains(got, "rm") {
		t.Errorf("got %s, want the command as it was", got)
	}
}

func TestVersionsOfTheShop(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	o.wantSaved(o.send("POST", "/admin/tienda", change(o.open("/admin/tienda"), "name", "Segunda", "do", "save")))
	o.put("shop.json", strings.Replace(o.read("shop.json"), `["git", "push"]`, `["npx", "wrangler"]`, 1))
	form := url.Values{"proof": {o.open("/admin/tienda").Get("proof")}, "version": {"1"}}
	o.wantSaved(o.send("POST", "/admin/tienda/versiones", form))
	if got, want := o.read("shop.json"), strings.Replace(shopJSON, `["git", "push"]`, `["npx", "wrangler"]`, 1); strings.Join(strings.Fields(got), "") != strings.Join(strings.Fields(want), "") {
		t.Errorf("got %s\nwant %s", got, want)
	}
	form.Set("version", "99")
	if got := o.send("POST", "/admin/tienda/versiones", form); got.status != http.StatusGone {
		t.Errorf("got %d, want 410 for a version that is not kept", got.status)
	}
}

func TestTwoOwners(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	first, second := o.open("/admin/tienda"), o.open("/admin/tienda")
	o.wantSaved(o.send("POST", "/admin/tienda", change(first, "name", "Primera", "contact.email", "uno@moda.example", "do", "save")))
	got := o.send("POST", "/admin/tienda", change(second, "name", "Segunda", "contact.hours", "9 a 5", "do", "save"))
	if got.status != http.StatusConflict || !strings.Contains(faults(got.body), "antes «Moda», ahora «Primera», tú «Segunda»") || !strings.Contains(faults(got.body), "uno@moda.example") {
		t.Fatalf("got %d, %s; want both names, and what else has changed", got.status, faults(got.body))
	}
	form := o.form(got.body)
	if form.Get("name") != "Segunda" || form.Get("contact.hours") != "9 a 5" || form.Get("contact.email") != "uno@moda.example" {
		t.Errorf("got %v, want what both have typed", form)
	}
	theirs := o.send("POST", "/admin/tienda", change(o.form(got.body), "do", "theirs"))
	if form := o.form(theirs.body); form.Get("name") != "Primera" || form.Get("contact.hours") != "9 a 5" {
		t.Errorf("got %q and %q, want theirs where both changed", form.Get("name"), form.Get("contact.hours"))
	}
	o.wantSaved(o.send("POST", "/admin/tienda", change(form, "do", "save")))
	if got := o.read("shop.json"); !strings.Contains(got, "Segunda") || !strings.Contains(got, "9 a 5") || !strings.Contains(got, "uno@moda.example") {
		t.Errorf("got %s, want the changes of both", got)
	}
}

// Whatever two owners type, the second is told or both are saved, and every other field
// stays.
func TestTwoOwnersLoseNothing(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	fields := []string{"tagline", "description", "contact.address", "contact.hours", "complaints.address"}
	for seed := range uint64(8) {
		random := rand.New(rand.NewPCG(seed, 7))
		o.put("shop.json", shopJSON)
		forms := [2]url.Values{o.open("/admin/tienda"), o.open("/admin/tienda")}
		typed := [2]map[string]string{{}, {}}
		for i, form := range forms {
			for range 1 + random.IntN(2) {
				name := fields[random.IntN(4)]
				typed[i][name] = fmt.Sprintf("texto %d de %d", i, random.IntN(9))
				form.Set(name, typed[i][name])
			}
			form.Set("do", "save")
		}
		o.wantSaved(o.send("POST", "/admin/tienda", forms[0]))
		got := o.send("POST", "/admin/tienda", forms[1])
		both := false
		for name := range typed[1] {
			_, other := typed[0][name]
			both = both || other && typed[0][name] != typed[1][name]
		}
		if (got.status == http.StatusConflict) != both {
			t.Fatalf("seed %d: got %d for %v and %v", seed, got.status, typed[0], typed[1])
		}
		after := o.read("shop.json")
		for i, one := range typed {
			for name, value := range one {
				if _, other := typed[1][name]; i == 0 && other {
					continue
				}
				if i == 1 && both {
					if o.form(got.body).Get(name) != value {
						t.Fatalf("seed %d: got %q back, want %q", seed, o.form(got.body).Get(name), value)
					}
				} else if !strings.Contains(after, `"`+value+`"`) {
					t.Fatalf("seed %d: got %s, want %q", seed, after, value)
				}
			}
		}
		for _, part := range []string{`"swatches": {"Negro": "#222"}`, `"publish": ["git", "push"]`, `"delivery": ["recojo"]`} {
			if !strings.Contains(after, part) {
				t.Fatalf("seed %d: got %s, want %s in it", seed, after, part)
			}
		}
	}
}

// A form of another site, of an earlier session or of nobody changes nothing, and what
// was typed comes back.
func TestRefused(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"/admin/tienda", "/admin/categorias", "/admin/paginas/nosotros", "/admin/publicar"} {
		t.Run(strings.Trim(address, "/"), func(t *testing.T) {
			o := newOwner(t)
			typed := func() url.Values {
				return change(o.open(address), "name", "Tecleado <b>", "name.0", "Tecleado <b>", "title", "Tecleado <b>", "do", "save")
			}
			form := typed()
			if got := o.send("POST", address, form, "Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site"); got.status != http.StatusForbidden {
				t.Errorf("another site: got %d, want 403", got.status)
			}
			jar := o.client.Jar
			o.client.Jar = nil
			got := o.send("POST", address, form)
			if got.status != http.StatusForbidden || !strings.Contains(got.body, "Se cerró la sesión") || address != "/admin/publicar" && !strings.Contains(got.body, "Tecleado &lt;b&gt;") {
				t.Errorf("signed out: got %d %s, want what was typed", got.status, got.body)
			}
			o.client.Jar = jar
			o.signIn()
			got = o.send("POST", address, form)
			if got.status != http.StatusOK || !strings.Contains(faults(got.body), "La página era de una sesión anterior") || address != "/admin/publicar" && !strings.Contains(got.body, "Tecleado &lt;b&gt;") {
				t.Errorf("another session: got %d %s, want what was typed", got.status, faults(got.body))
			}
			if o.read("shop.json") != shopJSON || o.read("products.json") != products || o.read("pages/2-nosotros.md") != "# Quiénes somos\n\nUna tienda.\n" || o.publisher.State().Output != "" {
				t.Error("got changed files, want them as they were")
			}
		})
	}
	o := newOwner(t)
	o.client.Jar = nil
	for _, address := range []string{"/admin/tienda", "/admin/tienda/versiones", "/admin/categorias", "/admin/paginas", "/admin/paginas/nosotros", "/admin/publicar", "/admin/publicar/salida"} {
		if got := o.send("GET", address, nil); got.status != http.StatusForbidden {
			t.Errorf("%s: got %d, want 403 for a stranger", address, got.status)
		}
	}
}

// A folder that cannot be written keeps the old file, and the page what was typed.
func TestUnwritable(t *testing.T) {
	t.Parallel()
	if os.Getuid() == 0 {
		o := newOwner(t)
		form := change(o.open("/admin/tienda"), "name", "Tecleado", "do", "save")
		versions := filepath.Join(o.files.Web, ".shop.versions")
		if err := os.WriteFile(versions, nil, 0o644); err != nil { // a file where the folder should be
			t.Fatal(err)
		}
		got := o.send("POST", "/admin/tienda", form)
		if got.status != http.StatusInternalServerError || !strings.Contains(got.body, "Tecleado") || !strings.Contains(faults(got.body), "No se pudo guardar") || o.read("shop.json") != shopJSON {
			t.Errorf("got %d, %s; want the file as it was", got.status, faults(got.body))
		}
	}
}

func TestContrast(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	for color, want := range map[string]string{"#ffff00": "Se lee mal", "#000000": "Texto de botones 21.0 : 1", "": "Texto de botones"} {
		got := o.send("POST", "/admin/tienda", change(o.open("/admin/tienda"), "colors.accent", color, "do", "up.payments.0"))
		if !strings.Contains(got.body, want) {
			t.Errorf("%s: got %s, want %q", color, got.body, want)
		}
	}
}

// Long texts and texts of any kind are texts.
func TestHostileTexts(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	for _, text := range []string{strings.Repeat("ñ", 10_000), `"><script>alert(1)</script>`, "مرحبا بالعالم \u202e", "👩‍👩‍👧 =1+1", `\", "publish": ["rm"]`} {
		o.wantSaved(o.send("POST", "/admin/tienda", change(o.open("/admin/tienda"), "description", text, "do", "save")))
		if got := o.open("/admin/tienda").Get("description"); got != strings.TrimSpace(text) {
			t.Errorf("got %.80q back, want %.80q", got, text)
		}
	}
	if got := o.read("shop.json"); !strings.Contains(got, `"publish": ["git", "push"]`) {
		t.Errorf("got %s, want the command as it was", got)
	}
}

// After a conflict each item of a list keeps its id and what the page does not show of it,
// although it has another place.
func TestListsAfterAConflict(t *testing.T) {
	t.Parallel()
	for _, do := range []string{"save", "theirs"} {
		o := newOwner(t)
		form := o.open("/admin/tienda")
		for _, press := range []string{"remove.orders.delivery.0", "up.payments.1"} {
			form = o.form(o.send("POST", "/admin/tienda", change(form, "do", press)).body)
		}
		o.wantSaved(o.send("POST", "/admin/tienda", change(o.open("/admin/tienda"), "tagline", "Suya", "do", "save")))
		got := o.send("POST", "/admin/tienda", change(form, "tagline", "Mía", "do", "save"))
		if got.status != http.StatusConflict {
			t.Fatalf("got %d, want a conflict", got.status)
		}
		if form = o.form(got.body); do == "theirs" {
			form = o.form(o.send("POST", "/admin/tienda", change(form, "do", do)).body)
		}
		o.wantSaved(o.send("POST", "/admin/tienda", change(form, "do", "save")))
		flat := strings.Join(strings.Fields(o.read("shop.json")), " ")
		for _, want := range []string{`"delivery": [ { "id": "recojo", "name": "Recojo", "pickup": true } ]`, `"payments": [ { "kind": "stripe" }, { "kind": "cash", "delivery": [ "recojo" ] } ]`, `ALPACA10`} {
			if !strings.Contains(flat, want) {
				t.Errorf("%s: got %s\nwant %s in it", do, flat, want)
			}
		}
	}
}

// A version does not bring back where categories went, nor amounts with other decimals.
func TestVersionsThatDoNotFit(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	for _, name := range []string{"Segunda", "Tercera"} {
		o.wantSaved(o.send("POST", "/admin/tienda", change(o.open("/admin/tienda"), "name", name, "do", "save")))
	}
	o.put("shop.json", strings.Replace(o.read("shop.json"), `"swatches"`, `"moved": {"polos": "camisas"}, "swatches"`, 1))
	form := url.Values{"proof": {o.open("/admin/tienda").Get("proof")}, "version": {"1"}}
	o.wantSaved(o.send("POST", "/admin/tienda/versiones", form))
	if got := o.read("shop.json"); !strings.Contains(got, `"moved"`) || !strings.Contains(got, `"Moda"`) {
		t.Errorf("got %s, want the first name, and the addresses that were moved", got)
	}
	o.put("shop.json", strings.NewReplacer(`"PEN"`, `"CLP"`, `"10.00"`, `"10"`).Replace(o.read("shop.json")))
	o.put("products.json", "[]")
	form.Set("proof", o.open("/admin/tienda").Get("proof"))
	form.Set("version", "2")
	if got := o.send("POST", "/admin/tienda/versiones", form); got.status != http.StatusConflict || !strings.Contains(o.read("shop.json"), `"CLP"`) {
		t.Errorf("got %d and %s, want the version with cents refused", got.status, o.read("shop.json"))
	}
}
