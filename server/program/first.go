package program

import (
	"encoding/binary"
	"fmt"
	"slices"
)

// Names of what the first module exports for start.js and the rest.
const (
	loopExport    = "loop"    // wasm_pc_f_loop, which goes on with Go
	loadedExport  = "loaded"  // 1 once the rest is there
	missingExport = "missing" // the slot of the function that Go waits for, or 0
	firstModule   = "first"   // the module from which the rest imports
)

// Indexes of the globals: those of the Go linker (cmd/link/internal/wasm,
// writeGlobalSec), and two more.
const (
	globalSP      = 0
	globalPause   = 7
	globalLoaded  = 8
	globalMissing = 9
)

// globalTypes are the types of the linker's globals: i32 and i64.
var globalTypes = []byte{0x7f, 0x7e, 0x7e, 0x7e, 0x7e, 0x7e, 0x7e, 0x7f}

// Kinds of imports and exports (WebAssembly Core Specification, section 5.5.5).
const (
	memoryKind = 2
	globalKind = 3
)

// first returns the first module, in which stubs take the place of the functions that
// move. When it is instantiated, it writes its table of functions.
func (m *linked) first(build string, moves []bool, memory memoryHalves) ([]byte, error) {
	loop, err := m.loop()
	if err != nil {
		return nil, err
	}
	run, err := m.run()
	if err != nil {
		return nil, err
	}
	zero := []byte{0x7f, 1, opI32Const, 0, opEnd} // an i32 that changes
	missType := []byte("\x60\x02\x7f\x7f\x01\x7f")
	miss := m.imports + len(m.bodies)
	exports := [][]byte{
		exportOf(loopExport, functionKind, loop), exportOf(missingExport, globalKind, globalMissing),
		exportOf(loadedExport, globalKind, globalLoaded), exportOf(build, globalKind, globalLoaded),
	}
	for i := range globalTypes {
		exports = append(exports, exportOf(globalName(i), globalKind, i))
	}
	replaced := map[byte][]byte{
		typeSection:     longer(m.section(typeSection), missType),
		functionSection: longer(m.section(functionSection), binary.AppendUvarint(nil, uint64(len(m.types))), binary.AppendUvarint(nil, uint64(run))),
		globalSection:   longer(m.section(globalSection), zero, zero),
		exportSection:   longer(m.section(exportSection), exports...),
		codeSection:     codeOf(append(stubbed(m.bodies, moves, miss), missing(), bodyOf(memory.stay.fill(), memory.stay.walk()))),
		dataSection:     memory.first,
	}
	out := slices.Clone(m.header)
	for _, s := range m.sections {
		if body, ok := replaced[s.id]; ok {
			s.body = body
		} else if s.id == customSection && !isNamed(s.body, startSection) {
			continue
		}
		if s.id == elementSection {
			out = section{startFunction, binary.AppendUvarint(nil, uint64(miss+1))}.append(out)
		}
		out = s.append(out)
	}
	return out, nil
}

// loop returns the index of wasm_pc_f_loop, with imports. It checks that the module has
// the linker's globals.
func (m *linked) loop() (int, error) {
	globals := wasmReader{rest: m.section(globalSection)}
	if globals.number() != len(globalTypes) {
		return 0, fmt.Errorf("%w: other globals", errNotWasm)
	}
	for f := range m.bodies {
		if m.name(f) == "wasm_pc_f_loop" && string(m.types[m.typeOf[f]]) == runType {
			return m.imports + f, nil
		}
	}
	return 0, fmt.Errorf("%w: it has no wasm_pc_f_loop", errNotWasm)
}

// globalName is the name under which a global is exported.
func globalName(i int) string { return string(rune('a' + i)) }

// exportOf returns an entry of an export section.
func exportOf(name string, kind byte, index int) []byte {
	return binary.AppendUvarint(append(named(name), kind), uint64(index))
}

// stubbed returns the bodies of all functions, with stubs in place of those that move:
//
//	local.get 0
//	i32.const slot
//	call miss
func stubbed(bodies [][]byte, moves []bool, miss int) [][]byte {
	bodies = slices.Clone(bodies)
	for f := range bodies {
		if moves[f] {
			stub := appendSigned([]byte{0, opLocalGet, 0, opI32Const}, int64(firstSlot+f))
			bodies[f] = append(binary.AppendUvarint(append(stub, opCall), uint64(miss)), opEnd)
		}
	}
	return bodies
}

// missing returns the body of the function that stubs call with the point to resume from
// and the slot of their function. It calls the function if the rest is there. If not, it
// pauses Go. As pc_f_loop and gogo do (runtime/asm_wasm.s), it expects what is called
// next below the stack.
func missing() []byte {
	const pausing = 1
	b := []byte{0,
		opGlobalGet, globalLoaded, opIf, 0x7f,
		opLocalGet, 0, opLocalGet, 1, opCallIndirect, goType, 0,
		opElse,
		opGlobalGet, globalSP, opI32Const, 8, opI32Sub,
		opLocalGet, 1, opI32Const, 16, opI32Shl, opLocalGet, 0, opI32Or, opI64ExtendI32,
		opI64Store, 3, 0,
		opI32Const, pausing, opGlobalSet, globalPause,
		opLocalGet, 1, opGlobalSet, globalMissing,
		opI32Const, 1,
		opEnd, opEnd}
	return b
}
