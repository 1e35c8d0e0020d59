package importer

import (
	"fmt"
	"strings"
	"testing"
)

func TestDoubts(t *testing.T) {
	const header = "Handle,Title,Variant Price\n"
	// ten is an old catalogue of ten products at 20.00, with ids 1 to 10.
	var ten []string
	for i := 1; i <= 10; i++ {
		ten = append(ten, fmt.Sprintf(`{"id":%d,"slug":"p%d","name":"P%d","price":"20.00"}`, i, i, i))
	}
	old := "[" + strings.Join(ten, ",") + "]"
	export := func(n int, price string) string {
		text := header
		for i := 1; i <= n; i++ {
			text += fmt.Sprintf("p%d,P%d,%s\n", i, i, price)
		}
		return text
	}
	tests := []struct {
		name, before, export string
		want                 string // joined with " & "
	}{
		{"the same", old, export(10, "20"), ""},
		{"a fifth fewer", old, export(8, "20"), ""},
		{"more than a fifth fewer", old, export(7, "20"), "7 products instead of 10; gone: P8; P9; P10"},
		{"far fewer", old, export(1, "20"), "1 products instead of 10; gone: P2; P3; P4; P5; P6; …"},
		{"one of two", "[" + strings.Join(ten[:2], ",") + "]", export(1, "20"), ""},
		{"two of three", "[" + strings.Join(ten[:3], ",") + "]", export(1, "20"), "1 products instead of 3; gone: P2; P3"},
		{"nine times dearer", old, export(10, "199.99"), ""},
		{"ten times dearer", "[" + strings.Join(ten[:2], ",") + "]", header + "p1,P1,200\np2,P2,20\n",
			"1 products at ten times their price or more, or at a tenth or less: P1 from 20.00 to 200.00"},
		{"a tenth", "[" + strings.Join(ten[:2], ",") + "]", header + "p1,P1,20\np2,P2,2\n",
			"1 products at ten times their price or more, or at a tenth or less: P2 from 20.00 to 2.00"},
		{"for nothing", "[" + ten[0] + "]", export(1, "0"), "1 products at ten times their price or more, or at a tenth or less: P1 from 20.00 to 0.00"},
		{"it was for nothing", `[{"id":1,"slug":"p1","name":"P1","price":"0"}]`, export(1, "20"), ""},
		{"both", old, export(2, "2000"), "2 products instead of 10; gone: P3; P4; P5; P6; P7; … & " +
			"2 products at ten times their price or more, or at a tenth or less: P1 from 20.00 to 2000.00; P2 from 20.00 to 2000.00"},
		{"a variant", `[{"id":1,"slug":"p1","name":"P1","price":"2.00","options":[{"name":"Talla","values":["S","M"]}],
			"variants":[{"id":1,"values":["S"]},{"id":2,"values":["M"],"price":"3.00"}]}]`,
			"Handle,Title,Option1 Name,Option1 Value,Variant Price\np1,P1,Talla,S,2\np1,,,M,300\n",
			"1 products at ten times their price or more, or at a tenth or less: P1 from 3.00 to 300.00"},
		{"a faulty old file", `[{"id":1,"slug":"p1","name":"P1","price":false,"stock":"x"}]`, export(1, "20"), ""},
		{"an empty shop", "[]", export(1, "20"), ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := read(t, test.export, adopted(t, test.before))
			if got := strings.Join(r.Warnings(strings.NewReader(test.before)).List(), " & "); got != test.want {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}
