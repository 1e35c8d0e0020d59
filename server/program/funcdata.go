package program

import (
	"bytes"
	"encoding/binary"
	"maps"
	"slices"
)

// Words of the runtime's moduledata (runtime/symtab.go): where the data of functions
// begins, such as which of their variables are pointers, and where the table begins that
// follows it, in which the runtime finds functions.
const (
	funcdataStart = 40
	funcdataEnd   = 19
)

// unneededData are the kinds of data that only stack traces use (internal/abi/symtab.go):
// which calls are inlined in a function, and its arguments.
var unneededData = []int{3, 5, 6}

// noFuncdata stands for data that a function does not have.
const noFuncdata = ^uint32(0)

// eachData calls do for the data of each function, with the function's index, the kind of
// the data, where the entry is that leads to it, and its offset.
func (s *symbols) eachData(do func(i, kind, place int, offset uint32)) error {
	for i := range s.count {
		record, err := s.record(i)
		if err != nil {
			return err
		}
		const tables = 28 // offset of function.Tables
		start := record.start + functionSize + 4*int(binary.LittleEndian.Uint32(s.image[record.start+tables:]))
		for kind := range (record.end - start) / 4 {
			place := start + 4*kind
			if offset := binary.LittleEndian.Uint32(s.image[place:]); offset != noFuncdata {
				do(i, kind, place, offset)
			}
		}
	}
	return nil
}

// objects is the kind of data that has pointers of 8 bytes, and so their alignment. The
// other kinds have integers of 4 bytes at most.
const objects = 2

// packData removes the data of functions that only stack traces use, and packs the rest.
// It puts the data that only functions that move have at the end, and returns where that
// is. gone reports whether a function moves.
func (s *symbols) packData(gone func(i int) bool) (span, error) {
	header := binary.LittleEndian.AppendUint64(nil, uint64(s.at))
	module := bytes.Index(s.image, binary.LittleEndian.AppendUint64(header, uint64(s.names)))
	if module < 0 || module+8*(funcdataStart+1) > len(s.image) {
		return span{}, errSymbols
	}
	word := func(i int) int { return int(binary.LittleEndian.Uint64(s.image[module+8*i:])) }
	start, end := word(funcdataStart), word(funcdataEnd)
	if start < s.functions || end < start || end > len(s.image) {
		return span{}, errSymbols
	}
	all, stay, move := map[uint32]bool{uint32(end - start): true}, map[uint32]bool{}, map[uint32]bool{}
	aligned := map[uint32]bool{} // to 8 bytes
	err := s.eachData(func(i, kind, place int, offset uint32) {
		all[offset], aligned[offset] = true, aligned[offset] || kind == objects
		switch {
		case slices.Contains(unneededData, kind):
			binary.LittleEndian.PutUint32(s.image[place:], noFuncdata)
		case gone(i):
			move[offset] = true
		default:
			stay[offset] = true
		}
	})
	offsets := slices.Sorted(maps.Keys(all))
	if last := len(offsets) - 1; err != nil || offsets[last] != uint32(end-start) {
		return span{}, errSymbols
	}
	ends := map[uint32]uint32{}
	for i, offset := range offsets[:len(offsets)-1] {
		ends[offset] = offsets[i+1]
	}
	packed, moved := make([]byte, 0, end-start), map[uint32]uint32{}
	pack := func(some map[uint32]bool) {
		for _, offset := range slices.Sorted(maps.Keys(some)) {
			if _, done := moved[offset]; done {
				continue
			}
			for len(packed)%4 != 0 || aligned[offset] && (start+len(packed))%8 != 0 {
				packed = append(packed, 0)
			}
			moved[offset] = uint32(len(packed))
			packed = append(packed, s.image[start+int(offset):start+int(ends[offset])]...)
		}
	}
	pack(stay)
	border := len(packed)
	pack(move)
	if len(packed) > end-start {
		return span{}, errSymbols
	}
	if err := s.eachData(func(_, _, place int, offset uint32) {
		binary.LittleEndian.PutUint32(s.image[place:], moved[offset])
	}); err != nil {
		return span{}, err
	}
	clear(s.image[start:end])
	copy(s.image[start:], packed)
	return span{start + border, start + len(packed)}, nil
}
