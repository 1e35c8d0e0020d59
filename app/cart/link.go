package cart

import (
	"errors"
	"strings"
)

// MaxLinkLines is the maximum number of lines in a cart link.
const MaxLinkLines = 200

// The errors of [ParseLink]. For a quantity that no line can have, it returns
// [ErrQuantity].
var (
	ErrLinkVersion  = errors.New("the cart link is of a version that is not known here")
	ErrLinkDamaged  = errors.New("the cart link is cut off, mistyped or none at all")
	ErrLinkTrailing = errors.New("the cart link has something behind its last line")
	ErrLinkLines    = errors.New("the cart link has no line, or more than 200")
	ErrLinkID       = errors.New("the cart link has an id that no product or variant can have")
	ErrLinkRepeated = errors.New("the cart link has a line twice")
)

// A link consists of linkVersion, a dot and digits. The first four digits are a
// checksum of the version and the lines. Each line has a product id, a variant id (0
// for none), a quantity, and three digits of a check of its name. A digit has six bits,
// as in base64url (RFC 4648, section 5). A number has five bits in each digit, the
// lowest first; the sixth bit says that more digits follow.
const (
	digits      = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	more        = 1 << 5
	sumDigits   = 4
	checkDigits = 3
	lineDigits  = 11 + 11 + 2 + checkDigits // maximum: two ids of 53 bits and a quantity of 10 bits
	maxDigits   = sumDigits + MaxLinkLines*lineDigits
)

// linkVersion changes whenever the format of links changes. Links of firstVersion have
// no checks, and their checksum covers only the lines.
const (
	linkVersion  = "2"
	firstVersion = "1"
)

// noCheck replaces the check of a line without a name.
const noCheck = "AAA"

// Link returns the cart as a text for the fragment of an address. It contains the ids
// and quantities of the lines in their order, and a check of each name, which shows
// later whether the name has changed. It contains no names, no prices and nothing about
// the shopper. If the cart has no lines, or more than [MaxLinkLines], Link returns
// [ErrLinkLines].
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

// checkOf returns the check of the names of a line.
func checkOf(l Line) string {
	if l.Name == "" {
		return noCheck
	}
	return checksum(l.Name + "\x00" + l.Variant)[:checkDigits]
}

// Check returns a hash of a name, below 2¹⁸.
func Check(name string) int { return int(crc24(name) >> 6) }

// ParseLink reads a link that [Cart.Link] has written, of the current or the first
// version. For any other text, it returns an error with the reason. The lines have only
// ids and quantities. [Cart.Reconcile] adds the rest and removes lines that cannot be
// bought.
func ParseLink(text string) (Cart, error) {
	version, text, _ := strings.Cut(text, ".")
	sealed := "" // the part before the lines that the checksum covers
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

// readLink reads the lines of a link, which have checks if checked is set.
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

// readNumber reads one number and returns the text after it. For a number larger than
// any in a cart, it returns maxID + 1.
func readNumber(text string) (n int, rest string, err error) {
	for i := range len(text) {
		digit := strings.IndexByte(digits, text[i])
		switch {
		case digit < 0, digit == 0 && i > 0: // the highest digit is never zero
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

// checksum returns crc24 of text as digits.
func checksum(text string) string {
	sum := crc24(text)
	return string([]byte{digits[sum>>18], digits[sum>>12&63], digits[sum>>6&63], digits[sum&63]})
}

// crc24 returns the CRC-24 of OpenPGP (RFC 9580, section 6.1). It detects links that
// are cut off or mistyped. It does not detect forged links, and need not.
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
