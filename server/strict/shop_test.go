package strict_test

import (
	"encoding/json"
	"errors"
	"os"
	"reflect"
	"strings"
	"testing"

	"carrito/app/shop"
	"carrito/server/strict"
)

// full has every field of shop.json.
const full = `{"name": "Ñandú & Co", "tagline": "Ropa", "description": "Polos y más.", "language": "es", "locale": "es-PE",
	"currency": "PEN", "baseURL": "https://shop.example/tienda/",
	"cover": {"src": "/web/images/portada.jpg", "alt": "Prendas", "width": 1600, "height": 900},
	"contact": {"email": "a@b.example", "whatsapp": "51999000111", "address": "Jr. Los Telares 123", "hours": "10 a 19 h"},
	"colors": {"accent": "#0b6e4f", "accentDark": "#ABCDEF"}, "synonyms": ["polera = polo"]}`

// with returns a shop.json without faults, with the given members added. A member that
// is null is removed.
func with(changes string) string {
	fields := map[string]any{"name": "Moda", "language": "es", "locale": "es-PE", "currency": "PEN"}
	if err := json.Unmarshal([]byte("{"+changes+"}"), &fields); err != nil {
		panic(err)
	}
	for name, value := range fields {
		if value == nil {
			delete(fields, name)
		}
	}
	text, err := json.Marshal(fields)
	if err != nil {
		panic(err)
	}
	return string(text)
}

func TestShop(t *testing.T) {
	got, err := strict.Shop(strings.NewReader(full))
	if err != nil {
		t.Fatal(err)
	}
	want := shop.Shop{
		Name: "Ñandú & Co", Tagline: "Ropa", Description: "Polos y más.", Language: "es", Locale: "es-PE",
		Currency: "PEN", BaseURL: "https://shop.example/tienda/",
		Cover:   shop.Cover{Src: "/web/images/portada.jpg", Alt: "Prendas", Width: 1600, Height: 900},
		Contact: shop.Contact{Email: "a@b.example", WhatsApp: "51999000111", Address: "Jr. Los Telares 123", Hours: "10 a 19 h"},
		Colors:  shop.Colors{Accent: "#0b6e4f", AccentDark: "#ABCDEF"}, Synonyms: []string{"polera = polo"},
	}
	if !reflect.DeepEqual(*got, want) {
		t.Errorf("got  %+v\nwant %+v", *got, want)
	}
	// The page carries the shop to the browser in the same form.
	text, err := json.Marshal(got)
	if err != nil {
		t.Fatal(err)
	}
	if back, err := strict.Shop(strings.NewReader(string(text))); err != nil || !reflect.DeepEqual(*back, want) {
		t.Errorf("through %s: got %+v, %v, want the same", text, back, err)
	}
}

func TestShopAccepts(t *testing.T) {
	tests := []struct {
		name string
		text string
	}{
		{"no more than is needed", with("")},
		{"a byte order mark", "\ufeff" + with("")},
		{"spaces around", "\r\n" + with("") + "\r\n"},
		{"English", with(`"language":"en"`)},
		{"http, while trying it out", with(`"baseURL":"http://localhost:8000"`)},
		{"a path", with(`"baseURL":"https://name.github.io/carrito/"`)},
		{"a path without its slash", with(`"baseURL":"https://name.github.io/Carrito_2.0/es"`)},
		{"swatches", with(`"swatches":{"Rojo":"#c00","Azul marino":"#1B2A49","/ % # ?":"#fff"}`)},
		{"empty colours", with(`"colors":{"accent":""}`)},
		{"no contact", with(`"contact":{}`)},
		{"synonyms", with(`"synonyms":["polera = polo = remera","buzo=pantalón deportivo"]`)},
		{"a name of signs", with(`"name":"<b>\"👕\"</b>"`)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := strict.Shop(strings.NewReader(tt.text)); err != nil {
				t.Errorf("got %v, want no error", err)
			}
		})
	}
}

func TestShopRefuses(t *testing.T) {
	tests := []struct {
		name      string
		text      string
		wantParts []string // a substring of each fault
	}{
		{"no name", with(`"name":null`), []string{"name"}},
		{"name of spaces", with(`"name":" "`), []string{"name"}},
		{"no language", with(`"language":null`), []string{"language"}},
		{"language not written yet", with(`"language":"xx"`), []string{`language is "xx"`}},
		{"no locale", with(`"locale":null`), []string{"locale"}},
		{"no currency", with(`"currency":null`), []string{"currency"}},
		{"address without scheme", with(`"baseURL":"shop.example"`), []string{`baseURL is "shop.example"`}},
		{"address without host", with(`"baseURL":"https:///x"`), []string{"baseURL"}},
		{"address of another scheme", with(`"baseURL":"ftp://shop.example/"`), []string{"baseURL"}},
		{"address with a query", with(`"baseURL":"https://shop.example/?a=1"`), []string{"baseURL"}},
		{"address with a fragment", with(`"baseURL":"https://shop.example/#a"`), []string{"baseURL"}},
		{"address with a name and password", with(`"baseURL":"https://a:b@shop.example/"`), []string{"baseURL"}},
		{"path with a space", with(`"baseURL":"https://shop.example/mi%20tienda/"`), []string{"baseURL"}},
		{"path with an accent", with(`"baseURL":"https://shop.example/niña/"`), []string{"baseURL"}},
		{"path with steps upwards", with(`"baseURL":"https://shop.example/a/../b/"`), []string{"baseURL"}},
		{"path with an empty step", with(`"baseURL":"https://shop.example/a//b/"`), []string{"baseURL"}},
		{"address that is none", with(`"baseURL":"https://a b%/"`), []string{"baseURL"}},
		{"cover elsewhere", with(`"cover":{"src":"https://cdn.example/a.jpg"}`), []string{"cover.src", "/web/"}},
		{"WhatsApp that is none", with(`"contact":{"whatsapp":"51 999 words"}`), []string{"contact.whatsapp", "digits"}},
		{"WhatsApp with 00", with(`"contact":{"whatsapp":"0051 999000111"}`), []string{"contact.whatsapp", "leave out the 00"}},
		{"WhatsApp with 0", with(`"contact":{"whatsapp":"0999000111"}`), []string{"contact.whatsapp", "in place of the 0"}},
		{"short WhatsApp", with(`"contact":{"whatsapp":"12"}`), []string{"contact.whatsapp", "7 to 15 digits"}},
		{"long WhatsApp", with(`"contact":{"whatsapp":"5199900011122233"}`), []string{"contact.whatsapp", "7 to 15 digits"}},
		{"colour by name", with(`"colors":{"accent":"red"}`), []string{`colors.accent is "red"`}},
		{"swatch by name", with(`"swatches":{"Rojo":"red"}`), []string{`swatches.Rojo is "red"`}},
		{"swatch with a style", with(`"swatches":{"Rojo":"#0;}"}`), []string{"swatches.Rojo"}},
		{"swatch that is no text", with(`"swatches":{"Rojo":7}`), []string{"swatches.Rojo must be text"}},
		{"swatches that are no object", with(`"swatches":["#c00"]`), []string{"swatches must be an object"}},
		{"swatch of the same value", with(`"swatches":{"Marrón":"#c00","marron":"#d00"}`), []string{`swatches.marron is there twice, also as "Marrón"`}},
		{"short colour", with(`"colors":{"accentDark":"#abc"}`), []string{"colors.accentDark"}},
		{"no hexadecimal digit", with(`"colors":{"accent":"#00000g"}`), []string{"colors.accent"}},
		// Seven bytes that would end the rule in the style sheet.
		{"colour with a style", with(`"colors":{"accent":"#0;}a{b"}`), []string{"colors.accent"}},
		{"synonyms as a text", with(`"synonyms":"polera = polo"`), []string{"synonyms must be a list"}},
		{"synonym without another", with(`"synonyms":["polera"]`), []string{`synonyms[0] is "polera"`, "two sides"}},
		{"synonym of nothing", with(`"synonyms":["polera = "]`), []string{"no word"}},
		{"synonyms that are equal", with(`"synonyms":["a = b", "Polo = POLOS"]`), []string{`synonyms[1] is "Polo = POLOS"`, `takes "POLOS" as equal`}},
		{"synonym in two lines", with(`"synonyms":["polera = polo", "polo = remera"]`), []string{`synonyms[1] has "polo", and so has synonyms[0]`}},
		{"several", with(`"name":null,"currency":null,"contact":{"whatsapp":"x"},"colors":{"accent":"x","accentDark":"y"}`),
			[]string{"name", "currency", "contact.whatsapp", "colors.accent ", "colors.accentDark"}},

		{"unknown field", with(`"moneda":"PEN"`), []string{`"moneda"`}},
		{"unknown field of the contact", with(`"contact":{"phone":"1"}`), []string{`"contact.phone"`}},
		{"unknown field and another fault", with(`"moneda":"PEN","locale":null`), []string{`"moneda"`, "locale"}},
		{"number for text", with(`"name":7`), []string{"name"}},
		{"text for number", with(`"cover":{"src":"/web/a.jpg","width":"1600"}`), []string{"cover.width"}},
		{"the money format is not the owner's", with(`"Money":{}`), []string{`"Money"`}},
		{"empty", "", []string{"empty"}},
		{"only spaces", " \n", []string{"empty"}},
		{"null", "null", []string{"not an object"}},
		{"a list", "[" + with("") + "]", []string{"not an object"}},
		{"no JSON", "name: Moda", []string{"not JSON"}},
		{"cut off", full[:len(full)/2], []string{"cut off"}},
		{"something after the end", with("") + "\n,", []string{"end"}},
		{"not UTF-8", strings.Replace(with(""), "Moda", "Mod\xe1", 1), []string{"UTF-8"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := strict.Shop(strings.NewReader(tt.text))
			if err == nil {
				t.Fatalf("got no error, want one that names %q", tt.wantParts)
			}
			for _, part := range tt.wantParts {
				if !strings.Contains(err.Error()+" ", part) {
					t.Errorf("got %q, want it to contain %s", err, part)
				}
			}
		})
	}
}

type failing struct{}

var errDisk = errors.New("disk")

func (failing) Read([]byte) (int, error) { return 0, errDisk }

func TestShopError(t *testing.T) {
	if _, err := strict.Shop(failing{}); !errors.Is(err, errDisk) {
		t.Errorf("got %v, want %v", err, errDisk)
	}
}

// TestDemoShop reads the shop.json of the demo.
func TestDemoShop(t *testing.T) {
	file, err := os.Open("../../web/shop.json")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	s, err := strict.Shop(file)
	if err != nil {
		t.Fatal(err)
	}
	// The name is the seed's: request.session['titulo'] = 'MODA DJANGO'.
	if s.Name != "MODA DJANGO" || s.Language != "es" || s.Currency != "PEN" {
		t.Errorf("got %q in %s and %s, want MODA DJANGO in es and PEN", s.Name, s.Language, s.Currency)
	}
}

// TestContactIsTidied reads numbers and addresses as owners paste them.
func TestContactIsTidied(t *testing.T) {
	for _, number := range []string{"51999000111", "+51 999-000-111", "\u202a+51 999 000 111\u202c", "٥١٩٩٩٠٠٠١١١", "(51) 999.000.111"} {
		text := `{"name":"x","language":"es","locale":"es-PE","currency":"PEN","contact":{"whatsapp":"` + number + `","email":"\u200bAna <a@b.example>,"}}`
		s, err := strict.Shop(strings.NewReader(text))
		if err != nil {
			t.Errorf("%+q: got %v, want no error", number, err)
			continue
		}
		if want := (shop.Contact{WhatsApp: "51999000111", Email: "a@b.example"}); s.Contact != want {
			t.Errorf("%+q: got %+v, want %+v", number, s.Contact, want)
		}
	}
}
