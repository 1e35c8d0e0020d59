package importer

import (
	"slices"
	"testing"
)

func TestSplitList(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"", nil},
		{" a ,, b\n c ,a", []string{"a", "b c"}},
		{`a\, b,c`, []string{"a, b", "c"}},
		{"a\x00b,\x07", []string{"ab"}},
		{"Cocina\u200b, Cocina,\ufeff", []string{"Cocina"}},
	}
	for _, test := range tests {
		if got := splitList(test.text); !slices.Equal(got, test.want) {
			t.Errorf("splitList(%q): got %q, want %q", test.text, got, test.want)
		}
	}
}
