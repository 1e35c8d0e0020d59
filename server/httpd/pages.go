package httpd

import (
	"container/list"
	"sync"

	"carrito/server/asset"
)

// pagesLimit is the most memory that the pages of a build may take, in
// bytes. A page of 24 products with one compressed form takes 60 kB.
const pagesLimit = 48 << 20

// pages keeps the pages that were asked for last, so that each is rendered and
// compressed once, however many ask for it, as long as there is room.
type pages struct {
	mu      sync.Mutex
	limit   int
	size    int
	entries map[pageKey]*list.Element // of *page
	recent  list.List                 // latest first
}

// pageKey is everything that a page depends on beside its build.
type pageKey struct{ base, path, escaped, query string }

func (k pageKey) size() int { return len(k.base) + len(k.path) + len(k.escaped) + len(k.query) }

// page is a page that is rendered when it is first asked for.
type page struct {
	key    pageKey
	render func() (document, error)
	size   int // as far as it is counted
}

// document is a page as it is sent.
type document struct {
	status int
	body   *asset.Body
}

func newPages(limit int) *pages { return &pages{limit: limit, entries: map[pageKey]*list.Element{}} }

// get returns the page for the key. One that is not there yet renders itself.
func (p *pages) get(key pageKey, render func() (document, error)) *page {
	p.mu.Lock()
	defer p.mu.Unlock()
	if element, ok := p.entries[key]; ok {
		p.recent.MoveToFront(element)
		return element.Value.(*page)
	}
	entry := &page{key: key, render: sync.OnceValues(render)}
	p.entries[key] = p.recent.PushFront(entry)
	return entry
}

// settle counts what a page takes by now, and makes room for it. A size of 0
// drops the page.
func (p *pages) settle(entry *page, size int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	element, ok := p.entries[entry.key]
	if !ok || element.Value != entry {
		return // dropped meanwhile
	}
	p.size += size - entry.size
	entry.size = size
	if size == 0 {
		p.drop(element)
	}
	for p.size > p.limit {
		p.drop(p.recent.Back())
	}
}

func (p *pages) drop(element *list.Element) {
	entry := p.recent.Remove(element).(*page)
	delete(p.entries, entry.key)
	p.size -= entry.size
}
