package orderdb_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Every step has a number of its own, and both databases have the same steps. Two
// steps share 0004: databases know them by these names, so they keep them.
func TestMigrationsAreNumbered(t *testing.T) {
	both := []string{"0004_currency.sql", "0004_forgotten.sql"}
	steps := func(folder string) (names []string) {
		t.Helper()
		entries, err := os.ReadDir(filepath.Join("migrations", folder))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			names = append(names, e.Name())
		}
		return names
	}
	sqlite := steps("sqlite")
	if postgres := steps("postgres"); !slices.Equal(sqlite, postgres) {
		t.Errorf("got the steps %q for PostgreSQL, want those of SQLite: %q", postgres, sqlite)
	}
	taken := map[string]string{}
	for _, name := range sqlite {
		number, _, _ := strings.Cut(name, "_")
		if other, ok := taken[number]; ok && !slices.Equal([]string{other, name}, both) {
			t.Errorf("%s has the number of %s: give it the next one", name, other)
		}
		taken[number] = name
	}
}
