package program

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
)

// A program is split into two modules. The first has the functions in startNames and
// useNames, and those that must stay; a visit starts with it. The others, with their
// entries in the table of symbols, are in the second module, the rest, which start.js
// loads when the page has time, or when Go calls one of its functions.
//
// The rest puts its functions into the first module's table of functions. There, the
// place of each of them is taken by a stub until then. A stub that is called before the
// rest is there pauses Go like runtime.pause: it stores the function that is to be
// called where wasm_pc_f_loop looks for it, sets PAUSE, and returns 1, which unwinds the
// WebAssembly stack. Go's own stack is in memory and stays. Once the rest is there,
// start.js calls wasm_pc_f_loop, which calls the function and goes on. Nothing of Go
// may run in between; see web/rest.js.

// smallest is the length of the shortest body that moves, in bytes. A stub has a body
// of ten.
const smallest = 25

// halves are the modules of a program. rest is nil if the program is whole.
type halves struct{ first, rest []byte }

// Split splits a module as the Go linker writes it with the names of its functions, and
// packs both modules. By their names, the first keeps the functions that c chooses,
// besides those that must stay.
func Split(module []byte, c Choice) (first, rest []byte, err error) {
	if module, err = warmable(module); err != nil {
		return nil, nil, err
	}
	h, err := split(module, c)
	return h.first, h.rest, err
}

// split splits a module that is warmable.
func split(module []byte, c Choice) (halves, error) {
	m, err := takeApart(module)
	if err != nil {
		return halves{}, err
	}
	image, err := memory(m.section(dataSection))
	if err != nil {
		return halves{}, err
	}
	moves, err := m.moving(image, c)
	if err != nil {
		return halves{}, err
	}
	lines, err := splitSymbols(image, moves)
	if err != nil {
		return halves{}, err
	}
	build := buildID(module, moves)
	rest, err := m.rest(build, moves, lines)
	if err != nil {
		return halves{}, err
	}
	first, err := m.first(build, moves, lines)
	return halves{first, rest}, err
}

// buildID returns a name for a module that is split in a certain way.
func buildID(module []byte, moves []bool) string {
	hash := sha256.New()
	hash.Write(module)
	fmt.Fprint(hash, moves)
	return hex.EncodeToString(hash.Sum(nil)[:8])
}

// chosen is what the first module of the shop's program keeps.
func chosen() Choice { return Choice{Stays: used(), Leads: branches} }

// used returns a function that reports whether a start or the first use of a page calls
// a function.
func used() func(name string) bool {
	names := map[string]bool{}
	for name := range strings.Lines(startNames + useNames) {
		names[strings.TrimSuffix(name, "\n")] = true
	}
	return func(name string) bool { return names[name] }
}
