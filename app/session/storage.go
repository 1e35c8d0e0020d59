package session

import "errors"

// Storage stores texts under names, as the Storage interface of the HTML
// standard does. Each method may fail: storage can be full, blocked or broken.
type Storage interface {
	Get(name string) (text string, ok bool, err error)
	Set(name, text string) error
}

// ErrStorage is the error of a browser storage that is full, blocked or broken.
var ErrStorage = errors.New("session storage does not work")

// Memory is a Storage in memory. The zero value is ready to use.
type Memory struct{ texts map[string]string }

// Get returns the text under name.
func (m *Memory) Get(name string) (string, bool, error) {
	text, ok := m.texts[name]
	return text, ok, nil
}

// Set stores text under name.
func (m *Memory) Set(name, text string) error {
	if m.texts == nil {
		m.texts = map[string]string{}
	}
	m.texts[name] = text
	return nil
}
