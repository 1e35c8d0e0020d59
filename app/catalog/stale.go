package catalog

// Staleness is the reason why a catalogue may be stale.
type Staleness int

const (
	Fresh       Staleness = iota
	Unreachable           // the server did not answer in time
	Unreadable            // the answer of the server was not a catalogue
)
