package program

import (
	"encoding/binary"
	"slices"
)

// The table of symbols begins with two words for each function: its slot, and the offset
// of its record, which has its slot once more. Slots count up, and records follow each
// other, so that a program can write these words itself. They compress so badly that they
// would take 30 kB of the two modules in Brotli. Instead, a record has in place of the slot
// the number of functions between it and the record before it in the same module. When a
// module is instantiated, its start function walks through the records and writes what is
// missing.

// records are the records of functions that are in one module.
type records struct {
	table, functions int  // where the table is, and how many functions it has
	shared           int  // offset of the record that stands for those that are not there
	at               span // where the records are
	count            int
}

// Offsets in a record of the numbers of its tables and of its data; see type function.
const (
	tablesAt = 28
	dataAt   = 43
)

// packRecords puts the records of functions behind each other: one that stands for all
// functions that move, then those of the functions that stay, and then the others. It
// clears what the modules write themselves. gone reports whether a function moves; early
// is the offset of [earlyTable].
func (s *symbols) packRecords(gone func(i int) bool, early uint32) (stay, move records, err error) {
	all := make([][]byte, s.count)
	start, end := len(s.image), 0 // of all records
	for i := range s.count {
		at, err := s.record(i)
		if err != nil {
			return stay, move, err
		}
		all[i] = slices.Clone(s.image[at.start:at.end])
		start, end = min(start, at.start), max(end, at.end)
		if slot := s.word(8 * i); slot != uint32(firstSlot+i) || slot != binary.LittleEndian.Uint32(all[i]) {
			return stay, move, errSymbols
		}
	}
	if start < s.functions+8*s.count {
		return stay, move, errSymbols
	}
	packed, err := binary.Append(nil, binary.LittleEndian, function{Stack: early})
	if err != nil {
		return stay, move, err
	}
	pack := func(moves bool) records {
		r := records{table: s.functions, functions: s.count, shared: start - s.functions, at: span{start: start + len(packed)}}
		next := 0
		for i, record := range all {
			if gone(i) == moves {
				binary.LittleEndian.PutUint32(record, uint32(i-next))
				packed = append(packed, record...)
				next = i + 1
				r.count++
			}
		}
		r.at.end = start + len(packed)
		return r
	}
	stay, move = pack(false), pack(true)
	if start+len(packed) > end {
		return stay, move, errSymbols
	}
	clear(s.image[s.functions : s.functions+8*s.count])
	clear(s.image[start:end])
	copy(s.image[start:], packed)
	return stay, move, nil
}

// The local variables of the code that completes the table: addresses of an entry of the
// table and of a record.
const (
	entryLocal = iota
	recordLocal
	localCount
)

// fill returns code that writes the entries of all functions, as if they shared one record.
func (r records) fill() []byte {
	return assemble(
		push(r.table), opLocalSet, entryLocal,
		opLoop, blockless,
		opLocalGet, entryLocal,
		opLocalGet, entryLocal, push(r.table), opI32Sub, push(3), opI32Shr, push(firstSlot), opI32Add,
		opI32Store, 2, 0,
		opLocalGet, entryLocal, push(r.shared), opI32Store, 2, 4,
		opLocalGet, entryLocal, push(8), opI32Add, opLocalTee, entryLocal,
		push(r.table+8*r.functions), opI32Less, opBrIf, 0,
		opEnd)
}

// walk returns code that completes the entries of functions with a record in the module,
// and the records.
func (r records) walk() []byte {
	if r.count == 0 {
		return nil
	}
	return assemble(
		push(r.table), opLocalSet, entryLocal,
		push(r.at.start), opLocalSet, recordLocal,
		opLoop, blockless,
		// entry += 8 * record.slot, which has the number of functions in between
		opLocalGet, entryLocal, opLocalGet, recordLocal, opI32Load, 2, 0, push(3), opI32Shl, opI32Add, opLocalSet, entryLocal,
		// entry.record = record - table
		opLocalGet, entryLocal, opLocalGet, recordLocal, push(r.table), opI32Sub, opI32Store, 2, 4,
		// record.slot = entry.slot
		opLocalGet, recordLocal, opLocalGet, entryLocal, opI32Load, 2, 0, opI32Store, 2, 0,
		// entry += 8
		opLocalGet, entryLocal, push(8), opI32Add, opLocalSet, entryLocal,
		// record += functionSize + 4 * (record.tables + record.data)
		opLocalGet, recordLocal, push(functionSize), opI32Add,
		opLocalGet, recordLocal, opI32Load, 2, tablesAt, opLocalGet, recordLocal, opI32Load8, 0, dataAt, opI32Add,
		push(2), opI32Shl, opI32Add, opLocalTee, recordLocal,
		push(r.at.end), opI32Less, opBrIf, 0,
		opEnd)
}

// push is the instruction that pushes an integer.
type push int

// assemble returns the binary form of instructions, which are integers, with what follows
// them.
func assemble(code ...any) []byte {
	var b []byte
	for _, c := range code {
		switch c := c.(type) {
		case push:
			b = appendSigned(append(b, opI32Const), int64(c))
		case int:
			b = binary.AppendUvarint(b, uint64(c))
		}
	}
	return b
}

// bodyOf returns the body of a function with the local variables of the code.
func bodyOf(code ...[]byte) []byte {
	const i32, groups = 0x7f, 1
	b := append([]byte{groups, localCount, i32}, slices.Concat(code...)...)
	return append(b, opEnd)
}
