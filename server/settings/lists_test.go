package settings_test

import (
	"net/http"
	"strings"
	"testing"
)

// TestChannelsColorsAndSynonyms adds and removes rows of the lists that shop.json has in
// other shapes.
func TestChannelsColorsAndSynonyms(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	form := o.open("/admin/tienda")
	press := func(do string, pairs ...string) {
		t.Helper()
		got := o.send("POST", "/admin/tienda", change(change(form, pairs...), "do", do))
		if got.status != http.StatusOK {
			t.Fatalf("%s: got %d", do, got.status)
		}
		form = o.form(got.body)
	}
	press("add.orders.channels", "kind.orders.channels", "post")
	press("add.orders.channels", "kind.orders.channels", "whatsapp", "orders.channels.1.url", "https://orders.example/new", "orders.channels.1.redirect", "sent")
	press("up.orders.channels.2")
	press("add.swatches")
	press("add.swatches", "swatches.1.name", `Azul "mar" & <b>`, "swatches.1.color", "#1b2a49")
	press("remove.swatches.0")
	press("add.synonyms", "swatches.1.name", "name", "swatches.1.color", "#fff")
	press("add.synonyms", "synonyms.0.words", "polera = polo = remera")
	press("remove.synonyms.1", "synonyms.1.words", "no queda")
	o.wantSaved(o.send("POST", "/admin/tienda", change(form, "do", "save")))
	got := strings.Join(strings.Fields(o.read("shop.json")), " ")
	for _, want := range []string{
		`"channels": [ { "kind": "server" }, { "kind": "whatsapp" }, { "kind": "post", "url": "https://orders.example/new", "redirect": "sent" } ]`,
		`"Azul \"mar\" & <b>": "#1b2a49"`, `"name": "#fff"`, `"synonyms": [ "polera = polo = remera" ]`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("got %s\nwant %s in it", got, want)
		}
	}
	if strings.Contains(got, "Negro") || strings.Contains(got, "no queda") {
		t.Errorf("got %s, want no row that was removed", got)
	}
	if again := o.send("POST", "/admin/tienda", change(o.open("/admin/tienda"), "do", "save")); !strings.HasSuffix(again.header.Get("Location"), "hecho=0") {
		t.Errorf("got %d to %q, want nothing to save", again.status, again.header.Get("Location"))
	}
	form = o.open("/admin/tienda")
	press("remove.synonyms.0")
	o.wantSaved(o.send("POST", "/admin/tienda", change(form, "do", "save")))
	if got := o.read("shop.json"); strings.Contains(got, "synonyms") {
		t.Errorf("got %s, want no empty list", got)
	}
}

func TestFaultsOfLists(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	tests := []struct {
		name     string
		add      []string // lists and kinds of rows
		typed    []string // names and values
		want, at string
	}{
		{"a channel without an address", []string{"orders.channels", "post"}, nil, "Escribe una dirección completa", "orders.channels.1.url-fault"},
		{"a channel twice", []string{"orders.channels", "server"}, nil, "Ya está en otra fila", "orders.channels.1-fault"},
		{"a channel without its contact", []string{"orders.channels", "whatsapp"}, []string{"contact.whatsapp", ""}, "Falta.", "contact.whatsapp-fault"},
		{"no channel that is known", []string{"orders.channels", "<fax>"}, nil, "orders.channels[1].kind", "orders.channels"},
		{"no way of delivery", nil, []string{"do", "delivery"}, "Falta.", "orders.delivery"},
		{"two colours of a name", []string{"swatches", ""}, []string{"swatches.1.name", "Negro", "swatches.1.color", "#000"}, "Ya está en otra fila", "swatches.1.name-fault"},
		{"two colours of a name but for its accents", []string{"swatches", ""}, []string{"swatches.1.name", "négro", "swatches.1.color", "#000"}, "Ya está en otra fila", "swatches.1.name-fault"},
		{"no colour", []string{"swatches", ""}, []string{"swatches.1.name", "A is there: b"}, "Escribe un color como", "swatches.1.color-fault"},
		{"one side", []string{"synonyms", ""}, []string{"synonyms.0.words", "polera"}, "Escribe dos o más palabras", "synonyms.0.words-fault"},
		{"an empty row", []string{"synonyms", ""}, nil, "Escribe dos o más palabras", "synonyms.0.words-fault"},
		{"a side without a word", []string{"synonyms", ""}, []string{"synonyms.0.words", "polera = ¡!"}, "Escribe dos o más palabras", "synonyms.0.words-fault"},
		{"the same word", []string{"synonyms", ""}, []string{"synonyms.0.words", "Polo = POLOS"}, "Ya está en otra fila", "synonyms.0.words-fault"},
		{"a word in two rows", []string{"synonyms", "", "synonyms", ""}, []string{"synonyms.0.words", "polera = polo", "synonyms.1.words", "polo = remera"}, "Ya está en otra fila", "synonyms.1.words-fault"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			form := o.open("/admin/tienda")
			for i := 0; i < len(test.add); i += 2 {
				form = o.form(o.send("POST", "/admin/tienda", change(form, "kind."+test.add[i], test.add[i+1], "do", "add."+test.add[i])).body)
			}
			change(form, test.typed...)
			if form.Get("do") == "delivery" {
				for range 2 {
					form = o.form(o.send("POST", "/admin/tienda", change(form, "do", "remove.orders.delivery.0")).body)
				}
			}
			got := o.send("POST", "/admin/tienda", change(form, "do", "save"))
			if got.status != http.StatusConflict || !strings.Contains(faults(got.body), test.want) || !strings.Contains(got.body, `id="`+test.at+`"`) {
				t.Errorf("got %d, %s; want %q at %s", got.status, faults(got.body), test.want, test.at)
			}
			if o.read("shop.json") != shopJSON {
				t.Fatalf("got %s, want the file as it was", o.read("shop.json"))
			}
		})
	}
}

// TestInboxStays removes the inbox, without which a server that others reach would have no
// owner's page.
func TestInboxStays(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name   string
		header []string
		saved  bool
	}{{"on this machine", nil, true}, {"from another machine", []string{"X-Forwarded-For", "203.0.113.7"}, false}} {
		t.Run(test.name, func(t *testing.T) {
			o := newOwner(t)
			form := o.form(o.send("POST", "/admin/tienda", change(o.open("/admin/tienda"), "do", "remove.orders.channels.0")).body)
			form = o.form(o.send("POST", "/admin/tienda", change(form, "kind.orders.channels", "whatsapp", "do", "add.orders.channels")).body)
			form = o.form(o.send("POST", "/admin/tienda", change(form, "do", "remove.payments.1")).body)
			got := o.send("POST", "/admin/tienda", change(form, "do", "save"), test.header...)
			if saved := got.status == http.StatusSeeOther; saved != test.saved || !saved && !strings.Contains(faults(got.body), "La bandeja no se quita") {
				t.Errorf("got %d, %s; want it saved: %t", got.status, faults(got.body), test.saved)
			}
		})
	}
}

// TestRestoreKeepsInbox restores versions with and without the inbox.
func TestRestoreKeepsInbox(t *testing.T) {
	t.Parallel()
	without := strings.NewReplacer(`{"kind": "server"}`, `{"kind": "whatsapp"}`, `, {"kind": "stripe"}`, "").Replace(shopJSON)
	for _, test := range []struct {
		name        string
		header      []string
		before, old string
		saved       bool
	}{
		{"removed on this machine", nil, shopJSON, without, true}, {"removed from another machine", []string{"X-Forwarded-For", "203.0.113.7"}, shopJSON, without, false},
		{"added from another machine", []string{"X-Forwarded-For", "203.0.113.7"}, without, shopJSON, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			o := newOwner(t)
			o.put("shop.json", test.old)
			o.wantSaved(o.send("POST", "/admin/tienda", change(o.open("/admin/tienda"), "name", "Otra", "do", "save"))) // version 1 is the old one
			o.put("shop.json", test.before)
			got := o.send("POST", "/admin/tienda/versiones", change(o.open("/admin/tienda/versiones"), "version", "1"), test.header...)
			if saved := got.status == http.StatusSeeOther; saved != test.saved || !saved && (!strings.Contains(got.body, "La bandeja no se quita") || o.read("shop.json") != test.before) {
				t.Errorf("got %d, %s; want it saved: %t", got.status, faults(got.body), test.saved)
			}
		})
	}
}
