package catalog

// Staleness tells why a catalogue may not be the one that the server has now.
type Staleness int

const (
	Fresh       Staleness = iota
	Unreachable           // the server does not answer in time
	Unreadable            // the server's answer is not a catalogue
)
