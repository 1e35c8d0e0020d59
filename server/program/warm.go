package program

import (
	_ "embed"
	"encoding/binary"
	"fmt"
	"os"
	"slices"
	"strings"
)

// A browser compiles a function when it is first called. On the main thread this is most
// of the time that a page does not answer while the program starts. web/start.js
// therefore calls the functions of a start once in a worker; V8 shares the compiled code
// with the page. The worker never runs Go. Go's stack pointer is 0 there, and each of
// these functions begins with a guard that traps then. It is an instruction of its own,
// because a trap by an access outside of memory is a signal of the operating system,
// which not every build of Chromium handles.

// StartFile lists the functions that a start calls, one name a line. `make profile`
// writes it. A function that is missing is compiled when it is first called.
const StartFile = "server/program/start.txt"

//go:embed start.txt
var startNames string

// UseFile lists further functions that the first use of each page calls. `make profile`
// writes it too. A program in two modules has them in the first.
const UseFile = "server/program/use.txt"

//go:embed use.txt
var useNames string

// BuildNamed builds the program like [Build], but writes it as the linker does, without
// what pack adds. It returns the names of its functions by their index.
func BuildNamed(root, work, out string) (map[int]string, error) {
	if err := linkSmall(root, work, out, true, withNames); err != nil {
		return nil, err
	}
	module, err := os.ReadFile(out)
	if err != nil {
		return nil, err
	}
	_, all, err := sections(module)
	if err != nil {
		return nil, err
	}
	for _, s := range all {
		if s.id == customSection && isNamed(s.body, "name") {
			return functionNames(s.body)
		}
	}
	return nil, errNotWasm
}

// Names that warmable adds to a module, which web/start.js uses.
const (
	tableExport  = "table" // the table of all functions
	startSection = "start" // the custom section with the slots of startNames in the table
)

// firstSlot is the slot of the linker's first function in the table
// (cmd/link/internal/wasm, funcValueOffset).
const firstSlot = 0x1000

// Ids of more sections, and of kinds of exports (WebAssembly Core Specification,
// sections 5.5.5 and 5.5.10).
const (
	importSection = 2
	exportSection = 7
	codeSection   = 10
	functionKind  = 0
	tableKind     = 1
)

// guard traps if Go's stack pointer, the first global, is 0:
//
//	global.get 0
//	i32.eqz
//	if
//	  unreachable
//	end
var guard = []byte{0x23, 0, 0x45, 0x04, 0x40, 0x00, 0x0b}

// warmable adds to a module what web/start.js needs to have the functions of a start
// compiled in a worker. The module must have the names of its functions.
func warmable(module []byte) ([]byte, error) {
	header, all, err := sections(module)
	if err != nil {
		return nil, err
	}
	bodies := map[byte]*[]byte{}
	var names []byte
	for i, s := range all {
		if bodies[s.id] = &all[i].body; s.id == customSection && isNamed(s.body, "name") {
			names = s.body
		}
	}
	for _, id := range []byte{importSection, exportSection, codeSection} {
		if bodies[id] == nil {
			return nil, fmt.Errorf("%w: it has no section %d", errNotWasm, id)
		}
	}
	functions, err := functionNames(names)
	if err != nil {
		return nil, err
	}
	list, err := startFunctions(functions, *bodies[importSection], *bodies[exportSection])
	if err != nil {
		return nil, err
	}
	if *bodies[codeSection], err = guarded(*bodies[codeSection], list); err != nil {
		return nil, err
	}
	*bodies[exportSection] = exported(*bodies[exportSection])
	out := slices.Clone(header)
	for _, s := range append(all, section{customSection, append(named(startSection), slots(list)...)}) {
		out = s.append(out)
	}
	return out, nil
}

// startFunctions returns the functions in startNames by their index without imports, in
// ascending order. It leaves out exported functions, since JavaScript calls them before
// Go has a stack.
func startFunctions(functions map[int]string, imports, exports []byte) ([]int, error) {
	wanted := map[string]bool{}
	for name := range strings.Lines(startNames) {
		wanted[strings.TrimSuffix(name, "\n")] = true
	}
	r := wasmReader{rest: exports}
	for range r.number() {
		r.take(r.number()) // its name
		kind := r.take(1)
		index := r.number()
		if r.broken {
			return nil, fmt.Errorf("%w: its exports are cut off", errNotWasm)
		}
		if kind[0] == functionKind {
			delete(wanted, functions[index])
		}
	}
	imported := wasmReader{rest: imports}
	first := imported.number()
	var list []int
	for index, name := range functions {
		if index >= first && wanted[name] {
			list = append(list, index-first)
		}
	}
	slices.Sort(list)
	return list, nil
}

// guarded returns a code section in which the functions in list begin with the guard.
func guarded(code []byte, list []int) ([]byte, error) {
	r := wasmReader{rest: code}
	count := r.number()
	out := binary.AppendUvarint(nil, uint64(count))
	for index := range count {
		body := r.take(r.number())
		if _, found := slices.BinarySearch(list, index); found {
			b := wasmReader{rest: body}
			for range b.number() { // groups of local variables
				b.number()
				b.take(1) // their type
			}
			r.broken = r.broken || b.broken
			locals := body[:len(body)-len(b.rest)]
			body = slices.Concat(locals, guard, b.rest)
		}
		if r.broken {
			return nil, fmt.Errorf("%w: its code is cut off", errNotWasm)
		}
		out = append(binary.AppendUvarint(out, uint64(len(body))), body...)
	}
	return out, nil
}

// slots returns the slots of functions in the table, each as the difference from the one
// before, in LEB128.
func slots(functions []int) []byte {
	var list []byte
	last := 0
	for _, index := range functions {
		slot := firstSlot + index
		list = binary.AppendUvarint(list, uint64(slot-last))
		last = slot
	}
	return list
}

// exported returns an export section with the table added.
func exported(body []byte) []byte {
	r := wasmReader{rest: body}
	all := binary.AppendUvarint(nil, uint64(r.number()+1))
	all = append(all, r.rest...)
	return append(append(all, named(tableExport)...), tableKind, 0)
}

// functionNames returns the names in the custom section "name", by the index of the
// function (WebAssembly Core Specification, appendix, name section).
func functionNames(body []byte) (map[int]string, error) {
	r := wasmReader{rest: body}
	r.take(r.number()) // the section's own name
	functions := map[int]string{}
	for len(r.rest) > 0 {
		kind := r.take(1)
		part := wasmReader{rest: r.take(r.number())}
		if r.broken {
			break
		}
		if kind[0] != 1 {
			continue
		}
		for range part.number() {
			if part.broken {
				break
			}
			index := part.number()
			functions[index] = string(part.take(part.number()))
		}
		r.broken = r.broken || part.broken
	}
	if r.broken {
		return nil, fmt.Errorf("%w: its names are cut off", errNotWasm)
	}
	return functions, nil
}

// isNamed reports whether a custom section has the name.
func isNamed(body []byte, name string) bool {
	r := wasmReader{rest: body}
	return string(r.take(r.number())) == name
}

// named returns a name with its length before it.
func named(name string) []byte {
	return append(binary.AppendUvarint(nil, uint64(len(name))), name...)
}
