package filter

import (
	"errors"

	"carrito/app/money"
)

// version is the first byte of encoded columns.
const version = 1

// Append appends the columns to b in a compact form, which [Parse] reads.
func (c *Columns) Append(b []byte) []byte {
	b = append(b, version)
	for _, n := range []int{len(c.groups), len(c.ages), len(c.prices), len(c.values)} {
		b = appendNumber(b, n)
	}
	for _, g := range c.groups {
		b = appendText(appendText(b, g.Param), g.Name)
		b = appendNumber(b, len(g.Values))
		for _, v := range g.Values {
			b = appendText(appendText(b, v.Key), v.Name)
		}
	}
	for _, list := range [][]int32{c.ages, c.names} {
		last := int32(-1)
		for _, n := range list {
			b = appendDifference(b, int(n-last-1))
			last = n
		}
	}
	for _, starts := range [][]int32{c.first, c.start} {
		for i := range len(starts) - 1 {
			b = appendNumber(b, int(starts[i+1]-starts[i]))
		}
	}
	last := 0
	for _, price := range c.prices {
		b = appendDifference(b, price-last)
		last = price
	}
	for _, value := range c.values {
		b = appendNumber(b, int(value))
	}
	return b
}

// appendNumber appends a number in base 128, the lowest digits first.
func appendNumber(b []byte, n int) []byte {
	for ; n >= 0x80; n >>= 7 {
		b = append(b, byte(n)|0x80)
	}
	return append(b, byte(n))
}

func appendDifference(b []byte, n int) []byte { return appendNumber(b, n<<1^n>>63) }

func appendText(b []byte, text string) []byte { return append(appendNumber(b, len(text)), text...) }

// errColumns is the error of bytes that [Columns.Append] has not written.
var errColumns = errors.New("not the columns of a list")

// Parse reads columns that [Columns.Append] has written. It never allocates much more
// than the size of b, whatever b is.
func Parse(b []byte) (*Columns, error) {
	d := decoder{rest: b}
	if d.number(version) != version {
		return nil, errColumns
	}
	groups, products, rows, values := d.count(), d.count(), d.count(), d.count()
	c := &Columns{}
	if !d.failed {
		c.groups = make([]Group, groups)
	}
	for i := range c.groups {
		g := &c.groups[i]
		g.Param, g.Name = d.text(), d.text()
		c.from = append(c.from, d.total)
		g.Values = make([]Value, d.count())
		d.total += len(g.Values)
		for j := range g.Values {
			g.Values[j] = Value{d.text(), d.text()}
		}
	}
	c.from = append(c.from, d.total)
	c.ages, c.names = d.permutation(products), d.permutation(products)
	c.first, c.start = d.starts(products, rows), d.starts(rows, values)
	c.prices, c.values = d.prices(rows), d.numbers(values, values, d.total-1)
	if d.failed || len(d.rest) > 0 {
		return nil, errColumns
	}
	return c, nil
}

// decoder reads numbers. Once it has failed, it returns only zeros.
type decoder struct {
	rest   []byte
	total  int // values of the groups read so far
	failed bool
}

// number reads a number from 0 to most.
func (d *decoder) number(most int) int {
	n := 0
	for i := 0; i < len(d.rest) && i < 9; i++ {
		n |= int(d.rest[i]&0x7f) << (7 * i)
		if d.rest[i] < 0x80 {
			d.rest = d.rest[i+1:]
			d.failed = d.failed || n > most
			if d.failed {
				return 0
			}
			return n
		}
	}
	d.failed, d.rest = true, nil
	return 0
}

// count reads how many things follow. Each takes at least a byte.
func (d *decoder) count() int { return d.number(len(d.rest)) }

func (d *decoder) text() string {
	n := d.count()
	n = min(n, len(d.rest))
	text := string(d.rest[:n])
	d.rest = d.rest[n:]
	return text
}

func (d *decoder) difference() int {
	n := d.number(1 << 62)
	return n>>1 ^ -(n & 1)
}

// numbers reads n numbers from 0 to most, into a slice with the given capacity.
func (d *decoder) numbers(n, capacity, most int) []int32 {
	if d.failed || n > len(d.rest) {
		d.failed = true
		return nil
	}
	list := make([]int32, n, capacity)
	for i := range list {
		list[i] = int32(d.number(most))
	}
	return list
}

// permutation reads a permutation of the numbers below n.
func (d *decoder) permutation(n int) []int32 {
	if d.failed || n > len(d.rest) {
		d.failed = true
		return nil
	}
	list, seen, last := make([]int32, n), make([]bool, n), -1
	for i := range list {
		last += d.difference() + 1
		if last < 0 || last >= n || seen[last] {
			d.failed = true
			return nil
		}
		list[i], seen[last] = int32(last), true
	}
	return list
}

// starts reads how many of total things each of n things has, and returns where those
// begin, and the total.
func (d *decoder) starts(n, total int) []int32 {
	list := d.numbers(n, n+1, total)
	sum := 0
	for i, count := range list {
		list[i] = int32(sum)
		sum += int(count)
	}
	d.failed = d.failed || sum != total
	return append(list, int32(sum))
}

func (d *decoder) prices(n int) []int {
	if d.failed || n > len(d.rest) {
		d.failed = true
		return nil
	}
	list, last := make([]int, n), 0
	for i := range list {
		last += d.difference()
		if last < 0 || last > money.MaxMinor {
			d.failed = true
			return nil
		}
		list[i] = last
	}
	return list
}
