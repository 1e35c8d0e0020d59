package refresh

import (
	"errors"
	"fmt"
	"time"

	"carrito/app/catalog"
)

// parts is the state of the parts of the catalogue. It changes only where the page can
// change.
type parts struct {
	coming map[string]bool // addresses that are being fetched
	failed map[string]bool // addresses that could not be read, until Retry; whether the page knows
}

const (
	partRest   = time.Second            // rest of a part that could not be read, before it is tried again
	partWait   = 20 * time.Second       // after which a part that has not come is given up
	doubtWait  = 10 * time.Second       // after which the page hears of a part that could not be read, although the catalogue was not compared
	partsApart = 100 * time.Millisecond // for which a part waits for others that are drawn with it
)

var errLate = errors.New("a part of the catalogue did not come in time")

// mostKept is the number of parts that are fetched before a new catalogue is shown, so
// that pages need not wait for them afterwards.
const mostKept = 40

// Supply fetches the parts of the catalogue that the page wants, and gives them to the
// page. It does not block. A part that could not be read is left alone until [Loop.Retry].
func (l *Loop) Supply() {
	var wanted []catalog.Part
	for _, part := range l.products.Wanted() {
		if _, failed := l.parts.failed[part.Address]; !failed && !l.parts.coming[part.Address] {
			wanted = append(wanted, part)
		}
	}
	if len(wanted) == 0 {
		return
	}
	if l.parts.coming == nil {
		l.parts.coming, l.parts.failed = map[string]bool{}, map[string]bool{}
	}
	for _, part := range wanted {
		l.parts.coming[part.Address] = true
	}
	go l.supply(l.products, wanted)
}

// Retry forgets which parts could not be read.
func (l *Loop) Retry() {
	clear(l.parts.failed)
	l.products.Retry()
}

// supply fetches parts of a catalogue, and tells the page as they come. If the catalogue
// was replaced meanwhile, the page asks again for what it wants.
func (l *Loop) supply(products *catalog.Catalog, wanted []catalog.Part) {
	came := l.fetch(wanted)
	for left := len(wanted); left > 0; {
		group := []part{<-came}
		for pause := time.After(partsApart); len(group) < left && pause != nil; {
			select {
			case p := <-came:
				group = append(group, p)
			case <-pause:
				pause = nil
			}
		}
		left -= len(group)
		l.do(func() { l.take(group, products) })
	}
}

// take gives parts that have come to the catalogue that asked for them. If some could not
// be read, the server may have another catalogue by now, which does without them. So the
// page hears of them once the catalogue was compared; see [Loop.admit].
func (l *Loop) take(group []part, products *catalog.Catalog) {
	taken := len(group)
	for _, p := range group {
		delete(l.parts.coming, p.asked.Address)
		if p.into(products) != nil && products == l.products {
			l.parts.failed[p.asked.Address] = false
			taken--
		}
	}
	if taken < len(group) {
		l.Ask()
		time.AfterFunc(doubtWait, func() { l.do(l.admit) })
	}
	if taken > 0 {
		lacking := false
		for _, known := range l.parts.failed {
			lacking = lacking || known // also one of an earlier call
		}
		l.page.Supplied(lacking)
	}
}

// admit tells the page of the parts that could not be read.
func (l *Loop) admit() {
	unknown := false
	for address, known := range l.parts.failed {
		unknown = unknown || !known
		l.parts.failed[address] = true
	}
	if unknown {
		l.page.Supplied(true)
	}
}

// part is the content of a part of the catalogue.
type part struct {
	asked    catalog.Part
	products *catalog.Catalog
	text     string // of a file without products
	err      error
}

// into gives what was loaded to the catalogue that asked for it.
func (p part) into(products *catalog.Catalog) error {
	switch {
	case p.err != nil:
		return p.err
	case p.asked.Name != "":
		products.PutFile(p.asked.Name, p.text)
		return nil
	default:
		return products.Put(p.asked.Index, p.products)
	}
}

// fetch returns a channel with the content of each part, as they come. It tries twice to
// get each.
func (l *Loop) fetch(wanted []catalog.Part) <-chan part {
	came := make(chan part, len(wanted))
	for _, asked := range wanted {
		begun := time.Now()
		late := time.AfterFunc(partWait, func() { came <- part{asked: asked, err: errLate} })
		go func() {
			p := l.fetchPart(asked)
			if p.err != nil && time.Since(begun) < partWait {
				fmt.Println("carrito:", p.err)
				time.Sleep(partRest)
				p = l.fetchPart(asked)
			}
			if late.Stop() {
				came <- p
			}
		}()
	}
	return came
}

func (l *Loop) fetchPart(asked catalog.Part) (p part) {
	p.asked = asked
	var answer Answer
	answer, p.err = l.read(asked.Address, func(text string) (err error) {
		if asked.Name != "" {
			p.text = text
			return nil
		}
		p.products, err = catalog.Parse(text, l.Digits, l.Pause)
		return err
	})
	if answer.HTML {
		p.err = errors.New("a page has come instead of a part of the catalogue")
	}
	return p
}

// keep gives a new catalogue the products that the page has, if they are the same, and
// fetches those that are not.
func (l *Loop) keep(products *catalog.Catalog) {
	others := products.Adopt(l.products)
	others = others[:min(len(others), mostKept)]
	came := l.fetch(others)
	for range others {
		p := <-came
		if err := p.into(products); err != nil {
			fmt.Println("carrito:", err) // pages ask for it again
		}
	}
}
