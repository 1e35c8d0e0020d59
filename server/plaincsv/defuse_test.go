package plaincsv

import (
	"strings"
	"testing"
)

func TestDefuse(t *testing.T) {
	tests := []struct{ name, cell, want string }{
		{"nothing", "", ""},
		{"words", "Av. Los Álamos 45, 2-B", "Av. Los Álamos 45, 2-B"},
		{"equals", "=1+1", "'=1+1"},
		{"plus", "+51 999", "'+51 999"},
		{"minus", "-1", "'-1"},
		{"at", "@SUM(A1)", "'@SUM(A1)"},
		{"tab", "\t=1", "'\t'=1"},
		{"carriage return", "\r=1", "'\r'=1"},
		{"spaces before", "  =1", "'  =1"},
		{"quotes before", `"=1`, `'"=1`},
		{"full width", "＝1", "'＝1"},
		{"behind a semicolon", "a;=1;b", "a;'=1;b"},
		{"behind a line break", "a\n@b", "a\n'@b"},
		{"within", "a=b", "a=b"},
	}
	for _, test := range tests {
		if got := defuse(test.cell); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

func FuzzDefuse(f *testing.F) {
	for _, seed := range []string{"=1", "a;\"=1", "\t\r\n;;+", "＝", "'=1"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, cell string) {
		got := defuse(cell)
		if again := strings.ReplaceAll(got, "'", ""); strings.ToValidUTF8(again, "") != strings.ToValidUTF8(strings.ReplaceAll(cell, "'", ""), "") && strings.ToValidUTF8(cell, "") == cell {
			t.Errorf("%q became %q, want nothing but ' added", cell, got)
		}
		for part := range strings.FieldsFuncSeq(got, func(c rune) bool { return c == ';' || c == '\t' || c == '\r' || c == '\n' }) {
			if strings.ContainsAny(part[:1], "=+-@") {
				t.Errorf("%q became %q, which has a formula in it", cell, got)
			}
		}
	})
}
