package ordercli_test

import (
	"database/sql"
	"encoding/csv"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"carrito/server/ordercli"
	"carrito/server/shoptest"
)

// The table marks a damaged order and has all others. The error names the damaged one.
func TestExportDamaged(t *testing.T) {
	file := filepath.Join(t.TempDir(), "orders.db")
	store := shoptest.StoreIn(t, file)
	first, bad, last := shoptest.Order(t), shoptest.Order(t), shoptest.Order(t)
	shoptest.Place(t, store, first)
	shoptest.Place(t, store, bad)
	shoptest.Place(t, store, last)
	db, err := sql.Open("sqlite", file)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("UPDATE orders SET body = '{' WHERE id = $1", bad.ID); err != nil {
		t.Fatal(err)
	}
	table := filepath.Join(t.TempDir(), "orders.csv")
	_, err = run(t, store, "export", table)
	var damaged *ordercli.DamagedError
	if !errors.As(err, &damaged) || len(damaged.Faults) != 1 || !strings.Contains(err.Error(), bad.ID) {
		t.Errorf("got %v, want the damaged order named", err)
	}
	text, err := os.ReadFile(table)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(string(text))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	for _, row := range rows[1:] {
		count[row[0]]++
		if marked := row[14] == "THE ORDER CANNOT BE READ"; marked != (row[0] == bad.ID) {
			t.Errorf("got %q, want only the damaged order marked", row)
		}
	}
	if count[first.ID] != 2 || count[bad.ID] != 1 || count[last.ID] != 2 {
		t.Errorf("got %v rows, want two for each readable order and one for the damaged", count)
	}
	out, err := run(t, store, "show", bad.ID)
	if err == nil || !strings.Contains(out, "Rosa Quispe") {
		t.Errorf("show: got %q, %v, want what is known and an error", out, err)
	}
	if _, err := run(t, store, "state", bad.ID, "cancelled"); err != nil {
		t.Errorf("state: got %v, want it cancelled", err)
	}
}
