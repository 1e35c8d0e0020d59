package program

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// callTo returns the body of a function that calls others. After each call, it returns
// if the callee has paused Go, or traps.
func callTo(traps bool, functions ...byte) []byte {
	body := []byte{0}
	for _, f := range functions {
		after := []byte{opIf, blockless, opI32Const, 1, 0x0f, opEnd}
		if traps {
			after = []byte{opIf, blockless, opUnreachable, opEnd}
		}
		body = append(append(body, opCall, f), after...)
	}
	return append(append(body, make([]byte, smallest)...), opEnd) // long enough to move
}

// usingValue returns the body of a function that uses the address of another one.
func usingValue(f int) []byte {
	body := appendSigned([]byte{0, opI64Const}, int64(firstSlot+f)<<16)
	return append(append(body, make([]byte, smallest)...), opEnd)
}

func TestMoving(t *testing.T) {
	kept := doors
	t.Cleanup(func() { doors = kept })
	tests := []struct {
		name   string
		names  []string
		bodies [][]byte
		want   string // the names of functions that move
	}{
		{"nothing is wanted", []string{"a.a", "a.b"}, [][]byte{callTo(false), callTo(false)}, "a.a a.b"},
		{"wanted, and what it calls", []string{"a.wanted", "a.b"}, [][]byte{callTo(false, 1), callTo(false)}, "a.b"},
		{"called where a pause traps", []string{"a.a", "a.b", "a.c", "a.d"}, [][]byte{callTo(true, 1), callTo(false, 2), callTo(false), callTo(false)}, "a.a a.d"},
		{"called later, where a pause traps", []string{"a.a", "a.b", "a.c"}, [][]byte{callTo(true, 1), usingValue(2), callTo(false)}, "a.a"},
		{"a value of another package", []string{"a.a", "a.b", "b.c"}, [][]byte{callTo(true, 1), usingValue(2), callTo(false)}, "a.a b.c"},
		{"through a door", []string{"a.a", "a.b", "runtime.printlock", "a.d"}, [][]byte{callTo(true, 1), callTo(false, 2), callTo(false, 3), callTo(false)}, "a.a runtime.printlock a.d"},
		{"of the runtime, called by a start", []string{"a.wanted", "runtime.b", "runtime.c", "runtime.d"}, [][]byte{callTo(false, 1), callTo(false, 2), callTo(false), callTo(false)}, "runtime.d"},
		{"a branch of the shop", []string{"a.wanted", "carrito_app_cart.b", "carrito_app_cart.c", "carrito_app_order.d", "d.e"}, [][]byte{callTo(false, 1, 3, 4), usingValue(2), callTo(false), callTo(false), callTo(false)}, "carrito_app_order.d d.e"},
		{"a listener, and what it calls", []string{listeners[0], "a.b", "a.c"}, [][]byte{callTo(false, 1), callTo(false), callTo(false)}, "a.c"},
		{"keys of a map that is used", []string{"type_.hash.a.wanted", "type_.eq.a.wanted", "type_.hash.b", "type_.eq.b"}, [][]byte{callTo(true, 0), callTo(false), callTo(false), callTo(false)}, "type_.hash.b type_.eq.b"},
		{"too short for a stub", []string{"a.a"}, [][]byte{{0, opEnd}}, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m := &linked{types: [][]byte{[]byte(goTypeIs)}, typeOf: make([]int, len(test.bodies)), bodies: test.bodies, names: map[int]string{}}
			maps.Insert(m.names, slices.All(test.names))
			moves, err := m.moving(nil, Choice{func(name string) bool { return strings.HasSuffix(name, "a.wanted") && name != "type_.eq.a.wanted" }, branches})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for f, moved := range moves {
				if moved {
					got = append(got, test.names[f])
				}
			}
			if got := strings.Join(got, " "); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// TestDoors checks that the first module has what collects garbage, grows stacks and
// switches goroutines, and that the doors are not among them.
func TestDoors(t *testing.T) {
	for name, want := range map[string]bool{
		"runtime.gcDrain": false, "runtime.copystack": false, "runtime.schedule": false, "runtime.sigpanic": false, "runtime.mallocgc": false,
		"runtime.traceAdvance": true, "runtime.printpanics": true, "runtime.schedtrace": true, "runtime.initMetrics": true,
	} {
		if got := doors.MatchString(name); got != want {
			t.Errorf("%s: got %t, want %t", name, got, want)
		}
	}
	m, err := takeApart(linkedProgram(t))
	if err != nil {
		t.Fatal(err)
	}
	moves, err := m.moving(imageOf(t, linkedProgram(t)), Choice{func(string) bool { return false }, branches})
	if err != nil {
		t.Fatal(err)
	}
	unpaused := 0
	for f, moved := range moves {
		switch name := m.name(f); name {
		case "runtime.gcDrain", "runtime.copystack", "runtime.newproc", "runtime.schedinit", "runtime.schedule", "runtime.wbBufFlush", "runtime.wbBufFlush1":
			if unpaused++; moved {
				t.Errorf("%s moves", name)
			}
		}
	}
	if unpaused != 7 {
		t.Errorf("got %d of the 7 functions", unpaused)
	}
}

// TestListeners finds the functions of package browser that listen to anything but the
// window and the document. Each of them is in listeners, or does not mind a pause.
func TestListeners(t *testing.T) {
	const restIsThere = "database.open has the rest loaded before"
	minds := map[string]string{
		"Tabs.open": "", "Orders.open": "",
		"database.Change": restIsThere, "database.open": restIsThere, "database.await": restIsThere,
		"Worker.register":         "it looks itself for an update that was found before",
		"Worker.followInstalling": "a worker that waits is greeted anyway",
		"Worker.take":             "the worker takes over when it is told to afterwards",
		"connect":                 "the message is posted afterwards",
		"on":                      "it is what they call",
	}
	found := map[string]bool{}
	for _, pattern := range []string{"*.go", "rest/*.go"} {
		files, err := filepath.Glob(filepath.Join(root, "app/browser", pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if !strings.HasSuffix(file, "_test.go") {
				listening(t, file, found)
			}
		}
	}
	for name := range found {
		if _, ok := minds[name]; !ok {
			t.Errorf("%s listens to something: add it to listeners, or say here why it may pause before", name)
		}
	}
	for name, reason := range minds {
		listed := slices.ContainsFunc(listeners, func(l string) bool { return strings.Contains(strings.ReplaceAll(l, "_", ""), name) })
		if !found[name] || (reason == "") != listed {
			t.Errorf("%s: found %t, in listeners %t", name, found[name], listed)
		}
	}
}

// TestUseListFits checks that the program has most of the functions in UseFile, and all
// listeners. Those that it lacks were renamed or removed.
func TestUseListFits(t *testing.T) {
	names, err := BuildNamed(root, t.TempDir(), filepath.Join(t.TempDir(), "app.wasm"))
	if err != nil {
		t.Fatal(err)
	}
	has := map[string]bool{}
	for _, name := range names {
		has[name] = true
	}
	listed, found := strings.Fields(useNames), 0
	for _, name := range listed {
		if has[name] {
			found++
		}
	}
	t.Logf("%d of %d functions", found, len(listed))
	if found < len(listed)*9/10 {
		t.Errorf("the program has %d of the %d functions in %s: run make profile, then make program", found, len(listed), UseFile)
	}
	for _, name := range listeners {
		if !has[name] {
			t.Errorf("the program has no function %s: change listeners", name)
		}
	}
}

// TestOrderNeedsTheRest checks that no function that draws the pages of the order is
// listed, so that the program is whole before it shows them. A program that pauses could
// lose what the shopper types meanwhile, and may no longer open a message.
func TestOrderNeedsTheRest(t *testing.T) {
	const drawing = "carrito_app_ui_checkout."
	for _, name := range strings.Fields(startNames + useNames) {
		if strings.HasPrefix(name, drawing) && name != drawing+"New" {
			t.Errorf("%s is listed: leave the pages of the order out of make profile", name)
		}
	}
}

// listening adds the functions in a file that listen to something.
func listening(t *testing.T, file string, found map[string]bool) {
	t.Helper()
	syntax, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	for _, declared := range syntax.Decls {
		f, ok := declared.(*ast.FuncDecl)
		if !ok {
			continue
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if c, ok := n.(*ast.CallExpr); ok && listens(c) {
				found[methodName(f)] = true
			}
			return true
		})
	}
}

// listens reports whether a call listens to something that is not there from the
// beginning.
func listens(c *ast.CallExpr) bool {
	if len(c.Args) == 0 {
		return false
	}
	switch f := c.Fun.(type) {
	case *ast.Ident:
		target, _ := c.Args[0].(*ast.Ident)
		return f.Name == "on" && (target == nil || target.Name != "window" && target.Name != "document")
	case *ast.SelectorExpr:
		text, ok := c.Args[0].(*ast.BasicLit)
		return ok && (f.Sel.Name == "Call" || f.Sel.Name == "Set") && (text.Value == `"addEventListener"` || strings.HasPrefix(text.Value, `"on`))
	}
	return false
}

// methodName returns the name of a function, with the type of its receiver.
func methodName(f *ast.FuncDecl) string {
	if f.Recv == nil {
		return f.Name.Name
	}
	kind := f.Recv.List[0].Type
	if pointer, ok := kind.(*ast.StarExpr); ok {
		kind = pointer.X
	}
	return kind.(*ast.Ident).Name + "." + f.Name.Name
}
