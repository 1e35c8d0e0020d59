package catalogfile

import (
	"slices"

	"carrito/server/kept"
)

// ErrGone is the error for a version that is no longer kept.
var ErrGone = kept.ErrGone

// Restore brings back a version in the name of by.
func (f *File) Restore(by string, number int) (version int, err error) {
	old, err := f.Version(number)
	if err != nil {
		return 0, ErrGone
	}
	return f.Update(by, func(c *Catalogue) error {
		c.Products = old.Products
		return nil
	})
}

// Undo takes back what a version has changed, in the name of by, and keeps what has
// changed since. A field that has changed again since stays as it is now, and so does
// the order of the products.
func (f *File) Undo(by string, number int) (version int, err error) {
	before, wrong := f.Version(number - 1)
	after, err := f.Version(number)
	if err != nil || wrong != nil {
		return 0, ErrGone
	}
	return f.Update(by, func(c *Catalogue) error {
		c.takeBack(after, before)
		return nil
	})
}

// takeBack takes back what has changed from before to after.
func (c *Catalogue) takeBack(after, before *Catalogue) {
	was, became, is := before.places(), after.places(), c.places()
	c.Products = slices.Clone(c.Products)
	for id, at := range is {
		old, had := was[id]
		if place, ok := became[id]; ok && had {
			c.Products[at] = takeBack(after.Products[place], before.Products[old], c.Products[at])
		}
	}
	c.Products = slices.DeleteFunc(c.Products, func(p Object) bool {
		_, had := was[p.ID()]
		at, ok := became[p.ID()]
		return !had && ok && sameObject(after.Products[at], p)
	})
	for i, p := range before.Products {
		_, remained := became[p.ID()]
		if _, there := is[p.ID()]; !remained && !there {
			c.Products = slices.Insert(c.Products, min(i, len(c.Products)), p)
		}
	}
	c.takeBackOrder(after, before)
}

// places returns the place of each product, by its id.
func (c *Catalogue) places() map[int]int {
	places := make(map[int]int, len(c.Products))
	for i, p := range c.Products {
		if _, twice := places[p.ID()]; !twice {
			places[p.ID()] = i
		}
	}
	return places
}

// takeBack changes now by what has changed from after to before.
func takeBack(after, before, now Object) Object {
	if sameObject(after, before) {
		return now
	}
	merged, conflicts := Merge(after, before, now)
	for _, c := range conflicts {
		merged = Take(merged, now, c.Field)
	}
	return merged
}

// takeBackOrder puts the products into the order that they had before, if they are
// still in the one that they got after.
func (c *Catalogue) takeBackOrder(after, before *Catalogue) {
	lists := []*Catalogue{before, after, c}
	count := map[int]int{} // in how many of the lists a product is
	for _, list := range lists {
		for id := range list.places() {
			count[id]++
		}
	}
	common := func(list *Catalogue) (ids []int) {
		for _, p := range list.Products {
			if count[p.ID()] == len(lists) {
				ids = append(ids, p.ID())
			}
		}
		return ids
	}
	was, became := common(before), common(after)
	if slices.Equal(was, became) || !slices.Equal(became, common(c)) {
		return
	}
	is, products := c.places(), slices.Clone(c.Products)
	for i, p := range products {
		if count[p.ID()] == len(lists) {
			c.Products[i], was = products[is[was[0]]], was[1:]
		}
	}
}
