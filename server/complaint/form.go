package complaint

import (
	"bytes"
	_ "embed"
	"html/template"
)

//go:embed form.html
var formPage string

var formTemplate = template.Must(template.New("form").Parse(formPage))

// Form is the form of a sheet, for a page of the shop.
type Form struct {
	Provider Provider
	Action   string // address that stores sheets; empty if the consumer sends a message
	Ways     []Way  // of sending the message
}

// Way is a way of sending a sheet as a message. To is an address that ends where the
// text begins.
type Way struct {
	Name string
	To   template.URL
}

// HTML returns the form with the title of its page.
func (f Form) HTML() ([]byte, error) {
	var b bytes.Buffer
	err := formTemplate.Execute(&b, f)
	return b.Bytes(), err
}

// Documents returns the kinds of documents.
func (Form) Documents() []string { return documents }

// formField is a field as the template draws it.
type formField struct {
	Name, Words     string
	Most            int
	Required, Lines bool
	Auto            string // what browsers fill in (WCAG 2.2, 1.3.5)
}

var autocomplete = map[string]string{"nombre": "name", "domicilio": "street-address", "telefono": "tel", "correo": "email"}

// Field returns the field with a name.
func (Form) Field(name string) formField {
	for _, f := range fields {
		if f.name == name {
			return formField{f.name, f.words, f.most, f.required, f.lines, autocomplete[f.name]}
		}
	}
	panic("no field " + name) // the template is part of the program
}
