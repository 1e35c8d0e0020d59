package session

// MaxViewed is the maximum number of viewed products that are stored.
const MaxViewed = 12

// Viewed returns the ids of those viewed products that the catalogue has, the latest
// first.
func (s *Session) Viewed() []int {
	ids, _ := parseIDs(s.memory[Viewed])
	return s.known(ids, MaxViewed)
}

// View records that the shopper views a product. It does nothing if that is the last
// one viewed, as after a reload.
func (s *Session) View(id int) {
	before := s.Viewed()
	if len(before) > 0 && before[0] == id {
		return
	}
	ids := []int{id}
	for _, other := range before {
		if other != id && len(ids) < MaxViewed {
			ids = append(ids, other)
		}
	}
	s.Set(Viewed, writeIDs(ids))
}
