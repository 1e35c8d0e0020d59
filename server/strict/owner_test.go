package strict_test

import (
	"strings"
	"testing"

	"carrito/server/strict"
)

// What only the server reads of shop.json is read, and its faults are named.
func TestOwnerFields(t *testing.T) {
	const plain = `{"name": "Tienda", "language": "es", "locale": "es-PE", "currency": "PEN", "contact": {"email": "a@b.example"}`
	tests := []struct{ fields, want string }{
		{`"returns": {"days": 30, "fees": "free", "methods": ["mail"]}`, ""},
		{`"returns": {"days": 30, "fees": "10.00"}`, ""},
		{`"returns": {"none": true}`, ""},
		{`"returns": {"none": true, "days": 3}`, "returns: none"},
		{`"returns": {"days": -1}`, "returns.days is -1"},
		{`"returns": {"fees": "free"}`, "returns.days is missing"},
		{`"returns": {"days": 3, "fees": "gratis"}`, `returns.fees is "gratis"`},
		{`"returns": {"days": 3, "methods": ["paloma"]}`, `returns.methods[0] is "paloma"`},
		{`"returns": {"days": "3"}`, "returns.days must be a whole number"},
		{`"returns": {"dias": 3}`, `unknown field "returns.dias"`},
		{`"noPreviews": true`, ""},
		{`"noAlerts": true`, ""},
		{`"noAlerts": "yes"`, "noAlerts must be true or false"},
		{`"noPreviews": 1`, "noPreviews must be true or false"},
		{`"lowStock": 3`, ""},
		{`"lowStock": -1`, "lowStock is -1"},
		{`"complaints": {"name": "Moda SAC", "ruc": "20100070970", "address": "Jr. Uno 1"}`, ""},
		{`"complaints": {"name": "Moda SAC", "ruc": "20100070971", "address": "Jr. Uno 1"}`, `complaints.ruc is "20100070971"`},
		{`"complaints": {"name": "Moda SAC", "ruc": "20100070970"}`, "complaints.address is missing"},
		{`"contact": {"email": ""}, "complaints": {"name": "Moda SAC", "ruc": "20100070970", "address": "Jr. Uno 1"}`, "complaints needs contact.email"},
	}
	for _, test := range tests {
		s, err := strict.Shop(strings.NewReader(plain + ", " + test.fields + "}"))
		if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
			t.Errorf("%s: got %v, want %q", test.fields, err, test.want)
		}
		if test.want == "" && s.Returns.Days == 0 && !s.Returns.None && !s.NoPreviews && !s.NoAlerts && s.LowStock == 0 && s.Complaints.RUC == "" {
			t.Errorf("%s: got nothing read", test.fields)
		}
	}
}
