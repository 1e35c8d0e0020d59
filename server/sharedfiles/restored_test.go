package sharedfiles_test

import (
	"slices"
	"strings"
	"testing"

	"carrito/server/catalogfile"
	"carrito/server/identity"

	"github.com/jackc/pgx/v5"
)

// A database that was restored is noticed although its counter is as before: its files count,
// and the log says so.
func TestDatabaseIsRestored(t *testing.T) {
	database, first, second := both(t)
	if err := first.rename("Ana", "Polo de antes"); err != nil {
		t.Fatal(err)
	}
	execute := func(statement string) {
		t.Helper()
		conn, err := pgx.Connect(t.Context(), database)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close(t.Context())
		if _, err := conn.Exec(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	execute("CREATE TABLE backup AS SELECT * FROM shared_files")
	if err := first.rename("Ana", "Polo de Ana"); err != nil {
		t.Fatal(err)
	}
	first.sync()
	second.sync()
	second.has("products.json", "Polo de Ana")
	execute("DELETE FROM shared_files; INSERT INTO shared_files SELECT * FROM backup")
	second.sync()
	second.has("products.json", "Polo de antes")
	for _, want := range []string{"the database has older files than before", "products.json on this server was not the one"} {
		if got := second.log.String(); !strings.Contains(got, want) {
			t.Errorf("got the log %q, want %q", got, want)
		}
	}
	if got := second.versions(); !slices.Contains(got, "edited Ana") {
		t.Errorf("got the versions %q, want the later one among them", got)
	}
}

// A database that has lost its files gets those of a server, and the owner can save.
func TestDatabaseLosesItsFiles(t *testing.T) {
	database, first, _ := both(t)
	if err := first.rename("Ana", "Polo de Ana"); err != nil {
		t.Fatal(err)
	}
	first.sync()
	conn, err := pgx.Connect(t.Context(), database)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	if _, err := conn.Exec(t.Context(), "DELETE FROM shared_files"); err != nil {
		t.Fatal(err)
	}
	first.sync()
	if err := first.rename("Ana", "Polo de después"); err != nil {
		t.Fatal(err)
	}
	second := newServer(t, database, nil)
	second.sync()
	second.has("products.json", "Polo de después")
}

// Ids that only the folder knows that joins second are not given again.
func TestFullerLedgerJoins(t *testing.T) {
	_, first, _ := both(t)
	if err := first.rename("Ana", "Polo"); err != nil {
		t.Fatal(err)
	}
	if err := first.rename("Ana", "Polo 2"); err != nil {
		t.Fatal(err)
	}
	database := first.database
	older := newServer(t, database, map[string]string{"products.json": polo,
		identity.File("products.json"): `{"version": 1, "products": [
{"id": 1, "slug": "polo", "name": "Polo"},
{"id": 7, "slug": "taza", "name": "Taza"}
]}`})
	older.sync()
	_, err := first.products().Update("Ana", func(c *catalogfile.Catalogue) error {
		one, err := catalogfile.ParseObject(`{"slug": "gorra", "name": "Gorra", "price": "1.00"}`)
		c.Products = append(c.Products, one)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	first.has("products.json", `"id": 8`)
}
