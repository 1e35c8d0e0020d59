// Package red has tests that fail in every way there is. TestUnitDoor wants each
// of them seen.
package red
