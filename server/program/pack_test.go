package program

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// module returns a small module with the given data segments, by address.
func module(segments map[int32]string) []byte {
	addresses := make([]int32, 0, len(segments))
	for at := range segments {
		addresses = append(addresses, at)
	}
	slices.Sort(addresses)
	body := binary.AppendUvarint(nil, uint64(len(segments)))
	for _, at := range addresses {
		body = append(body, 0, 0x41)
		body = appendSigned(body, int64(at))
		body = append(body, 0x0b)
		body = binary.AppendUvarint(body, uint64(len(segments[at])))
		body = append(body, segments[at]...)
	}
	m := []byte("\x00asm\x01\x00\x00\x00" + "\x00\x05\x04name")
	m = append(m, dataSection)
	m = binary.AppendUvarint(m, uint64(len(body)))
	return append(m, body...)
}

// memoryOf returns the memory that a module initialises, and the number of its data
// segments.
func memoryOf(t *testing.T, m []byte) (image []byte, segments uint64) {
	t.Helper()
	_, all, err := sections(m)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range all {
		if s.id == dataSection {
			if image, err = memory(s.body); err != nil {
				t.Fatal(err)
			}
			segments, _ = binary.Uvarint(s.body)
		}
		if s.id == customSection {
			t.Error("got a custom section, want none")
		}
	}
	return image, segments
}

func TestPackKeepsMemory(t *testing.T) {
	far := string(bytes.Repeat([]byte{0}, gap+1))
	tests := []struct {
		name         string
		segments     map[int32]string
		want         string
		wantSegments uint64
	}{
		{"one", map[int32]string{0: "abc"}, "abc", 1},
		{"beside each other", map[int32]string{1: "ab", 4: "c"}, "\x00ab\x00c", 1},
		{"apart", map[int32]string{0: "a", int32(1 + len(far)): "b"}, "a" + far + "b", 2},
		{"zeros at the end", map[int32]string{0: "a\x00\x00"}, "a", 1},
		{"at 64, which is negative in one byte of LEB128", map[int32]string{64: "a"}, string(make([]byte, 64)) + "a", 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			packed, err := pack(module(test.segments), false)
			if err != nil {
				t.Fatal(err)
			}
			image, segments := memoryOf(t, packed)
			if string(image) != test.want || segments != test.wantSegments {
				t.Errorf("got %q in %d segments, want %q in %d", image, segments, test.want, test.wantSegments)
			}
		})
	}
}

func TestPackRefuses(t *testing.T) {
	good := module(map[int32]string{0: "abc"})
	passive := bytes.Replace(good, []byte{0, 0x41, 0}, []byte{1, 0x41, 0}, 1)
	tests := []struct {
		name   string
		module []byte
		want   error
	}{
		{"nothing", nil, errNotWasm},
		{"text", []byte("hola, ¿qué tal?"), errNotWasm},
		{"cut off", good[:len(good)-1], errNotWasm},
		{"a passive segment", passive, errNotWasm},
		{"no table of symbols", good, errSymbols},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if _, err := pack(test.module, true); !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
		})
	}
}

func FuzzPack(f *testing.F) {
	f.Add(module(map[int32]string{0: "abc", 300: "d"}))
	f.Fuzz(func(t *testing.T, m []byte) {
		packed, err := pack(m, false)
		if err != nil {
			return
		}
		again, err := pack(packed, false)
		if err != nil || !bytes.Equal(again, packed) {
			t.Errorf("packing again: got %d bytes and %v, want the same %d bytes", len(again), err, len(packed))
		}
	})
}

// TestStripKeepsWhatTheRuntimeNeeds builds the program with all its symbols and
// compares the tables of every function before and after stripping.
func TestStripKeepsWhatTheRuntimeNeeds(t *testing.T) {
	out := filepath.Join(t.TempDir(), "app.wasm")
	if _, err := Build(root, t.TempDir(), out, Options{}); err != nil {
		t.Fatal(err)
	}
	plain, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	packed, err := pack(plain, true)
	if err != nil {
		t.Fatal(err)
	}
	_, all, err := sections(plain)
	if err != nil {
		t.Fatal(err)
	}
	data := all[slices.IndexFunc(all, func(s section) bool { return s.id == dataSection })]
	before, err := memory(data.body)
	if err != nil {
		t.Fatal(err)
	}
	after, segments := memoryOf(t, packed)
	after = append(after, make([]byte, len(before)-len(after))...)
	if segments > 1000 {
		t.Errorf("got %d data segments, want few", segments)
	}
	old, err := findSymbols(before)
	if err != nil {
		t.Fatal(err)
	}
	stripped := *old
	stripped.image = after
	if old.count < 1000 {
		t.Fatalf("got %d functions, want thousands", old.count)
	}
	for i := range old.count {
		wanted, got := old.needed(i), stripped.needed(i)
		if !slices.Equal(wanted, got) {
			t.Fatalf("function %d %s: got tables %q, want %q", i, wanted[0], got, wanted)
		}
	}
	wanted, got := old.neededData(t), stripped.neededData(t)
	if len(wanted) < old.count {
		t.Fatalf("got data of %d functions, want all", len(wanted))
	}
	for at, data := range wanted {
		if !bytes.HasPrefix(got[at], data) {
			t.Fatalf("function %d: got data of kind %d that differs", at[0], at[1])
		}
	}
	if len(got) != len(wanted) {
		t.Errorf("got %d data of functions, want %d", len(got), len(wanted))
	}
	if !bytes.Equal(before[:old.names], after[:old.names]) {
		t.Error("memory before the names has changed")
	}
	if _, end := old.funcdata(t); !bytes.Equal(before[end:], after[end:]) {
		t.Error("memory after the data of functions has changed")
	}
}

// needed returns what must be kept of a function: its name, if the runtime looks it up,
// and its tables, except those of files and lines and the unneeded ones.
func (s *symbols) needed(i int) []string {
	at := s.functions + int(binary.LittleEndian.Uint32(s.image[s.functions+8*i+4:]))
	var f function
	if _, err := binary.Decode(s.image[at:], binary.LittleEndian, &f); err != nil {
		return nil
	}
	name := s.name(f.Name)
	if !slices.Contains(neededNames, name) {
		name = ""
	}
	texts := []string{name, s.table(f.Stack)}
	for table := range int(f.Tables) {
		if !slices.Contains(unneeded, table) {
			texts = append(texts, s.table(binary.LittleEndian.Uint32(s.image[at+functionSize+4*table:])))
		}
	}
	return texts
}

// funcdata returns where the data of functions is.
func (s *symbols) funcdata(t *testing.T) (start, end int) {
	t.Helper()
	header := binary.LittleEndian.AppendUint64(nil, uint64(s.at))
	module := bytes.Index(s.image, binary.LittleEndian.AppendUint64(header, uint64(s.names)))
	word := func(i int) int { return int(binary.LittleEndian.Uint64(s.image[module+8*i:])) }
	return word(funcdataStart), word(funcdataEnd)
}

// neededData returns the data that must be kept, by function and kind. Each is as long as
// the offsets tell, or to the end of memory if those of others are gone.
func (s *symbols) neededData(t *testing.T) map[[2]int][]byte {
	t.Helper()
	start, end := s.funcdata(t)
	offsets := []uint32{uint32(end - start)}
	if err := s.eachData(func(_, _, _ int, offset uint32) { offsets = append(offsets, offset) }); err != nil {
		t.Fatal(err)
	}
	slices.Sort(offsets)
	needed := map[[2]int][]byte{}
	s.eachData(func(i, kind, _ int, offset uint32) {
		if !slices.Contains(unneededData, kind) {
			next, _ := slices.BinarySearch(offsets, offset+1)
			needed[[2]int{i, kind}] = s.image[start+int(offset) : start+int(offsets[next])]
		}
	})
	return needed
}

func (s *symbols) table(offset uint32) string {
	reader := symbols{image: s.image, tables: s.tables, functions: s.functions, places: map[string]uint32{}}
	if _, err := reader.keep(offset); err != nil {
		return err.Error()
	}
	return string(reader.packed)
}
