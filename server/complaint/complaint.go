// Package complaint is the Libro de Reclamaciones, the book of complaints that shops in
// Peru must keep (Ley 29571, art. 150; D.S. 011-2011-PCM and its changes; Ley 31435;
// Ley 32495): the sheet with the fields of the official form, and the term in which the
// shop must answer. The book is in Spanish, in whatever language the shop is.
package complaint

import (
	"fmt"
	"net/mail"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"carrito/app/money"
	"carrito/app/typed"
)

// Sheet is a sheet of the book, a Hoja de Reclamación.
type Sheet struct {
	Number int64 // from 1, without gaps
	Token  string
	Placed time.Time

	Provider Provider // as it was when the sheet was written

	Name, Document, Address string // of the consumer; Document has kind and number
	Phone, Email            string
	Parent                  string // father, mother or guardian of a minor; empty for adults

	Good        string // Producto or Servicio
	Amount      string // claimed, in soles; may be empty
	Description string // of the good

	Kind    string // Reclamo or Queja
	Detail  string
	Request string // what the consumer asks for

	Answer   string    // empty until the shop answers
	Answered time.Time // zero until then

	Mails Mails `json:"-"`
}

// Mails are the mails about a sheet that were queued, and which of them were sent. Servers
// without a mailer queue none.
type Mails struct{ Copy, CopySent, Answer, AnswerSent bool }

// KeptUntil returns the time until which the law wants a sheet kept.
func KeptUntil(placed time.Time) time.Time { return placed.AddDate(2, 0, 0) }

// Provider is who answers for the shop.
type Provider struct{ Name, RUC, Address string }

// The kinds of complaints and goods.
const (
	Reclamo  = "Reclamo"
	Queja    = "Queja"
	Producto = "Producto"
	Servicio = "Servicio"
)

// Notice is what the official form says to the consumer.
const Notice = "La formulación del reclamo no impide acudir a otras vías de solución de controversias ni es requisito previo para " +
	"interponer una denuncia ante el Indecopi. El proveedor debe dar respuesta en un plazo no mayor a quince (15) días hábiles, el cual es improrrogable."

// documents are the kinds of documents that identify a consumer.
var documents = []string{"DNI", "Carné de extranjería", "Pasaporte", "RUC"}

// field is a field of the form: its name in the form, and the words for people.
type field struct {
	name, words string
	most        int // characters
	required    bool
	lines       bool // the text may have several lines
	into        func(*Sheet) *string
}

var fields = []field{
	{"nombre", "Nombres y apellidos", 150, true, false, func(s *Sheet) *string { return &s.Name }},
	{"domicilio", "Domicilio", 250, true, false, func(s *Sheet) *string { return &s.Address }},
	{"telefono", "Teléfono", 40, false, false, func(s *Sheet) *string { return &s.Phone }},
	{"correo", "Correo electrónico", 200, true, false, func(s *Sheet) *string { return &s.Email }},
	{"apoderado", "Padre, madre o apoderado, si eres menor de edad", 150, false, false, func(s *Sheet) *string { return &s.Parent }},
	{"monto", "Monto reclamado, en soles", 20, false, false, func(s *Sheet) *string { return &s.Amount }},
	{"descripcion", "Descripción del bien contratado", 500, true, true, func(s *Sheet) *string { return &s.Description }},
	{"detalle", "Detalle", 3000, true, true, func(s *Sheet) *string { return &s.Detail }},
	{"pedido", "Pedido del consumidor", 1500, true, true, func(s *Sheet) *string { return &s.Request }},
}

// MaxForm is the largest form that can be a sheet, in bytes.
const MaxForm = 64 << 10

// Read reads a sheet from a form. faults names what is missing or wrong, in words for
// the consumer.
func Read(form url.Values) (s Sheet, faults []string) {
	for _, f := range fields {
		text := clean(form.Get(f.name), f.lines)
		switch n := utf8.RuneCountInString(text); {
		case f.required && text == "":
			faults = append(faults, "Falta: "+f.words+".")
		case n > f.most:
			faults = append(faults, fmt.Sprintf("%s tiene %d caracteres; pueden ser %d.", f.words, n, f.most))
		}
		*f.into(&s) = text
	}
	number := clean(form.Get("documento"), false)
	kind := oneOf(form.Get("tipoDocumento"), documents...)
	if number == "" || kind == "" || utf8.RuneCountInString(number) > 20 {
		faults = append(faults, "Falta: Documento de identidad, con su tipo y su número.")
	}
	s.Document = kind + " " + number
	if s.Good = oneOf(form.Get("bien"), Producto, Servicio); s.Good == "" {
		faults = append(faults, "Falta: si es un producto o un servicio.")
	}
	if s.Kind = oneOf(form.Get("tipo"), Reclamo, Queja); s.Kind == "" {
		faults = append(faults, "Falta: si es un reclamo o una queja.")
	}
	written := s.Email
	s.Email = typed.Email(written)
	if _, err := mail.ParseAddress(s.Email); written != "" && err != nil { // no mail could be sent to it
		faults = append(faults, "El correo electrónico no es válido.")
	}
	if s.Amount != "" {
		amount, err := money.Parse(strings.TrimSpace(strings.TrimPrefix(strings.ReplaceAll(s.Amount, ",", "."), "S/")), 2)
		if err != nil {
			faults = append(faults, "El monto no es un número, como 39.90.")
		} else {
			s.Amount = amount.String()
		}
	}
	return s, faults
}

func oneOf(text string, values ...string) string {
	for _, value := range values {
		if text == value {
			return value
		}
	}
	return ""
}

// clean removes control characters and, unless lines, line breaks.
func clean(text string, lines bool) string {
	text = strings.ToValidUTF8(strings.ReplaceAll(text, "\r\n", "\n"), "")
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' && lines:
			return r
		case r == '\n' || r == '\t':
			return ' '
		case r < ' ' || r >= 0x7f && r < 0xa0:
			return -1
		default:
			return r
		}
	}, text)
	if lines {
		return strings.TrimSpace(text)
	}
	return strings.Join(strings.Fields(text), " ")
}

// Valid reports whether a text is a RUC, whose last digit checks the others (SUNAT).
func Valid(ruc string) bool {
	if len(ruc) != 11 {
		return false
	}
	sum := 0
	for i, weight := range []int{5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 0} {
		d := int(ruc[i]) - '0'
		if d < 0 || d > 9 {
			return false
		}
		sum += d * weight
	}
	return (11-sum%11)%10 == int(ruc[10]-'0')
}
