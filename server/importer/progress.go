package importer

// progress receives how far an import is. It may be nil.
type progress func(done, total int)

// The steps of an import end at these hundredths of its time: reading at readAt,
// making the products at madeAt, encoding and checking them at encodedAt.
const (
	readAt    = 15
	madeAt    = 60
	encodedAt = 99
	whole     = 100
)

// step returns a function that receives how far one step is. The step takes the
// import from one hundredth to another. If p is nil, so is the function.
func (p progress) step(from, to int) func(done, total int64) {
	if p == nil {
		return nil
	}
	told := -1
	return func(done, total int64) {
		if total <= 0 || done > total {
			return // a packed file does not tell its size beforehand
		}
		if now := from + int(int64(to-from)*done/total); now != told {
			told = now
			p(now, whole)
		}
	}
}

// at reports how far the import is, in hundredths.
func (p progress) at(hundredths int) {
	if p != nil {
		p(hundredths, whole)
	}
}

// tick reports how many products are made.
func (j *job) tick(done, total int) {
	if j.making != nil {
		j.making(int64(done), int64(total))
	}
}
