package importer

// progress is called as an import advances. It may be nil.
type progress func(done, total int)

// Each step of an import ends after this share of its time, in hundredths: reading,
// making the products, then encoding and checking them.
const (
	readAt    = 15
	madeAt    = 60
	encodedAt = 99
	whole     = 100
)

// step returns a function that reports the progress of one step to p. The step takes
// the import from one hundredth to another. If p is nil, the function is nil too.
func (p progress) step(from, to int) func(done, total int64) {
	if p == nil {
		return nil
	}
	last := -1
	return func(done, total int64) {
		if total <= 0 || done > total {
			return // the unpacked size of a compressed file is not known in advance
		}
		if now := from + int(int64(to-from)*done/total); now != last {
			last = now
			p(now, whole)
		}
	}
}

// at reports the progress of the import, in hundredths.
func (p progress) at(hundredths int) {
	if p != nil {
		p(hundredths, whole)
	}
}

// tick reports how many products have been made.
func (j *job) tick(done, total int) {
	if j.making != nil {
		j.making(int64(done), int64(total))
	}
}
