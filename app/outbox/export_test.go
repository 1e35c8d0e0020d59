package outbox

// Stop ends Run.
func (s *Sender) Stop() { close(s.woken) }
