package program

import "strings"

// standIn describes how one module is made smaller: which of its files are copied and
// which imports and code are replaced. Its stand-ins, if any, are in the folder name
// under _stubs.
type standIn struct {
	name    string
	module  string
	version string   // the release that the stand-ins fit
	folders []string // folders whose Go files are copied
	files   []string // files that are copied, in a package of Go's library
	leave   []string // files left out, because they are replaced or of no use in a browser
	imports *strings.Replacer
	patches []patch
	rewrite map[string]func(code string) (string, error) // by the name of the file
}

// patch is a piece of a module's code and its replacement. The build fails unless the
// file contains the old code exactly once.
type patch struct{ file, old, new string }

// standard lists packages of the standard library and their stand-ins, which all
// modules and the shop's own code use.
var standard = []string{
	`"fmt"`, `"carrito/app/small/fmt"`,
	`"net/url"`, `"carrito/app/small/url"`,
	`"os"`, `"carrito/app/small/os"`,
}

// library is what is replaced of Go's library.
//
// Package time reads one setting by internal/godebug, which brings 35 kB of code. Its
// timers have a channel of times in an interface, which brings the method String and with
// it all that formats times, 60 kB of code. The shop writes no time with it.
var library = standIn{
	name: "std", module: "Go's library",
	files:   []string{"time/format.go", "time/time.go"},
	imports: strings.NewReplacer(),
	patches: []patch{
		{"format.go", "func (t Time) String() string {", "func (t Time) String() string { return \"time\" }\n\nfunc (t Time) text() string {"},
		{"time.go", "func (d Duration) String() string {", "func (d Duration) String() string { return \"duration\" }\n\nfunc (d Duration) text() string {"},
	},
}

var standIns = []standIn{
	{
		name: "go-app", module: "github.com/maxence-charriere/go-app/v10", version: "v10.1.11",
		folders: []string{"pkg/app"},
		leave:   []string{"http.go", "resource.go", "crypto.go", "route.go", "state.go", "static.go", "cache.go"},
		imports: strings.NewReplacer(append(standard,
			`"encoding/json"`, `"github.com/maxence-charriere/go-app/v10/pkg/json"`,
			`"github.com/google/uuid"`, `"github.com/maxence-charriere/go-app/v10/pkg/uuid"`,
			`"html"`, `"github.com/maxence-charriere/go-app/v10/pkg/html"`,
		)...),
		patches: []patch{
			// The maximum number of redraws a second. With 120, a shopper who presses
			// "add" would wait for the next redraw and then for the next frame of the
			// screen.
			{"app.go", "engine.Start(120)", "engine.Start(1_000_000_000)"},
			// When a page comes from the back/forward cache, WebKit clears a field with
			// autocomplete="off" that has no attribute value.
			{"attribute.go", "jsElement.Set(name, value)", `jsElement.Set(name, value)
		jsElement.Set("defaultValue", value)`},
			// Nodes changed by other software; see foreign.go among the stand-ins.
			{"node.go", "v.JSValue().setNodeValue(v.value)", "setText(v)"},
			{"node.go", "v.JSValue().replaceChild(newChild, child)", "replaceNode(v, newChild, child)"},
			{"node.go", "v.JSValue().removeChild(child)", "removeNode(v, child)"},
			{"node.go", "parent.JSValue().replaceChild(newRoot, root)", "replaceNode(parent, newRoot, root)"},
			{"node.go", "parent.JSValue().replaceChild(newMount, v)", "replaceNode(parent, newMount, v)"},
			// The first page is mounted in short steps.
			{"node.go", "import (", `import (
	"carrito/app/browser/rest"`},
			{"node.go", "func (m nodeManager) Mount(ctx Context, depth uint, v UI) (UI, error) {", `func (m nodeManager) Mount(ctx Context, depth uint, v UI) (UI, error) {
	rest.PauseUnseen()`},
			// A press while the program waits for its second module; see late.go among the
			// stand-ins.
			{"node.go", "ctx.Dispatch(func(ctx Context) {", "dispatchEvent(ctx, this, args[0], func(ctx Context) {"},
			{"node.go", "jsHandler.Release()", "releaseLater(jsHandler)"},
			// All elements have one type; see elements.go.
			{"engine.go", "document.(HTML).body()", "document.body()"},
			{"engine.go", "child.(HTMLBody); isBody", "child.(HTMLBody); isBody && child.tag == \"body\""},
			{"node.go", "case *htmlElem, *htmlElemSelfClosing:", "case *element:"},
		},
		rewrite: map[string]func(string) (string, error){"html_gen.go": oneElement},
	},
	{
		name: "uuid", module: "github.com/google/uuid", version: "v1.6.0",
		folders: []string{"."},
		// Code for UUIDs of versions other than 4 and 7, which use hashes and network
		// cards, and for databases.
		leave: []string{"dce.go", "hash.go", "node.go", "node_js.go", "node_net.go", "null.go", "sql.go", "time.go", "version1.go", "version6.go"},
		imports: strings.NewReplacer(append(standard,
			`"crypto/rand"`, `"github.com/google/uuid/rand"`,
			`"encoding/hex"`, `"github.com/google/uuid/hex"`,
		)...),
	},
	{
		name: "go-qr", module: "github.com/piglig/go-qr", version: "v1.1.0",
		folders: []string{".", "internal/reedsolomon"},
		// Code that reads QR codes, code that draws them, which package ui does itself,
		// and encodings more compact than bytes, such as Kanji.
		leave: []string{
			"batch.go", "color.go", "config.go", "decode.go", "decode_locate.go", "decode_matrix.go", "decode_segments.go",
			"logo.go", "optimized_svg.go", "option.go", "qr_segment_advanced.go", "render_png.go", "render_svg.go",
		},
		imports: strings.NewReplacer(standard...),
	},
}
