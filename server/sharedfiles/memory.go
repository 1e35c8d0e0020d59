package sharedfiles

import (
	"encoding/json"
	"maps"

	"carrito/server/regular"
)

// memory is what a server remembers of its pictures while it is down.
type memory struct {
	Agreed map[string]string `json:"agreed"`        // sum of each picture when it was last the same here and in the database
	Own    map[string]string `json:"own,omitempty"` // stamps of those that came with a folder that joined the servers, and are not shared
	saved  bool              // whether the file has it all
}

// memoryFile is the name of the file with the memory, beside the versions of the products.
const memoryFile = "pictures.json"

// maxMemory is how many bytes the file may have.
const maxMemory = 64 << 20

// recall returns the memory. It is empty if the file cannot be read: then times decide.
func (s *Folder) recall() *memory {
	if s.pictures.memory != nil {
		return s.pictures.memory
	}
	m := &memory{saved: true}
	text, err := regular.Read(s.files.Products.Beside(memoryFile), maxMemory)
	if err != nil || json.Unmarshal(text, m) != nil {
		m = &memory{saved: true}
	}
	if m.Agreed == nil {
		m.Agreed = map[string]string{}
	}
	if m.Own == nil {
		m.Own = map[string]string{}
	}
	s.pictures.memory = m
	return m
}

// agreed returns the sum of a picture when it was last the same here and in the database, or
// "" if it never was.
func (s *Folder) agreed(name string) string { return s.recall().Agreed[name] }

// agree notes that a picture is the same here and in the database.
func (s *Folder) agree(name, sum string) {
	m := s.recall()
	if _, own := m.Own[name]; own || m.Agreed[name] != sum {
		m.Agreed[name], m.saved = sum, false
		delete(m.Own, name)
	}
}

// own notes that a picture came with a folder that joined the servers.
func (s *Folder) own(name string, mine local) {
	m := s.recall()
	if m.Own[name] != mine.stamp() {
		m.Own[name], m.saved = mine.stamp(), false
	}
}

// isOwn reports whether a picture came with a folder that joined the servers, and was not
// replaced since.
func (s *Folder) isOwn(name string, mine local) bool { return s.recall().Own[name] == mine.stamp() }

// remember writes the memory, without pictures that are in no database any more. Without
// it, times decide after the next start, so a disk that is full stops nothing.
func (s *Folder) remember() {
	m := s.recall()
	if m.saved {
		return
	}
	maps.DeleteFunc(m.Agreed, func(name, _ string) bool { return s.pictures.shared[name].Sum == "" })
	text, err := json.Marshal(m)
	if err == nil {
		err = regular.Write(s.files.Products.Beside(memoryFile), text)
	}
	if m.saved = err == nil; err != nil {
		s.once("which pictures the servers share could not be written down: %v", err)
	}
}
