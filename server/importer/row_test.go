package importer

import "testing"

func TestRow(t *testing.T) {
	columns := map[string]int{"a": 0, "b": 1, "c": 2, "d": 9}
	tests := []struct {
		name    string
		cells   []string
		a, b, c string
	}{
		{"full", []string{"x", "yy", "zzz"}, "x", "yy", "zzz"},
		{"empty cells between", []string{"x", "", "z"}, "x", "", "z"},
		{"white space around", []string{" x\t", "\u00a0y ", "\n"}, "x", "y", ""},
		{"too short", []string{"x"}, "x", "", ""},
		{"blank", []string{" ", "", "\t"}, "", "", ""},
		{"none", nil, "", "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := newRow(7, test.cells, columns)
			if r.get("a") != test.a || r.get("b") != test.b || r.get("c") != test.c {
				t.Errorf("got %q, %q, %q, want %q, %q, %q", r.get("a"), r.get("b"), r.get("c"), test.a, test.b, test.c)
			}
			if r.get("d") != "" || r.get("unknown") != "" {
				t.Errorf("got %q and %q, want \"\" for columns that the row lacks", r.get("d"), r.get("unknown"))
			}
		})
	}
}

func TestEmptyCell(t *testing.T) {
	columns := map[string]int{"a": 0, "b": 1, "c": 2, "d": 9}
	tests := []struct{ column, a, b, c string }{
		{"a", "", "yy", "zzz"}, {"b", "x", "", "zzz"}, {"c", "x", "yy", ""}, {"d", "x", "yy", "zzz"}, {"unknown", "x", "yy", "zzz"},
	}
	for _, test := range tests {
		t.Run(test.column, func(t *testing.T) {
			rows := []row{newRow(1, []string{"x", "yy", "zzz"}, columns)}
			rows[0].empty(test.column)
			r := rows[0]
			if r.get("a") != test.a || r.get("b") != test.b || r.get("c") != test.c {
				t.Errorf("got %q, %q, %q, want %q, %q, %q", r.get("a"), r.get("b"), r.get("c"), test.a, test.b, test.c)
			}
		})
	}
}
