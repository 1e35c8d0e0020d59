package typed_test

import (
	"testing"
	"unicode/utf8"

	"carrito/app/typed"
)

func TestText(t *testing.T) {
	tests := []struct {
		name, text, text2, line, code string // as Text, Line and Code return it
	}{
		{"nothing", "", "", "", ""},
		{"a zero-width space", "\u200b", "", "", ""},
		{"spaces of all kinds", " \u00a0\u2009\u3000\t", "", "", ""},
		{"marks of direction", "\u202aAna\u202c \u2066Quispe\u2069", "Ana Quispe", "Ana Quispe", "Ana Quispe"},
		{"byte order mark, soft hyphen", "\ufeffMi\u00adra\u00adflores", "Miraflores", "Miraflores", "Miraflores"},
		{"spaces within", "Ana\u00a0 \u2009Quispe", "Ana\u00a0 \u2009Quispe", "Ana Quispe", "Ana Quispe"},
		{"several lines", " Jr. Cusco 123\r\nPiso 2 ", "Jr. Cusco 123\r\nPiso 2", "Jr. Cusco 123\r\nPiso 2", "Jr. Cusco 123\r\nPiso 2"},
		{"a joiner in Persian", "می\u200cخواهم", "می\u200cخواهم", "می\u200cخواهم", "میخواهم"},
		{"a joined emoji", "👩\u200d🌾", "👩\u200d🌾", "👩\u200d🌾", "👩🌾"},
		{"a joiner at the end", "Ana\u200d", "Ana", "Ana", "Ana"},
		{"fullwidth", "ＳＷ１Ａ　１ＡＡ", "ＳＷ１Ａ　１ＡＡ", "ＳＷ１Ａ １ＡＡ", "SW1A 1AA"},
		{"dashes", "01310‑100", "01310‑100", "01310‑100", "01310-100"},
		{"Arabic digits", "١٢٣٤٥", "١٢٣٤٥", "١٢٣٤٥", "12345"},
		{"accents stay", "Ñandú", "Ñandú", "Ñandú", "Ñandú"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := typed.Text(tt.text); got != tt.text2 {
				t.Errorf("Text: got %+q, want %+q", got, tt.text2)
			}
			if got := typed.Line(tt.text); got != tt.line {
				t.Errorf("Line: got %+q, want %+q", got, tt.line)
			}
			if got := typed.Code(tt.text); got != tt.code {
				t.Errorf("Code: got %+q, want %+q", got, tt.code)
			}
		})
	}
}

func TestPhone(t *testing.T) {
	tests := []struct {
		name, text, phone, number string
		ok                        bool
	}{
		{"plain", "987654321", "987654321", "987654321", true},
		{"international", "+51 (987) 654-321", "+51 (987) 654-321", "+51987654321", true},
		{"contacts of a phone", "\u202a+51 987 654 321\u202c", "+51 987 654 321", "+51987654321", true},
		{"isolated", "\u2066987\u200b654\u00ad321\u2069\ufeff", "987654321", "987654321", true},
		{"spaces", "987\u00a0654\u2009321\u3000", "987 654 321", "987654321", true},
		{"dashes", "987‑654–321", "987-654-321", "987654321", true},
		{"a minus sign", "987\u2212654\u2010321", "987-654-321", "987654321", true},
		{"Arabic-Indic", "٩٨٧٦٥٤٣٢١", "987654321", "987654321", true},
		{"Persian", "۹۸۷ ۶۵۴ ۳۲۱", "987 654 321", "987654321", true},
		{"Devanagari", "९८७६५४३२१", "987654321", "987654321", true},
		{"fullwidth", "＋５１　９８７６５４３２１", "+51 987654321", "+51987654321", true},
		{"a link", "tel:+51-987-654-321", "+51-987-654-321", "+51987654321", true},
		{"anexo", "01 765 4321 anexo 12", "01 765 4321 anexo 12", "017654321", true},
		{"ext.", "(01) 765-4321 ext. 12", "(01) 765-4321 ext. 12", "017654321", true},
		{"Ext with a comma", "7654321, Ext 1234", "7654321, Ext 1234", "7654321", true},
		{"x", "+1 555 123 4567x12", "+1 555 123 4567x12", "+15551234567", true},
		{"int", "7654321 Int. 12", "7654321 Int. 12", "7654321", true},
		{"in brackets", "7654321 (anexo 12)", "7654321 (anexo 12)", "7654321", true},
		{"with Arabic digits", "7654321 anexo ١٢", "7654321 anexo 12", "7654321", true},
		{"hash", "7654321 #12", "7654321 #12", "7654321", true},
		{"an extension without a number", "7654321 anexo", "7654321 anexo", "7654321", false},
		{"a long extension", "7654321 anexo 12345678", "7654321 anexo 12345678", "7654321", false},
		{"words", "987654321 tardes", "987654321 tardes", "987654321", false},
		{"a letter", "98765432l", "98765432l", "98765432", false},
		{"a plus within", "987+654321", "987+654321", "", false},
		{"nothing", " \u200b", "", "", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := typed.Phone(tt.text); got != tt.phone {
				t.Errorf("Phone: got %+q, want %+q", got, tt.phone)
			}
			if got, ok := typed.Number(tt.text); got != tt.number || ok != tt.ok {
				t.Errorf("Number: got %+q, %t, want %+q, %t", got, ok, tt.number, tt.ok)
			}
		})
	}
}

func TestEmail(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"plain", "ana@x.pe", "ana@x.pe"},
		{"invisible", "\u202aana@\u200bx.pe\u202c\ufeff", "ana@x.pe"},
		{"spaces", " \u00a0ana@x.pe\u3000", "ana@x.pe"},
		{"spaces within", "ana @ x .pe", "ana@x.pe"},
		{"a space that may be a letter", "ana maria@x.pe", "ana maria@x.pe"},
		{"fullwidth", "ａｎａ＠ｘ．ｐｅ", "ana@x.pe"},
		{"an ideographic full stop", "ana@x。pe", "ana@x.pe"},
		{"a link", "mailto:ana@x.pe", "ana@x.pe"},
		{"a link with a subject", "MAILTO:ana@x.pe?subject=Hola", "ana@x.pe"},
		{"with a name", "Ana <ana@x.pe>", "ana@x.pe"},
		{"with a quoted name", `"Quispe, Ana" <ana@x.pe>;`, "ana@x.pe"},
		{"in brackets", "<ana@x.pe>", "ana@x.pe"},
		{"a link in brackets", "<mailto:ana@x.pe>", "ana@x.pe"},
		{"a full stop", "ana@x.pe.", "ana@x.pe"},
		{"a comma", "ana@x.pe,", "ana@x.pe"},
		{"a dash", "ana‐maria@x.pe", "ana-maria@x.pe"},
		{"two", "ana@x.pe, eva@x.pe", "ana@x.pe, eva@x.pe"},
		{"capitals", "Ana@X.PE", "Ana@X.PE"},
		{"nothing", "\u200b", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := typed.Email(tt.text); got != tt.want {
				t.Errorf("got %+q, want %+q", got, tt.want)
			}
		})
	}
}

// FuzzTyped checks that cleaning again changes nothing, and that valid UTF-8 stays
// valid.
func FuzzTyped(f *testing.F) {
	for _, text := range []string{"", "\u202a+51 987\u202c anexo 12", "Ana <mailto:ana@x.pe>", "tel: tel:", "a\u200d\u00ad\ufeff\u3000b", "mailto:mailto:a ."} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for name, clean := range map[string]func(string) string{
			"Text": typed.Text, "Line": typed.Line, "Code": typed.Code, "Phone": typed.Phone, "Email": typed.Email,
		} {
			got := clean(text)
			if again := clean(got); again != got {
				t.Errorf("%s: got %+q from %+q and then %+q, want the same", name, got, text, again)
			}
			if utf8.ValidString(text) && !utf8.ValidString(got) {
				t.Errorf("%s: got %+q from %+q, want valid UTF-8", name, got, text)
			}
		}
	})
}
