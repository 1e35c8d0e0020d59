package release

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// web makes a folder web with a shop and a stand-in for the browser program.
func web(t *testing.T) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "web")
	if err := os.CopyFS(folder, os.DirFS("../../web")); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{"app.wasm": "\x00asm", "wasm_exec.js": "var go;", "sized/a.jpg": "made again", ".cache/a.br": "made again"} {
		file := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// The archive for this machine has one program, which makes the demo shop and serves
// it. The sums are those of the archive.
func TestRelease(t *testing.T) {
	out := t.TempDir()
	names, err := Make(t.Context(), Options{Root: "../..", Web: web(t), Out: out, Platforms: []string{runtime.GOOS + "/" + runtime.GOARCH}, Log: func(string) {}, quick: true})
	if err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(filepath.Join(out, names[0]))
	if err != nil {
		t.Fatal(err)
	}
	sums, err := os.ReadFile(filepath.Join(out, "SHA256SUMS"))
	if want := fmt.Sprintf("%x  %s\n", sha256.Sum256(content), names[0]); err != nil || string(sums) != want {
		t.Errorf("got %q, %v, want %q", sums, err, want)
	}
	here := t.TempDir()
	files := unpackTar(t, content, here)
	folder := strings.TrimSuffix(names[0], ".tar.gz")
	if want := []string{folder + "/LICENSE", folder + "/README.txt", folder + "/carrito"}; !slices.Equal(slices.Sorted(maps.Keys(files)), want) {
		t.Fatalf("got %q, want %q", slices.Sorted(maps.Keys(files)), want)
	}
	program := filepath.Join(here, folder, "carrito")
	if out, err := exec.Command(program, "version").CombinedOutput(); err != nil || !strings.Contains(string(out), runtime.GOOS+"/"+runtime.GOARCH) {
		t.Errorf("version: got %s, %v", out, err)
	}
	t.Run("is started", func(t *testing.T) { testStarted(t, program) })
}

// testStarted starts the program as a stranger does, in the folder of the archive.
func testStarted(t *testing.T, program string) {
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	c := exec.CommandContext(ctx, program)
	c.Dir = filepath.Dir(program)
	c.Env = []string{"HOME=" + t.TempDir(), "PATH=" + t.TempDir()} // neither Go nor a desktop
	output, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	defer c.Wait()
	defer stop()
	said := ""
	line := make([]byte, 500)
	address := regexp.MustCompile(`the shop is at (http://\S+)`)
	for !address.MatchString(said) {
		n, err := output.Read(line)
		said += string(line[:n])
		if err != nil {
			t.Fatalf("got %q, %v, want the address", said, err)
		}
	}
	if !strings.Contains(said, "a demo shop was made in the folder "+filepath.Join(c.Dir, "carrito-shop")+";") {
		t.Errorf("got %q, want the folder named", said)
	}
	answer, err := http.Get(address.FindStringSubmatch(said)[1])
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	page, _ := io.ReadAll(answer.Body)
	if answer.StatusCode != 200 || !bytes.Contains(page, []byte("MODA DJANGO")) {
		t.Errorf("got %d %.200s, want the demo shop", answer.StatusCode, page)
	}
	for name, want := range map[string]bool{"web/shop.json": true, "web/app.wasm": true, "orders.db": true, "web/sized/a.jpg": false, "web/.cache/a.br": false} {
		if _, err := os.Stat(filepath.Join(c.Dir, "carrito-shop", name)); (err == nil) != want {
			t.Errorf("%s: got %v, want it there: %v", name, err, want)
		}
	}
}

// unpackTar unpacks an archive into a folder. Only the program is executable, and no
// name leads out of the folder.
func unpackTar(t *testing.T, content []byte, folder string) map[string][]byte {
	t.Helper()
	plain, err := gzip.NewReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for archive := tar.NewReader(plain); ; {
		header, err := archive.Next()
		if err == io.EOF {
			return files
		}
		if err != nil {
			t.Fatal(err)
		}
		want := int64(0o644)
		if filepath.Base(header.Name) == "carrito" {
			want = 0o755
		}
		if header.Mode != want || header.Typeflag != tar.TypeReg || !filepath.IsLocal(header.Name) || header.Uid != 0 || header.Uname != "" {
			t.Errorf("got %+v, want a file of mode %o", header, want)
		}
		if files[header.Name], err = io.ReadAll(archive); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(folder, header.Name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, files[header.Name], os.FileMode(header.Mode)); err != nil {
			t.Fatal(err)
		}
	}
}

// The same program gives the same archive, and Windows gets a zip file with line ends
// that its editor shows.
func TestPack(t *testing.T) {
	program := filepath.Join(t.TempDir(), "carrito")
	if err := os.WriteFile(program, []byte("program"), 0o700); err != nil {
		t.Fatal(err)
	}
	b := &built{file: program, version: "v1.2.3", time: time.Date(2026, 5, 4, 3, 2, 1, 0, time.UTC)}
	for platform, want := range map[string]string{"linux/amd64": "carrito_1.2.3_linux_amd64.tar.gz", "windows/arm64": "carrito_1.2.3_windows_arm64.zip"} {
		name, content, err := pack("../..", platform, b)
		if err != nil || name != want {
			t.Fatalf("got %s, %v, want %s", name, err, want)
		}
		if _, again, err := pack("../..", platform, b); err != nil || !bytes.Equal(content, again) {
			t.Errorf("%s: got another archive the second time, %v", platform, err)
		}
		if !strings.HasSuffix(name, ".zip") {
			continue
		}
		r, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range r.File {
			opened, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			text, _ := io.ReadAll(opened)
			if base := filepath.Base(f.Name); base == "carrito.exe" && f.Mode().Perm() != 0o755 || base == "README.txt" && !bytes.Contains(text, []byte("\r\n")) {
				t.Errorf("%s: got mode %v and %.40q", f.Name, f.Mode(), text)
			}
		}
	}
}

// A folder web without the browser program is no release.
func TestReleaseRefuses(t *testing.T) {
	folder := web(t)
	if err := os.Remove(filepath.Join(folder, "app.wasm")); err != nil {
		t.Fatal(err)
	}
	if _, err := Make(t.Context(), Options{Root: "../..", Web: folder, Out: t.TempDir(), Platforms: Platforms[:1]}); err == nil || !strings.Contains(err.Error(), "app.wasm") {
		t.Errorf("got %v, want the missing file named", err)
	}
	if err := CheckPlatforms([]string{"linux/amd64", "plan9/386"}); err == nil || !strings.Contains(err.Error(), "plan9/386") {
		t.Errorf("got %v, want the platform named", err)
	}
}

// The same folder web gives the same bytes, whenever its files were written.
func TestPackWebAgain(t *testing.T) {
	folder := web(t)
	first, err := packWeb(folder)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(filepath.Join(folder, "shop.json"), time.Time{}, time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC)); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(filepath.Join(folder, "products.json"), 0o600); err != nil {
		t.Fatal(err)
	}
	if again, err := packWeb(folder); err != nil || !bytes.Equal(first, again) {
		t.Errorf("got other bytes, %v", err)
	}
}
