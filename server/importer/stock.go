package importer

import (
	"fmt"
	"strconv"
	"strings"
)

// units reads how many units are left: nil where the export does not say, none
// where it has sold more than there were.
func (p *prices) units(text string) (*int, error) {
	if text == "" {
		return nil, nil
	}
	n, err := p.count(text)
	if err != nil {
		return nil, err
	}
	return new(max(n, 0)), nil
}

// count reads a number of units, which is negative where more were sold than
// there were.
func (p *prices) count(text string) (int, error) {
	n, err := parseNumeral(text)
	sign := strings.TrimSpace(n.before)
	if err != nil || strings.TrimSpace(n.after) != "" || sign != "" && sign != "-" {
		return 0, fmt.Errorf("has the stock %q, which is no number", text)
	}
	whole, fraction, err := n.read(p.marks, 2)
	if err != nil {
		return 0, fmt.Errorf("has the stock %q, which %w", text, err)
	}
	if strings.Trim(fraction, "0") != "" {
		return 0, fmt.Errorf("has the stock %q, which is no whole number", text)
	}
	count, err := strconv.Atoi(sign + whole)
	if err != nil {
		return 0, fmt.Errorf("has the stock %q, which is too large", text)
	}
	return count, nil
}

// pool is the row that counts the stock of an offer. Several offers may share one.
type pool struct {
	line int
	name string
}

// share divides the stock of each pool among the offers that share it, so that no
// more units are sold than there are.
func (j *job) share(offers []offer) {
	sharers := map[pool][]*offer{}
	var pools []pool
	for i := range offers {
		o := &offers[i]
		if o.stock == nil || *o.stock == 0 {
			continue
		}
		if sharers[o.pool] == nil {
			pools = append(pools, o.pool)
		}
		sharers[o.pool] = append(sharers[o.pool], o)
	}
	for _, p := range pools {
		if n := len(sharers[p]); n > 1 {
			units := *sharers[p][0].stock
			j.note(p.line, p.name, "counts %d units for %d variants together, which are divided among them: %s",
				units, n, strings.Join(divide(units, sharers[p]), ", "))
		}
	}
}

// divide gives each offer its part of the units, the first ones what is left over,
// and returns the parts.
func divide(units int, offers []*offer) []string {
	var parts []string
	n := len(offers)
	for i, o := range offers {
		part := units / n
		if i < units%n {
			part++
		}
		o.stock = new(part)
		parts = append(parts, strconv.Itoa(part))
	}
	return parts
}
