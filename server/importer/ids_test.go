package importer

import (
	"maps"
	"strings"
	"testing"
)

func TestIDs(t *testing.T) {
	tests := []struct {
		name, file string
		want       map[string]int
		wantErr    string // within the error
	}{
		{name: "none", file: "[]", want: map[string]int{}},
		{name: "two", file: "\ufeff[{\"id\":2,\"slug\":\"a\"},{\"id\":5,\"slug\":\"b\"}]", want: map[string]int{"a": 2, "b": 5}},
		{name: "faulty in all else", file: `[{"id":2,"slug":"a","price":false,"talla":1}]`, want: map[string]int{"a": 2}},
		{name: "cut off", file: `[{"id":2,"slug":"a"}`, wantErr: "the ids cannot be read"},
		{name: "empty", file: "", wantErr: "the ids cannot be read"},
		{name: "null", file: "null", wantErr: "not a list of products"},
		{name: "no id", file: `[{"slug":"a"}]`, wantErr: "place 1 has no id or no slug"},
		{name: "no slug", file: `[{"id":1,"slug":"a"},{"id":2}]`, wantErr: "place 2 has no id or no slug"},
		{name: "slug twice", file: `[{"id":1,"slug":"a"},{"id":2,"slug":"a"}]`, wantErr: `the slug "a" is there twice`},
		{name: "id twice", file: `[{"id":1,"slug":"a"},{"id":1,"slug":"b"}]`, wantErr: `the id 1 is that of "a" and of "b"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := IDs(strings.NewReader(test.file))
			if test.wantErr != "" {
				if err == nil || !strings.Contains(err.Error(), test.wantErr) {
					t.Errorf("got error %v, want one with %q", err, test.wantErr)
				}
				return
			}
			if err != nil || !maps.Equal(got, test.want) {
				t.Errorf("got %v, %v, want %v", got, err, test.want)
			}
		})
	}
}

// A second import of a changed export keeps the ids of the first, and gives the
// id of a product that is gone to no other.
func TestIDsStay(t *testing.T) {
	const header = "Handle,Title,Variant Price\n"
	first := read(t, header+"a,A,1\nb,B,1\nc,C,1\n", nil)
	ids, err := IDs(strings.NewReader(compact(t, first)))
	if err != nil {
		t.Fatal(err)
	}
	second := read(t, header+"nuevo,Nuevo,1\nb,B,1\na,A,1\notro,Otro,1\n", ids)
	got := map[string]int{}
	for _, p := range second.Catalog.Products() {
		got[p.Slug] = p.ID
	}
	if want := map[string]int{"a": 1, "b": 2, "nuevo": 4, "otro": 5}; !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
