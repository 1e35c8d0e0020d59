package program

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// A function that moves to the rest leaves an entry in the first module's table of
// symbols, because the runtime may look it up before it is called: a goroutine that has
// not begun has its function on the stack. All these entries share one record, which
// says what is true of each function before its first instruction: its frame is empty.

// earlyTable is a table with the value 0 for all addresses: a difference of 1 from -1,
// and the number of addresses.
var earlyTable = []byte{2, 0xff, 0xff, 0xff, 0xff, 0x07, 0}

// span is a part of memory.
type span struct{ start, end int }

// memoryHalves are the data sections of the two modules, and the records in each.
type memoryHalves struct {
	first, rest []byte
	stay, move  records
}

// splitSymbols strips the table of symbols in a program's memory, like stripSymbols, and
// divides the memory: the rest gets the entries of functions that move. moves tells of
// each function whether it does.
func splitSymbols(image []byte, moves []bool) (memoryHalves, error) {
	s, err := findSymbols(image)
	if err != nil {
		return memoryHalves{}, err
	}
	gone := func(i int) bool {
		f := int(s.word(8*i)) - firstSlot
		return f >= 0 && f < len(moves) && moves[f]
	}
	moving, err := s.packData(gone)
	if err != nil {
		return memoryHalves{}, err
	}
	if err := s.stripFunctions(func(i int) bool { return !gone(i) }); err != nil {
		return memoryHalves{}, err
	}
	early := uint32(len(s.packed))
	s.packed = append(s.packed, earlyTable...)
	tables := s.tables + len(s.packed)
	if err := s.stripFunctions(gone); err != nil {
		return memoryHalves{}, err
	}
	if err := s.clearRest(); err != nil {
		return memoryHalves{}, err
	}
	stay, move, err := s.packRecords(gone, early)
	if err != nil || move.count != count(moves) {
		return memoryHalves{}, cmp.Or(err, errSymbols)
	}
	spans := []span{move.at, moving, {tables, s.tables + len(s.packed)}}
	first := slices.Clone(image)
	for _, moved := range spans {
		clear(first[moved.start:moved.end])
	}
	return memoryHalves{data(first), dataOf(image, spans), stay, move}, nil
}

// count returns how many functions move.
func count(moves []bool) int {
	n := 0
	for _, moved := range moves {
		if moved {
			n++
		}
	}
	return n
}

// word returns a word at an offset in the table of functions.
func (s *symbols) word(offset int) uint32 {
	return binary.LittleEndian.Uint32(s.image[s.functions+offset:])
}

// record returns where the record of a function is in memory.
func (s *symbols) record(i int) (span, error) {
	at := s.functions + int(s.word(8*i+4))
	var f function
	if at < 0 || at+functionSize > len(s.image) {
		return span{}, errSymbols
	}
	if _, err := binary.Decode(s.image[at:], binary.LittleEndian, &f); err != nil {
		return span{}, err
	}
	end := at + functionSize + 4*int(f.Tables) + 4*int(f.Funcdat)
	if end > len(s.image) {
		return span{}, errSymbols
	}
	return span{at, end}, nil
}

// near is how many bytes between two spans a data segment repeats, rather than that
// another segment begins.
const near = 16

// dataOf returns the data section that sets some spans of memory.
func dataOf(image []byte, spans []span) []byte {
	slices.SortFunc(spans, func(a, b span) int { return a.start - b.start })
	var segments [][]byte
	for i := 0; i < len(spans); {
		start, end := spans[i].start, spans[i].end
		for i++; i < len(spans) && spans[i].start <= end+near; i++ {
			end = max(end, spans[i].end)
		}
		if start < end {
			segments = append(segments, segment(start, image[start:end]))
		}
	}
	return list(segments)
}

// segment returns a data segment at an address.
func segment(at int, content []byte) []byte {
	b := append(appendSigned([]byte{0, opI32Const}, int64(at)), opEnd)
	return append(binary.AppendUvarint(b, uint64(len(content))), content...)
}
