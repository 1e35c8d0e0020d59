package cart_test

import (
	"errors"
	"strings"
	"testing"

	"carrito/app/cart"
)

// largest is the largest id of a product or a variant.
const largest = 1<<53 - 1

// digits are the digits of base64url (RFC 4648, section 5).
const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

// linked returns a cart link of the first version, which has no checks. The lines are
// product, variant and quantity, and need not be valid. trailing follows them.
func linked(trailing string, lines ...[3]uint64) string {
	var text string
	for _, line := range lines {
		for _, n := range line {
			for n > 31 {
				text += string(digits[32|n&31])
				n /= 32
			}
			text += string(digits[n])
		}
	}
	return seal(text + trailing)
}

// seal puts a valid version and checksum before the lines of a link.
func seal(text string) string {
	sum := crc24(text)
	return "1." + string([]byte{digits[sum/64/64/64], digits[sum/64/64%64], digits[sum/64%64], digits[sum%64]}) + text
}

// crc24 computes the checksum bit by bit, with the polynomial of RFC 9580.
func crc24(text string) uint32 {
	sum := uint32(0xb704ce)
	for _, c := range []byte(text) {
		for i := 7; i >= 0; i-- {
			top := sum>>23&1 ^ uint32(c>>i&1)
			sum = sum << 1 & 0xffffff
			if top == 1 {
				sum ^= 0x864cfb
			}
		}
	}
	return sum
}

// checked returns a cart link of lines with checks.
func checked(lines ...[4]any) string {
	var text string
	for _, l := range lines {
		text += linked("", [3]uint64{uint64(l[0].(int)), uint64(l[1].(int)), uint64(l[2].(int))})[6:] + l[3].(string)
	}
	return seal2(text)
}

// seal2 returns a link of the second version, whose checksum covers the version too.
func seal2(text string) string { return "2." + seal("2" + text)[2:6] + text }

// check returns the check of the names of a product and a variant.
func check(name, variant string) string { return seal(name + "\x00" + variant)[2:5] }

func TestLink(t *testing.T) {
	c := filled(t)
	got, err := c.Link()
	want := checked([4]any{1, 0, 2, check("Gorra", "")}, [4]any{2, 0, 3, check("Polo básico", "")}, [4]any{7, 2, 1, check("Casaca", "M / Azul")})
	if err != nil || got != want {
		t.Fatalf("got %q, %v, want %q", got, err, want)
	}
	back, err := cart.ParseLink(got)
	if err != nil || keys(&back) != keys(&c) {
		t.Fatalf("got %s, %v, want %s", keys(&back), err, keys(&c))
	}
	for _, l := range back.Lines() {
		if l.Name != "" || l.Variant != "" || l.Image != "" || !l.UnitPrice.Zero() {
			t.Errorf("got %+v, want ids, a quantity and a check only", l)
		}
	}
	if again, err := back.Link(); err != nil || again != got {
		t.Errorf("of the parsed cart: got %q, %v, want %q", again, err, got)
	}
}

// Reconcile reports lines whose names have changed since the link was made.
func TestLinkOfOtherNames(t *testing.T) {
	const products = `{"id":2,"slug":"polo","name":"Polo","price":"39.90"},
		{"id":7,"slug":"c","name":"Casaca","price":"120","options":[{"name":"Talla","values":["M"]}],"variants":[{"id":2,"values":["M"]}]}`
	tests := []struct{ name, link, want string }{
		{"the same names", checked([4]any{2, 0, 1, check("Polo", "")}, [4]any{7, 2, 1, check("Casaca", "M")}), ""},
		{"another variant", checked([4]any{2, 0, 1, check("Polo", "")}, [4]any{7, 2, 1, check("Casaca", "S")}), "7:2"},
		{"another product", checked([4]any{2, 0, 1, check("Gorra", "")}, [4]any{7, 2, 1, check("Casaca", "M")}), "2"},
		{"no names", checked([4]any{2, 0, 1, "AAA"}, [4]any{7, 2, 1, "AAA"}), ""},
		{"of the first version", linked("", [3]uint64{2, 0, 1}, [3]uint64{7, 2, 1}), ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c, err := cart.ParseLink(test.link)
			if err != nil {
				t.Fatal(err)
			}
			renamed := ""
			for _, change := range c.Reconcile(stocked(t, "["+products+"]")) {
				if change.Kind == cart.Renamed {
					renamed += string(change.Line.Key())
				}
			}
			if renamed != test.want || c.Count() != 2 {
				t.Errorf("got %q reported and %d units, want %q and 2", renamed, c.Count(), test.want)
			}
		})
	}
}

// The published check value of this CRC.
func TestChecksum(t *testing.T) {
	if got := crc24("123456789"); got != 0x21cf02 {
		t.Errorf("got %06x, want 21cf02", got)
	}
}

// Existing links must open for ever.
func TestOldLinkOpens(t *testing.T) {
	c, err := cart.ParseLink("1.E4UyBACCADHCB")
	if want := "1×2 2×3 7:2×1"; err != nil || keys(&c) != want {
		t.Errorf("got %q, %v, want %s", keys(&c), err, want)
	}
}

func TestNoLink(t *testing.T) {
	for _, n := range []int{0, cart.MaxLinkLines + 1} {
		c := cart.New(make([]cart.Line, n))
		if got, err := c.Link(); got != "" || !errors.Is(err, cart.ErrLinkLines) {
			t.Errorf("%d lines: got %q, %v, want none and %v", n, got, err, cart.ErrLinkLines)
		}
	}
}

func many(n int) (lines [][3]uint64) {
	for id := range n {
		lines = append(lines, [3]uint64{largest - uint64(id), largest, 999})
	}
	return lines
}

func TestParseLink(t *testing.T) {
	good := linked("", [3]uint64{1, 0, 2}, [3]uint64{7, 2, 1})
	one := [3]uint64{1, 0, 2}
	tests := []struct {
		name string
		text string
		want error
	}{
		{"good", good, nil},
		{"as many lines as may be, of the largest ids", linked("", many(cart.MaxLinkLines)...), nil},
		{"largest ids and quantity", linked("", [3]uint64{largest, largest, 999}), nil},
		{"two variants of a product", linked("", [3]uint64{7, 1, 1}, [3]uint64{7, 2, 1}), nil},
		{"empty", "", cart.ErrLinkDamaged},
		{"a word", "content", cart.ErrLinkDamaged},
		{"the version only", "1", cart.ErrLinkDamaged},
		{"nothing behind the version", "1.", cart.ErrLinkDamaged},
		{"a checksum cut short", "1.tw", cart.ErrLinkDamaged},
		{"the next version", "3" + good[1:], cart.ErrLinkVersion},
		{"the second version, of the first", "2" + good[1:], cart.ErrLinkDamaged},
		{"the first version, of the second", "1" + checked([4]any{1, 0, 2, "HCB"})[1:], cart.ErrLinkDamaged},
		{"the second version", checked([4]any{1, 0, 2, "a-_"}, [4]any{7, 2, 1, "AAA"}), nil},
		{"a check cut short", seal2("BACab"), cart.ErrLinkTrailing},
		{"a check of other characters", seal2("BACa.b"), cart.ErrLinkDamaged},
		{"a checked line twice", checked([4]any{1, 0, 2, "aaa"}, [4]any{1, 0, 2, "bbb"}), cart.ErrLinkRepeated},
		{"a version far off", "99999999999999999999." + good[2:], cart.ErrLinkVersion},
		{"version nought", "0" + good[1:], cart.ErrLinkVersion},
		{"version 01", "0" + good, cart.ErrLinkVersion},
		{"a letter for the version", "l" + good[1:], cart.ErrLinkDamaged},
		{"a sign before the version", "+" + good, cart.ErrLinkDamaged},
		{"no version", good[2:], cart.ErrLinkDamaged},
		{"padding", good + "=", cart.ErrLinkDamaged},
		{"a line break", good + "\n", cart.ErrLinkDamaged},
		{"a line break within", good[:6] + "\r\n" + good[6:], cart.ErrLinkDamaged},
		{"a space", good + " ", cart.ErrLinkDamaged},
		{"the alphabet of base64, not of base64url", "1.+/+/", cart.ErrLinkDamaged},
		{"markup", "1.<img src=x onerror=alert(1)>", cart.ErrLinkDamaged},
		{"NUL", "1.\x00", cart.ErrLinkDamaged},
		{"no UTF-8", "1.\xff\xfe", cart.ErrLinkDamaged},
		{"a megabyte", "1." + strings.Repeat("A", 1<<20), cart.ErrLinkDamaged},
		{"a megabyte of version", strings.Repeat("x", 1<<20) + ".", cart.ErrLinkDamaged},
		{"a character more than the longest", linked("", many(cart.MaxLinkLines)...) + "A", cart.ErrLinkDamaged},
		{"no line", linked(""), cart.ErrLinkLines},
		{"a line too many", linked("", shortLines(cart.MaxLinkLines+1)...), cart.ErrLinkLines},
		{"product nought", linked("", [3]uint64{0, 0, 1}), cart.ErrLinkID},
		{"product too large", linked("", [3]uint64{largest + 1, 0, 1}), cart.ErrLinkID},
		{"product of 64 bits", linked("", [3]uint64{1<<64 - 1, 0, 1}), cart.ErrLinkID},
		{"variant too large", linked("", [3]uint64{1, largest + 1, 1}), cart.ErrLinkID},
		{"variant of 64 bits", linked("", [3]uint64{1, 1 << 63, 1}), cart.ErrLinkID},
		{"quantity nought", linked("", [3]uint64{1, 0, 0}), cart.ErrQuantity},
		{"quantity 1000", linked("", [3]uint64{1, 0, 1000}), cart.ErrQuantity},
		{"quantity of 64 bits", linked("", [3]uint64{1, 0, 1<<64 - 1}), cart.ErrQuantity},
		{"a line twice", linked("", one, [3]uint64{2, 0, 1}, one), cart.ErrLinkRepeated},
		{"a line twice in two quantities", linked("", one, [3]uint64{1, 0, 3}), cart.ErrLinkRepeated},
		{"a third of a line", linked("F", one), cart.ErrLinkTrailing},
		{"two thirds of a line", linked("FA", one), cart.ErrLinkTrailing},
		{"a number without end", linked("g", one), cart.ErrLinkTrailing},
		{"a number of many digits without end", linked(strings.Repeat("_", 300), one), cart.ErrLinkTrailing},
		{"a number of many digits", linked(strings.Repeat("_", 300)+"BAB", one), cart.ErrLinkID},
		{"a number of many noughts and a one", linked(strings.Repeat("g", 300)+"BAB", one), cart.ErrLinkID},
		{"a number in more digits than it needs", linked("lAAB", one), cart.ErrLinkDamaged},
		{"a number of noughts", linked("gAAB", one), cart.ErrLinkDamaged},
		{"a digit that is none", linked("F.B", one), cart.ErrLinkDamaged},
		{"padding behind the right checksum", linked("=", one), cart.ErrLinkDamaged},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := cart.ParseLink(tt.text)
			if !errors.Is(err, tt.want) {
				t.Errorf("got error %v, want %v", err, tt.want)
			}
			if err != nil && len(c.Lines()) > 0 {
				t.Errorf("got %d lines with the error, want none", len(c.Lines()))
			}
		})
	}
}

func shortLines(n int) (lines [][3]uint64) {
	for id := range n {
		lines = append(lines, [3]uint64{uint64(id) + 1, 0, 1})
	}
	return lines
}

// A link that is cut off, or has one wrong character, is never accepted.
func TestMistypedLink(t *testing.T) {
	mistype(t, linked("", [3]uint64{1, 0, 2}, [3]uint64{64, 3, 1}, [3]uint64{100_000, 0, 12}))
	mistype(t, checked([4]any{1, 0, 2, "xyz"}, [4]any{64, 3, 1, "AAA"}, [4]any{100_000, 0, 12, "-_-"}))
}

func mistype(t *testing.T, good string) {
	for end := range good {
		if _, err := cart.ParseLink(good[:end]); err == nil {
			t.Errorf("cut off behind %d characters: got no error, want one", end)
		}
	}
	for i := range good {
		for _, c := range []byte(digits) {
			if mistyped := good[:i] + string(c) + good[i+1:]; mistyped != good {
				if _, err := cart.ParseLink(mistyped); err == nil {
					t.Errorf("%c in place %d: got no error, want one", c, i)
				}
			}
		}
		if i > 0 && good[i] != good[i-1] { // two characters exchanged
			swapped := good[:i-1] + string(good[i]) + string(good[i-1]) + good[i+1:]
			if _, err := cart.ParseLink(swapped); err == nil {
				t.Errorf("%s: got no error, want one", swapped)
			}
		}
	}
}

// TestLinkIsShort checks the maximum length of a link: 50 lines with ids of any size,
// after an address of 120 characters, fit into 2 kB.
func TestLinkIsShort(t *testing.T) {
	const limit = 2048
	address := "https://" + strings.Repeat("s", 120-len("https:///carrito/")) + "/carrito/#"
	for name, lines := range map[string][][3]uint64{"the largest ids": many(50), "small ids": shortLines(50)} {
		c, err := cart.ParseLink(linked("", lines...))
		if err != nil {
			t.Fatal(err)
		}
		link, err := c.Link()
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("50 lines, %s: %d characters", name, len(address+link))
		if len(address+link) > limit {
			t.Errorf("50 lines, %s: got %d characters, want at most %d", name, len(address+link), limit)
		}
	}
}

func TestParseLinkAllocates(t *testing.T) {
	for name, text := range map[string]string{
		"a megabyte": "1." + strings.Repeat("A", 1<<20), "dots": strings.Repeat(".", 1<<20), "digits": strings.Repeat("9", 1<<20),
	} {
		if got := testing.AllocsPerRun(10, func() { cart.ParseLink(text) }); got > 0 {
			t.Errorf("%s: got %v allocations, want none", name, got)
		}
	}
}
