package release

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// buildSmall builds a program that does nothing.
func buildSmall(t *testing.T, platform string, flags ...string) (file string) {
	t.Helper()
	folder := t.TempDir()
	source := filepath.Join(folder, "main.go")
	if err := os.WriteFile(source, []byte("package main\n\nfunc main() {}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	system, processor, _ := strings.Cut(platform, "/")
	file = filepath.Join(folder, "program")
	c := exec.Command("go", append(append([]string{"build", "-o", file}, flags...), source)...)
	c.Env = append(os.Environ(), "GOOS="+system, "GOARCH="+processor, "CGO_ENABLED=0")
	if said, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	return file
}

// A program is taken for its own platform and for no other.
func TestReleaseFormats(t *testing.T) {
	for _, platform := range Platforms {
		t.Run(platform, func(t *testing.T) {
			file := buildSmall(t, platform)
			for _, other := range Platforms {
				system, processor, _ := strings.Cut(other, "/")
				if err := checkFormat(file, system, processor); (err == nil) != (platform == other) {
					t.Errorf("as one for %s: got %v", other, err)
				}
			}
		})
	}
	t.Run("windows without a console", func(t *testing.T) {
		err := checkFormat(buildSmall(t, "windows/amd64", "-ldflags", "-H windowsgui"), "windows", "amd64")
		if err == nil || !strings.Contains(err.Error(), "console") {
			t.Errorf("got %v, want the console missed", err)
		}
	})
}
