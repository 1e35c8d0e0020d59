package cart

import (
	"errors"
	"strings"
)

// MaxLinkLines is the most lines a cart link may have.
const MaxLinkLines = 200

// The ways in which a text is no cart link. A quantity that no line can have is
// [ErrQuantity].
var (
	ErrLinkVersion  = errors.New("the cart link is of a version that is not known here")
	ErrLinkDamaged  = errors.New("the cart link is cut off, mistyped or none at all")
	ErrLinkTrailing = errors.New("the cart link has something behind its last line")
	ErrLinkLines    = errors.New("the cart link has no line, or more than 200")
	ErrLinkID       = errors.New("the cart link has an id that no product or variant can have")
	ErrLinkRepeated = errors.New("the cart link has a line twice")
)

// The text of a link is linkVersion, a dot, and digits: four of a checksum of
// the version and the lines, and for each line, those of product id, variant id (0 for none) and quantity, and
// three of a check of what the line is called. Each digit has six bits, as in
// base64url (RFC 4648, section 5). A number has five of its bits in each, the
// lowest first; the sixth says that more follow.
const (
	digits      = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	more        = 1 << 5
	sumDigits   = 4
	checkDigits = 3
	lineDigits  = 11 + 11 + 2 + checkDigits // at most: two ids of 53 bits and a quantity of 10
	maxDigits   = sumDigits + MaxLinkLines*lineDigits
)

// linkVersion is another one whenever what is behind it is read in another way.
// Links of firstVersion have no checks, and a checksum of the lines alone.
const (
	linkVersion  = "2"
	firstVersion = "1"
)

// noCheck is in a link where the check of a line would be, if the line has no
// name.
const noCheck = "AAA"

// Link returns a text that stands for the cart in the fragment of an address:
// what is in it and how many of each, in their order. Names and prices are not
// in it, nor anything of the shopper, but a check of each name tells whether it
// is still the same. A cart without lines, or with more than [MaxLinkLines],
// has none: [ErrLinkLines].
func (c *Cart) Link() (string, error) {
	if len(c.lines) == 0 || len(c.lines) > MaxLinkLines {
		return "", ErrLinkLines
	}
	var lines []byte
	for _, l := range c.lines {
		for _, n := range [3]int{l.ProductID, l.VariantID, l.Quantity} {
			for ; n >= more; n >>= 5 {
				lines = append(lines, digits[n%more+more])
			}
			lines = append(lines, digits[n])
		}
		check, ok := c.checks[l.Key()]
		if !ok {
			check = checkOf(l)
		}
		lines = append(lines, check...)
	}
	return linkVersion + "." + checksum(linkVersion+string(lines)) + string(lines), nil
}

// checkOf returns the check of what a line is called.
func checkOf(l Line) string {
	if l.Name == "" {
		return noCheck
	}
	return checksum(l.Name + "\x00" + l.Variant)[:checkDigits]
}

// Check returns a number, below 2¹⁸, that tells a name from others.
func Check(name string) int { return int(crc24(name) >> 6) }

// ParseLink reads what [Cart.Link] has written, now or before there were
// checks, and refuses every other text, with the error that says why. The lines
// have ids and quantities only: [Cart.Reconcile] gives them the rest, and takes
// away what cannot be had.
func ParseLink(text string) (Cart, error) {
	version, text, _ := strings.Cut(text, ".")
	sealed := "" // what the checksum is of, before the lines
	switch {
	case version == linkVersion:
		sealed = linkVersion
	case version == firstVersion:
	case version != "" && strings.Trim(version, "0123456789") == "":
		return Cart{}, ErrLinkVersion
	default:
		return Cart{}, ErrLinkDamaged
	}
	if len(text) < sumDigits || len(text) > maxDigits {
		return Cart{}, ErrLinkDamaged
	}
	sum, text := text[:sumDigits], text[sumDigits:]
	if checksum(sealed+text) != sum {
		return Cart{}, ErrLinkDamaged
	}
	return readLink(text, version == linkVersion)
}

// readLink reads the lines of a link, with their checks or without.
func readLink(text string, checked bool) (Cart, error) {
	c := Cart{checks: map[Key]string{}}
	for text != "" {
		var numbers [3]int
		var err error
		for i := range numbers {
			if numbers[i], text, err = readNumber(text); err != nil {
				return Cart{}, err
			}
		}
		l := Line{ProductID: numbers[0], VariantID: numbers[1], Quantity: numbers[2]}
		switch {
		case l.ProductID < 1 || l.ProductID > maxID || l.VariantID > maxID:
			return Cart{}, ErrLinkID
		case l.Quantity < 1 || l.Quantity > MaxQuantity:
			return Cart{}, ErrQuantity
		case c.index(l.Key()) >= 0:
			return Cart{}, ErrLinkRepeated
		case len(c.lines) == MaxLinkLines:
			return Cart{}, ErrLinkLines
		case checked && len(text) < checkDigits:
			return Cart{}, ErrLinkTrailing
		case checked:
			check := text[:checkDigits]
			if text = text[checkDigits:]; strings.Trim(check, digits) != "" {
				return Cart{}, ErrLinkDamaged
			}
			if check != noCheck {
				c.checks[l.Key()] = check
			}
		}
		c.lines = append(c.lines, l)
	}
	if len(c.lines) == 0 {
		return Cart{}, ErrLinkLines
	}
	return c, nil
}

// readNumber reads one number, and returns the text behind it. Of a number
// larger than any of a cart only that much is known.
func readNumber(text string) (n int, rest string, err error) {
	for i := range len(text) {
		digit := strings.IndexByte(digits, text[i])
		switch {
		case digit < 0, digit == 0 && i > 0: // the highest digits are never nought
			return 0, "", ErrLinkDamaged
		case 5*i < 55:
			n += digit % more << (5 * i)
		case digit%more > 0:
			n = maxID + 1
		}
		if digit < more {
			return n, text[i+1:], nil
		}
	}
	return 0, "", ErrLinkTrailing
}

// checksum is crc24 in digits.
func checksum(text string) string {
	sum := crc24(text)
	return string([]byte{digits[sum>>18], digits[sum>>12&63], digits[sum>>6&63], digits[sum&63]})
}

// crc24 is the CRC-24 of OpenPGP (RFC 9580, section 6.1). It tells a link with a
// part missing or a character wrong from a whole one; against whoever makes a
// link on purpose it is no help, nor need it be.
func crc24(text string) uint32 {
	const initial, polynomial = 0xb704ce, 0x864cfb
	sum := uint32(initial)
	for i := range len(text) {
		sum ^= uint32(text[i]) << 16
		for range 8 {
			sum <<= 1
			if sum&(1<<24) != 0 {
				sum ^= 1<<24 | polynomial
			}
		}
	}
	return sum
}
