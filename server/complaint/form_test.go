package complaint

import (
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// The form asks for all that Read wants, and what it fills in is text.
func TestForm(t *testing.T) {
	const hostile = `"><script>alert(1)</script>`
	for _, form := range []Form{
		{Provider: Provider{hostile, "20100070970", hostile}, Action: "/reclamos/nuevo"}, {Provider: Provider{Name: "Moda"}, Ways: []Way{{"Enviar por correo", "mailto:a@b.example?body="}}},
	} {
		content, err := form.HTML()
		if err != nil {
			t.Fatal(err)
		}
		root, err := html.Parse(strings.NewReader(string(content)))
		if err != nil {
			t.Fatal(err)
		}
		filled, ids := url.Values{}, map[string]bool{}
		for n := range root.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			if n.Data == "script" {
				t.Error("got a script, want text")
			}
			values := map[string]string{}
			for _, a := range n.Attr {
				values[a.Key] = a.Val
			}
			if values["id"] != "" {
				ids[values["id"]] = true
			}
			if values["name"] != "" {
				value := values["value"]
				switch {
				case value == "" && n.Data == "select":
					value = "DNI"
				case values["type"] == "email":
					value = "a@b.example"
				case value == "":
					value = "1"
				}
				filled.Set(values["name"], value)
			}
		}
		if _, faults := Read(filled); len(faults) > 0 {
			t.Errorf("the form filled in: got %q", faults)
		}
		for _, f := range fields {
			if !ids["c-"+f.name] {
				t.Errorf("got no field for %s", f.words)
			}
		}
	}
}
