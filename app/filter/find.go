package filter

import (
	"math/bits"

	"carrito/app/catalog"
	"carrito/app/money"
)

// Result is what a choice leaves of a list.
type Result struct {
	Known    Choice // the part of the choice that means something in the list, in its shortest form
	Whole    bool   // Known is the whole choice
	From, To int    // the price range in minor units; 0 for no limit

	Matches []int // positions of the matching products, in the order of the list

	// Counts has for each group and value how many products the list would have with
	// that value instead of the group's chosen ones.
	Counts [][]int

	// Gains has for each chosen filter how many products the list would have without it.
	Gains []Gain
}

// Gain is how many products there would be without a filter. The price range is one
// filter, with the parameter [From].
type Gain struct {
	Param    string
	Products int
}

// most is the largest number of filters that a choice can have.
const most = 60

// MostOptions is how many options of a list become filters in a shop of more than 200
// products. There is also the category, the price, stock and offers.
const MostOptions = most - 4

// Find returns what a choice leaves. A product matches if one of its variants has a
// chosen value of each filter, and a price in the range: M and red and in stock are the
// same variant.
func (c *Columns) Find(choice Choice, f money.Format) Result {
	q := c.read(choice, f)
	params, bit := c.bits(q)
	wanted := uint64(1)<<len(params) - 1
	counts := make([]int, len(q.values))
	seen := make([]int, len(q.values)) // of each value, the last product counted and 1
	gains := make([]int, len(params))
	var matches []int
	for i := range c.ages {
		matched, lacking := false, uint64(0) // filters of which a row lacks only that
		for row := c.first[i]; row < c.first[i+1]; row++ {
			values := c.values[c.start[row]:c.start[row+1]]
			lacks := wanted
			if price := c.prices[row]; bit.price != 0 && price >= q.from && (q.to == 0 || price <= q.to) {
				lacks &^= bit.price
			}
			for _, v := range values {
				if q.values[v] {
					lacks &^= bit.of[v]
				}
			}
			if lacks&(lacks-1) != 0 {
				continue // more than one
			}
			matched = matched || lacks == 0
			lacking |= lacks
			for _, v := range values {
				if lacks&^bit.of[v] == 0 && seen[v] <= i {
					seen[v] = i + 1
					counts[v]++
				}
			}
		}
		if matched {
			matches = append(matches, i)
			continue
		}
		for ; lacking != 0; lacking &= lacking - 1 {
			gains[bits.TrailingZeros64(lacking)]++
		}
	}
	r := Result{Known: q.known, Whole: q.whole, From: q.from, To: q.to, Matches: matches}
	for g := range c.groups {
		r.Counts = append(r.Counts, counts[c.from[g]:c.from[g+1]])
	}
	for i, param := range params {
		r.Gains = append(r.Gains, Gain{param, len(matches) + gains[i]})
	}
	return r
}

// filterBits has a bit for each chosen filter.
type filterBits struct {
	of    []uint64 // of each value, the bit of its group; 0 if nothing of the group is chosen
	price uint64   // 0 without a price range
}

// bits returns the parameters of the chosen filters, and their bits in this order.
func (c *Columns) bits(q query) (params []string, b filterBits) {
	b.of = make([]uint64, len(q.values))
	if q.from > 0 || q.to > 0 {
		params, b.price = append(params, From), 1
	}
	for g, is := range q.groups {
		if !is || len(params) >= most {
			continue
		}
		for v := c.from[g]; v < c.from[g+1]; v++ {
			b.of[v] = 1 << len(params)
		}
		params = append(params, c.groups[g].Param)
	}
	return params, b
}

// Sort sorts matches as [catalog.Catalog.Find] does. By relevance is the order of the
// list.
func (c *Columns) Sort(matches []int, sort catalog.Sort) {
	if sort == catalog.ByRelevance {
		return
	}
	n := len(c.ages)
	at := make([]int, n) // the position of each rank
	rank := func(i int) int {
		if sort == catalog.ByName {
			return int(c.names[i])
		}
		return n - 1 - int(c.ages[i])
	}
	for i := range at {
		at[rank(i)] = i
	}
	for m, i := range matches {
		lowest, highest := bounds(c.prices[c.first[i]:c.first[i+1]])
		price := 0
		switch sort {
		case catalog.ByPriceUp:
			price = lowest
		case catalog.ByPriceDown:
			price = money.MaxMinor - highest
		}
		matches[m] = price*n + rank(i)
	}
	heapSort(matches)
	for m, key := range matches {
		matches[m] = at[key%n]
	}
}

// bounds returns the lowest and the highest of some numbers.
func bounds(numbers []int) (lowest, highest int) {
	for i, n := range numbers {
		if i == 0 || n < lowest {
			lowest = n
		}
		if i == 0 || n > highest {
			highest = n
		}
	}
	return lowest, highest
}

// heapSort sorts numbers. That of package slices would take ten times as much of the
// browser program.
func heapSort(numbers []int) {
	sink := func(at, n int) {
		for child := 2*at + 1; child < n; child = 2*at + 1 {
			if child+1 < n && numbers[child] < numbers[child+1] {
				child++
			}
			if numbers[at] >= numbers[child] {
				return
			}
			numbers[at], numbers[child] = numbers[child], numbers[at]
			at = child
		}
	}
	for at := len(numbers)/2 - 1; at >= 0; at-- {
		sink(at, len(numbers))
	}
	for end := len(numbers) - 1; end > 0; end-- {
		numbers[0], numbers[end] = numbers[end], numbers[0]
		sink(0, end)
	}
}
