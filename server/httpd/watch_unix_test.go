//go:build unix

package httpd

import (
	"context"
	"log"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A catalogue that is no regular file, or endless, is refused in words, and the
// watch goes on.
func TestReloadRefusesWhatIsNoFile(t *testing.T) {
	for _, test := range []struct {
		name, want string
		put        func(name string) error
	}{
		{"named pipe", "it is a named pipe", func(name string) error { return syscall.Mkfifo(name, 0o600) }},
		{"folder", "it is a folder", func(name string) error { return os.Mkdir(name, 0o700) }},
		{"700 MB", "it has 734.0 MB; at most 256 MB are read", func(name string) error {
			write(t, name, "[")
			return os.Truncate(name, 734_000_000)
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			files := folder(t)
			h, log := newHandler(t, files)
			seen := h.look(h.loaded)
			if err := os.Remove(files.Products); err != nil {
				t.Fatal(err)
			}
			if err := test.put(files.Products); err != nil {
				t.Fatal(err)
			}
			seen = h.look(seen)
			if !strings.Contains(log.String(), test.want) {
				t.Errorf("got the log %q, want %q in it", log, test.want)
			}
			if _, err := NewHandler(files, nil); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("at the start: got %v, want %q", err, test.want)
			}
			if err := os.Remove(files.Products); err != nil {
				t.Fatal(err)
			}
			write(t, files.Products, price("77.00"))
			h.look(seen)
			if !strings.Contains(log.String(), "changed files taken up") {
				t.Errorf("put right: got the log %q, want the file taken up", log)
			}
		})
	}
}

// A named pipe in web/ holds up nobody who asks for it.
func TestPipesAreNotServed(t *testing.T) {
	files := folder(t)
	h, _ := newHandler(t, files)
	for _, name := range []string{"images/pipe.jpg", "images/pipe.svg"} {
		if err := syscall.Mkfifo(filepath.Join(files.Web, name), 0o644); err != nil {
			t.Fatal(err)
		}
		if got := ask(t, "GET", serveTest(t, h)+"/web/"+name); got.status != 404 {
			t.Errorf("%s: got %d, want 404", name, got.status)
		}
	}
}

// A file system that does not answer is told, waited for, and watched again.
func TestWatchWaitsForFiles(t *testing.T) {
	var r record
	asked, answer := make(chan string), make(chan string)
	look := func(seen string) string {
		asked <- seen
		return <-answer
	}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan bool)
	go func() {
		watcher{look, log.New(&r, "", 0), time.Millisecond}.run(ctx, time.Millisecond, "first")
		close(done)
	}()
	if got := <-asked; got != "first" {
		t.Errorf("got %q, want the files as they were loaded", got)
	}
	for !strings.Contains(r.String(), "has not been read for 1ms; the shop goes on") {
		time.Sleep(time.Millisecond)
	}
	answer <- "second"
	if got := <-asked; got != "second" {
		t.Errorf("got %q, want the files as they were seen", got)
	}
	if !strings.Contains(r.String(), "are read again") || strings.Count(r.String(), "has not been read") > 2 {
		t.Errorf("got the log %q, want each told once", &r)
	}
	stop()
	<-done // while the last look is not over
	answer <- "third"
}
