package program

import (
	"bytes"
	"fmt"
)

// Instructions that the split reads or writes (WebAssembly Core Specification, section
// 5.4).
const (
	opUnreachable  = 0x00
	opLoop         = 0x03
	opIf           = 0x04
	opElse         = 0x05
	opEnd          = 0x0b
	opBrIf         = 0x0d
	opCall         = 0x10
	opCallIndirect = 0x11
	opLocalGet     = 0x20
	opLocalSet     = 0x21
	opLocalTee     = 0x22
	opGlobalGet    = 0x23
	opGlobalSet    = 0x24
	opI32Load      = 0x28
	opI32Load8     = 0x2d
	opI32Store     = 0x36
	opI64Store     = 0x37
	opI32Const     = 0x41
	opI64Const     = 0x42
	opI32Less      = 0x49 // unsigned
	opI32Add       = 0x6a
	opI32Sub       = 0x6b
	opI32Or        = 0x72
	opI32Shl       = 0x74
	opI32Shr       = 0x76 // unsigned
	opI64ExtendI32 = 0xad
	opMore         = 0xfc // the number of the instruction follows
)

// blockless is the type of a block that returns nothing.
const blockless = 0x40

// call is a direct call in the body of a function.
type call struct {
	start, end int  // the offsets of the instruction in the body
	callee     int  // the index of the function, with imports
	final      bool // the function traps when the callee pauses Go
}

// instruction is an instruction in the body of a function.
type instruction struct {
	op         byte
	start, end int   // its offsets in the body
	operand    int64 // the function that it calls, with imports, or the integer that it pushes
}

// instructions calls visit with the instructions in the body of a function, in order.
func instructions(body []byte, visit func(i instruction)) error {
	r := wasmReader{rest: body}
	skipLocals(&r)
	for len(r.rest) > 0 {
		i := instruction{start: len(body) - len(r.rest)}
		i.op = r.take(1)[0]
		switch i.op {
		case opCall:
			i.operand = int64(r.number())
		case opI32Const, opI64Const:
			i.operand = r.signed()
		default:
			if err := skipOperands(&r, i.op); err != nil {
				return err
			}
		}
		if r.broken {
			break
		}
		i.end = len(body) - len(r.rest)
		visit(i)
	}
	if r.broken {
		return fmt.Errorf("%w: a function is cut off", errNotWasm)
	}
	return nil
}

// calls returns the direct calls in the body of a function, in order.
func calls(body []byte) ([]call, error) {
	var all []call
	err := instructions(body, func(i instruction) {
		if i.op == opCall {
			all = append(all, call{i.start, i.end, int(i.operand), trapsNext(body[i.end:])})
		}
	})
	return all, err
}

// trapsNext reports whether the next instructions trap if the value before them is not
// 0. The compiler writes them after a call to which it gives no point to resume from. It
// may get the stack pointer anew before.
func trapsNext(code []byte) bool {
	if len(code) >= 4 && code[0] == opGlobalGet && code[1] == globalSP && code[2] == opLocalSet {
		code = code[4:]
	}
	return bytes.HasPrefix(code, []byte{opIf, blockless, opUnreachable, opEnd})
}

// skipLocals skips the local variables at the beginning of a function's body.
func skipLocals(r *wasmReader) {
	for range r.number() { // groups of variables
		if r.number(); r.take(1) == nil { // their type
			return
		}
	}
}

// skipOperands skips what follows an instruction. It knows the instructions that the Go
// compiler writes.
func skipOperands(r *wasmReader, op byte) error {
	switch {
	case op >= 0x02 && op <= opIf: // block, loop, if
		r.take(1)
	case op == 0x0c || op == opBrIf || op >= opLocalGet && op <= opGlobalSet: // br, br_if, variables
		r.number()
	case op == 0x0e: // br_table
		for range r.number() + 1 {
			if r.number(); r.broken {
				break
			}
		}
	case op == opCallIndirect || op >= 0x28 && op <= 0x3e: // loads and stores
		r.number()
		r.number()
	case op == 0x3f || op == 0x40: // memory.size, memory.grow
		r.take(1)
	case op == 0x43:
		r.take(4)
	case op == 0x44:
		r.take(8)
	case op == opMore:
		return skipMore(r)
	case op <= 0x01 || op == opElse || op == opEnd || op == 0x0f || op == 0x1a || op == 0x1b || op >= 0x45 && op <= 0xc4:
	default:
		return fmt.Errorf("%w: the instruction %#x", errNotWasm, op)
	}
	return nil
}

// skipMore skips what follows opMore: conversions that saturate, memory.copy and
// memory.fill.
func skipMore(r *wasmReader) error {
	switch number := r.number(); {
	case number <= 7:
	case number == 10:
		r.take(2)
	case number == 11:
		r.take(1)
	default:
		return fmt.Errorf("%w: the instruction %#x %d", errNotWasm, opMore, number)
	}
	return nil
}
