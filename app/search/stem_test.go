package search

import (
	"strings"
	"testing"
)

func TestRelated(t *testing.T) {
	for _, group := range []string{
		// Spanish
		"gorra gorras", "polo polos", "rojo roja rojos rojas", "verde verdes", "azul azules", "pantalon pantalones",
		"luz luces", "lapiz lapices", "pez peces", "marron marrones", "gris grises", "bus buses", "mes meses", "jersey jerseys",
		"ojo ojos", "sal sales", "flor flores", "blanco blancas", "taxi taxis", "bikini bikinis", "reloj relojes", "leon leones",
		"frances francesa", "frances francesas", "frances franceses", "ingles inglesa", "superheroe superheroes", "heroe heroes",
		"canoe canoes", "bonsai bonsais", "azul azules", "autobus autobuses", "nariz narices", "rey reyes", "bebe bebes",
		// Portuguese
		"calcao calcoes", "pao paes", "mao maos", "animal animais", "papel papeis", "lencol lencois", "marrom marrons",
		"cor cores", "luz luzes", "vermelho vermelhas", "jovem jovens", "batom batons", "azul azuis", "infantil infantis",
		"anel aneis", "portatil portateis", "facil faceis", "movel moveis", "perfil perfis", "farol farois", "hotel hoteis",
		"pincel pinceis", "lilas lilases", "portugues portuguesa", "chines chinesa", "bonsai bonsais", "chapeu chapeus", "jardim jardins",
		"real reais", "textil texteis", "capitao capitaes", "cruz cruzes", "espanhol espanhois", "espanhol espanhola",
		// English
		"jean jeans", "dress dresses", "box boxes", "baby babies", "knife knives", "scarf scarves", "watch watches", "shoe shoes",
		"price prices", "button buttons", "glass glasses", "toy toys", "accessory accessories", "t-shirt t-shirts",
		"hero heroes", "leaf leaves", "shelf shelves", "canoe canoes", "tie ties",
		"brush brushes", "sandwich sandwiches", "battery batteries", "key keys", "lens lenses", "bus buses", "bonsai bonsais", "camel camels",
	} {
		words := strings.Fields(group)
		for _, a := range words {
			for _, b := range words {
				if !related(a, stem(a), b) {
					t.Errorf("%s and %s: got stems %s and %s, want them related", a, b, stem(a), stem(b))
				}
				if r := stemRange(stem(a)); !strings.HasPrefix(b, r) && !isFacil(a, b) && !isFacil(b, a) {
					t.Errorf("%s: got range %q, want a beginning of %s", a, r, b)
				}
			}
		}
	}
}

// isFacil reports whether two words are as facil and faceis. They have no range in common.
func isFacil(a, b string) bool { return strings.HasSuffix(a, "il") && strings.HasSuffix(b, "eis") }

func TestNotRelated(t *testing.T) {
	for _, pair := range []string{
		"polo pollo", "gas gorra", "tres trekking", "casa caso2", "mes menu", "pan pantalon", "10 100", "2xl xl",
		"blue blusa", "camisa camion", "gris grillo", "vela vestido", "pais palo", "dress drill",
		"chal chai", "chale chai", "calcao calca", "mochila mochi", "movil movie", "chile chia", "anel anil", "papel papi",
		"bonsai bonsal", "gris grill", "pies piel", "reales realeza", "tes te", "mil mis", "me mes", "animal anima", "bolsa bolso2",
	} {
		a, b, _ := strings.Cut(pair, " ")
		if related(a, stem(a), b) {
			t.Errorf("%s and %s: got related, want not; stems %s and %s", a, b, stem(a), stem(b))
		}
	}
}

// The stem of any word, whatever its bytes, keeps its first byte.
func FuzzStem(f *testing.F) {
	for _, word := range []string{"", "s", "gas", "pantalones", "สี้", "ss", "aaas", "calcoes", "\xff\xfes"} {
		f.Add(word)
	}
	f.Fuzz(func(t *testing.T, word string) {
		got := stem(word)
		if !related(word, got, word) || len(got) > len(word) || word != "" && (got == "" || got[:1] != word[:1]) {
			t.Errorf("stem of %q: got %q", word, got)
		}
	})
}
