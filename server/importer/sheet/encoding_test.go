package sheet

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
)

// Typical texts of shops in each one-byte encoding. Some have only one letter that
// shows the encoding.
func TestOneByteEncodings(t *testing.T) {
	texts := []string{
		"Té", "Jarrón", "Muñeca", "PIÑATA", "CAFÉ", "MARÍA", "Pingüino", "Ñandú", "Último", "Sofá cama", "Ají", "Ómnibus", "Perú",
		"¿Existencias?", "¡Oferta! Ratón inalámbrico", "Categorías", "Imágenes", "Descripción corta", "Edredón – 2½ plazas",
		"Cartão de visita", "Maçã", "Promoções", "Pão de açúcar", "Três avós", "Preço à vista",
		"Crème brûlée", "Coffret cadeau à l’érable", "Straße", "Größe", "Pâté de campagne", "Café crème – 250 g",
		"Camiseta niño, algodón orgánico, tallas pequeñas", "Señal 90° “LED”, 12 €",
	}
	for _, encoding := range oneByte {
		for _, text := range texts {
			encoded, err := encoding.NewEncoder().String("Nombre,Precio\n" + text + ",1\n")
			if err != nil || encoding == charmap.CodePage850 && strings.ContainsAny(text, "ÚÓß") {
				continue // the encoding lacks a letter, or the bytes are likelier in a more common encoding
			}
			t.Run(nameOf(encoding)+"/"+text, func(t *testing.T) {
				rows, _, err := read(quoteComma(encoded, text))
				if err != nil {
					t.Fatal(err)
				}
				if got := strings.Split(rows[1], "|")[0]; got != text {
					t.Errorf("got %q, want %q", got, text)
				}
			})
		}
	}
}

// quoteComma puts the name of the second line in quotation marks.
func quoteComma(file, name string) string {
	if !strings.Contains(name, ",") {
		return file
	}
	lines := strings.Split(file, "\n")
	return lines[0] + "\n\"" + strings.TrimSuffix(lines[1], ",1") + "\",1\n"
}

// UTF-8 text is not changed, whatever letters it has.
func TestUTF8StaysAsItIs(t *testing.T) {
	for _, text := range []string{
		"Té", "Ã", "Â", "ÃO", "São", "Â¿", "日本茶", "ชาเขียว", "Чай", "שלום", "π√2", "5 €", "“Té”", "🧉", "é", "à", "«Té»", "naïve",
		"l’érable", "l’été d’Élise", "«été»", "IRMÔ", "…é",
	} {
		file := "Nombre,Precio,Categoría\n" + text + ",1,Jarrón\n"
		rows, _, err := read(file)
		if err != nil || len(rows) != 2 || rows[1] != text+"|1|Jarrón" {
			t.Errorf("got %q, %v, want %q", rows, err, text)
		}
	}
}

func TestMendTwice(t *testing.T) {
	const plain = "Nombre,Precio\nJarrón,1\n"
	once := decoded(t, charmap.Windows1252, plain)
	rows, notes, err := read(decoded(t, charmap.Macintosh, once))
	if err != nil || rows[1] != "Jarrón|1" || len(notes) != 2 {
		t.Errorf("got %q, %q, %v, want both mistakes repaired", rows, notes, err)
	}
}
