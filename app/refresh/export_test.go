package refresh

// Stop ends Run.
func (l *Loop) Stop() { close(l.asked) }
