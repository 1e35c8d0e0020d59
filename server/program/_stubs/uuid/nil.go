// A value that google/uuid declares in a file that this build leaves out.

package uuid

// Nil is the UUID of all zeros (RFC 9562, section 5.9).
var Nil UUID
