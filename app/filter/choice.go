package filter

import (
	"cmp"
	"slices"
	"strings"

	"carrito/app/money"
)

// Choice is what a shopper has chosen, as in an address: sorted, each pick once.
type Choice []Pick

// Pick is one chosen value, or one end of the price range.
type Pick struct{ Param, Value string }

// NewChoice returns the choice of those picks whose parameter is that of a filter. It
// does not check whether their values exist; [Columns.Find] does.
func NewChoice(picks []Pick) Choice {
	var c Choice
	for _, p := range picks {
		p.Value = strings.TrimSpace(p.Value)
		if name, ok := strings.CutPrefix(p.Param, option); ok {
			p = Pick{option + Key(name), Key(p.Value)}
		} else if !strings.Contains(" categoria stock oferta desde hasta ", " "+p.Param+" ") {
			continue
		}
		if p.Value != "" {
			c = append(c, p)
		}
	}
	slices.SortFunc(c, func(a, b Pick) int {
		return cmp.Or(cmp.Compare(a.Param, b.Param), cmp.Compare(a.Value, b.Value))
	})
	return slices.Compact(c)
}

// Has reports whether a value is chosen.
func (c Choice) Has(param, value string) bool { return slices.Contains(c, Pick{param, value}) }

// Without returns the choice without the picks of a parameter, or with a single value
// of it if value is not empty.
func (c Choice) Without(param, value string) Choice {
	return slices.DeleteFunc(slices.Clone(c), func(p Pick) bool {
		return p.Param == param && (value == "" || p.Value == value)
	})
}

// query is a choice as the columns know it.
type query struct {
	known    Choice
	whole    bool   // known is the whole choice
	values   []bool // of each value, whether it is chosen
	groups   []bool // of each group, whether one of its values is chosen
	from, to int    // the price range in minor units; 0 for no limit
}

// read reads a choice. Prices may be as shoppers type them. If the price range is upside
// down, its ends are exchanged.
func (c *Columns) read(choice Choice, f money.Format) query {
	q := query{whole: true, values: make([]bool, c.from[len(c.groups)]), groups: make([]bool, len(c.groups))}
	for _, p := range choice {
		if p.Param == From || p.Param == To {
			q.readPrice(p, f)
			continue
		}
		group := slices.IndexFunc(c.groups, func(g Group) bool { return g.Param == p.Param })
		value := -1
		if group >= 0 {
			value = slices.IndexFunc(c.groups[group].Values, func(v Value) bool { return v.Key == p.Value })
		}
		if value < 0 {
			q.whole = false
			continue
		}
		q.values[c.from[group]+value], q.groups[group] = true, true
		q.known = append(q.known, p)
	}
	if q.to > 0 && q.from > q.to {
		q.from, q.to = q.to, q.from
	}
	for _, end := range []struct {
		param string
		minor int
	}{{From, q.from}, {To, q.to}} {
		if end.minor > 0 {
			q.known = append(q.known, Pick{end.param, money.FromMinor(int64(end.minor), f.Digits).Short()})
		}
	}
	q.known = NewChoice(q.known)
	return q
}

func (q *query) readPrice(p Pick, f money.Format) {
	end := &q.from
	if p.Param == To {
		end = &q.to
	}
	amount, ok := f.Typed(p.Value)
	if !ok || *end > 0 {
		q.whole = false
		return
	}
	*end = int(amount.Minor())
}
