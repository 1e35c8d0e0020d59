package program

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"
)

// neededNames are the functions that the runtime looks up by name
// (runtime/stkframe.go). All other names only appear in stack traces.
var neededNames = []string{"reflect.makeFuncStub", "reflect.methodValueCall"}

// unneeded are the tables of a function that are of no use in a browser
// (internal/abi/symtab.go): where the function may be interrupted, which needs signals,
// and which inlined calls and arguments a stack trace shows.
var unneeded = []int{0, 2, 3}

// errSymbols is the error for a table of symbols of an unknown form.
var errSymbols = errors.New("the program's table of symbols is not that of the known Go release")

// Sizes of the header of the table (runtime.pcHeader) and of a function's entry
// (runtime._func), in bytes.
const (
	headerSize   = 72
	functionSize = 44
)

// function is runtime._func without the offsets that follow it.
type function struct {
	Entry        uint32
	Name         int32
	Args         int32
	DeferReturn  uint32
	Stack        uint32 // the table of stack depths
	File, Line   uint32 // the tables of source files and lines
	Tables       uint32 // number of table offsets that follow
	Unit         uint32
	StartLine    int32
	ID, Flag     uint8
	Pad, Funcdat uint8
}

// symbols is the table in which the Go runtime looks up functions by address.
type symbols struct {
	image               []byte // the initialised memory
	at                  int    // offset of the header
	count               int    // number of functions
	names, units, files int    // offset of each part
	tables, functions   int
	packed              []byte            // the kept tables, without duplicates
	places              map[string]uint32 // offset of each kept table in packed
}

// stripSymbols removes from a program's memory what only stack traces show: the names
// of functions and files, and the tables of lines. It keeps the tables that the runtime
// needs to walk stacks and to collect garbage.
func stripSymbols(image []byte) error {
	s, err := findSymbols(image)
	if err != nil {
		return err
	}
	if _, err := s.packData(func(int) bool { return false }); err != nil {
		return err
	}
	if err := s.stripFunctions(func(int) bool { return true }); err != nil {
		return err
	}
	return s.clearRest()
}

// stripFunctions strips the entries of some functions, by their index in the table.
func (s *symbols) stripFunctions(some func(i int) bool) error {
	for i := range s.count {
		if !some(i) {
			continue
		}
		if err := s.stripFunction(i); err != nil {
			return err
		}
	}
	return nil
}

// clearRest clears what no function needs. Each function must be stripped before.
func (s *symbols) clearRest() error {
	image := s.image
	kept := s.keptNames()
	clear(image[s.names:s.units])
	for name, place := range kept {
		copy(image[place:], name)
	}
	clear(image[s.units:s.tables])
	if len(s.packed) > s.functions-s.tables {
		return errSymbols
	}
	clear(image[s.tables:s.functions])
	copy(image[s.tables:], s.packed)
	return nil
}

// findSymbols finds the table by its header.
func findSymbols(image []byte) (*symbols, error) {
	magic := []byte{0xf1, 0xff, 0xff, 0xff, 0, 0, 1, 8} // Go 1.20 or later, instructions of 1 byte, pointers of 8 bytes
	at := bytes.Index(image, magic)
	if at < 0 || bytes.Contains(image[at+1:], magic) || at+headerSize > len(image) {
		return nil, errSymbols
	}
	word := func(i int) int { return int(int32(binary.LittleEndian.Uint64(image[at+8+8*i:]))) }
	s := &symbols{
		image: image, at: at, count: word(0),
		names: at + word(3), units: at + word(4), files: at + word(5), tables: at + word(6), functions: at + word(7),
		packed: []byte{0}, places: map[string]uint32{},
	}
	parts := []int{at + headerSize, s.names, s.units, s.files, s.tables, s.functions, s.functions + 8*s.count, len(image)}
	if s.count <= 0 || !slices.IsSorted(parts) {
		return nil, errSymbols
	}
	return s, nil
}

// stripFunction strips the entry of function i.
func (s *symbols) stripFunction(i int) error {
	at := s.functions + int(binary.LittleEndian.Uint32(s.image[s.functions+8*i+4:]))
	var f function
	if at+functionSize > len(s.image) {
		return errSymbols
	}
	if _, err := binary.Decode(s.image[at:], binary.LittleEndian, &f); err != nil {
		return err
	}
	offsets := at + functionSize
	if f.Tables > 16 || offsets+4*int(f.Tables) > len(s.image) || s.names+int(f.Name) >= s.units {
		return errSymbols
	}
	if !slices.Contains(neededNames, s.name(f.Name)) {
		f.Name = 0
	}
	f.File, f.Line, f.Unit, f.StartLine = 0, 0, 0, 0
	var err error
	if f.Stack, err = s.keep(f.Stack); err != nil {
		return err
	}
	for table := range int(f.Tables) {
		place := s.image[offsets+4*table:]
		offset := binary.LittleEndian.Uint32(place)
		if slices.Contains(unneeded, table) {
			offset = 0
		}
		if offset, err = s.keep(offset); err != nil {
			return err
		}
		binary.LittleEndian.PutUint32(place, offset)
	}
	_, err = binary.Encode(s.image[at:], binary.LittleEndian, &f)
	return err
}

// keep adds the table at an offset to the kept tables and returns its new offset.
// Offset 0 means no table.
func (s *symbols) keep(offset uint32) (uint32, error) {
	if offset == 0 {
		return 0, nil
	}
	start := s.tables + int(offset)
	if start >= s.functions {
		return 0, errSymbols
	}
	// A table consists of pairs of variable-length integers. A pair whose first integer
	// is 0 ends it, except at its beginning (runtime.step).
	end := start
	for end == start || s.image[end] != 0 {
		for range 2 {
			_, size := binary.Uvarint(s.image[end:s.functions])
			if size <= 0 {
				return 0, errSymbols
			}
			end += size
		}
		if end >= s.functions {
			return 0, errSymbols
		}
	}
	table := string(s.image[start : end+1])
	place, ok := s.places[table]
	if !ok {
		place = uint32(len(s.packed))
		s.packed = append(s.packed, table...)
		s.places[table] = place
	}
	return place, nil
}

func (s *symbols) name(offset int32) string {
	name, _, _ := bytes.Cut(s.image[s.names+int(offset):s.units], []byte{0})
	return string(name)
}

// keptNames returns the offset in memory of each name that is kept.
func (s *symbols) keptNames() map[string]int {
	kept := map[string]int{}
	for _, name := range neededNames {
		if i := bytes.Index(s.image[s.names:s.units], []byte("\x00"+name+"\x00")); i >= 0 {
			kept[name] = s.names + i + 1
		}
	}
	return kept
}
