package importer

import (
	"fmt"
	"strings"
	"unicode"

	"carrito/app/money"
)

// numeral is a number as people write it, split at its separators.
type numeral struct {
	before, after string   // the text around the digits
	groups        []string // the digits; one more than separators
	separators    []rune   // each is one of . , ' and space
}

// parseNumeral splits a number at its separators. It reads every Unicode space as a
// space and ignores quotes around the number.
func parseNumeral(text string) (numeral, error) {
	text = strings.Trim(strings.Map(plainRune, text), ` "'`)
	first, last := strings.IndexAny(text, "0123456789"), strings.LastIndexAny(text, "0123456789")
	if first < 0 {
		return numeral{}, money.ErrSyntax
	}
	n := numeral{before: text[:first], after: text[last+1:]}
	group := 0
	digits := text[first : last+1]
	for i, r := range digits {
		if '0' <= r && r <= '9' {
			continue
		}
		if !strings.ContainsRune(".,' ", r) || i == group {
			return numeral{}, money.ErrSyntax
		}
		n.groups = append(n.groups, digits[group:i])
		n.separators = append(n.separators, r)
		group = i + 1
	}
	n.groups = append(n.groups, digits[group:])
	return n, nil
}

// plainRune replaces spaces, quotes and minus signs by their ASCII forms and drops
// invisible characters.
func plainRune(r rune) rune {
	switch {
	case unicode.IsSpace(r), unicode.Is(unicode.Zs, r):
		return ' '
	case strings.ContainsRune("'’‘´`ʼ", r):
		return '\''
	case strings.ContainsRune("“”„«»", r):
		return '"'
	case strings.ContainsRune("−–", r):
		return '-'
	case unicode.IsControl(r), unicode.Is(unicode.Cf, r):
		return -1
	}
	return r
}

// convention records how the numbers of an export use points and commas.
type convention struct {
	points, commas usage
	whole          bool // some numbers have no separators
}

// usage is what a separator is used for.
type usage struct {
	decimals, thousands bool
}

func (c *convention) of(separator rune) *usage {
	if separator == '.' {
		return &c.points
	}
	return &c.commas
}

// learn records the separators of a number that has only one meaning.
func (c *convention) learn(n numeral) {
	decimal, certain := n.decimal()
	c.whole = c.whole || len(n.separators) == 0
	if !certain {
		return
	}
	for i, separator := range n.separators {
		if separator == '.' || separator == ',' {
			used := c.of(separator)
			used.decimals = used.decimals || decimal && i == len(n.separators)-1
			used.thousands = used.thousands || !decimal || i < len(n.separators)-1
		}
	}
}

// decide reports whether the only separator of an ambiguous number is a decimal one,
// and whether that is certain. The other numbers of the export decide if they agree.
func (c convention) decide(separator rune, digits int) (decimal, certain bool) {
	used, other := *c.of('.'), *c.of(',')
	if separator == ',' {
		used, other = other, used
	}
	thousands, decimals := used.thousands || other.decimals, used.decimals || other.thousands
	switch {
	case thousands && decimals:
		return false, false
	case thousands, digits == 0 && !decimals:
		return false, true
	}
	return true, digits == 3 && !c.whole
}

// decimal reports whether the last separator of n is a decimal one, and whether
// that is certain from n alone.
func (n numeral) decimal() (decimal, certain bool) {
	last := len(n.separators) - 1
	if last < 0 || n.separators[last] == ' ' || n.separators[last] == '\'' {
		return false, n.kinds() < 2 && n.grouped(n.groups)
	}
	switch n.kinds() {
	case 2:
		single := !strings.ContainsRune(string(n.separators[:last]), n.separators[last])
		return true, single && n.grouped(n.groups[:last+1])
	case 1:
		if last > 0 {
			return false, n.grouped(n.groups)
		}
		return true, len(n.groups[1]) != 3 || !n.grouped(n.groups)
	}
	return false, false
}

// kinds returns how many different separators n has.
func (n numeral) kinds() int {
	kinds := map[rune]bool{}
	for _, separator := range n.separators {
		kinds[separator] = true
	}
	return len(kinds)
}

// grouped reports whether the groups are thousands, or lakhs as in India, such as
// 12,34,567.
func (n numeral) grouped(groups []string) bool {
	if len(groups) == 1 {
		return true
	}
	if groups[0][0] == '0' || len(groups[0]) > 3 {
		return false
	}
	middle := groups[1 : len(groups)-1]
	size := 3
	if len(middle) > 0 && len(middle[0]) == 2 && n.separators[0] == ',' {
		size = 2
	}
	for _, group := range middle {
		if len(group) != size {
			return false
		}
	}
	return len(groups[len(groups)-1]) == 3 && len(groups[0]) <= size
}

// read returns the digits before and after the decimal separator. A number with one
// separator and three digits after it is ambiguous, and the other numbers of the export
// decide. If they do not, the separator marks thousands in a currency without decimals,
// and decimals in a currency with three of them if all prices have a separator.
func (n numeral) read(c convention, digits int) (whole, fraction string, err error) {
	decimal, certain := n.decimal()
	last := len(n.separators) - 1
	if !certain {
		if last != 0 || !strings.ContainsRune(".,", n.separators[0]) {
			return "", "", money.ErrSyntax
		}
		if decimal, certain = c.decide(n.separators[0], digits); !certain {
			return "", "", fmt.Errorf("may be %s or %s, and the other numbers do not show which: write it without the separator, or with other decimals", strings.Join(n.groups, ""), strings.Join(n.groups, "."))
		}
	}
	if !decimal {
		return strings.Join(n.groups, ""), "", nil
	}
	return strings.Join(n.groups[:last+1], ""), n.groups[last+1], nil
}
