package importer

import (
	"fmt"
	"strconv"
	"strings"
)

// units reads how many units are left. It returns nil if text is empty, and 0 if more
// units were sold than there were.
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

// count reads a number of units. It is negative if more units were sold than there
// were.
func (p *prices) count(text string) (int, error) {
	n, err := parseNumeral(text)
	sign := strings.TrimSpace(n.before)
	if err != nil || strings.TrimSpace(n.after) != "" || sign != "" && sign != "-" {
		return 0, fmt.Errorf("has the stock %q, which is not a number", text)
	}
	whole, fraction, err := n.read(p.convention, 2)
	if err != nil {
		return 0, fmt.Errorf("has the stock %q, which %w", text, err)
	}
	if strings.Trim(fraction, "0") != "" {
		return 0, fmt.Errorf("has the stock %q, which is not a whole number", text)
	}
	count, err := strconv.Atoi(sign + whole)
	if err != nil {
		return 0, fmt.Errorf("has the stock %q, which is too large", text)
	}
	return count, nil
}

// pool is the row that counts the stock of an item. Several items may share one.
type pool struct {
	line int
	name string
}

// share divides the stock of each pool among the items that share it, so that no more
// units are sold than there are.
func (j *job) share(items []item) {
	sharers := map[pool][]*item{}
	var pools []pool
	for i := range items {
		it := &items[i]
		if it.stock == nil || *it.stock == 0 {
			continue
		}
		if sharers[it.pool] == nil {
			pools = append(pools, it.pool)
		}
		sharers[it.pool] = append(sharers[it.pool], it)
	}
	for _, p := range pools {
		if n := len(sharers[p]); n > 1 {
			units := *sharers[p][0].stock
			j.note(p.line, p.name, "counts %d units for %d variants together, which are divided among them: %s",
				units, n, strings.Join(divide(units, sharers[p]), ", "))
		}
	}
}

// divide gives each item an equal part of the units and returns the parts. The first
// items get one more each if there is a remainder.
func divide(units int, items []*item) []string {
	var parts []string
	n := len(items)
	for i, it := range items {
		part := units / n
		if i < units%n {
			part++
		}
		it.stock = new(part)
		parts = append(parts, strconv.Itoa(part))
	}
	return parts
}
