package session

import (
	"slices"
	"strings"
)

// MaxSearches is the maximum number of searches that are known.
const MaxSearches = 5

// Searches returns the latest searches of the session, the latest first.
func (s *Session) Searches() []string {
	var texts []string
	for _, text := range strings.Split(s.memory[Searched], "\n") {
		if text != "" && len(texts) < MaxSearches && !slices.Contains(texts, text) {
			texts = append(texts, text)
		}
	}
	return texts
}

// NoteSearch records that the shopper searches for a text.
func (s *Session) NoteSearch(text string) {
	if text = strings.Join(strings.Fields(text), " "); text != "" {
		s.Set(Searched, text+"\n"+strings.Join(s.Searches(), "\n"))
	}
}

// ForgetSearches removes all searches from the session.
func (s *Session) ForgetSearches() { s.Set(Searched, "") }
