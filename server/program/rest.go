package program

import (
	"encoding/binary"
	"fmt"
	"slices"
)

// rest returns the module with the functions that move. It imports the first module's
// memory, table and globals. One of them has the name of the build, so that a module of
// another build does not fit. When the module is instantiated, the engine fills the table
// and the memory, and then calls a function of the module that completes the table of
// functions and notes that the rest is there.
func (m *linked) rest(build string, moves []bool, memory memoryHalves) ([]byte, error) {
	run, err := m.run()
	if err != nil {
		return nil, err
	}
	places := make([]int, len(moves)) // the index in the rest of each function that moves
	for f := range moves {
		places[f] = count(moves[:f])
	}
	last := count(moves)
	bodies, err := m.moved(moves, places)
	if err != nil {
		return nil, err
	}
	bodies = append(bodies, bodyOf(memory.move.walk(), []byte{opI32Const, 1, opGlobalSet, globalLoaded}))
	out := slices.Clone(m.header)
	for _, s := range []section{
		{typeSection, m.section(typeSection)},
		{importSection, list(restImports(build))},
		{functionSection, functionsOf(last, run)},
		{startFunction, binary.AppendUvarint(nil, uint64(last))},
		{elementSection, list(elements(moves, places))},
		{codeSection, codeOf(bodies)},
		{dataSection, memory.rest},
	} {
		out = s.append(out)
	}
	return out, nil
}

// run returns the type of a function without parameters and results.
func (m *linked) run() (int, error) {
	run := slices.IndexFunc(m.types, func(t []byte) bool { return string(t) == runType })
	if run < 0 {
		return 0, fmt.Errorf("%w: another type of functions", errNotWasm)
	}
	return run, nil
}

// functionsOf returns a function section with functions of goType, and then one of the
// type last.
func functionsOf(count, last int) []byte {
	b := binary.AppendUvarint(nil, uint64(count+1))
	return binary.AppendUvarint(append(b, make([]byte, count)...), uint64(last))
}

// restImports returns the imports of the rest.
func restImports(build string) [][]byte {
	from := named(firstModule)
	imports := [][]byte{
		slices.Concat(from, named("mem"), []byte{memoryKind, 0, 1}),
		slices.Concat(from, named(tableExport), []byte{tableKind, 0x70, 0, 0}),
	}
	for i, t := range globalTypes {
		imports = append(imports, slices.Concat(from, named(globalName(i)), []byte{globalKind, t, 1}))
	}
	return append(imports, slices.Concat(from, named(build), []byte{globalKind, 0x7f, 1}))
}

// moved returns the bodies of the functions that move. They call those that stay by the
// table.
func (m *linked) moved(moves []bool, places []int) ([][]byte, error) {
	var bodies [][]byte
	for f, body := range m.bodies {
		if !moves[f] {
			continue
		}
		all, err := calls(body)
		if err != nil {
			return nil, err
		}
		var changed []byte
		last := 0
		for _, c := range all {
			changed = append(changed, body[last:c.start]...)
			last = c.end
			if callee := c.callee - m.imports; moves[callee] {
				changed = binary.AppendUvarint(append(changed, opCall), uint64(places[callee]))
			} else {
				changed = appendSigned(append(changed, opI32Const), int64(firstSlot+callee))
				changed = binary.AppendUvarint(append(changed, opCallIndirect), uint64(m.typeOf[callee]))
				changed = append(changed, 0)
			}
		}
		bodies = append(bodies, append(changed, body[last:]...))
	}
	return bodies, nil
}

// elements returns the entries of an element section that puts the functions of the rest
// into the table.
func elements(moves []bool, places []int) [][]byte {
	var all [][]byte
	for start := 0; start < len(moves); start++ {
		if !moves[start] {
			continue
		}
		end := start
		var functions [][]byte
		for ; end < len(moves) && moves[end]; end++ {
			functions = append(functions, binary.AppendUvarint(nil, uint64(places[end])))
		}
		segment := appendSigned([]byte{0, opI32Const}, int64(firstSlot+start))
		all = append(all, append(append(segment, opEnd), list(functions)...))
		start = end
	}
	return all
}
