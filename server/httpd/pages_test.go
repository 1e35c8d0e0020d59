package httpd

import (
	"errors"
	"fmt"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"carrito/server/asset"
)

// Endless searches do not fill the memory.
func TestPagesAreBounded(t *testing.T) {
	h, _ := newHandler(t, folder(t))
	e := h.current.Load()
	e.pages = newPages(200 << 10)
	for i := range 500 {
		r := httptest.NewRequest("GET", fmt.Sprintf("/buscar?q=%d%s", i, strings.Repeat("x", i)), nil)
		r.Header.Set("Accept-Encoding", "br")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != 200 {
			t.Fatalf("got %d, want 200", w.Code)
		}
		if e.pages.size > e.pages.limit || len(e.pages.entries) != e.pages.recent.Len() {
			t.Fatalf("after %d: got %d bytes in %d pages, want at most %d", i, e.pages.size, len(e.pages.entries), e.pages.limit)
		}
	}
	size := 0
	for element := e.pages.recent.Front(); element != nil; element = element.Next() {
		size += element.Value.(*page).size
	}
	if size != e.pages.size || size == 0 {
		t.Errorf("got %d bytes counted, want the %d there are", e.pages.size, size)
	}
}

// What is asked for often stays, and a page larger than the room is sent
// without being kept.
func TestPagesKeepTheLatest(t *testing.T) {
	p := newPages(100)
	rendered := map[string]int{}
	ask := func(name string, size int) {
		entry := p.get(pageKey{path: name}, func() (document, error) {
			rendered[name]++
			return document{}, nil
		})
		entry.render()
		p.settle(entry, size)
	}
	for i := range 20 {
		ask("home", 30)
		ask(fmt.Sprint(i), 30)
	}
	ask("home", 30)
	if rendered["home"] != 1 {
		t.Errorf("got home rendered %d times, want once", rendered["home"])
	}
	ask("huge", 101)
	if p.size > p.limit || p.entries[pageKey{path: "huge"}] != nil {
		t.Errorf("got %d bytes, want the huge page not kept", p.size)
	}
	ask("home", 30)
	ask("home", 0)
	if p.size != 0 || len(p.entries) != 0 {
		t.Errorf("got %d bytes in %d pages, want none", p.size, len(p.entries))
	}
}

// However many ask for a page at once, it is rendered once.
func TestPagesRenderOnce(t *testing.T) {
	p := newPages(1 << 20)
	var rendered atomic.Int32
	var running sync.WaitGroup
	for range 50 {
		running.Go(func() {
			entry := p.get(pageKey{path: "/"}, func() (document, error) {
				rendered.Add(1)
				return document{200, asset.New("text/html", []byte("a"), asset.Fast)}, nil
			})
			d, err := entry.render()
			if err != nil || d.status != 200 {
				t.Errorf("got %d, %v, want 200", d.status, err)
			}
			p.settle(entry, d.body.Size())
		})
	}
	running.Wait()
	if n := rendered.Load(); n != 1 {
		t.Errorf("got it rendered %d times, want once", n)
	}
}

// A page that cannot be made is tried anew.
func TestPagesForgetErrors(t *testing.T) {
	p := newPages(1 << 20)
	for range 2 {
		tried := false
		entry := p.get(pageKey{}, func() (document, error) {
			tried = true
			return document{}, errors.New("no")
		})
		if _, err := entry.render(); err == nil || !tried {
			t.Errorf("got %v, want it tried", err)
		}
		p.settle(entry, 0)
	}
}
