package catalogfile

import (
	"errors"
	"slices"
)

// ErrGone is the error for a version that is no longer kept.
var ErrGone = errors.New("this version is no longer kept")

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
// changed since. A field that has changed again since stays as it is now.
func (f *File) Undo(by string, number int) (version int, err error) {
	before, wrong := f.Version(number - 1)
	after, err := f.Version(number)
	if err != nil || wrong != nil {
		return 0, ErrGone
	}
	return f.Update(by, func(c *Catalogue) error {
		for i, p := range before.Products {
			at, had := c.Find(p.ID()), after.Find(p.ID())
			switch {
			case had < 0 && at < 0: // it was removed
				c.Products = slices.Insert(c.Products, min(i, len(c.Products)), p)
			case had >= 0 && at >= 0:
				c.Products[at] = takeBack(after.Products[had], p, c.Products[at])
			}
		}
		c.Products = slices.DeleteFunc(c.Products, func(p Object) bool {
			at := after.Find(p.ID())
			return before.Find(p.ID()) < 0 && at >= 0 && sameObject(after.Products[at], p)
		})
		return nil
	})
}

// takeBack changes now by what has changed from after to before.
func takeBack(after, before, now Object) Object {
	merged, conflicts := Merge(after, before, now)
	for _, c := range conflicts {
		if c.Variant == 0 {
			merged = merged.With(c.Name, now.Get(c.Name))
			continue
		}
		merged = merged.With(variants, now.Get(variants)) // rare: leave all variants
	}
	return merged
}
