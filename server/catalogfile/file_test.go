package catalogfile_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"carrito/server/catalogfile"
)

const two = `[
  {
    "id": 1, "slug": "gorra", "name": "Gorra", "price": "10.00", "stock": 4,
    "future": {"b": 1, "a": [2]}
  },
  {"id": 2, "slug": "polo", "name": "Polo", "price": "20.00", "options": [{"name": "Talla", "values": ["S", "M"]}], "variants": [{"id": 1, "values": ["S"], "stock": 1}, {"id": 2, "values": ["M"]}]}
]
`

// newFile returns a products.json with the given content.
func newFile(t *testing.T, content string) *catalogfile.File {
	t.Helper()
	f := &catalogfile.File{Path: filepath.Join(t.TempDir(), "products.json")}
	write(t, f, content)
	return f
}

func write(t *testing.T, f *catalogfile.File, content string) {
	t.Helper()
	if err := os.WriteFile(f.Path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

func content(t *testing.T, f *catalogfile.File) string {
	t.Helper()
	data, err := os.ReadFile(f.Path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// set sets a field of a product, and fails the test on an error.
func set(t *testing.T, f *catalogfile.File, id int, name string, value any) int {
	t.Helper()
	version, err := f.Update("ana", func(c *catalogfile.Catalogue) error {
		at := c.Find(id)
		c.Products[at] = c.Products[at].With(name, value)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return version
}

// Products that were not changed are written as they were, and the changed one
// keeps the members that this program does not know.
func TestUpdateKeepsTheRest(t *testing.T) {
	f := newFile(t, two)
	set(t, f, 2, "price", "25.00")
	got := content(t, f)
	first, _, _ := strings.Cut(two, "  {\"id\": 2")
	if !strings.HasPrefix(got, first) || !strings.Contains(got, `"price": "25.00"`) {
		t.Errorf("got %s, want the first product as it was and the new price", got)
	}
	set(t, f, 1, "stock", 9)
	var products []map[string]any
	if err := json.Unmarshal([]byte(content(t, f)), &products); err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(products[0]["future"], products[0]["stock"]); got != "map[a:[2] b:1] 9" {
		t.Errorf("got %s, want the unknown member and the new stock", got)
	}
}

// An edit that changes nothing makes no version; one with faults changes nothing.
func TestUpdateRefuses(t *testing.T) {
	f := newFile(t, two)
	if version := set(t, f, 1, "stock", 4); version != 0 || content(t, f) != two {
		t.Errorf("got version %d, want none", version)
	}
	faults := errors.New("faults")
	f.Check = func([]byte) error { return faults }
	_, err := f.Update("ana", func(c *catalogfile.Catalogue) error { c.Products = nil; return nil })
	if !errors.Is(err, faults) || content(t, f) != two {
		t.Errorf("got %v, want the faults and the file as it was", err)
	}
	for _, damaged := range []string{"", "{}", "null", "[1]", two[:len(two)-4]} {
		write(t, f, damaged)
		if _, err := f.Update("ana", func(*catalogfile.Catalogue) error { return nil }); err == nil || content(t, f) != damaged {
			t.Errorf("%q: got %v, want an error and the file as it was", damaged, err)
		}
	}
}

// Ids of removed products and variants are never given again.
func TestIdsAreNeverUsedAgain(t *testing.T) {
	f := newFile(t, two)
	add := func(name string) {
		t.Helper()
		_, err := f.Update("ana", func(c *catalogfile.Catalogue) error {
			p, err := catalogfile.ParseObject(fmt.Sprintf(`{"slug": %q, "name": %q, "price": "1.00", "options": [{"name": "Talla", "values": ["S"]}], "variants": [{"values": ["S"]}]}`, c.Slug(name, 0), name))
			c.Products = append(c.Products, p)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	remove := func(id int) {
		t.Helper()
		_, err := f.Update("ana", func(c *catalogfile.Catalogue) error {
			at := c.Find(id)
			c.Products = append(c.Products[:at:at], c.Products[at+1:]...)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	add("Gorra Ñandú") // 3
	remove(3)
	remove(2)
	add("Gorra Ñandú") // 4
	c, err := f.Read()
	if err != nil || c.Find(4) < 0 || c.Find(3) >= 0 || c.Products[c.Find(4)].Text("slug") != "gorra-nandu" {
		t.Fatalf("got %s, %v, want the product 4", content(t, f), err)
	}
	variant := func(values string) {
		t.Helper()
		_, err := f.Update("ana", func(c *catalogfile.Catalogue) error {
			at := c.Find(4)
			c.Products[at] = c.Products[at].With("variants", json.RawMessage(`[{"values": ["`+values+`"]}]`))
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	variant("M")
	variant("L")
	if got := content(t, f); !strings.Contains(got, `"id": 3`) {
		t.Errorf("got %s, want the variant 3", got)
	}
}

// A renamed product, with all else about it changed too, keeps its id in the ledger.
func TestLedgerKnowsEditedProducts(t *testing.T) {
	f := newFile(t, two)
	for _, name := range []string{"slug", "name", "sku"} {
		_, err := f.Update("ana", func(c *catalogfile.Catalogue) error {
			for _, field := range []string{"slug", "name", "sku"} {
				c.Products[0] = c.Products[0].With(field, "otro-"+name)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	ledger, err := os.ReadFile(strings.TrimSuffix(f.Path, ".json") + ".ids.json")
	if err != nil || !strings.Contains(string(ledger), `{"id":1,"slug":"otro-sku"`) || strings.Count(string(ledger), `{"id":1,"slug"`) != 1 {
		t.Errorf("got %s, %v, want one product 1 with its latest slug", ledger, err)
	}
}

// Every version is kept up to the limit, also of what others did to the file, and
// can be brought back.
func TestVersions(t *testing.T) {
	f := newFile(t, two)
	first := set(t, f, 1, "price", "11.00")
	write(t, f, strings.ReplaceAll(content(t, f), "Polo", "Polo nuevo"))
	set(t, f, 1, "price", "12.00")
	list, err := f.Versions()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, v := range list {
		line := fmt.Sprint(v.Number, " ", v.Kind, " ", v.By)
		for _, c := range v.Changes {
			for _, field := range c.Fields {
				line += fmt.Sprint(" ", c.ID, " ", field.Name, " ", field.Before, "→", field.After)
			}
		}
		got = append(got, line)
	}
	want := "4 edited ana 1 price 11.00→12.00\n3 outside  2 name Polo→Polo nuevo\n2 edited ana 1 price 10.00→11.00\n1 outside "
	if strings.Join(got, "\n") != want {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
	if _, err := f.Undo("ana", first); err != nil {
		t.Fatal(err)
	}
	if got := content(t, f); !strings.Contains(got, `"12.00"`) {
		t.Errorf("got %s, want the price that was changed again since", got)
	}
	if _, err := f.Restore("ana", 1); err != nil {
		t.Fatal(err)
	}
	if got := content(t, f); got != two {
		t.Errorf("got %s, want the first version", got)
	}
	for i := range 60 {
		set(t, f, 1, "stock", 100+i)
	}
	if list, err := f.Versions(); err != nil || len(list) != 50 {
		t.Errorf("got %d versions, %v, want 50", len(list), err)
	}
	if _, err := f.Restore("ana", 1); !errors.Is(err, catalogfile.ErrGone) {
		t.Errorf("got %v, want ErrGone", err)
	}
}

// What was removed comes back by Undo, with what others have changed since.
func TestUndo(t *testing.T) {
	f := newFile(t, two)
	version, err := f.Update("ana", func(c *catalogfile.Catalogue) error { c.Products = c.Products[1:]; return nil })
	if err != nil {
		t.Fatal(err)
	}
	set(t, f, 2, "price", "33.00")
	if _, err := f.Undo("ana", version); err != nil {
		t.Fatal(err)
	}
	if got := content(t, f); !strings.Contains(got, `"gorra"`) || !strings.Contains(got, `"33.00"`) {
		t.Errorf("got %s, want the removed product and the later price", got)
	}
}

// A file that another program changes between reading and writing is read again.
func TestChangedMeanwhile(t *testing.T) {
	f := newFile(t, two)
	calls := 0
	f.Check = func([]byte) error {
		if calls++; calls == 1 {
			write(t, f, strings.ReplaceAll(two, "Polo", "Polo nuevo"))
		}
		return nil
	}
	set(t, f, 1, "price", "11.00")
	if got := content(t, f); !strings.Contains(got, "Polo nuevo") || !strings.Contains(got, "11.00") {
		t.Errorf("got %s, want both changes", got)
	}
}

// An import does not write over what has changed since it has read the file.
func TestImport(t *testing.T) {
	f := newFile(t, two)
	seen, err := f.See()
	if err != nil {
		t.Fatal(err)
	}
	set(t, f, 1, "price", "11.00")
	hidden := map[int]bool{}
	imported := func(ids map[int]bool) error {
		hidden = ids
		write(t, f, strings.ReplaceAll(two, "Polo", "Polo importado"))
		return nil
	}
	if err := f.Import(seen, imported); !errors.Is(err, catalogfile.ErrChanged) {
		t.Errorf("got %v, want ErrChanged", err)
	}
	set(t, f, 2, "hidden", true)
	if seen, err = f.See(); err != nil {
		t.Fatal(err)
	}
	if err := f.Import(seen, imported); err != nil {
		t.Fatal(err)
	}
	list, err := f.Versions()
	if err != nil || len(list) != 4 || list[0].Kind != catalogfile.Imported {
		t.Errorf("got %v, %v, want the import as the fourth version", list, err)
	}
	if c, err := f.Read(); err != nil || !maps.Equal(hidden, map[int]bool{2: true}) || c.Products[1].Text("name") != "Polo importado" {
		t.Errorf("got %v, %s, %v, want the import told of the hidden product", hidden, content(t, f), err)
	}
}
