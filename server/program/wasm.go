package program

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// Ids of sections of a WebAssembly module (WebAssembly Core Specification, section
// 5.5).
const (
	customSection = 0
	dataSection   = 11
)

// maxMemory is the maximum size of initialised memory that is accepted, in bytes.
const maxMemory = 64 << 20

// errNotWasm is the error for a module that the Go linker would not write.
var errNotWasm = errors.New("not a WebAssembly module as the Go linker writes it")

// section is one section of a module.
type section struct {
	id   byte
	body []byte
}

// append appends the section to a module.
func (s section) append(module []byte) []byte {
	module = binary.AppendUvarint(append(module, s.id), uint64(len(s.body)))
	return append(module, s.body...)
}

// sections splits a module into its header and sections.
func sections(module []byte) (header []byte, all []section, err error) {
	if len(module) < 8 || string(module[:4]) != "\x00asm" {
		return nil, nil, errNotWasm
	}
	r := wasmReader{rest: module[8:]}
	for len(r.rest) > 0 {
		id := r.take(1)
		body := r.take(r.number())
		if r.broken {
			return nil, nil, fmt.Errorf("%w: it is cut off", errNotWasm)
		}
		all = append(all, section{id[0], body})
	}
	return module[:8], all, nil
}

// memory returns the memory that the data section initialises, from address 0.
func memory(data []byte) ([]byte, error) {
	r := wasmReader{rest: data}
	var image []byte
	for range r.number() {
		// An active segment of memory 0, at the value of an i32.const.
		if head := r.take(2); r.broken || head[0] != 0 || head[1] != 0x41 {
			return nil, fmt.Errorf("%w: a data segment of another kind", errNotWasm)
		}
		at := int(r.signed())
		if end := r.take(1); r.broken || end[0] != 0x0b {
			return nil, fmt.Errorf("%w: a data segment of another kind", errNotWasm)
		}
		content := r.take(r.number())
		end := at + len(content)
		if r.broken || at < 0 || end > maxMemory {
			return nil, fmt.Errorf("%w: a data segment outside memory", errNotWasm)
		}
		if end > len(image) {
			image = append(image, make([]byte, end-len(image))...)
		}
		copy(image[at:], content)
	}
	return image, nil
}

// gap is how many zeros in a row a data segment may contain. The linker ends a segment
// after a few zeros, and writes 70,000 segments, whose headers compress worse than
// zeros.
const gap = 64

// data returns the data section that initialises memory to image. Memory is zero
// before.
func data(image []byte) []byte {
	var segments []byte
	count := 0
	for start := 0; start < len(image); {
		if image[start] == 0 {
			start++
			continue
		}
		end, zeros := start, 0
		for i := start; i < len(image) && zeros <= gap; i++ {
			if zeros++; image[i] != 0 {
				end, zeros = i+1, 0
			}
		}
		segments = append(segments, 0, 0x41)
		segments = appendSigned(segments, int64(start))
		segments = append(segments, 0x0b)
		segments = binary.AppendUvarint(segments, uint64(end-start))
		segments = append(segments, image[start:end]...)
		start = end
		count++
	}
	return append(binary.AppendUvarint(nil, uint64(count)), segments...)
}

// wasmReader reads integers of the binary format, in LEB128. After an error, broken is
// set and it reads zeros.
type wasmReader struct {
	rest   []byte
	broken bool
}

func (r *wasmReader) number() int {
	n, size := binary.Uvarint(r.rest)
	if size <= 0 || n > math.MaxInt32 {
		r.rest, r.broken = nil, true
		return 0
	}
	r.rest = r.rest[size:]
	return int(n)
}

func (r *wasmReader) signed() int64 {
	var n int64
	for shift := 0; shift < 64; shift += 7 {
		b := r.take(1)
		if r.broken {
			return 0
		}
		n |= int64(b[0]&0x7f) << shift
		if b[0] < 0x80 {
			if b[0]&0x40 != 0 {
				n |= -1 << (shift + 7)
			}
			return n
		}
	}
	r.broken = true
	return 0
}

func (r *wasmReader) take(n int) []byte {
	if n > len(r.rest) {
		r.rest, r.broken = nil, true
		return nil
	}
	taken := r.rest[:n]
	r.rest = r.rest[n:]
	return taken
}

// appendSigned appends n in signed LEB128.
func appendSigned(b []byte, n int64) []byte {
	for {
		low := byte(n & 0x7f)
		n >>= 7
		if n == 0 && low&0x40 == 0 || n == -1 && low&0x40 != 0 {
			return append(b, low)
		}
		b = append(b, low|0x80)
	}
}
