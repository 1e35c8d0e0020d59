package ordercli_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"carrito/app/money"
	"carrito/app/shop"
	"carrito/server/inbox/orderdb"
	"carrito/server/ordercli"
	"carrito/server/shoptest"
	"carrito/server/words"
)

// run runs one command line and returns what it printed.
func run(t *testing.T, store *orderdb.Store, args ...string) (string, error) {
	t.Helper()
	var out bytes.Buffer
	c := command(store)
	c.Stdout = &out
	err := c.Run(context.Background(), args)
	return out.String(), err
}

func command(store *orderdb.Store) *ordercli.Command {
	s := &shop.Shop{Language: "es", Currency: "PEN", Money: money.Format{Code: "PEN", Digits: 2, Prefix: "S/\u00a0", Decimal: "."}}
	return &ordercli.Command{Store: store, Shop: s, Limit: 30}
}

func TestListAndShow(t *testing.T) {
	store := shoptest.Store(t)
	if out, err := run(t, store); err != nil || out != "there are no orders\n" {
		t.Errorf("got %q, %v", out, err)
	}
	first, second := shoptest.Order(t), shoptest.Order(t)
	second.Customer.Name = "Un nombre larguísimo que no cabe en la línea \x1b[31m de ochenta"
	shoptest.Place(t, store, first)
	shoptest.Place(t, store, second)
	out, err := run(t, store, "list")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if len(lines) != 3 || !strings.HasPrefix(lines[1], words.Number(second.ID)) || !strings.HasPrefix(lines[2], words.Number(first.ID)) {
		t.Errorf("got\n%s\nwant both, the newest first", out)
	}
	for _, line := range lines {
		if n := utf8.RuneCountInString(line); n > 80 || strings.Contains(line, "\x1b") {
			t.Errorf("got %d characters in %q, want 80 at most and none for the terminal", n, line)
		}
	}
	for _, number := range []string{first.ID, first.ID[28:], words.Number(first.ID)} {
		out, err := run(t, store, "show", number)
		for _, want := range []string{first.ID, "2 × Bolso tote de lona", "Nota: Para regalo", "S/ 108.73", "Rosa Quispe Ñahui", "Dpto. 302\n    15001 Lima", "shopper"} {
			if err != nil || !strings.Contains(out, want) {
				t.Errorf("%s: got %v\n%s\nwant %q in it", number, err, out, want)
			}
		}
	}
}

func TestState(t *testing.T) {
	store, o := shoptest.Store(t), shoptest.Order(t)
	shoptest.Place(t, store, o)
	if _, err := run(t, store, "state", o.ID[28:], "confirmed"); err != nil {
		t.Fatal(err)
	}
	got, err := store.Order(context.Background(), o.ID)
	if last := got.History[len(got.History)-1]; err != nil || got.State != orderdb.Confirmed || last.Author != "command" {
		t.Errorf("got %+v, %v, want it confirmed, by the command", got, err)
	}
	var refused *orderdb.StateError
	if _, err := run(t, store, "state", o.ID, "done"); !errors.As(err, &refused) {
		t.Errorf("got %v, want it refused", err)
	}
}

// Several orders change at once. Those that cannot are named.
func TestStates(t *testing.T) {
	store, first, second := shoptest.Store(t), shoptest.Order(t), shoptest.Order(t)
	shoptest.Place(t, store, first)
	shoptest.Place(t, store, second)
	_, err := run(t, store, "state", words.Number(first.ID), "00000000", words.Number(second.ID), "cancelled")
	if err == nil || !strings.Contains(err.Error(), "00000000") || !errors.Is(err, orderdb.ErrNoOrder) {
		t.Errorf("got %v, want the unknown order named", err)
	}
	for _, id := range []string{first.ID, second.ID} {
		if got, err := store.Order(context.Background(), id); err != nil || got.State != orderdb.Cancelled {
			t.Errorf("got %s, %v, want it cancelled", got.State, err)
		}
	}
}

func TestFaults(t *testing.T) {
	store := shoptest.Store(t)
	shoptest.Place(t, store, shoptest.Order(t))
	tests := []struct {
		args string
		want error // nil for any
	}{
		{"sell", ordercli.ErrUsage}, {"show", ordercli.ErrUsage}, {"state 1", ordercli.ErrUsage}, {"list more", ordercli.ErrUsage}, {"backup", ordercli.ErrUsage},
		{"show 00000000", orderdb.ErrNoOrder}, {"show 00000000-0000-7000-8000-000000000000", orderdb.ErrNoOrder}, {"show 1", nil}, {"state 00000000 lost", nil},
	}
	for _, test := range tests {
		if _, err := run(t, store, strings.Fields(test.args)...); err == nil || test.want != nil && !errors.Is(err, test.want) {
			t.Errorf("%s: got %v, want %v", test.args, err, test.want)
		}
	}
}

func TestExport(t *testing.T) {
	store, o, plain := shoptest.Store(t), shoptest.Order(t), shoptest.Order(t)
	o.Customer.Name = "=HYPERLINK(\"http://evil.example\")"
	o.Note = "a;=1+1\n-2, \"quoted\""
	shoptest.Place(t, store, o)
	shoptest.Place(t, store, plain)
	file := filepath.Join(t.TempDir(), "orders.csv")
	if _, err := run(t, store, "export", file); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text, ok := strings.CutPrefix(string(data), "\ufeff")
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if !ok || err != nil || len(rows) != 5 {
		t.Fatalf("got mark %v, %v, %d rows, want the mark, a head and four lines", ok, err, len(rows))
	}
	column := func(row []string, name string) string {
		for i, head := range rows[0] {
			if head == name {
				return row[i]
			}
		}
		t.Fatalf("there is no column %q", name)
		return ""
	}
	wants := []struct{ name, first, second string }{
		{"order", o.ID, o.ID}, {"state", "new", "new"}, {"customer", "'=HYPERLINK(\"http://evil.example\")", "'=HYPERLINK(\"http://evil.example\")"},
		{"phone", "'+51 999 000 222", "'+51 999 000 222"}, {"order note", "a;'=1+1\n'-2, \"quoted\"", "a;'=1+1\n'-2, \"quoted\""},
		{"name", "Bolso tote de lona", "Polo básico"}, {"variant", "", "2"}, {"quantity", "2", "1"}, {"line total", "69.80", "39.90"},
		{"total", "108.73", ""}, {"shipping", "10.00", ""},
	}
	for _, want := range wants {
		if got := column(rows[1], want.name); got != want.first {
			t.Errorf("%s of the first line: got %q, want %q", want.name, got, want.first)
		}
		if got := column(rows[2], want.name); got != want.second {
			t.Errorf("%s of the second line: got %q, want %q", want.name, got, want.second)
		}
	}
	if got := column(rows[3], "order"); got != plain.ID {
		t.Errorf("got %q after it, want the next order", got)
	}
	if _, err := run(t, store, "export", file); !errors.Is(err, os.ErrExist) {
		t.Errorf("got %v, want a file that is there left as it is", err)
	}
}

func TestBackup(t *testing.T) {
	store, o := shoptest.Store(t), shoptest.Order(t)
	shoptest.Place(t, store, o)
	file := filepath.Join(t.TempDir(), "copy.db")
	if _, err := run(t, store, "backup", file); err != nil {
		t.Fatal(err)
	}
	backup, err := orderdb.Open(context.Background(), file, 2)
	if err != nil {
		t.Fatal(err)
	}
	defer backup.Close()
	if got, err := backup.Order(context.Background(), o.ID); err != nil || got.Order.Customer != o.Customer {
		t.Errorf("got %+v, %v, want the order in the copy", got, err)
	}
}
