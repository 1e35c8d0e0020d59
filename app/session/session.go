// Package session is the browser session: the variables that live while a
// browser is open, the cart among them.
//
// Use [Open] once, when the program starts, with the browser's sessionStorage
// or any other [Storage]. Every change is written before it is shown: change
// the cart through [Session.Change] only. The variables are those that F12,
// Application, Session storage shows: carrito, titulo, sesion and cliente.
package session

import (
	"cmp"
	"errors"
	"maps"
	"slices"

	"carrito/app/cart"
	"carrito/app/catalog"

	"github.com/google/uuid"
)

// The names of the session variables.
const (
	Cart     = "carrito" // the cart's JSON; see package cart
	Title    = "titulo"  // the shop's name
	ID       = "sesion"  // a random UUID (RFC 9562, version 4), new for every session
	Customer = "cliente" // the shopper's own details, once given
)

// Storage keeps texts under names, as the Storage interface of the HTML
// standard does. Each method may fail: storage can be full, blocked or broken.
type Storage interface {
	Get(name string) (text string, ok bool, err error)
	Set(name, text string) error
	Remove(name string) error
}

// Session is one browser session.
type Session struct {
	storage Storage
	cart    cart.Cart
	id      string
	memory  map[string]string // the variables, as last written or meant to be
	broken  error             // why storage is no longer used; nil while it works
}

// News is what a shopper must be told when a session opens.
type News struct {
	Damage  cart.Damage   // what of the stored cart could not be read
	Changes []cart.Change // what the catalogue changed since it was stored
}

// Open reads the session from storage, or begins one. Its cart is brought in
// line with the catalogue; title is the shop's name and digits the number of
// decimals of its currency. A storage that does not work gives a session in
// memory; see [Session.Broken].
func Open(storage Storage, products *catalog.Catalog, title string, digits int) (*Session, News) {
	s := &Session{storage: storage, memory: map[string]string{}}
	var news News
	stored := s.read(Cart)
	s.cart, news.Damage = cart.Parse(stored, digits)
	news.Changes = s.cart.Reconcile(products)
	s.id = s.read(ID)
	if id, err := uuid.Parse(s.id); err != nil || id.Version() != 4 || id.String() != s.id {
		s.id = uuid.NewString()
		s.write(ID, s.id)
	}
	s.write(Title, title)
	s.read(Customer)
	s.write(Cart, string(s.cart.AppendJSON(nil)))
	return s, news
}

// Cart returns the cart, for reading.
func (s *Session) Cart() *cart.Cart { return &s.cart }

// ID returns the session's UUID.
func (s *Session) ID() string { return s.id }

// Broken returns why the session lives in memory only, and nil while storage
// works.
func (s *Session) Broken() error { return s.broken }

// Change lets f change a copy of the cart, writes the outcome and only then
// makes it the session's cart. Where f returns an error nothing changes, and
// Change returns it. A failure to write is not an error to the shopper: the
// session goes on in memory, and [Session.Broken] says so.
func (s *Session) Change(f func(*cart.Cart) error) error {
	changed := s.cart.Clone()
	if err := f(&changed); err != nil {
		return err
	}
	s.write(Cart, string(changed.AppendJSON(nil)))
	s.cart = changed
	return nil
}

// Get returns a session variable, empty where it is not set.
func (s *Session) Get(name string) string { return s.memory[name] }

// Set writes a session variable.
func (s *Session) Set(name, text string) { s.write(name, text) }

func (s *Session) read(name string) string {
	if s.broken != nil {
		return ""
	}
	text, ok, err := s.storage.Get(name)
	if err != nil {
		s.broken = err
	}
	if ok {
		s.memory[name] = text
	}
	return text
}

// write keeps trying after a failure, with all the variables: a session whose
// storage was full is stored whole as soon as there is room.
func (s *Session) write(name, text string) {
	s.memory[name] = text
	names := []string{name}
	if s.broken != nil {
		names = slices.Sorted(maps.Keys(s.memory))
	}
	s.broken = nil
	for _, name := range names {
		s.broken = cmp.Or(s.broken, s.storage.Set(name, s.memory[name]))
	}
}

// Memory is a Storage that forgets everything with the program. The zero value
// is ready to use.
type Memory struct{ texts map[string]string }

// Get returns the text under name.
func (m *Memory) Get(name string) (string, bool, error) {
	text, ok := m.texts[name]
	return text, ok, nil
}

// Set keeps text under name.
func (m *Memory) Set(name, text string) error {
	if m.texts == nil {
		m.texts = map[string]string{}
	}
	m.texts[name] = text
	return nil
}

// Remove forgets name.
func (m *Memory) Remove(name string) error {
	delete(m.texts, name)
	return nil
}

// ErrStorage is the error of a browser storage that is full, blocked or broken.
var ErrStorage = errors.New("session storage does not work")
