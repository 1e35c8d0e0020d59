//go:build unix

package regular

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func TestRead(t *testing.T) {
	folder := t.TempDir()
	pipe, file, large := filepath.Join(folder, "pipe"), filepath.Join(folder, "file"), filepath.Join(folder, "large")
	if err := errors.Join(syscall.Mkfifo(pipe, 0o600), os.WriteFile(file, []byte("text"), 0o600), os.WriteFile(large, nil, 0o600), os.Truncate(large, 5<<30)); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ name, want, wantError string }{
		{"file", "text", ""},
		{"pipe", "", "named pipe"},
		{".", "", "folder"},
		{"/dev/zero", "", "device"},
		{"large", "", "5368.7 MB; at most 1 MB are read"},
	} {
		t.Run(test.name, func(t *testing.T) {
			name := test.name
			if !filepath.IsAbs(name) {
				name = filepath.Join(folder, name)
			}
			got, err := Read(name, 1<<20)
			if string(got) != test.want || test.wantError == "" && err != nil || test.wantError != "" && (err == nil || !strings.Contains(err.Error(), test.wantError)) {
				t.Errorf("got %q, %v, want %q, %q", got, err, test.want, test.wantError)
			}
		})
	}
	if _, err := Read(filepath.Join(folder, "none"), 1); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v, want ErrNotExist", err)
	}
	if got, err := Read(file, 4); string(got) != "text" || err != nil {
		t.Errorf("at the limit: got %q, %v, want the content", got, err)
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	if _, err := ReadIn(root, "pipe", 1); !errors.Is(err, ErrKind) {
		t.Errorf("in a folder: got %v, want the pipe refused", err)
	}
}
