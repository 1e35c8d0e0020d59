package complaint

import (
	"net/mail"
	"net/url"
	"strings"
	"testing"
)

func goodForm() url.Values {
	return url.Values{
		"nombre": {"Ana Pérez"}, "domicilio": {"Jr. Uno 1"}, "tipoDocumento": {"DNI"}, "documento": {"12345678"}, "telefono": {"999000111"},
		"correo": {"ana@correo.example"}, "bien": {Producto}, "monto": {"S/ 39,90"}, "descripcion": {"Polo"}, "tipo": {Reclamo}, "detalle": {"Se rompió.\r\nAl lavarlo."}, "pedido": {"Otro polo"},
	}
}

func TestRead(t *testing.T) {
	s, faults := Read(goodForm())
	if len(faults) > 0 {
		t.Fatalf("got %q, want none", faults)
	}
	want := Sheet{
		Name: "Ana Pérez", Address: "Jr. Uno 1", Document: "DNI 12345678", Phone: "999000111", Email: "ana@correo.example", Good: Producto, Amount: "39.90",
		Description: "Polo", Kind: Reclamo, Detail: "Se rompió.\nAl lavarlo.", Request: "Otro polo",
	}
	if s != want {
		t.Errorf("got %+v, want %+v", s, want)
	}
	tests := []struct{ field, value, want string }{
		{"nombre", "", "Nombres"}, {"nombre", " \t\n", "Nombres"}, {"domicilio", "", "Domicilio"}, {"documento", "", "Documento"}, {"tipoDocumento", "x", "Documento"},
		{"correo", "", "Correo"}, {"correo", "ana", "correo"}, {"correo", "<>", "correo"}, {"correo", "@", "correo"}, {"correo", "ana..perez@correo.example", "correo"}, {"correo", "ana@correo.example, eva@correo.example", "correo"}, {"correo", "ana perez@correo.example", "correo"}, {"correo", "ñusta@ñandú.example", ""}, {"bien", "x", "producto o un servicio"}, {"tipo", "", "reclamo o una queja"}, {"detalle", "", "Detalle"}, {"pedido", "", "Pedido"},
		{"monto", "mucho", "monto"}, {"detalle", strings.Repeat("ñ", 3001), "3001"}, {"descripcion", "", "Descripción"}, {"telefono", "", ""}, {"apoderado", "", ""}, {"monto", "", ""},
	}
	for _, test := range tests {
		form := goodForm()
		form.Set(test.field, test.value)
		_, faults := Read(form)
		if test.want == "" && len(faults) > 0 || test.want != "" && (len(faults) != 1 || !strings.Contains(faults[0], test.want)) {
			t.Errorf("%s %.10q: got %q, want one fault with %q", test.field, test.value, faults, test.want)
		}
	}
}

func TestValid(t *testing.T) {
	for ruc, want := range map[string]bool{"20100070970": true, "20131312955": true, "20100070971": false, "2010007097": false, "2010007097x": false, "": false} {
		if got := Valid(ruc); got != want {
			t.Errorf("%q: got %t, want %t", ruc, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("nombre=a&detalle=%00%0a&monto=-1")
	f.Add(goodForm().Encode())
	f.Fuzz(func(t *testing.T, text string) {
		form, err := url.ParseQuery(text)
		if err != nil {
			return
		}
		s, faults := Read(form)
		if len(faults) > 0 {
			return
		}
		if s.Name == "" || s.Kind == "" || len(s.Detail) > 4*3000 || strings.ContainsAny(s.Name+s.Document+s.Email, "\n\r\x00") {
			t.Errorf("%q: got %+v without a fault", text, s)
		}
		if _, err := mail.ParseAddress(s.Email); err != nil {
			t.Errorf("%q: got the address %q, to which no mail can be sent: %v", text, s.Email, err)
		}
	})
}
