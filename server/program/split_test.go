package program

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

// linkedProgram returns a small Go program with the names of its functions.
func linkedProgram(t testing.TB) []byte {
	t.Helper()
	out := filepath.Join(t.TempDir(), "linked.wasm")
	build := exec.Command("go", "build", "-trimpath", "-ldflags=-w", "-o", out, "./server/e2e/faults/testdata/split")
	build.Dir, build.Env = root, append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if output, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
	module, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return module
}

func isLate(name string) bool { return strings.Contains(name, "late") }

// TestSplitIsValid splits a program, compiles both modules, and compares them: together
// they have all functions and all memory of the packed program, except the shared record.
func TestSplitIsValid(t *testing.T) {
	linked := linkedProgram(t)
	first, rest, err := Split(linked, exactly(func(name string) bool { return !isLate(name) }))
	if err != nil {
		t.Fatal(err)
	}
	runtime := wazero.NewRuntimeWithConfig(t.Context(), wazero.NewRuntimeConfigInterpreter().WithCoreFeatures(api.CoreFeaturesV2))
	defer runtime.Close(t.Context())
	for name, module := range map[string][]byte{"first": first, "rest": rest} {
		if _, err := runtime.CompileModule(t.Context(), module); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	whole, err := takeApart(linked)
	if err != nil {
		t.Fatal(err)
	}
	moves, err := whole.moving(imageOf(t, linked), exactly(func(name string) bool { return !isLate(name) }))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := numberOf(t, rest, functionSection), count(moves)+1; want < 4 || got != want {
		t.Errorf("got %d functions in the rest, want the %d that move and the start function", got, want-1)
	}
	if got, want := numberOf(t, first, codeSection), len(whole.bodies)+2; got != want {
		t.Errorf("got %d functions in the first module, want all %d, the one that stubs call and the start function", got, want-2)
	}
	before, after := instantiated(t, first, rest)
	checkMemory(t, linked, before, after)
}

// instantiated returns the memory of a program when its first module is there, and when
// both are.
func instantiated(t *testing.T, first, rest []byte) (before, after []byte) {
	t.Helper()
	ctx := t.Context()
	runtime := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfigInterpreter().WithCoreFeatures(api.CoreFeaturesV2))
	t.Cleanup(func() { runtime.Close(ctx) })
	host := runtime.NewHostModuleBuilder("gojs")
	imports := wasmReader{rest: sectionOf(t, first, importSection)}
	for range imports.number() {
		imports.take(imports.number()) // gojs
		name := string(imports.take(imports.number()))
		imports.take(2) // a function, and its type
		host.NewFunctionBuilder().WithFunc(func(sp uint32) {}).Export(name)
	}
	if _, err := host.Instantiate(ctx); err != nil {
		t.Fatal(err)
	}
	var memory api.Memory
	instantiate := func(name string, module []byte) []byte {
		instance, err := runtime.InstantiateWithConfig(ctx, module, wazero.NewModuleConfig().WithName(name))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if memory == nil {
			memory = instance.ExportedMemory("mem")
		}
		all, _ := memory.Read(0, memory.Size())
		return slices.Clone(all)
	}
	before = instantiate(firstModule, first)
	return before, instantiate("rest", rest)
}

// checkMemory checks that the memory of a program is complete once both modules are there.
func checkMemory(t *testing.T, linked, before, after []byte) {
	t.Helper()
	warmed, err := warmable(linked)
	if err != nil {
		t.Fatal(err)
	}
	packed, err := pack(warmed, true)
	if err != nil {
		t.Fatal(err)
	}
	wanted := imageOf(t, packed)
	s, err := findSymbols(wanted)
	if err != nil {
		t.Fatal(err)
	}
	parted := *s
	parted.image = after
	for i := range s.count {
		if wanted, got := s.needed(i), parted.needed(i); !slices.Equal(wanted, got) {
			t.Fatalf("function %d: got tables %q, want %q", i, got, wanted)
		}
		record, err := parted.record(i)
		if err != nil {
			t.Fatal(err)
		}
		if wanted, got := s.word(8*i), parted.word(8*i); got != wanted || parted.word(record.start-s.functions) != wanted {
			t.Fatalf("function %d: got another slot, want %d", i, wanted)
		}
	}
	if s.word(8*s.count) != parted.word(8*s.count) {
		t.Error("the end of the table differs")
	}
	got := parted.neededData(t)
	for at, data := range s.neededData(t) {
		if !bytes.HasPrefix(got[at], data) {
			t.Fatalf("function %d: got data of kind %d that differs", at[0], at[1])
		}
	}
	if !bytes.Equal(wanted[:s.at], after[:s.at]) {
		t.Error("memory before the table of symbols differs")
	}
	early := *s
	early.image = before
	found := 0
	for i := range s.count {
		if early.word(8*i+4) != parted.word(8*i+4) {
			found++
			if stack := early.needed(i)[1]; stack != string(earlyTable) {
				t.Fatalf("function %d: got the stack depths %q before the rest is there, want %q", i, stack, earlyTable)
			}
		}
	}
	if found == 0 {
		t.Error("no function shares the record")
	}
}

// numberOf returns the number at the beginning of a section.
func numberOf(t *testing.T, module []byte, id byte) int {
	t.Helper()
	r := wasmReader{rest: sectionOf(t, module, id)}
	return r.number()
}

func sectionOf(t *testing.T, module []byte, id byte) []byte {
	t.Helper()
	_, all, err := sections(module)
	if err != nil {
		t.Fatal(err)
	}
	return (&linked{sections: all}).section(id)
}

func imageOf(t *testing.T, module []byte) []byte {
	t.Helper()
	image, err := memory(sectionOf(t, module, dataSection))
	if err != nil {
		t.Fatal(err)
	}
	return image
}

// TestSplitRefuses cuts a program in many places, and changes single bytes of it. Split
// must return an error or two modules, and never panic.
func TestSplitRefuses(t *testing.T) {
	linked := linkedProgram(t)
	stays := func(string) bool { return false }
	for _, size := range []int{0, 4, 8, 9, 100, 1000, len(linked) / 2, len(linked) - 1} {
		if _, _, err := Split(linked[:size], exactly(stays)); err == nil {
			t.Errorf("got no error for the first %d bytes", size)
		}
	}
	header, all, err := sections(linked)
	if err != nil {
		t.Fatal(err)
	}
	for _, missing := range []byte{typeSection, importSection, functionSection, globalSection, exportSection, codeSection, dataSection} {
		module := slices.Clone(header)
		for _, s := range all {
			if s.id != missing {
				module = s.append(module)
			}
		}
		if _, _, err := Split(module, exactly(stays)); !errors.Is(err, errNotWasm) && !errors.Is(err, errSymbols) {
			t.Errorf("without section %d: got %v, want an error that says so", missing, err)
		}
	}
}

func FuzzCalls(f *testing.F) {
	f.Add([]byte{0, opCall, 5, opI32Const, 0x80, 0x01, opEnd})
	f.Add([]byte{1, 2, 0x7f, opCall, 5, opIf, blockless, opUnreachable, opEnd, opEnd})
	f.Add([]byte{0, 0x0e, 2, 0, 1, 2, opMore, 10, 0, 0, opEnd})
	f.Fuzz(func(t *testing.T, body []byte) {
		all, err := calls(body)
		if err != nil {
			if !errors.Is(err, errNotWasm) {
				t.Errorf("got %v, want %v", err, errNotWasm)
			}
			return
		}
		end := 0
		for _, c := range all {
			if c.start < end || c.end <= c.start || c.end > len(body) || body[c.start] != opCall {
				t.Errorf("got a call at %d to %d in %x after %d", c.start, c.end, body, end)
			}
			end = c.end
		}
	})
}

func FuzzSplit(f *testing.F) {
	f.Add(smallModule())
	f.Fuzz(func(t *testing.T, module []byte) {
		first, rest, err := Split(module, exactly(func(string) bool { return false }))
		if err == nil && (first == nil || rest == nil) {
			t.Error("got no module and no error")
		}
	})
}

// smallModule returns a module that has all sections, but no table of symbols.
func smallModule() []byte {
	types := section{typeSection, []byte("\x02" + goTypeIs + runType)}
	functions := section{functionSection, []byte{4, 0, 0, 0, 1}}
	globals := section{globalSection, list(slices.Repeat([][]byte{{0x7f, 1, opI32Const, 0, opEnd}}, len(globalTypes)))}
	names := nameSection(map[int]string{3: "a.a", 4: "a.b", 5: "a.c", 6: "wasm_pc_f_loop"})
	memory := section{dataSection, data([]byte("abc"))}
	return moduleOf(types, threeImports, functions, globals, exportsRun, fourBodies, memory, names)
}

func TestMoved(t *testing.T) {
	m := &linked{
		imports: 1, types: [][]byte{[]byte(goTypeIs), []byte(runType)}, typeOf: []int{0, 0, 1},
		bodies: [][]byte{{0, opCall, 2, opCall, 3, 0x1a, opEnd}, {0, opEnd}, {0, opEnd}},
	}
	bodies, err := m.moved([]bool{true, true, false}, []int{0, 1, 0})
	if err != nil {
		t.Fatal(err)
	}
	slot := appendSigned(nil, firstSlot+2)
	want := slices.Concat([]byte{0, opCall, 1, opI32Const}, slot, []byte{opCallIndirect, 1, 0, 0x1a, opEnd})
	if len(bodies) != 2 || !bytes.Equal(bodies[0], want) {
		t.Errorf("got %x, want %x", bodies, want)
	}
}

func TestElements(t *testing.T) {
	all := elements([]bool{true, true, false, true}, []int{0, 1, 0, 2})
	slot := func(n int64) []byte { return appendSigned([]byte{0, opI32Const}, firstSlot+n) }
	want := [][]byte{append(slot(0), opEnd, 2, 0, 1), append(slot(3), opEnd, 1, 2)}
	if !slices.EqualFunc(all, want, bytes.Equal) {
		t.Errorf("got %x, want %x", all, want)
	}
}

// TestNewerRelease builds with a Go release that this package does not know. The program
// is then in one module.
func TestNewerRelease(t *testing.T) {
	known := knownRelease
	knownRelease = "go1.25"
	t.Cleanup(func() { knownRelease = known })
	out := filepath.Join(t.TempDir(), "app.wasm")
	if err := os.WriteFile(restFile(out), []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	note, err := Build(root, t.TempDir(), out, Options{Small: true, Split: true})
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(note, "go1.25") || !strings.Contains(note, "built whole") {
		t.Errorf("got the note %q, want it to say why the program is whole", note)
	}
	checkWhole(t, out)
}

// TestNotSplit builds the program in one module, as with SPLIT=false.
func TestNotSplit(t *testing.T) {
	out := filepath.Join(t.TempDir(), "app.wasm")
	if note, err := Build(root, t.TempDir(), out, Options{Small: true}); err != nil || note != "" {
		t.Fatalf("got %q, %v", note, err)
	}
	checkWhole(t, out)
}

// checkWhole checks that a program has one module with all functions.
func checkWhole(t *testing.T, out string) {
	t.Helper()
	if _, err := os.Stat(restFile(out)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v, want no second module", err)
	}
	program, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	if exports := sectionOf(t, program, exportSection); bytes.Contains(exports, named(loadedExport)) {
		t.Error("got a program that waits for a second module")
	}
}

// exactly returns the choice of some functions, wherever they lead.
func exactly(stays func(name string) bool) Choice {
	return Choice{stays, func(string) bool { return false }}
}
