package pages

import (
	"strings"
	"testing"

	"carrito/app/session"
)

// Each option is a group with its name.
func TestOptionGroups(t *testing.T) {
	s := store(t, "es", few, &session.Memory{})
	root := render(t, NewRoot(s, at(t, "/producto/3")))
	var groups []string
	for _, group := range all(root, "fieldset") {
		groups = append(groups, wordsOf(one(t, "legend", all(group, "legend"))))
		name := ""
		for _, input := range all(group, "input") {
			if name != "" && attr(input, "name") != name {
				t.Errorf("got a value of group %q in group %q, want the same group", attr(input, "name"), name)
			}
			name = attr(input, "name")
		}
	}
	if got, want := strings.Join(groups, ", "), "Talla, Color"; got != want {
		t.Errorf("groups: got %q, want %q", got, want)
	}
}

// The picture of the chosen variant comes first.
func TestGallery(t *testing.T) {
	s := store(t, "es", `[{"id": 1, "slug": "a", "name": "Aro", "price": "5", "compareAtPrice": "8",
		"images": [{"src": "https://example.org/0.jpg", "alt": "cero"}, {"src": "https://example.org/1.jpg", "alt": "uno"},
		           {"src": "https://example.org/2.jpg", "alt": "dos"}],
		"options": [{"name": "Color", "values": ["Oro", "Plata"]}],
		"variants": [{"id": 1, "values": ["Oro"]}, {"id": 2, "values": ["Plata"], "image": 1}]}]`, &session.Memory{})
	tests := []struct{ address, want string }{
		{"/producto/1", "cero uno dos"}, {"/producto/1?variante=1", "cero uno dos"}, {"/producto/1?variante=2", "uno cero dos"},
	}
	for _, test := range tests {
		root := render(t, NewRoot(s, at(t, test.address)))
		var order []string
		for _, img := range all(root, "img") {
			order = append(order, attr(img, "alt"))
		}
		if got := strings.Join(order, " "); got != test.want {
			t.Errorf("%s: got %q, want %q", test.address, got, test.want)
		}
		if got, want := wordsOf(one(t, "price before", all(root, "s"))), "S/ 8.00"; got != want {
			t.Errorf("%s: price before the reduction: got %q, want %q", test.address, got, want)
		}
	}
}
