package faults_test

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"carrito/server/e2e/browsertest"
	"carrito/server/program"
)

// splitPage runs the program in testdata/split.
const splitPage = `<!doctype html><title>split</title><button id="inner" type="button">x</button>
<a id="follow" href="#wrong">x</a><a id="stay" href="#wrong">x</a><form id="form" action="/wrong"><button>x</button></form>
<script src="wasm_exec.js"></script><script src="rest.js"></script>
<script>
	self.said = [];
	const rest = () => WebAssembly.compileStreaming(fetch("rest.wasm"));
	const host = { fetchRest: rest, shown: () => true, waits() {}, lost: () => said.push("lost"), crashed: () => said.push("crashed") };
	const go = new SplitGo(host, 60000);
	WebAssembly.instantiateStreaming(fetch("first.wasm"), go.importObject).then(({ instance }) => go.run(instance));
</script>`

// splitProgram builds the program in testdata/split, and returns its page's files.
var splitProgram = sync.OnceValues(func() (map[string][]byte, error) {
	folder, err := os.MkdirTemp("", "split")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	linked := filepath.Join(folder, "linked.wasm")
	build := exec.Command("go", "build", "-trimpath", "-ldflags=-w", "-o", linked, "./server/e2e/faults/testdata/split")
	build.Dir, build.Env = browsertest.Path("."), append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if output, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%w\n%s", err, output)
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{"/": []byte(splitPage)}
	for name, file := range map[string]string{
		"/linked": linked, "/rest.js": filepath.Join(browsertest.Web, "rest.js"),
		"/wasm_exec.js": filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js"),
	} {
		if files[name], err = os.ReadFile(file); err != nil {
			return nil, err
		}
	}
	stays := func(name string) bool { return !strings.Contains(name, "late") }
	files["/first.wasm"], files["/rest.wasm"], err = program.Split(files["/linked"], exactly(stays))
	return files, err
})

// splitShop serves the page, but holds the second module back until release is called.
func splitShop(t *testing.T) (base string, release func()) {
	t.Helper()
	files, err := splitProgram()
	if err != nil {
		t.Fatal(err)
	}
	gate := make(chan struct{})
	release = sync.OnceFunc(func() { close(gate) })
	t.Cleanup(release)
	return browsertest.Listen(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/rest.wasm" {
			select {
			case <-gate:
			case <-r.Context().Done():
			}
		}
		http.ServeContent(w, r, filepath.Base(r.URL.Path)+map[bool]string{true: ".html"}[r.URL.Path == "/"], time.Time{}, bytes.NewReader(files[r.URL.Path]))
	})), release
}

// TestSplit calls functions of the second module before it is there, in each way in
// which the browser calls Go.
func TestSplit(t *testing.T) { browsertest.InEngines(t, splitStory) }

func splitStory(t *testing.T, s browsertest.Shopper) {
	tests := []struct {
		name, before string // JavaScript that is run while the second module is held back
		wait         string // what is said then
		want         string // what is said in the end
		address      string // the fragment in the end
	}{
		{"a call", "late().then(word => said.push('returned ' + word))", "started", "started,late,returned late", ""},
		{"calls that wait", "late(); early(); late()", "started", "started,late,early,late", ""},
		{"a click within a call", "said.push(String(nested()))", "started,outer,outer", "", ""},
		{"a function that is called at once", "executor().then(word => said.push('returned ' + word))", "started", "started,executor,returned executor", ""},
		{"a setter", "setter()", "started,outer", "started,outer,setter", ""},
		{"a timer", "timer()", "started", "started,timer", ""},
		{"a timer that waits", "timer(); late()", "started", "started,late,timer", ""},
		{"goroutines that have not begun", "collect()", "started", "started,collected", ""},
		{"a link whose address Go sets", "document.getElementById('follow').click()", "started", "started", "#followed"},
		{"a link that Go does not follow", "document.getElementById('stay').click()", "started", "started,stay", ""},
		{"links and a form that the shopper leaves by Back", `history.pushState(null, "", "?left"); late();
			for (const press of ["#follow", "#stay", "#form button"]) document.querySelector(press).click();
			early(); return new Promise(done => { addEventListener("popstate", done, { once: true }); history.back() })`, "started", "started,late,early", ""},
		{"a form", "document.querySelector('form button').click()", "started", "started,submit", ""},
	}
	tests[2].want = "started,outer,outer,inner"
	whole := s.NewBrowser(t).Open("") // each test has an origin of its own
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			base, release := splitShop(t)
			tab := whole.Of(t)
			tab.Navigate(base + "/")
			tab.Await("self.said?.includes('started')")
			tab.Eval(test.before)
			tab.Eval("setTimeout(() => self.settled = true, 100)")
			tab.Await("self.settled")
			if got := browsertest.Eval[string](tab, "said.join()"); got != test.wait {
				t.Errorf("before the second module: got %q, want %q", got, test.wait)
			}
			release()
			tab.Await(fmt.Sprintf("said.join() === %q && location.hash === %q", test.want, test.address))
			// Now all calls return at once.
			if got := browsertest.Eval[string](tab, "(said.length = 0, nested(), late(), said.join())"); got != "inner,outer,late" {
				t.Errorf("after the second module: got %q, want %q", got, "inner,outer,late")
			}
		})
	}
}

// exactly returns the choice of some functions, wherever they lead.
func exactly(stays func(name string) bool) program.Choice {
	return program.Choice{Stays: stays, Leads: func(string) bool { return false }}
}
