package browsertest

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"carrito/server/asset"
	"carrito/server/site"
)

// ReadProgram returns the two modules of the program as make program writes them.
func ReadProgram(t testing.TB) (first, rest []byte) {
	t.Helper()
	first, err := os.ReadFile(filepath.Join(Web, "app.wasm"))
	if err == nil {
		rest, err = os.ReadFile(filepath.Join(Web, "rest.wasm"))
	}
	if err != nil {
		t.Fatal("the browser program is not built: run make program")
	}
	return first, rest
}

// Program returns the first module of the program.
func Program(t testing.TB) []byte {
	t.Helper()
	first, _ := ReadProgram(t)
	return first
}

// ProgramFiles returns the files of a shop with [TwoHats] and the given first module of
// the program.
func ProgramFiles(t testing.TB, program []byte) site.Files {
	t.Helper()
	folder := t.TempDir()
	if err := os.CopyFS(filepath.Join(folder, "css"), os.DirFS(Web+"/css")); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"boot.js", "worker.js", "icons.svg", "wasm_exec.js", "rest.wasm"} {
		data, err := os.ReadFile(Web + "/" + name)
		if err != nil {
			t.Fatal(err)
		}
		WriteFile(t, filepath.Join(folder, name), string(data))
	}
	if err := os.Mkdir(filepath.Join(folder, ".cache"), 0o700); err != nil {
		t.Fatal(err)
	}
	_, rest := ReadProgram(t)
	keepForms(t, folder, rest)
	files := ShopFiles(t, "Una", strings.Replace(TwoHats, `/web/images/`, `https://img.example/`, 1))
	files.Web = folder
	Deploy(t, files, program)
	return files
}

// Deploy replaces the first module of [ProgramFiles].
func Deploy(t testing.TB, files site.Files, program []byte) {
	t.Helper()
	WriteFile(t, filepath.Join(files.Web, "app.wasm"), string(program))
	keepForms(t, files.Web, program)
}

// keepForms stores the compressed forms of a module in the cache of a folder, where the
// server finds them. They are those of make build, or else made with less effort than
// the server would, which takes it ten seconds of processor time.
func keepForms(t testing.TB, folder string, module []byte) {
	t.Helper()
	sum := fmt.Sprintf("%x", sha256.Sum256(module))
	quick := sync.OnceValue(func() map[string][]byte {
		body := asset.New("", module, asset.Fast)
		body.Compress(nil)
		return body.Precompressed()
	})
	for extension, coding := range map[string]string{".br": "br", ".zst": "zstd", ".gz": "gzip"} {
		form, err := os.ReadFile(filepath.Join(Web, ".cache", sum+"."+coding))
		if err != nil {
			form = quick()[extension]
		}
		WriteFile(t, filepath.Join(folder, ".cache", sum+"."+coding), string(form))
	}
}
