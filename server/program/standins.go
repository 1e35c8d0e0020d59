package program

import "strings"

// standIn says how one module is made smaller: which of its files are copied
// and what they import instead. Its stand-ins, if it has any, lie under _stubs in
// a folder of its name.
type standIn struct {
	name    string
	module  string
	version string   // the release that the stand-ins fit
	folders []string // folders whose Go files are copied
	leave   []string // files left out, replaced or of no use in a browser
	imports *strings.Replacer
	mends   []mend
}

// mend is a piece of a module's code and what stands in its place. The build
// fails unless the file has it exactly once.
type mend struct{ file, old, new string }

// standard are the packages of the standard library that have stand-ins of our
// own, in all the modules and the shop's own code alike.
var standard = []string{
	`"fmt"`, `"carrito/app/small/fmt"`,
	`"net/url"`, `"carrito/app/small/url"`,
	`"os"`, `"carrito/app/small/os"`,
}

var standIns = []standIn{
	{
		name: "go-app", module: "github.com/maxence-charriere/go-app/v10", version: "v10.1.11",
		folders: []string{"pkg/app"},
		leave:   []string{"http.go", "resource.go", "crypto.go", "route.go", "static.go", "cache.go"},
		imports: strings.NewReplacer(append(standard,
			`"encoding/json"`, `"github.com/maxence-charriere/go-app/v10/pkg/json"`,
			`"github.com/google/uuid"`, `"github.com/maxence-charriere/go-app/v10/pkg/uuid"`,
			`"html"`, `"github.com/maxence-charriere/go-app/v10/pkg/html"`,
		)...),
		mends: []mend{
			// How often a second pages are drawn again at most. A shopper who presses
			// "add" would wait for the next of 120 times, and then for the screen's own.
			{"app.go", "engine.Start(120)", "engine.Start(1_000_000_000)"},
			// WebKit empties a field with autocomplete="off" that has no attribute of its
			// value, when its page comes out of the back/forward cache.
			{"attribute.go", "jsElement.Set(name, value)", `jsElement.Set(name, value)
		jsElement.Set("defaultValue", value)`},
			// Nodes that others have changed: see foreign.go among the stand-ins.
			{"node.go", "v.JSValue().setNodeValue(v.value)", "setText(v)"},
			{"node.go", "v.JSValue().replaceChild(newChild, child)", "replaceNode(v, newChild, child)"},
			{"node.go", "v.JSValue().removeChild(child)", "removeNode(v, child)"},
			{"node.go", "parent.JSValue().replaceChild(newRoot, root)", "replaceNode(parent, newRoot, root)"},
			{"node.go", "parent.JSValue().replaceChild(newMount, v)", "replaceNode(parent, newMount, v)"},
		},
	},
	{
		name: "uuid", module: "github.com/google/uuid", version: "v1.6.0",
		folders: []string{"."},
		// What makes UUIDs of other versions than 4 and 7, from hashes and network
		// cards, and what databases store.
		leave: []string{"dce.go", "hash.go", "node.go", "node_js.go", "node_net.go", "null.go", "sql.go", "time.go", "version1.go", "version6.go"},
		imports: strings.NewReplacer(append(standard,
			`"crypto/rand"`, `"github.com/google/uuid/rand"`,
			`"encoding/hex"`, `"github.com/google/uuid/hex"`,
		)...),
	},
	{
		name: "go-qr", module: "github.com/piglig/go-qr", version: "v1.1.0",
		folders: []string{".", "internal/reedsolomon"},
		// What reads codes and what writes them as pictures, in whose place package
		// ui draws; and the ways to write less than bytes, Kanji among them.
		leave: []string{
			"batch.go", "color.go", "config.go", "decode.go", "decode_locate.go", "decode_matrix.go", "decode_segments.go",
			"logo.go", "optimized_svg.go", "option.go", "qr_segment_advanced.go", "render_png.go", "render_svg.go",
		},
		imports: strings.NewReplacer(standard...),
	},
}
