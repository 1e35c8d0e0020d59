package program

import (
	"encoding/binary"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
)

// custom returns a custom section.
func custom(name string, content ...byte) section {
	return section{customSection, append(named(name), content...)}
}

// nameSection returns a section with names of functions by index, after a part of
// another kind.
func nameSection(functions map[int]string) section {
	names := binary.AppendUvarint(nil, uint64(len(functions)))
	for _, index := range slices.Sorted(maps.Keys(functions)) {
		names = binary.AppendUvarint(names, uint64(index))
		names = append(names, named(functions[index])...)
	}
	content := []byte{0, 1, 'x', 1}
	content = binary.AppendUvarint(content, uint64(len(names)))
	return custom("name", append(content, names...)...)
}

// moduleOf returns a module with the sections.
func moduleOf(all ...section) []byte {
	m := []byte("\x00asm\x01\x00\x00\x00")
	for _, s := range all {
		m = s.append(m)
	}
	return m
}

// body returns the body of a function without local variables.
func body(code ...byte) []byte {
	code = append([]byte{0}, code...)
	return append(binary.AppendUvarint(nil, uint64(len(code))), code...)
}

// Sections of a module with three imports, of which only the number is read, and four
// functions.
var (
	threeImports = section{importSection, []byte{3, 'a', 'b', 'c'}}
	exportsRun   = section{exportSection, slices.Concat([]byte{2}, named("run"), []byte{functionKind, 4}, named("mem"), []byte{2, 0})}
	fourBodies   = section{codeSection, slices.Concat([]byte{4}, body(1, end), body(2, end), body(3, end), []byte{5, 1, 2, 0x7f, 4, end})}
)

const end = 0x0b

func TestWarmable(t *testing.T) {
	started := strings.Fields(startNames)[:3]
	// The function 4 is exported, and is called before Go has a stack.
	names := nameSection(map[int]string{0: started[0], 3: "other", 4: started[2], 5: started[0], 6: started[1]})
	warmed, err := warmable(moduleOf(threeImports, exportsRun, fourBodies, names))
	if err != nil {
		t.Fatal(err)
	}
	_, all, err := sections(warmed)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(all[1].body), "\x03\x03run\x00\x04\x03mem\x02\x00\x05table\x01\x00"; got != want {
		t.Errorf("got exports %q, want %q", got, want)
	}
	guarded := string(guard)
	want := "\x04" + "\x03\x00\x01\x0b" + "\x03\x00\x02\x0b" + "\x0a\x00" + guarded + "\x03\x0b" + "\x0c\x01\x02\x7f" + guarded + "\x04\x0b"
	if got := string(all[2].body); got != want {
		t.Errorf("got code %q, want %q", got, want)
	}
	want = "\x05start" + string(binary.AppendUvarint(nil, firstSlot+2)) + "\x01"
	if last := all[len(all)-1]; last.id != customSection || string(last.body) != want {
		t.Errorf("got list %q, want %q", last.body, want)
	}
}

func TestWarmableRefuses(t *testing.T) {
	started := strings.Fields(startNames)[0]
	imports, exports, code, names := threeImports, exportsRun, fourBodies, nameSection(map[int]string{3: started})
	tests := []struct {
		name string
		all  []section
	}{
		{"no imports", []section{exports, code, names}},
		{"no exports", []section{imports, code, names}},
		{"no code", []section{imports, exports, names}},
		{"no names", []section{imports, exports, code, custom("producers")}},
		{"names cut off", []section{imports, exports, code, custom("name", 1, 9, 5)}},
		{"more names than there are", []section{imports, exports, code, custom("name", 1, 5, 0xff, 0xff, 0xff, 0xff, 7)}},
		{"exports cut off", []section{imports, {exportSection, []byte{1, 9}}, code, names}},
		{"code cut off", []section{imports, exports, {codeSection, []byte{2, 3, 0, 1, end}}, names}},
		{"a body cut off", []section{imports, exports, {codeSection, []byte{1, 2, 9, 1}}, names}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if _, err := warmable(moduleOf(test.all...)); !errors.Is(err, errNotWasm) {
				t.Errorf("got %v, want %v", err, errNotWasm)
			}
		})
	}
}

func FuzzFunctionNames(f *testing.F) {
	f.Add(nameSection(map[int]string{0: "a", 7: "b"}).body)
	f.Fuzz(func(t *testing.T, body []byte) {
		functions, err := functionNames(body)
		if err != nil {
			return
		}
		total := 0
		for _, name := range functions {
			total += len(name)
		}
		if total > len(body) {
			t.Errorf("got names of %d bytes from %d", total, len(body))
		}
	})
}

// TestStartListFits checks that the program has most of the functions in StartFile.
// Those that it lacks were renamed or removed, and others took their place.
func TestStartListFits(t *testing.T) {
	_, all, err := sections(built(t))
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(all, func(s section) bool { return s.id == customSection && isNamed(s.body, startSection) })
	if at < 0 {
		t.Fatal("the program has no list of the functions of a start: run make program")
	}
	list := wasmReader{rest: all[at].body[len(named(startSection)):]}
	found := 0
	for len(list.rest) > 0 {
		list.number()
		found++
	}
	listed := strings.Count(startNames, "\n")
	t.Logf("%d of %d functions", found, listed)
	if found < listed*9/10 {
		t.Errorf("the program has %d of the %d functions in %s: run make profile, then make program", found, listed, StartFile)
	}
}
