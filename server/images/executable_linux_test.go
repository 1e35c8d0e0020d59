package images_test

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"carrito/app/catalog"
	"carrito/server/images"
	"carrito/server/picture/picturetest"

	"golang.org/x/sys/unix"
)

// inChild is an environment variable. If it is set, the test is the child.
const inChild = "CARRITO_TEST_WITHOUT_EXECUTABLE_MEMORY"

// The encoder of AVIF pictures fails where a process may not make memory executable
// that it has written. So the unit of package service does without
// MemoryDenyWriteExecute. If this test fails, the unit can have it.
func TestEncoderNeedsExecutableMemory(t *testing.T) {
	if os.Getenv(inChild) != "" {
		encodeWithoutExecutableMemory(t)
		return
	}
	own, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.CommandContext(t.Context(), own, "-test.run=^TestEncoderNeedsExecutableMemory$", "-test.v")
	c.Env = append(os.Environ(), inChild+"=1")
	out, err := c.CombinedOutput()
	switch text := string(out); {
	case strings.Contains(text, unsupported):
		t.Log("this Linux is older than 6.3 and cannot deny executable memory")
	case err == nil || strings.Contains(text, encoded):
		t.Errorf("got a picture, want the encoder to fail:\n%s", out)
	case !strings.Contains(text, "permission denied"):
		t.Errorf("got %v, want permission denied:\n%s", err, out)
	}
}

// What the child says.
const (
	encoded     = "a picture was encoded"
	unsupported = "not supported"
)

func encodeWithoutExecutableMemory(t *testing.T) {
	if err := unix.Prctl(unix.PR_SET_MDWE, unix.PR_MDWE_REFUSE_EXEC_GAIN, 0, 0, 0); errors.Is(err, unix.EINVAL) {
		t.Fatal(unsupported)
	} else if err != nil {
		t.Fatal(err)
	}
	web := t.TempDir()
	if err := os.WriteFile(filepath.Join(web, "a.jpg"), picturetest.Bare(t, 400, 300), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := images.Make(context.Background(), web, []catalog.Image{{Src: "/web/a.jpg", Alt: "a", Width: 400, Height: 300}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Log(encoded)
}
