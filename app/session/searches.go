package session

import (
	"slices"
	"strings"
)

// The most searches that are known, and the most bytes of one, which are as many as the
// search reads. A longer text was pasted.
const (
	MaxSearches = 5
	MaxSearch   = 200
)

// Searches returns the latest searches of the session, the latest first.
func (s *Session) Searches() []string {
	var texts []string
	for _, text := range strings.Split(s.memory[Searched], "\n") {
		if text != "" && len(text) <= MaxSearch && len(texts) < MaxSearches && !slices.Contains(texts, text) {
			texts = append(texts, text)
		}
	}
	return texts
}

// NoteSearch records that the shopper searches for a text. The first module of the program
// has it but not Searches, which leaves out what was searched for twice.
func (s *Session) NoteSearch(text string) {
	before := s.memory[Searched]
	if text == "" || len(text) > MaxSearch || strings.IndexByte(text, '\n') >= 0 || strings.HasPrefix(before, text+"\n") {
		return
	}
	if len(before) > 2*MaxSearches*MaxSearch {
		before = before[:strings.LastIndexByte(before[:2*MaxSearches*MaxSearch], '\n')+1]
	}
	s.Set(Searched, text+"\n"+before)
}

// ForgetSearches removes all searches from the session.
func (s *Session) ForgetSearches() { s.Set(Searched, "") }
