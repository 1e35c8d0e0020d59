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
	failed map[string]bool // addresses that could not be read, until Retry
}

// partRest is how long a part that could not be read rests before it is tried again.
const partRest = time.Second

// mostKept is the number of parts that are fetched before a new catalogue is shown, so
// that pages need not wait for them afterwards.
const mostKept = 40

// Supply fetches the parts of the catalogue that the page wants, and gives them to the
// page. It does not block. A part that could not be read is left alone until [Loop.Retry].
func (l *Loop) Supply() {
	var wanted []catalog.Part
	for _, part := range l.products.Wanted() {
		if !l.parts.coming[part.Address] && !l.parts.failed[part.Address] {
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
func (l *Loop) Retry() { clear(l.parts.failed) }

// supply fetches parts of a catalogue, and tells the page. If the catalogue was replaced
// meanwhile, the page asks again for what it wants.
func (l *Loop) supply(products *catalog.Catalog, wanted []catalog.Part) {
	loaded := l.fetch(wanted)
	l.AwaitPress()
	l.page.Do(func() {
		failed := false
		for i, part := range wanted {
			delete(l.parts.coming, part.Address)
			if loaded[i].into(products, part) != nil && products == l.products {
				l.parts.failed[part.Address] = true
				failed = true
			}
		}
		if failed {
			l.Ask() // the server may have another catalogue by now
		}
		l.page.Supplied(len(l.parts.failed) > 0) // also one of an earlier call
	})
}

// part is the content of a part of the catalogue.
type part struct {
	products *catalog.Catalog
	text     string // of a file without products
	err      error
}

// into gives what was loaded to the catalogue that asked for it.
func (p part) into(products *catalog.Catalog, asked catalog.Part) error {
	switch {
	case p.err != nil:
		return p.err
	case asked.Name != "":
		products.PutFile(asked.Name, p.text)
		return nil
	default:
		return products.Put(asked.Index, p.products)
	}
}

// fetch returns the content of parts. It tries twice to get each.
func (l *Loop) fetch(wanted []catalog.Part) []part {
	loaded := make([]part, len(wanted))
	done := make(chan struct{})
	for i, asked := range wanted {
		go func() {
			defer func() { done <- struct{}{} }()
			if loaded[i] = l.fetchPart(asked); loaded[i].err != nil {
				fmt.Println("carrito:", loaded[i].err)
				time.Sleep(partRest)
				loaded[i] = l.fetchPart(asked)
			}
		}()
	}
	for range wanted {
		<-done
	}
	return loaded
}

func (l *Loop) fetchPart(asked catalog.Part) (p part) {
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
	for i, part := range l.fetch(others) {
		if err := part.into(products, others[i]); err != nil {
			fmt.Println("carrito:", err) // pages ask for it again
		}
	}
}
