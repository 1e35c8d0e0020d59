package session_test

import (
	"errors"
	"sync"
	"testing"

	"carrito/app/catalog"
	"carrito/app/session"
)

var (
	errFull    = errors.New("QuotaExceededError")
	errBlocked = errors.New("SecurityError")
)

// storage is a fake of the browser's. Each func that is set speaks first and
// may refuse; the zero value is an empty storage that works.
type storage struct {
	memory session.Memory
	onGet  func(name string) error
	onSet  func(name, text string) error
}

var _ session.Storage = (*storage)(nil)

func (s *storage) Get(name string) (string, bool, error) {
	if s.onGet != nil {
		if err := s.onGet(name); err != nil {
			return "", false, err
		}
	}
	return s.memory.Get(name)
}

func (s *storage) Set(name, text string) error {
	if s.onSet != nil {
		if err := s.onSet(name, text); err != nil {
			return err
		}
	}
	return s.memory.Set(name, text)
}

// text returns what is stored, whatever the fake says.
func (s *storage) text(name string) string {
	text, _, _ := s.memory.Get(name)
	return text
}

// blocked is a storage that refuses everything, as with cookies turned off.
func blocked() *storage {
	return &storage{
		onGet: func(string) error { return errBlocked },
		onSet: func(string, string) error { return errBlocked },
	}
}

// shop sells a cap, a polo of which 5 are left, and a jacket in two sizes.
func shop(t testing.TB) *catalog.Catalog {
	t.Helper()
	c, err := demo()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

var demo = sync.OnceValues(func() (*catalog.Catalog, error) {
	return catalog.Parse(`[
		{"id":1,"slug":"gorra","name":"Gorra","price":"10.10"},
		{"id":2,"slug":"polo","name":"Polo","price":"39.90","stock":5},
		{"id":7,"slug":"casaca","name":"Casaca","price":"100","options":[{"name":"Talla","values":["S","M"]}],
			"variants":[{"id":1,"values":["S"],"stock":1},{"id":2,"values":["M"]}]}
	]`, 2, nil)
})

// always returns a catalogue that nobody replaces.
func always(c *catalog.Catalog) func() *catalog.Catalog { return func() *catalog.Catalog { return c } }

func open(t testing.TB, s session.Storage) (*session.Session, session.News) {
	t.Helper()
	return session.Open(s, always(shop(t)), "MODA DJANGO", 2)
}

// add puts n of a product in the session's cart, which must be allowed.
func add(t testing.TB, s *session.Session, product, variant, n int) {
	t.Helper()
	p, ok := shop(t).Product(product)
	if !ok {
		t.Fatalf("no product %d", product)
	}
	if err := s.Add(p, variant, n); err != nil {
		t.Fatal(err)
	}
}

// stored is the session's cart as it must be in storage.
func stored(s *session.Session) string { return string(s.Cart().AppendJSON(nil)) }
