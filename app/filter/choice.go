package filter

import (
	"net/url"
	"strings"

	"carrito/app/money"
)

// Choice is what a shopper has chosen, as in an address: sorted, each pick once.
type Choice []Pick

// Pick is one chosen value, or one end of the price range.
type Pick struct{ Param, Value string }

// IsParam reports whether a parameter of an address is that of a filter.
func IsParam(name string) bool {
	return strings.HasPrefix(name, option) || strings.Contains(params, " "+name+" ")
}

const params = " " + Category + " " + InStock + " " + OnOffer + " " + From + " " + To + " "

// Read returns the choice in the query of an address.
func Read(query url.Values) (c Choice) {
	for name, values := range query {
		if IsParam(name) {
			c = c.with(name, values)
		}
	}
	return c
}

// Write adds the choice to a query.
func (c Choice) Write(query url.Values) {
	for _, p := range c {
		query[p.Param] = append(query[p.Param], p.Value)
	}
}

// with adds values of a parameter, for which [IsParam] must hold. It does not check
// whether the values exist; [Columns.Find] does.
func (c Choice) with(param string, values []string) Choice {
	name, isOption := strings.CutPrefix(param, option)
	if isOption {
		param = option + Key(name)
	}
	for _, value := range values {
		if isOption {
			value = Key(value)
		}
		if value = strings.TrimSpace(value); value != "" {
			c = c.insert(Pick{param, value})
		}
	}
	return c
}

// insert inserts a pick, in place.
func (c Choice) insert(p Pick) Choice {
	at := 0
	for at < len(c) && (c[at].Param < p.Param || c[at].Param == p.Param && c[at].Value < p.Value) {
		at++
	}
	if at < len(c) && c[at] == p {
		return c
	}
	c = append(c, p)
	copy(c[at+1:], c[at:])
	c[at] = p
	return c
}

// Has reports whether a value is chosen.
func (c Choice) Has(param, value string) bool {
	for _, p := range c {
		if p.Param == param && p.Value == value {
			return true
		}
	}
	return false
}

// Without returns the choice without the picks of a parameter, or with a single value
// of it if value is not empty. The price range is one parameter, [From], unless there is
// a value.
func (c Choice) Without(param, value string) Choice {
	var left Choice
	for _, p := range c {
		if p.Param == param && (value == "" || p.Value == value) || p.Param == To && param == From && value == "" {
			continue
		}
		left = append(left, p)
	}
	return left
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
// down, its ends are exchanged, and the choice is not known as a whole.
func (c *Columns) read(choice Choice, f money.Format) query {
	q := query{whole: true, values: make([]bool, c.from[len(c.groups)]), groups: make([]bool, len(c.groups))}
	for _, p := range choice {
		if p.Param == From || p.Param == To {
			q.readPrice(p, f)
			continue
		}
		known := false
		for i, g := range c.groups {
			for j, v := range g.Values {
				if g.Param == p.Param && v.Key == p.Value {
					q.values[c.from[i]+j], q.groups[i], known = true, true, true
				}
			}
		}
		if known {
			q.known = q.known.insert(p)
		} else {
			q.whole = false
		}
	}
	if q.to > 0 && q.from > q.to {
		q.from, q.to, q.whole = q.to, q.from, false
	}
	q.addPrice(From, q.from, f)
	q.addPrice(To, q.to, f)
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

func (q *query) addPrice(param string, minor int, f money.Format) {
	if minor > 0 {
		q.known = q.known.insert(Pick{param, money.FromMinor(int64(minor), f.Digits).Short()})
	}
}
