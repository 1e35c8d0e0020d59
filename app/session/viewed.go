package session

// MaxViewed is how many of the products that the shopper has looked at are kept.
const MaxViewed = 12

// Viewed returns the ids of the products that the shopper has looked at, the
// latest first, as far as the catalogue has them.
func (s *Session) Viewed() []int {
	ids, _ := parseIDs(s.memory[Viewed])
	return s.known(ids, MaxViewed)
}

// View notes that the shopper looks at a product. One that was looked at last,
// as on a reload, is neither written nor said.
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
