package importcli

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"carrito/server/identity"
	"carrito/server/regular"
)

const (
	jewels     = "Handle,Title,Variant Price,Status\naro,Aro,5,active\nbroche,Broche,5,active\n"
	noBroche   = "Handle,Title,Variant Price,Status\naro,Aro,5,active\nbroche,Broche,5,archived\n"
	withDije   = noBroche + "dije,Dije,5,active\n"
	allJewels  = jewels + "dije,Dije,5,active\n"
	handMade   = `[{"id": 1, "slug": "aro", "name": "Aro", "price": "5.00"}, {"id": 8, "slug": "cadena", "name": "Cadena", "price": "5.00"}]`
	wrongGiven = `[{"id": 2, "slug": "cadena", "name": "Cadena", "price": "5.00"}]`
)

// run imports an export into a target and returns the output.
func run(t *testing.T, target, export string) (stdout string, err error) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "export.csv")
	if err := os.WriteFile(file, []byte(export), 0o600); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	c := Command{Export: file, Target: target, Shop: "../../web/shop.json", Stdout: &out}
	err = c.Run(t.Context())
	return out.String(), err
}

func read(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// importInto imports an export and returns the ids in the target, such as "aro=1
// broche=2", and the output.
func importInto(t *testing.T, target, export string) (ids, stdout string) {
	t.Helper()
	stdout, err := run(t, target, export)
	if err != nil {
		t.Fatalf("got error %v, want the export imported", err)
	}
	return idsIn(t, target), stdout
}

func idsIn(t *testing.T, target string) string {
	t.Helper()
	var ids []string
	for line := range strings.Lines(read(t, target)) {
		key, value, _ := strings.Cut(strings.Trim(line, " ,\n"), ": ")
		switch key {
		case `"id"`:
			ids = append(ids, value)
		case `"slug"`:
			ids[len(ids)-1] = strings.Trim(value, `"`) + "=" + ids[len(ids)-1]
		}
	}
	return strings.Join(ids, " ")
}

// Products keep their ids, whatever the owner does to the files between two imports.
func TestImportKeepsIDs(t *testing.T) {
	file := func(target, text string) {
		if err := os.WriteFile(target, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	tests := []struct {
		name    string
		between func(target string) // after the import without broche
		want    string
		note    string // within the output
	}{
		{"nothing", func(string) {}, "aro=1 broche=2 dije=3", ""},
		{"products.json is moved away", func(target string) { os.Remove(target) }, "aro=1 broche=2 dije=3", ""},
		{"products.json is an empty shop", func(target string) { file(target, "[]") }, "aro=1 broche=2 dije=3", ""},
		{"the ledger is missing", func(target string) { os.Remove(identity.File(target)) }, "aro=1 broche=2 dije=3", ""},
		{"a product is added by hand", func(target string) { file(target, handMade) }, "aro=1 broche=2 dije=9", ""},
		{"one is added with the id of one that has gone", func(target string) { file(target, wrongGiven) }, "aro=1 broche=2 dije=3",
			`"cadena" has the id 2, which belongs to "broche"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			target := filepath.Join(t.TempDir(), "products.json")
			importInto(t, target, jewels)
			if got, _ := importInto(t, target, noBroche); got != "aro=1" {
				t.Errorf("without broche: got %s, want aro=1", got)
			}
			test.between(target)
			got, stdout := importInto(t, target, allJewels)
			if got != test.want || !strings.Contains(stdout, test.note) {
				t.Errorf("got %s and %q, want %s and %q", got, stdout, test.want, test.note)
			}
			before := read(t, target) + read(t, identity.File(target))
			importInto(t, target, allJewels)
			if after := read(t, target) + read(t, identity.File(target)); after != before {
				t.Errorf("a second import of the same file: got\n%s\nwant\n%s", after, before)
			}
		})
	}
}

// A new product does not get the id of a product that is missing from the export.
func TestImportGivesNoIDTwice(t *testing.T) {
	target := filepath.Join(t.TempDir(), "products.json")
	for _, test := range []struct{ export, want string }{
		{jewels, "aro=1 broche=2"}, {noBroche, "aro=1"}, {withDije, "aro=1 dije=3"}, {allJewels, "aro=1 broche=2 dije=3"},
	} {
		if got, _ := importInto(t, target, test.export); got != test.want {
			t.Errorf("got %s, want %s", got, test.want)
		}
	}
}

// An import fails if the ledger cannot be read. It assigns no new ids.
func TestImportRefusesADamagedLedger(t *testing.T) {
	for name, damage := range map[string]func(string) string{
		"cut off":         func(text string) string { return text[:len(text)/2] },
		"empty":           func(string) string { return "" },
		"another version": func(text string) string { return strings.Replace(text, `"version": 1`, `"version": 2`, 1) },
		"an id twice":     func(text string) string { return strings.Replace(text, `"id":2`, `"id":1`, 1) },
	} {
		t.Run(name, func(t *testing.T) {
			target := filepath.Join(t.TempDir(), "products.json")
			importInto(t, target, jewels)
			ledger := identity.File(target)
			damaged := damage(read(t, ledger))
			if err := os.WriteFile(ledger, []byte(damaged), 0o600); err != nil {
				t.Fatal(err)
			}
			before := read(t, target)
			_, err := run(t, target, withDije)
			if err == nil || !strings.Contains(err.Error(), ledger) || !strings.Contains(err.Error(), "cannot be read") {
				t.Errorf("got error %v, want one that names %s", err, ledger)
			}
			if read(t, target) != before || read(t, ledger) != damaged {
				t.Error("the files were changed")
			}
		})
	}
}

// If the machine stops between the two files, the ledger is ahead of the catalogue. The
// next import assigns the same ids.
func TestImportAfterACrash(t *testing.T) {
	target := filepath.Join(t.TempDir(), "products.json")
	importInto(t, target, jewels)
	before := read(t, target)
	want, _ := importInto(t, target, allJewels)
	if err := os.WriteFile(target, []byte(before), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, _ := importInto(t, target, allJewels); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// If the ledger cannot be written, the catalogue stays unchanged.
func TestImportWritesTheLedgerFirst(t *testing.T) {
	target := filepath.Join(t.TempDir(), "products.json")
	importInto(t, target, jewels)
	before := read(t, target)
	ledger := identity.File(target)
	os.Remove(ledger)
	if err := os.MkdirAll(filepath.Join(ledger, "in the way"), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := run(t, target, withDije); err == nil {
		t.Error("got no error, want one")
	}
	if read(t, target) != before {
		t.Error("the catalogue was changed")
	}
}

// A catalogue that could not be read is not written.
func TestImportWritesNothingTooLarge(t *testing.T) {
	target := filepath.Join(t.TempDir(), "products.json")
	importInto(t, target, jewels)
	before := read(t, target)
	err := writeFile(target, func(w io.Writer) error {
		spaces := strings.Repeat(" ", 1<<20)
		var err error
		for written := 0; written <= regular.Catalogue && err == nil; written += len(spaces) {
			_, err = io.WriteString(w, spaces)
		}
		return err
	})
	if want := "the catalogue would have 269.5 MB, and at most 256 MB are read"; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("got error %v, want %q in it", err, want)
	}
	if read(t, target) != before {
		t.Error("the catalogue was changed")
	}
}
