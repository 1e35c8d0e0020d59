package program

import (
	"encoding/binary"
	"fmt"
)

// More ids of sections (WebAssembly Core Specification, section 5.5).
const (
	typeSection     = 1
	functionSection = 3
	globalSection   = 6
	startFunction   = 8
	elementSection  = 9
)

// linked is a module as the Go linker writes it, taken apart. Functions have their index
// without imports.
type linked struct {
	header   []byte
	sections []section
	imports  int      // number of imported functions
	types    [][]byte // of functions
	typeOf   []int    // the type of each function
	bodies   [][]byte
	names    map[int]string // by index with imports
}

// takeApart reads a module that has the names of its functions.
func takeApart(module []byte) (*linked, error) {
	header, all, err := sections(module)
	if err != nil {
		return nil, err
	}
	m := &linked{header: header, sections: all}
	if m.types, err = readTypes(m.section(typeSection)); err != nil {
		return nil, err
	}
	imports := wasmReader{rest: m.section(importSection)}
	m.imports = imports.number()
	functions := wasmReader{rest: m.section(functionSection)}
	for range functions.number() {
		t := functions.number()
		if functions.broken || t >= len(m.types) {
			return nil, fmt.Errorf("%w: a function without a type", errNotWasm)
		}
		m.typeOf = append(m.typeOf, t)
	}
	code := wasmReader{rest: m.section(codeSection)}
	for range code.number() {
		if m.bodies = append(m.bodies, code.take(code.number())); code.broken {
			break
		}
	}
	if imports.broken || functions.broken || code.broken || len(m.bodies) != len(m.typeOf) {
		return nil, fmt.Errorf("%w: its functions are cut off", errNotWasm)
	}
	for _, s := range all {
		if s.id == customSection && isNamed(s.body, "name") {
			m.names, err = functionNames(s.body)
		}
	}
	return m, err
}

// section returns the content of the section with this id, or nil.
func (m *linked) section(id byte) []byte {
	for _, s := range m.sections {
		if s.id == id {
			return s.body
		}
	}
	return nil
}

// name returns the name of a function.
func (m *linked) name(function int) string { return m.names[m.imports+function] }

// goType is the type of a Go function: from where to resume in the function to whether
// the WebAssembly stack must be unwound. It is the linker's first type.
const (
	goType   = 0
	goTypeIs = "\x60\x01\x7f\x01\x7f"
	runType  = "\x60\x00\x00" // nothing to nothing
)

// readTypes returns the function types of a type section.
func readTypes(body []byte) ([][]byte, error) {
	r := wasmReader{rest: body}
	var types [][]byte
	for range r.number() {
		before := r.rest
		r.take(1)          // a function
		r.take(r.number()) // its parameters
		r.take(r.number()) // its results
		if r.broken {
			return nil, fmt.Errorf("%w: its types are cut off", errNotWasm)
		}
		types = append(types, before[:len(before)-len(r.rest)])
	}
	if len(types) == 0 || string(types[goType]) != goTypeIs {
		return nil, fmt.Errorf("%w: another type of functions", errNotWasm)
	}
	return types, nil
}

// list returns a list of the binary format: the number of its items, and the items.
func list(items [][]byte) []byte {
	b := binary.AppendUvarint(nil, uint64(len(items)))
	for _, item := range items {
		b = append(b, item...)
	}
	return b
}

// codeOf returns a code section with the given bodies.
func codeOf(bodies [][]byte) []byte {
	b := binary.AppendUvarint(nil, uint64(len(bodies)))
	for _, body := range bodies {
		b = append(binary.AppendUvarint(b, uint64(len(body))), body...)
	}
	return b
}

// longer returns a list of the binary format with more items at its end.
func longer(body []byte, items ...[]byte) []byte {
	r := wasmReader{rest: body}
	b := binary.AppendUvarint(nil, uint64(r.number()+len(items)))
	b = append(b, r.rest...)
	for _, item := range items {
		b = append(b, item...)
	}
	return b
}
