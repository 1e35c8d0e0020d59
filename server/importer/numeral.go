package importer

import (
	"fmt"
	"strings"
	"unicode"

	"carrito/app/money"
)

// numeral is a number as people write it, taken apart at its separators.
type numeral struct {
	before, after string   // what stands around the digits
	groups        []string // the digits, one group more than separators
	separators    []rune   // of . , ' and space
}

// parseNumeral takes a number apart. Any of the spaces that Unicode has counts
// as a space, and quotes around the whole do not count.
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

// plainRune makes spaces, quotes and the minus sign plain and drops what cannot
// be seen.
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

// marks is what the numbers of an export tell of its separators.
type marks struct {
	points, commas marked
	whole          bool // some have no separators at all
}

// marked is how often a separator parts what.
type marked struct {
	decimals, thousands bool
}

func (m *marks) of(separator rune) *marked {
	if separator == '.' {
		return &m.points
	}
	return &m.commas
}

// learn notes what a number tells that has one meaning only.
func (m *marks) learn(n numeral) {
	decimal, certain := n.decimal()
	m.whole = m.whole || len(n.separators) == 0
	if !certain {
		return
	}
	for i, separator := range n.separators {
		if separator == '.' || separator == ',' {
			mark := m.of(separator)
			mark.decimals = mark.decimals || decimal && i == len(n.separators)-1
			mark.thousands = mark.thousands || !decimal || i < len(n.separators)-1
		}
	}
}

// decide tells what the one separator of a number is that has two meanings. The
// rest of the export decides, as far as its numbers agree.
func (m marks) decide(separator rune, digits int) (decimal, certain bool) {
	mark, other := *m.of('.'), *m.of(',')
	if separator == ',' {
		mark, other = other, mark
	}
	thousands, decimals := mark.thousands || other.decimals, mark.decimals || other.thousands
	switch {
	case thousands && decimals:
		return false, false
	case thousands, digits == 0 && !decimals:
		return false, true
	}
	return true, digits == 3 && !m.whole
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

func (n numeral) kinds() int {
	kinds := map[rune]bool{}
	for _, separator := range n.separators {
		kinds[separator] = true
	}
	return len(kinds)
}

// grouped reports whether the groups are thousands, or lakhs as in India:
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

// read returns the digits before and after the decimal separator. One separator
// and three digits after it have two meanings, which the marks of the export
// decide between. Else a currency without decimals has thousands there, and one
// with three has decimals if all prices have a separator.
func (n numeral) read(m marks, digits int) (whole, fraction string, err error) {
	decimal, certain := n.decimal()
	last := len(n.separators) - 1
	if !certain {
		if last != 0 || !strings.ContainsRune(".,", n.separators[0]) {
			return "", "", money.ErrSyntax
		}
		if decimal, certain = m.decide(n.separators[0], digits); !certain {
			return "", "", fmt.Errorf("may be %s or %s, and the other numbers do not tell: write it without the separator, or with other decimals", strings.Join(n.groups, ""), strings.Join(n.groups, "."))
		}
	}
	if !decimal {
		return strings.Join(n.groups, ""), "", nil
	}
	return strings.Join(n.groups[:last+1], ""), n.groups[last+1], nil
}
