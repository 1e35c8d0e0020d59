package money_test

import (
	"encoding/json"
	"testing"

	"carrito/app/money"
)

// The formats follow CLDR: group sizes and separators of each locale, and
// minimumGroupingDigits, 1 almost everywhere and 2 in Spain.
var (
	peru = money.Format{
		Code: "PEN", Digits: 2, Prefix: "S/\u00a0", Decimal: ".", Group: ",", First: 3, Rest: 3, Minimum: 4,
	}
	spain = money.Format{
		Code: "EUR", Digits: 2, Suffix: "\u00a0€", Decimal: ",", Group: ".", First: 3, Rest: 3, Minimum: 5,
	}
	india = money.Format{
		Code: "INR", Digits: 2, Prefix: "₹", Decimal: ".", Group: ",", First: 3, Rest: 2, Minimum: 4,
	}
	japan = money.Format{
		Code: "JPY", Digits: 0, Prefix: "￥", Decimal: ".", Group: ",", First: 3, Rest: 3, Minimum: 4,
	}
	kuwait = money.Format{
		Code: "KWD", Digits: 3, Suffix: "\u00a0د.ك.", Decimal: "٫", Group: "٬", First: 3, Rest: 3, Minimum: 4,
		Numbers: "٠١٢٣٤٥٦٧٨٩",
	}
	colombia = money.Format{
		Code: "COP", Digits: 2, Prefix: "$\u00a0", Decimal: ",", Group: ".", First: 3, Rest: 3, Minimum: 4, Short: true,
	}
	ungrouped = money.Format{Code: "XTS", Digits: 2, Decimal: ".", Minimum: 4}
)

func TestFormat(t *testing.T) {
	tests := []struct {
		name   string
		format money.Format
		minor  int64
		want   string
	}{
		{"Peru, nothing", peru, 0, "S/\u00a00.00"},
		{"Peru, a céntimo", peru, 1, "S/\u00a00.01"},
		{"Peru, three digits", peru, 99999, "S/\u00a0999.99"},
		{"Peru, four digits", peru, 123450, "S/\u00a01,234.50"},
		{"Peru, seven digits", peru, 123456789, "S/\u00a01,234,567.89"},
		{"Spain, three digits", spain, 12345, "123,45\u00a0€"},
		{"Spain, four digits stay together", spain, 123450, "1234,50\u00a0€"},
		{"Spain, five digits", spain, 1234500, "12.345,00\u00a0€"},
		{"Spain, seven digits", spain, 123456789, "1.234.567,89\u00a0€"},
		{"India, four digits", india, 123450, "₹1,234.50"},
		{"India, six digits", india, 12345600, "₹1,23,456.00"},
		{"India, eight digits", india, 1234567800, "₹1,23,45,678.00"},
		{"Japan, three digits", japan, 980, "￥980"},
		{"Japan, four digits", japan, 1200, "￥1,200"},
		{"Kuwait, below one", kuwait, 5, "٠٫٠٠٥\u00a0د.ك."},
		{"Kuwait, every digit", kuwait, 1234567890, "١٬٢٣٤٬٥٦٧٫٨٩٠\u00a0د.ك."},
		{"Colombia, whole", colombia, 1234500, "$\u00a012.345"},
		{"Colombia, with cents", colombia, 1234550, "$\u00a012.345,50"},
		{"Colombia, with one cent", colombia, 1234501, "$\u00a012.345,01"},
		{"Colombia, nothing", colombia, 0, "$\u00a00"},
		{"Colombia, four digits grouped without decimals", colombia, 123400, "$\u00a01.234"},
		{"no grouping at all", ungrouped, 123456789, "1234567.89"},
		{"Peru, negative", peru, -123450, "S/\u00a0-1,234.50"},
		// The sign is not a digit: four digits with a sign are not grouped either.
		{"Spain, negative four digits", spain, -123450, "-1234,50\u00a0€"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.format.Text(money.FromMinor(tt.minor, tt.format.Digits)); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// An empty cart's subtotal is the zero Amount, which has no decimals.
func TestFormatOfNothing(t *testing.T) {
	if got, want := peru.Text(money.Amount{}), "S/\u00a00.00"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Digits in the symbol belong to its name and stay unchanged.
func TestFormatKeepsPrefix(t *testing.T) {
	f := kuwait
	f.Prefix = "K1 "
	if got, want := f.Text(money.FromMinor(1000, 3)), "K1 ١٫٠٠٠\u00a0د.ك."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestFormatAsJSON(t *testing.T) {
	for _, format := range []money.Format{peru, spain, india, japan, kuwait, colombia, ungrouped} {
		text, err := json.Marshal(format)
		if err != nil {
			t.Fatal(err)
		}
		var back money.Format
		if err := json.Unmarshal(text, &back); err != nil {
			t.Fatal(err)
		}
		if back != format {
			t.Errorf("through %s: got %+v, want %+v", text, back, format)
		}
	}
}
